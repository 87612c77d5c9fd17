"""Downloads: one module a table. Each has ``DESCRIPTION``, ``COLUMNS`` (name -> what it holds) and ``rows(press)``.

A flat one has ``KIND``, whose entities are its rows, and ``PROPERTIES`` (column -> property of their statements) as well.
"""

from __future__ import annotations

from types import ModuleType

from enduse.atlas.exporters import documents, entities, findings, listings, notices, projects, statements

EXPORTERS: dict[str, ModuleType] = {
    "statements": statements,
    "entities": entities,
    "projects": projects,
    "listings": listings,
    "notices": notices,
    "findings": findings,
    "documents": documents,
}
