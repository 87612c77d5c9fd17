"""Brands: what records on equipment say of them, gathered once. A brand is a name on goods, no body; its page rests on those records."""

from __future__ import annotations

from enduse.atlas.library import Library
from enduse.atlas.plaintext import slug
from enduse.atlas.sections import sections


def brand_page(name: str) -> str:
    """The page of a brand."""
    return f"equipment/{slug(name, 'brand:' + name.casefold())}.html"


def brands_of(library: Library, maker: str) -> list[str]:
    """Brands whose goods a record says this company makes, sorted."""
    said = sections().maker_relations
    records = [r for r in library.pointing(maker, "maker") if library.value(r, "relation") in said]
    spelled: dict[str, str] = {}
    for record in records:
        for statement in library.facts.get(record, {}).get("brand", []):
            key = statement.value.casefold()
            spelled[key] = min(spelled.get(key, statement.value), statement.value)
    return [spelled[key] for key in sorted(spelled)]


def records_by_brand(library: Library) -> dict[str, list[str]]:
    """Brand, in one spelling -> records on it."""
    spelled: dict[str, str] = {}
    found: dict[str, list[str]] = {}
    for record in library.of_kind("OemRelation"):
        for statement in library.facts.get(record.id, {}).get("brand", []):
            key = statement.value.casefold()
            spelled[key] = min(spelled.get(key, statement.value), statement.value)
            if record.id not in found.setdefault(key, []):
                found[key].append(record.id)
    return {spelled[key]: found[key] for key in sorted(found)}
