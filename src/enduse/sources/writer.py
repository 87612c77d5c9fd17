"""Writes the statements and issues of one file of one source, each statement on a passage."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from enduse.model.document import Document
from enduse.model.extraction import Extraction, Witness
from enduse.model.issue import Issue
from enduse.model.statement import Statement
from enduse.sources.passage import Passage
from enduse.sources.source_file import Source
from enduse.sources.troubles import Troubles

_RESTS_ON = {"control-list": "list", "register": "register", "legal-acts": "acts"}
"""Kind of source to the word its statements name it with: ``list:us-bis-entity-list``, ``register:cn-listed-companies``."""


@dataclass(slots=True)
class Writer:
    """Collects what an importer says. Statements come out in the order they were written."""

    source: Source
    witness: Witness
    statements: list[Statement] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    @classmethod
    def about(
        cls, source: Source, document: Document, *, version: str, day: str | None = None, unread: tuple[tuple[int, int], ...] = ()
    ) -> Writer:
        """A writer for one file; ``version`` is that of the importer, ``day`` the day of the copy where the file says it.

        ``unread`` are passages that stand in no statement, not even in the neighbours of a quote.
        """
        rests_on = f"{_RESTS_ON[source.kind]}:{source.name}"
        return cls(source, Witness(document, rests_on, source.name, version, first_seen=day, private=unread))

    def state(
        self,
        entity: str,
        schema: str,
        property: str,
        passage: Passage,
        value: str | None = None,
        *,
        lang: str | None = None,
        valid_from: str | None = None,
        valid_to: str | None = None,
    ) -> None:
        """One statement; ``value`` is its normal form where the passage writes it otherwise."""
        given = passage.value if value is None else value
        written = passage.original or passage.value
        self.statements.append(
            self.witness.state(
                entity,
                schema,
                property,
                given,
                passage.start,
                passage.end,
                original=written if given != written else None,
                lang=lang,
                valid_from=valid_from,
                valid_to=valid_to,
            )
        )

    def issue(self, code: str, message: str, action: str, place: str, *, rejected: bool = False) -> None:
        """An issue for a reviewer about a place in the file."""
        troubles = Troubles(self.source, self.witness.document)
        self.issues.append(troubles.issue(code, message, action, place, owner="reviewer", rejected=rejected))

    def extraction(self) -> Extraction:
        """All that was written."""
        return Extraction(tuple(self.statements), tuple(self.issues), {key: self.counts[key] for key in sorted(self.counts)})
