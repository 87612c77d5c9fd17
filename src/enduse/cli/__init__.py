"""The command line: verbs of the work."""
