"""Which character separates the cells of a table of values: the one under which most rows agree on their number of cells."""

from __future__ import annotations

from collections import Counter

from enduse.documents.cells import rows

CANDIDATES = (",", "\t", ";", "|")
_ROWS = 200
_CHARACTERS = 1 << 20


def agreed_delimiter(text: str) -> str | None:
    """The delimiter of a text that is surely a table: at least two rows, all with the same two or more cells."""
    best = best_delimiter(text)
    if best is None:
        return None
    counts = _widths(text, best)
    return best if len(counts) == 1 and sum(counts.values()) >= 2 else None


def best_delimiter(text: str, preferred: str | None = None) -> str | None:
    """The delimiter most rows of the first 200 agree under; None where every row has one cell.

    Ties go to ``preferred`` (what the extension promises), then to the order of ``CANDIDATES``.
    """
    best: tuple[int, int] = (0, 0)
    chosen: str | None = None
    order = sorted(CANDIDATES, key=lambda candidate: (candidate != preferred, CANDIDATES.index(candidate)))
    for candidate in order:
        counts = _widths(text, candidate)
        agreeing = [(count, width) for width, count in counts.items() if width > 1]
        if agreeing and max(agreeing) > best:
            best, chosen = max(agreeing), candidate
    return chosen


def _widths(text: str, delimiter: str) -> Counter[int]:
    """How many of the first rows have how many cells."""
    counts: Counter[int] = Counter()
    sample = text[:_CHARACTERS]
    for number, row in enumerate(rows(sample, delimiter, int(text.startswith("\ufeff")))):
        if number == _ROWS or (row.end == len(sample) < len(text)):
            break
        counts[len(row.cells)] += 1
    return counts
