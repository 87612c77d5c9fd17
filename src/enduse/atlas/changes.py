"""What differs between two published atlases: findings new, withdrawn and changed, each with the documents that made the difference.

Two sites are compared by their downloads, which anybody has who has the atlas: what a release did not show, a comparison cannot tell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import msgspec

from enduse.model.errors import UsageError

NEW, WITHDRAWN, CHANGED = "new", "withdrawn", "changed"
TOLD = ("outcome", "state", "rule_version", "title", "summary", "source_grade", "information_grade", "independent_sources")
"""Columns of a finding whose change is told."""
_BESIDE = ("outcome", "state", "day", "specimen", "page", "title_zh")


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """A document by role and name; ``sha256`` says which version of it."""

    role: str
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The document a statement stands in; ``says`` is alike in every copy of a table or list in which its row says the same."""

    document: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One finding that is new, withdrawn or changed.

    ``said`` are columns that changed, with both values; ``gained`` and ``lost`` statements of its path; ``because`` the documents these
    stand in. Where no statement changed, judgements or the software did. A finding whose path changed has another id: it is one
    ``changed``, and ``before`` is the id it had. ``beside`` are columns of its row; of one that left a tombstone state, page and ``reason``
    are those of the tombstone.
    """

    kind: str
    finding: str
    rule: str
    title: str
    before: str = ""
    said: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    because: tuple[Input, ...] = ()
    beside: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of a list that is new, gone or changed: list, party as named, and its days."""

    kind: str
    list: str
    party: str
    entry: str
    effective: str
    ended: str


@dataclass(frozen=True, slots=True)
class Changes:
    """The differences in the order of rule and title, and what came and went of inputs and entries."""

    findings: tuple[Difference, ...] = ()
    entries: tuple[Listed, ...] = ()
    inputs_new: tuple[Input, ...] = ()
    inputs_gone: tuple[Input, ...] = ()

    @property
    def none(self) -> bool:
        """Whether nothing a reader sees is different."""
        return not (self.findings or self.entries)


def compare_sites(old: Path, new: Path) -> Changes:
    """Compare two atlases, each the folder of a site or its ``downloads``.

    Raises:
        UsageError: a folder is no atlas, or one of another version.
    """
    before, after = _downloads(old), _downloads(new)
    (was, _), (now, stones) = _findings(before), _findings(after)
    pairs = list(_paired(was, now))
    documents = _documents(before) | _documents(after)
    touched = {ident for one, other in pairs for ident in {*_path(one)} ^ {*_path(other)}}
    passages = _passages(before, touched) | _passages(after, touched)
    inputs_before, inputs_after = set(_documents(before).values()), set(_documents(after).values())
    moved = inputs_before ^ inputs_after
    found = [each for each in (_difference(*pair, stones, documents, passages, moved) for pair in pairs) if each is not None]
    return Changes(
        findings=tuple(sorted(found, key=lambda each: (each.rule, each.title, each.finding))),
        entries=tuple(_entries(before, after)),
        inputs_new=tuple(sorted(inputs_after - inputs_before)),
        inputs_gone=tuple(sorted(inputs_before - inputs_after)),
    )


Row = dict[str, Any]
_KNOWN_BY = (("day", "title"), ("title",), ("day",), ())
"""Columns that, with rule and subjects, tell which finding became which; the most telling first."""


def _findings(folder: Path) -> tuple[dict[str, Row], dict[str, Row]]:
    """The findings an atlas shows, and the tombstones of those it took back, by id."""
    rows = list(_rows(folder, "findings"))
    return {row["id"]: row for row in rows if row["title"] is not None}, {row["id"]: row for row in rows if row["title"] is None}


