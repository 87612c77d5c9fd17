"""Control lists and registers in their publishers' own formats, one folder each."""
