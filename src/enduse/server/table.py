"""All operations of the server."""

from __future__ import annotations

from enduse.server import catalog, matching

OPERATIONS = (*matching.OPERATIONS, *catalog.OPERATIONS)
