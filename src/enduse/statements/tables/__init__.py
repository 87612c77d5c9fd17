"""Hand-kept tables: one importer for all, one yml for each kind of table."""
