"""The consolidated list of financial sanctions of the European Union."""
