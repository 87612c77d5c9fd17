"""Parties for tests, in one line."""

from __future__ import annotations

from typing import Any

from enduse.entities.matching.prepared import Party, Prepared, prepare


def party(*names: str, id: str = "a", **particulars: Any) -> Prepared:
    """A prepared party of these names."""
    return prepare(Party(id=id, names=names, **particulars))
