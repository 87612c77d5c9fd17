"""The documents of a bundle: papers whole, of tables and lists the rows quoted; always as the pages show them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from enduse.atlas.bundle.records import Record, warc_date
from enduse.atlas.context import MASK_SIGN
from enduse.atlas.plaintext import visible
from enduse.atlas.shelf import Held, Shelf
from enduse.model.statement import Statement

ORIGINAL, TEXT, EXCERPT = "original", "text", "excerpt"


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A document as the bundle has it: its record, and its row in ``documents.jsonl``."""

    record: Record
    row: dict[str, Any]


def enclosed(shelf: Shelf, statements: Iterable[Statement]) -> list[Enclosed]:
    """Every document these statements stand in, by hash."""
    groups: dict[str, list[Statement]] = {}
    for statement in statements:
        groups.setdefault(statement.document, []).append(statement)
    return [_enclosed(shelf, shelf.held(sha256), group) for sha256, group in sorted(groups.items())]


def _enclosed(shelf: Shelf, held: Held, statements: Sequence[Statement]) -> Enclosed:
    form, content = _content(shelf, held, statements)
    address = f"urn:sha256:{held.sha256}"
    name = visible(held.info.paths[0] if held.info.paths else held.info.name)
    record = Record(
        kind="resource" if form == ORIGINAL else "conversion",
        address=address,
        date=warc_date(max((s.first_seen for s in statements if s.first_seen), default=None)),
        media_type="application/json" if form == EXCERPT else "text/plain; charset=utf-8",
        content=content,
        title=name,
    )
    row = {
        "sha256": held.sha256,
        "role": held.info.role,
        "name": held.info.name,
        "paths": list(held.info.paths),
        "media_type": held.document.media_type,
        "form": form,
        "record": address,
        "characters": len(held.text),
        "masked": held.text.count(MASK_SIGN),
        "specimen": held.info.specimen,
    }
    return Enclosed(record, row)


def _content(shelf: Shelf, held: Held, statements: Sequence[Statement]) -> tuple[str, bytes]:
    """The form and the bytes. A text whose hash is the document's is the document itself: nothing else can stand in it."""
    text = held.text.encode("utf-8", "surrogatepass")
    if held.info.role == "paper":
        return (ORIGINAL if hashlib.sha256(text).hexdigest() == held.sha256 else TEXT), text
    parts = [{"start": start, "text": held.text[start:end]} for start, end in _spans(shelf, held, statements)]
    excerpt = {"document": held.sha256, "characters": len(held.text), "parts": parts}
    return EXCERPT, json.dumps(excerpt, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")


def _spans(shelf: Shelf, held: Held, statements: Sequence[Statement]) -> list[tuple[int, int]]:
    """The rows or entries the quotes stand in, in order, each once."""
    spans: list[tuple[int, int]] = []
    wanted = set()
    for statement in statements:
        entry = shelf.entry(held.sha256, statement.start)
        wanted.add((min(entry.start, statement.start), max(entry.end, statement.end)))
    for start, end in sorted(wanted):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans
