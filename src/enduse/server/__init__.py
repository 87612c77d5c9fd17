"""The server: screening, lists and bodies of one built case over HTTP, in the forms that others' tools already speak."""
