"""Maps read from yml with no key more and no key less than their reader knows."""

from __future__ import annotations

from typing import Any

from enduse.model.errors import InvalidTaxonomy

NOTHING: frozenset[str] = frozenset()


def strict_map(file: str, path: str, raw: Any, required: frozenset[str], optional: frozenset[str] = NOTHING) -> dict[str, Any]:
    """``raw`` as a map whose keys are all known; ``path`` (``licence.``) says where in ``file`` it stands.

    Raises:
        InvalidTaxonomy: it is no map, or a key is unknown or missing; the message names file, key and the known keys.
    """
    known = ", ".join(sorted(required | optional))
    if not isinstance(raw, dict):
        raise InvalidTaxonomy(f"{file}: {path.rstrip('.') or 'the file'} must be a map; known keys: {known}")
    for key in sorted(str(key) for key in raw):
        if key not in required | optional:
            raise InvalidTaxonomy(f"{file}: unknown key {path}{key}; known keys: {known}")
    for key in sorted(required - set(raw)):
        raise InvalidTaxonomy(f"{file}: missing key {path}{key}")
    return raw
