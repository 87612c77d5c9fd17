"""GLEIF Level 1: who is who, the reference data of legal entity identifiers."""
