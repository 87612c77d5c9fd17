"""From entries of the Entity List to statements: a party and its listing for each entry.

The day of a listing is the day printed beside the *first* citation of the entry: the day of the Federal Register.
Some rules took effect a few days before they were printed there; a table of legal acts (``measures``) holds those days.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from enduse.model.dates import PartialDate
from enduse.model.document import Document
from enduse.model.errors import AmbiguousValue, SourceChanged
from enduse.model.extraction import Extraction, Witness
from enduse.model.issue import Issue
from enduse.model.statement import Statement
from enduse.sources.organisation_kind import UNCLEAR, kind_of_name
from enduse.sources.passage import Passage
from enduse.sources.size import check_expected
from enduse.sources.source_file import Source
from enduse.sources.us_bis_entity_list.citation import Citation, Citations, year_of_volume
from enduse.sources.us_bis_entity_list.entry import Entry, Snapshot, identifiers
from enduse.sources.us_bis_entity_list.json_form import is_json_form, read_json_form
from enduse.sources.us_bis_entity_list.names import is_address_entry, is_weak, read_alias, read_name
from enduse.sources.us_bis_entity_list.screening_list_form import is_screening_list, read_screening_list

METHOD = "us-bis-entity-list"
METHOD_VERSION = "1"


def import_document(source: Source, document: Document, *, expect: Mapping[str, int] | None = None) -> Extraction:
    """Statements of one file of the list, in the order of its entries.

    Counts: ``entries``, ``listings``, ``listings-with-day``, ``listings-unread`` (no day could be read), ``entries-kind-unclear`` (may be
    natural persons; their addresses are left out), ``entries-of-addresses`` (the listed party is an address), ``addresses-left-out``,
    ``aliases``, ``aliases-unread``, ``amendments``, ``corrections``, ``rows-of-other-lists``.

    Raises:
        SourceChanged: neither of the two forms, an expected field is missing, or the number of entries is not the expected one.
    """
    snapshot = _read(source, document)
    check_expected(source, len(snapshot.entries), expect)
    work = _Work(source, Witness(document, f"list:{source.name}", METHOD, METHOD_VERSION, first_seen=snapshot.day))
    work.issues += snapshot.issues
    work.counts.update(dict.fromkeys(("entries", "listings", "listings-with-day", "listings-unread", "entries-kind-unclear"), 0))
    work.counts.update(snapshot.counts)
    for entry, digits in zip(snapshot.entries, identifiers(snapshot.entries), strict=True):
        work.add(entry, f"{source.name}:{digits}")
    return Extraction(tuple(work.statements), tuple(work.issues), {key: work.counts[key] for key in sorted(work.counts)})


def _read(source: Source, document: Document) -> Snapshot:
    if is_json_form(document):
        return read_json_form(source, document)
    if is_screening_list(document):
        return read_screening_list(source, document)
    raise SourceChanged(
        f"{source.name}: this file has neither form the importer reads: JSON with list_id 'bis-entity-list', or the csv of the Consolidated"
        f" Screening List with the columns source and federal_register_notice. Nothing of it is used."
    )


@dataclass(slots=True)
class _Work:
    source: Source
    witness: Witness
    statements: list[Statement] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, entry: Entry, party: str) -> None:
        entry = replace(
            entry,
            name=self.corrected("name", entry.name),
            aliases=tuple(self.corrected("aliases", alias) for alias in entry.aliases),
        )
        names = read_name(entry.name).names
        schema = kind_of_name(names[0].value)
        self.counts["entries"] += 1
        self.counts["entries-of-addresses"] += is_address_entry(entry.name.value)
        self.counts["entries-kind-unclear"] += maybe_person(entry, schema)
        self.add_party(entry, party, schema, names)
        self.add_listing(entry, party, schema, names[0])

    def corrected(self, field: str, passage: Passage) -> Passage:
        for correction in self.source.corrections:
            if correction.field == field and correction.was == passage.value:
                self.counts["corrections"] += 1
                return Passage(correction.corrected, passage.start, passage.end, passage.value)
        return passage

    def add_party(self, entry: Entry, party: str, schema: str, names: tuple[Passage, ...]) -> None:
        self.state(party, schema, "name", names[0], lang="en")
        if names[0].value.endswith(":"):
            self.issue(entry, schema, "cut-name", f"the name {names[0].value!r} ends in a colon: the source seems to have cut it")
        aliases = list(names[1:])
        for alias in entry.aliases:
            found = read_alias(alias)
            aliases += found.names
            if not found.understood:
                self.counts["aliases-unread"] += 1
                self.issue(entry, schema, "unread-alias", "an alias holds more than one name, or an address behind it; it is not stated")
        for passage in aliases:
            self.counts["aliases"] += 1
            self.state(party, schema, "weakAlias" if is_weak(passage.value) else "alias", passage, lang="en")
        if maybe_person(entry, schema):
            self.counts["addresses-left-out"] += len(entry.addresses)
        else:
            for address in entry.addresses:
                self.state(party, schema, "address", address)
        for code, passage in entry.countries:
            self.state(party, schema, "country", passage, code)

    def add_listing(self, entry: Entry, party: str, schema: str, name: Passage) -> None:
        cited = entry.cited
        day = self.listing_day(entry, schema, cited)
        since = day[0] if day else None
        listing = f"{party}:listing"
        self.counts["listings"] += 1
        self.counts["listings-with-day" if day else "listings-unread"] += 1

        def state(property: str, passage: Passage | None, value: str | None = None, valid_from: str | None = since) -> None:
            if passage is not None:
                self.state(listing, "Sanction", property, passage, value, valid_from=valid_from)

        state("entity", name, party)
        state("list", entry.listed_on, self.source.name)
        state("authority", entry.listed_on, self.source.authority)
        state("country", entry.destination)
        state("provisions", entry.provisions)
        state("licencePolicy", entry.licence_policy)
        if day is not None:
            state("startDate", day[1], day[0])
        for at, citation in enumerate(cited.found):
            passage = _cited(entry, citation.start, citation.end)
            if at == 0 and cited.starts_with_one:
                state("citation", passage, citation.number)
            else:
                self.counts["amendments"] += 1
                state("amendment", passage, citation.number, citation.day)
            if citation.problem and at:
                self.issue(entry, schema, "unread-citation-day", f"in the later citation {citation.number}, {citation.problem}")
        if cited.starts_with_one:
            for part in cited.unread:
                self.issue(entry, schema, "unread-citation-part", f"{part!r} among its citations is none that can be read")

    def listing_day(self, entry: Entry, schema: str, cited: Citations) -> tuple[str, Passage] | None:
        """The day of the first citation and its passage; the later citations are never taken for it."""
        first = cited.found[0] if cited.starts_with_one else None
        problem = "carries no day"
        if entry.start is not None:
            problem = _problem_of_start(entry.start.value, first)
            if not problem:
                return entry.start.value, entry.start
        elif first is not None and first.day is not None:
            if self.witness.first_seen is None or first.day <= self.witness.first_seen:
                return first.day, _cited(entry, first.day_start, first.day_end)
            problem = f"has the day {first.day}, which is after the day of this text ({self.witness.first_seen})"
        elif first is not None and first.problem:
            problem = f"cannot stand: {first.problem}"
        written = entry.citations.value if entry.citations else ""
        problem = f"the first citation {problem}; citations as written: {written!r}; no listing day is stated"
        self.issue(entry, schema, "unread-citation", problem)
        return None

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
    ) -> None:
        given = passage.value if value is None else value
        written = passage.original or passage.value
        original = written if given != written else None
        start, end = passage.start, passage.end
        stated = self.witness.state(entity, schema, property, given, start, end, original=original, lang=lang, valid_from=valid_from)
        self.statements.append(stated)

    def issue(self, entry: Entry, schema: str, code: str, problem: str) -> None:
        """An issue about an entry; a party that may be a natural person is named by its place in the list only."""
        message = f"the entry at {entry.place}" if maybe_person(entry, schema) else f"{entry.name.value!r} ({entry.place})"
        self.issues.append(
            Issue(
                stage="sources",
                code=code,
                message=f"{self.source.name}: {message}: {problem}.",
                action="Compare with the Federal Register, then enter it as a correction in source.yml or as a row of tables/listings.csv.",
                place=entry.place,
                document=self.witness.document.sha256,
                owner="reviewer",
            )
        )


def maybe_person(entry: Entry, schema: str) -> bool:
    """Whether nothing in an entry's name says that it is no natural person: its address is then nobody's business."""
    return schema == UNCLEAR and not is_address_entry(entry.name.value)


def _cited(entry: Entry, start: int, end: int) -> Passage:
    if entry.citations is None:
        raise ValueError("an entry without citations has no passage of one")
    return entry.citations.part(start, end)


def _problem_of_start(start: str, first: Citation | None) -> str:
    try:
        given = PartialDate.parse(start)
    except AmbiguousValue as error:
        return f"has a start_date that cannot be read ({error})"
    volume = re.match(r"\d+", first.number) if first else None
    if volume is not None and year_of_volume(int(volume[0])) != given.year:
        return f"{first.number if first else ''} is of the year {year_of_volume(int(volume[0]))}, but start_date says {start}"
    return ""
