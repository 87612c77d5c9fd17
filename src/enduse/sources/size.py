"""Guards against a list that came in cut: too small, too large, or much smaller than last time."""

from __future__ import annotations

from collections.abc import Mapping

from enduse.model.errors import SourceChanged
from enduse.sources.source_file import Source


def check_expected(source: Source, count: int, expect: Mapping[str, int] | None = None) -> None:
    """Refuse a list whose number of entries lies outside what the source, or the case, expects (both ends inclusive).

    ``expect`` may name ``min`` and ``max``; what it leaves out comes from ``source.yml``.

    Raises:
        SourceChanged: the number lies outside; or ``expect`` has a key that means nothing.
    """
    unknown = sorted(set(expect or {}) - {"min", "max"})
    if unknown:
        raise SourceChanged(f"{source.name}: expect has the unknown key {', '.join(unknown)}; known keys: max, min")
    low = (expect or {}).get("min", source.expect.minimum)
    high = (expect or {}).get("max", source.expect.maximum)
    if not low <= count <= high:
        raise SourceChanged(
            f"{source.name}: read {count} entries, expected {low} to {high}; nothing of this file is used."
            f" If the list is whole, say so in case.yml with `expect: {{min: …, max: …}}` for this list; if not, get the file again."
        )


def check_shrink(source: Source, previous_count: int, count: int) -> None:
    """Refuse a list that lost a share of ``max_shrink`` or more of its entries since the version before.

    Raises:
        SourceChanged: it did; the message says what was read, what came before and how to accept it on purpose.
    """
    lost = previous_count - count
    if previous_count <= 0 or lost < source.max_shrink * previous_count:
        return
    raise SourceChanged(
        f"{source.name}: read {count} entries where the version before had {previous_count}:"
        f" {lost} fewer ({lost / previous_count:.0%}; {source.max_shrink:.0%} or more is refused). The previous version stays in use."
        f" If entries really left the list, accept it on purpose with `enduse build --accept-list {source.name}`;"
        f" if not, get the file again."
    )
