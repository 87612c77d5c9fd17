"""People's judgements: an append-only, hash-chained log, one file for each reviewer."""
