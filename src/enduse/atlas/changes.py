"""What differs between two published atlases: findings new, withdrawn and changed, each with the documents that made the difference.

Two sites are compared by their downloads, which anybody has who has the atlas: what a release did not show, a comparison cannot tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
class Difference:
    """One finding that is new, withdrawn or changed.

    ``said`` are columns that changed, with both values; ``gained`` and ``lost`` statements of its path; ``because`` the documents these
    stand in. Where no statement changed, judgements or the software did. A finding whose path changed has another id: it is one
    ``changed``, and ``before`` is the id it had.
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
    was = {row["id"]: row for row in _rows(before, "findings")}
    now = {row["id"]: row for row in _rows(after, "findings")}
    pairs = list(_paired(was, now))
    documents = _documents(before) | _documents(after)
    touched = {ident for one, other in pairs for ident in {*_path(one)} ^ {*_path(other)}}
    stands_in = _documents_of(before, touched) | _documents_of(after, touched)
    found = [each for each in (_difference(*pair, documents, stands_in) for pair in pairs) if each is not None]
    inputs_before, inputs_after = set(_documents(before).values()), set(_documents(after).values())
    return Changes(
        findings=tuple(sorted(found, key=lambda each: (each.rule, each.title, each.finding))),
        entries=tuple(_entries(before, after)),
        inputs_new=tuple(sorted(inputs_after - inputs_before)),
        inputs_gone=tuple(sorted(inputs_before - inputs_after)),
    )


Row = dict[str, Any]


def _paired(was: Mapping[str, Row], now: Mapping[str, Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Each finding with what it was; one whose path changed is known by rule, subjects and day, else by rule and subjects, where these
    mean but one on each side."""
    gone = {ident: was[ident] for ident in was.keys() - now.keys()}
    come = {ident: now[ident] for ident in now.keys() - was.keys()}
    for with_day in (True, False):
        before, after = _by_subject(gone.values(), with_day=with_day), _by_subject(come.values(), with_day=with_day)
        for key in sorted(before.keys() & after.keys()):
            if len(before[key]) == len(after[key]) == 1:
                yield gone.pop(before[key][0]), come.pop(after[key][0])
    yield from ((gone[ident], None) for ident in sorted(gone))
    yield from ((None, come[ident]) for ident in sorted(come))
    yield from ((was[ident], now[ident]) for ident in sorted(was.keys() & now.keys()))


def _by_subject(rows: Iterable[Row], *, with_day: bool) -> dict[tuple[str, ...], list[str]]:
    found: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        found.setdefault((row["rule"], (row["day"] or "") if with_day else "", *row["subjects"]), []).append(row["id"])
    return found


def _difference(was: Row | None, now: Row | None, documents: Mapping[str, Input], stands_in: Mapping[str, str]) -> Difference | None:
    shown = now or was or {}
    gained, lost = (tuple(sorted({*_path(one)} - {*_path(other)})) for one, other in ((now, was), (was, now)))
    said = {name: (was[name], now[name]) for name in TOLD if was[name] != now[name]} if was and now else {}
    if was and now and not (said or gained or lost):
        return None
    because = {documents[stands_in[ident]] for ident in (*gained, *lost) if stands_in.get(ident) in documents}
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
        beside={name: shown[name] for name in _BESIDE},
    )


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


def _documents_of(folder: Path, statements: Iterable[str]) -> dict[str, str]:
    """The document each of these statements stands in."""
    wanted = sorted(statements)
    query = "SELECT id, document FROM read_json($file, format = 'newline_delimited', columns = {id: 'VARCHAR', document: 'VARCHAR'})"
    query += " WHERE id IN (SELECT unnest($wanted::VARCHAR[]))"
    with duckdb.connect(":memory:", config={"memory_limit": "512MB", "threads": "1"}) as connection:
        return dict(connection.execute(query, {"file": str(folder / "statements.jsonl"), "wanted": wanted}).fetchall())


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
