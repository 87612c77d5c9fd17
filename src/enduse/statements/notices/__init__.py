"""Reads procurement notices: a notice is cut into sections, labelled values and tables, its type is voted on, and only what a label states
becomes a statement."""