def _paired(was: Mapping[str, Row], now: Mapping[str, Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Each finding with what it was; one whose path changed is known by rule, subjects, day and title, or fewer of them, where these mean
    but one on each side."""
    gone = {ident: was[ident] for ident in was.keys() - now.keys()}
    come = {ident: now[ident] for ident in now.keys() - was.keys()}
    for columns in _KNOWN_BY:
        before, after = _known_by(gone.values(), columns), _known_by(come.values(), columns)
        for key in sorted(before.keys() & after.keys()):
            if len(before[key]) == len(after[key]) == 1:
                yield gone.pop(before[key][0]), come.pop(after[key][0])
    yield from ((gone[ident], None) for ident in sorted(gone))
    yield from ((None, come[ident]) for ident in sorted(come))
    yield from ((was[ident], now[ident]) for ident in sorted(was.keys() & now.keys()))


def _known_by(rows: Iterable[Row], columns: Sequence[str]) -> dict[tuple[str, ...], list[str]]:
    found: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        found.setdefault((row["rule"], *(row[name] or "" for name in columns), *row["subjects"]), []).append(row["id"])
    return found


def _difference(
    was: Row | None,
    now: Row | None,
    stones: Mapping[str, Row],
    documents: Mapping[str, Input],
    passages: Mapping[str, Passage],
    moved: Collection[Input],
) -> Difference | None:
    shown = now or was or {}
    gained, lost = _beyond(now, was, passages), _beyond(was, now, passages)
    said = {name: (was[name], now[name]) for name in TOLD if was[name] != now[name]} if was and now else {}
    if was and now and not (said or gained or lost):
        return None
    stone = stones.get(shown["id"], {}) if now is None else {}
    rests_on = {documents[passages[ident].document] for ident in (*gained, *lost) if ident in passages} if not stone else set()
    because = rests_on.intersection(moved) or rests_on
    beside = {name: (stone or shown)[name] if name in ("state", "page") else shown[name] for name in _BESIDE}
    return Difference(
        kind=NEW if was is None else WITHDRAWN if now is None else CHANGED,
        finding=shown["id"],
        rule=shown["rule"],
        title=shown["title"],
        before=was["id"] if was and now and was["id"] != now["id"] else "",
        said=said,
        gained=gained,
        lost=lost,
        because=tuple(sorted(because)),
        beside=beside | ({"reason": stone["state_reason"] or ""} if stone else {}),
    )


def _beyond(row: Row | None, other: Row | None, passages: Mapping[str, Passage]) -> tuple[str, ...]:
    """Statements of one path whose passage the other has not: a new copy of a table or list in which a row is the same adds nothing."""
    before = {*_path(other)}
    same = {passages[ident].says for ident in before if ident in passages}
    return tuple(sorted(i for i in {*_path(row)} - before if i not in passages or passages[i].says not in same))


def _path(row: Row | None) -> Sequence[str]:
    return row["statements"] if row else ()


def _entries(before: Path, after: Path) -> Iterator[Listed]:
    was, now = ({row["id"]: row for row in _rows(folder, "listings")} for folder in (before, after))
    days = ("announced", "effective", "ended")
    for ident in sorted(was.keys() | now.keys()):
        one, other = was.get(ident), now.get(ident)
        if one is None or other is None or any(one[day] != other[day] for day in days):
            row = other or one or {}
            kind = NEW if one is None else WITHDRAWN if other is None else CHANGED
            yield Listed(kind, _text(row["list"]), _text(row["party"]), ident, _text(row["effective"]), _text(row["ended"]))


def _text(value: object) -> str:
    return " / ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _documents(folder: Path) -> dict[str, Input]:
    return {
        row["sha256"]: Input(row["role"], row["name"] or (row["paths"] or [""])[0], row["sha256"]) for row in _rows(folder, "documents")
    }


def _passages(folder: Path, statements: Iterable[str]) -> dict[str, Passage]:
    """The passage of each of these statements."""
    wanted = sorted(statements)
    columns = ("id", "document", "source", "mention", "property", "value", "quote")
    query = f"SELECT {', '.join(columns)} FROM read_json($file, format = 'newline_delimited', columns = $columns)"  # noqa: S608 - constants
    query += " WHERE id IN (SELECT unnest($wanted::VARCHAR[]))"
    given = {"file": str(folder / "statements.jsonl"), "columns": dict.fromkeys(columns, "VARCHAR"), "wanted": wanted}
    with duckdb.connect(":memory:", config={"memory_limit": "512MB", "threads": "1"}) as connection:
        rows = connection.execute(query, given).fetchall()
    return {
        ident: Passage(document, (document if source == "paper" else "", source, *map(str, said)))
        for ident, document, source, *said in rows
    }


def _downloads(folder: Path) -> Path:
    for each in (folder, folder / "downloads", folder / "site" / "downloads"):
        if (each / "findings.jsonl").is_file() and (each / "documents.jsonl").is_file():
            return each
    raise UsageError(f"{folder}: no atlas to compare; give a case that was built, the folder of its site, or the downloads of one")


def _rows(folder: Path, table: str) -> Iterator[dict[str, Any]]:
    decoder = msgspec.json.Decoder(dict[str, Any])
    with (folder / f"{table}.jsonl").open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                yield decoder.decode(line)
            except msgspec.DecodeError as error:
                raise UsageError(f"{table}.jsonl line {number}: not as an atlas writes it ({error})") from error
