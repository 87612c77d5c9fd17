"""From entries of a control list to statements: a party and its listing for each entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from enduse.model.document import Document
from enduse.model.extraction import Extraction
from enduse.sources.entry import Entry, Snapshot, identifiers
from enduse.sources.listed_days import Days, stated_days
from enduse.sources.names import ReadNames, is_address_entry, is_weak, plain_names
from enduse.sources.organisation_kind import UNCLEAR, kind_of_name
from enduse.sources.passage import Passage
from enduse.sources.size import check_expected
from enduse.sources.source_file import Source
from enduse.sources.writer import Writer

ReadsNames = Callable[[Entry], ReadNames]
ReadsDays = Callable[[Entry, str | None], Days]
"""Given the entry and the day of the copy, where the file has one."""

_ACTION = "Compare with the publisher's text, then enter it as a correction in source.yml or as a row of tables/listings.csv."


def import_entries(
    source: Source,
    document: Document,
    snapshot: Snapshot,
    *,
    version: str,
    expect: Mapping[str, int] | None = None,
    names: ReadsNames = plain_names,
    days: ReadsDays = stated_days,
) -> Extraction:
    """Statements of all entries, in their order. ``version`` is that of the importer; ``expect`` overrules the declared size.

    Counts: ``entries``, ``listings``, ``listings-with-day``, ``listings-unread`` (no day could be read), ``entries-kind-unclear`` (may be
    natural persons; their addresses are left out), ``entries-of-addresses`` (the listed party is an address), ``addresses-left-out``,
    ``aliases``, ``aliases-unread``, ``amendments``, ``corrections``, and what the form counted.

    Raises:
        SourceChanged: the number of entries is not the expected one.
    """
    check_expected(source, len(snapshot.entries), expect)
    writer = Writer.about(source, document, version=version, day=snapshot.day, unread=snapshot.unread)
    work = _Work(writer, names, days)
    writer.issues += snapshot.issues
    work.counts.update(dict.fromkeys(("entries", "listings", "listings-with-day", "listings-unread", "entries-kind-unclear"), 0))
    work.counts.update(snapshot.counts)
    for entry, digits in zip(snapshot.entries, identifiers(snapshot.entries), strict=True):
        work.add(entry, f"{source.name}:{digits}")
    return writer.extraction()


def maybe_person(entry: Entry, schema: str) -> bool:
    """Whether nothing in an entry says that it is no natural person: its address is then nobody's business."""
    return schema == UNCLEAR and not is_address_entry(entry.name.value)


@dataclass(slots=True)
class _Work:
    writer: Writer
    read_names: ReadsNames
    read_days: ReadsDays

    @property
    def source(self) -> Source:
        return self.writer.source

    @property
    def counts(self) -> Counter[str]:
        return self.writer.counts

    def add(self, entry: Entry, party: str) -> None:
        entry = replace(
            entry,
            name=self.corrected("name", entry.name),
            aliases=tuple(self.corrected("aliases", alias) for alias in entry.aliases),
        )
        names = self.read_names(entry)
        schema = entry.schema or self.kind(names.own.value)
        self.counts["entries"] += 1
        self.counts["entries-of-addresses"] += is_address_entry(entry.name.value)
        self.counts["entries-kind-unclear"] += maybe_person(entry, schema)
        self.add_party(entry, party, schema, names)
        self.add_listing(entry, party, schema, names.own)

    def kind(self, name: str) -> str:
        found = kind_of_name(name)
        return "Organization" if found == UNCLEAR and self.source.only_organisations else found

    def corrected(self, field: str, passage: Passage) -> Passage:
        for correction in self.source.corrections:
            if correction.field == field and correction.was == passage.value:
                self.counts["corrections"] += 1
                return Passage(correction.corrected, passage.start, passage.end, passage.value)
        return passage

    def add_party(self, entry: Entry, party: str, schema: str, names: ReadNames) -> None:
        self.writer.state(party, schema, "name", names.own, lang=self.source.language)
        if names.own.value.endswith(":"):
            self.issue(entry, schema, "cut-name", f"the name {names.own.value!r} ends in a colon: the source seems to have cut it")
        for code, problem in names.problems:
            self.counts["aliases-unread"] += code == "unread-alias"
            self.issue(entry, schema, code, problem)
        for name in (*names.others, *entry.names):
            self.counts["aliases"] += 1
            weak = name.property == "alias" and is_weak(name.passage.value)
            self.writer.state(party, schema, "weakAlias" if weak else name.property, name.passage, lang=name.lang, valid_to=name.valid_to)
        if maybe_person(entry, schema):
            self.counts["addresses-left-out"] += len(entry.addresses)
        else:
            for address in entry.addresses:
                self.writer.state(party, schema, "address", address)
            for each in entry.stated:
                self.writer.state(party, schema, each.property, each.passage, each.value)
        for code, passage in entry.countries:
            self.writer.state(party, schema, "country", passage, code)

    def add_listing(self, entry: Entry, party: str, schema: str, name: Passage) -> None:
        days = self.read_days(entry, self.writer.witness.first_seen)
        since = days.start[0] if days.start else None
        until = days.end[0] if days.end else None
        listing = f"{party}:listing"
        self.counts["listings"] += 1
        self.counts["listings-with-day" if days.start else "listings-unread"] += 1

        def state(property: str, passage: Passage | None, value: str | None = None) -> None:
            if passage is not None:
                self.writer.state(listing, "Sanction", property, passage, value, valid_from=since, valid_to=until)

        state("entity", name, party)
        state("list", entry.listed_on, self.source.name)
        state("authority", entry.listed_on, self.source.authority)
        state("authorityId", entry.number)
        state("country", entry.destination)
        state("program", entry.program)
        state("provisions", entry.provisions)
        state("licencePolicy", entry.licence_policy)
        state("reason", entry.reason)
        state("status", entry.status)
        state("summary", entry.summary)
        for name_of_day, dated in (
            ("listingDate", days.announced),
            ("startDate", days.start),
            ("endDate", days.end),
            ("modifiedDate", days.amended),
            ("citation", days.citation),
        ):
            if dated is not None:
                state(name_of_day, dated[1], dated[0])
        for number, passage, day in days.amendments:
            self.counts["amendments"] += 1
            self.writer.state(listing, "Sanction", "amendment", passage, number, valid_from=day)
        for code, problem in days.problems:
            self.issue(entry, schema, code, problem)

    def issue(self, entry: Entry, schema: str, code: str, problem: str) -> None:
        """An issue about an entry; a party that may be a natural person is named by its place in the list only."""
        about = f"the entry at {entry.place}" if maybe_person(entry, schema) else f"{entry.name.value!r} ({entry.place})"
        self.writer.issue(code, f"{about}: {problem}.", _ACTION, entry.place)
