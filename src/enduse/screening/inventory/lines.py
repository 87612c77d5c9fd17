"""Assessed devices as JSON lines: everything known of each row as data, with what many rows share put into words once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from enduse.atlas.exporters.files import json_text
from enduse.findings.listed.answer import Standing
from enduse.screening.inventory.assess import Assessed, Candidate
from enduse.screening.inventory.evidence import Evidence
from enduse.screening.inventory.flat import Told, names
from enduse.screening.inventory.obligations import Obligation
from enduse.screening.links import Atlas
from enduse.screening.table_files import Row

STANDING = ("list", "list_title", "entry", "outcome", "relation", "announced", "effective", "ended", "citations")
"""What JSON lines say of an entry of a list."""


def json_lines(rows: Iterable[Row], assessed: Sequence[Assessed], told: Sequence[Told], atlas: Atlas) -> Iterator[str]:
    """One line for each row: what was given, and what is said of it."""
    shared = _Shared(atlas)
    for (number, cells), each, said in zip(rows, assessed, told, strict=True):
        yield (
            _fields(
                row=json_text(number),
                given=json_text(cells),
                maker=json_text(said.maker),
                known=json_text(each.made.known),
                evidence=_list(map(shared.plain, each.made.evidence)),
                against=json_text(each.made.against),
                candidates=_list(map(shared.candidate, each.candidates)),
                exposure=json_text(each.exposed),
                group=json_text(each.group),
                order=json_text(each.order or None),
                order_why=json_text(said.why),
            )
            + "\n"
        )


class _Shared:
    """JSON of what stands in many lines, by its value."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        self._plain: dict[Evidence | Obligation, str] = {}
        self._lists: dict[tuple[Standing, ...], str] = {}

    def plain(self, value: Evidence | Obligation) -> str:
        found = self._plain.get(value)
        if found is None:
            found = self._plain[value] = json_text(asdict(value))
        return found

    def candidate(self, candidate: Candidate) -> str:
        """A maker; of each list what it says on both days."""
        return _fields(
            id=json_text(candidate.id),
            name=json_text(candidate.name),
            page=json_text(candidate.page),
            address=json_text(self._atlas.to(candidate.page)),
            lists=_fields(bought=self._entries(candidate.bought), asked=self._entries(candidate.asked)),
            rules=_list(map(self.plain, candidate.obligations)),
        )

    def _entries(self, standings: tuple[Standing, ...]) -> str:
        found = self._lists.get(standings)
        if found is None:
            said: list[dict[str, Any]] = [{name: getattr(one, name) for name in STANDING} for one in standings if names(one)]
            found = self._lists[standings] = json_text(said)
        return found


def _fields(**texts: str) -> str:
    return "{" + ",".join(f'"{name}":{text}' for name, text in texts.items()) + "}"


def _list(texts: Iterable[str]) -> str:
    return "[" + ",".join(texts) + "]"
