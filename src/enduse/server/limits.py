"""Limits of the server. Those of a match (results, queries in a batch, bytes of an address) are yente's, so that its clients fit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may ask."""

    body: int = 1 << 19
    """Bytes of a body that is not a file."""
    file: int = 20 << 20
    drained: int = 64 << 20
    """Bytes of too long a body that are read before the connection is given up."""
    address: int = 8_000
    """Bytes of path and query."""
    rows: int = 50_000
    """Rows of a file."""
    batch: int = 100
    """Queries in one request."""
    matches: int = 500
    """Results to a query, and of a page."""
    together: int = 500
    """Names of all queries of one request."""
    names: int = 25
    """Names of one query."""
    name: int = 1_000
    """Characters of a name, or of any other value."""
    offset: int = 9_500
    seconds: float = 10.0
    """Until a request that is not answered is given up."""
    upload_seconds: float = 60.0
    waiting: int = 2_000
    """Rows that may wait to be answered; beyond them a request is told to come again."""
    jobs: int = 8
    """Files that are kept, done or under way."""
    job_seconds: float = 3_600.0
    """Until a file that is done is forgotten."""


LIMITS = Limits()
