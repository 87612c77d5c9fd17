"""Downloads: one module a table. Each has ``DESCRIPTION``, ``COLUMNS`` (name -> what it holds) and ``rows(press)``."""

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
