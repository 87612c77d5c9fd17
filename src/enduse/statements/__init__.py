"""From documents to statements: notices and hand-kept tables, every value with its passage."""
