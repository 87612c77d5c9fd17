"""Decisions: what people judged, kept as append-only, hash-chained logs that git can merge."""
