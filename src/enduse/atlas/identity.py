"""The id of a statement, remembered: it is a hash of every field, and a page asks for it many times."""

from __future__ import annotations

from functools import lru_cache

from enduse.model.statement import Statement


@lru_cache(maxsize=1 << 18)
def id_of(statement: Statement) -> str:
    """``statement.id``."""
    return statement.id
