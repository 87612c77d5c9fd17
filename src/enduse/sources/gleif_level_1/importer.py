"""GLEIF Level 1: legal entities with their names in each language, numbers, former names and successors.

An LEI whose check digits are wrong is an issue and never an identifier. A sole proprietor is a natural person and left out.
"""

from __future__ import annotations

from collections.abc import Mapping

from enduse.language.identifiers import examine_lei, examine_usc
from enduse.model.dates import PartialDate
from enduse.model.document import Document
from enduse.model.errors import AmbiguousValue
from enduse.model.extraction import Extraction
from enduse.sources.forms.rows import Row, check_columns, check_last_row, unknown_columns, unread_cells
from enduse.sources.gleif_level_1.names import NAME_COLUMNS, legal_lang, other_names
from enduse.sources.gleif_level_1.records import read_records
from enduse.sources.organisation_kind import UNCLEAR, kind_of_name
from enduse.sources.passage import Passage
from enduse.sources.size import check_expected
from enduse.sources.source_file import Source
from enduse.sources.troubles import Troubles
from enduse.sources.writer import Writer

METHOD_VERSION = "1"
_ADDRESS = tuple(f"Entity.LegalAddress.{part}" for part in ("FirstAddressLine", "City", "Country"))
EXPECTED = ("LEI", "Entity.LegalName", "Entity.EntityStatus", "Registration.RegistrationStatus")
AUTHORITY = "Entity.RegistrationAuthority.RegistrationAuthorityID"
NUMBER = "Entity.RegistrationAuthority.RegistrationAuthorityEntityID"
SUCCESSORS = 5
_EVENT = "Entity.LegalEntityEvents.LegalEntityEvent.{}."
_SUCCESSOR = "Entity.SuccessorEntity.{}."
_READ = (
    *EXPECTED,
    *_ADDRESS,
    *NAME_COLUMNS,
    AUTHORITY,
    NUMBER,
    "Entity.EntityCategory",
    "Entity.LegalForm.EntityLegalFormCode",
    "Entity.LegalForm.OtherLegalForm",
    "Entity.EntityCreationDate",
    "Entity.EntityExpirationDate",
    "Entity.EntityExpirationReason",
    *(f"{_SUCCESSOR.format('*')}{name}" for name in ("SuccessorLEI", "SuccessorEntityName")),
    *(f"{_EVENT.format('*')}{name}" for name in ("LegalEntityEventType", "LegalEntityEventEffectiveDate", "event_status")),
)
KINDS = {
    "RESIDENT_GOVERNMENT_ENTITY": "PublicBody",
    "INTERNATIONAL_ORGANIZATION": "Organization",
    "FUND": "Organization",
    "BRANCH": "Organization",
}
"""Categories whose holder is no company; ``GENERAL`` is told by the name."""
CATEGORIES = ("GENERAL", "SOLE_PROPRIETOR", *KINDS)
NO_REGISTER = ("RA888888", "RA999999")
"""Codes that stand for "registered by law alone" and "no register": the number beside them is none."""
_COLUMN = "Get a file with the column, or read the format's change notes at gleif.org if the publisher renamed it."
_ACTION = "Look the record up at search.gleif.org; if the publisher is wrong, challenge the record there."


def import_document(source: Source, document: Document, *, expect: Mapping[str, int] | None = None) -> Extraction:
    """Statements of all records, in their order.

    Counts: ``entries``, ``leis-refused``, ``records-of-natural-persons`` (left out), ``records-set-aside`` (annulled or duplicate),
    ``former-names``, ``successions``.

    Raises:
        SourceChanged: a needed column is missing, or the number of records is not the expected one.
    """
    rows, columns = read_records(document)
    check_columns(source, "the golden copy", columns, EXPECTED)
    for table in document.tables[:1]:
        check_last_row(source, document, table)
    check_expected(source, len(rows), expect)
    companies = [row for row in rows if row["Entity.EntityCategory"].value.strip() != "SOLE_PROPRIETOR"]
    writer = Writer.about(source, document, version=METHOD_VERSION, unread=unread_cells(rows, companies, _READ))
    writer.issues += unknown_columns(source, document, columns, _READ)
    for name in sorted(set(_ADDRESS) - set(columns)):
        writer.issue("missing-column", f"no record has the column {name}; it is stated of none.", _COLUMN, f"column {name}")
    writer.counts["entries"] = len(rows)
    for row in rows:
        _add(writer, row)
    return writer.extraction()


def _add(writer: Writer, row: Row) -> None:
    written, name = row.one("LEI"), row.one("Entity.LegalName")
    lei, found = examine_lei(written.value if written else "")
    category = row["Entity.EntityCategory"].value.strip()
    if category == "SOLE_PROPRIETOR":
        writer.counts["records-of-natural-persons"] += 1
    elif lei is None or written is None:
        writer.counts["leis-refused"] += 1
        message = f"{row.place}: its LEI is not valid ({found}); the record gives no statements."
        writer.issue("invalid-code", message, _ACTION, row.place, rejected=True)
    elif row["Registration.RegistrationStatus"].value.strip() in ("ANNULLED", "DUPLICATE"):
        writer.counts["records-set-aside"] += 1
    elif name is None:
        writer.issue("entry-without-name", f"{row.place}: {lei} has no legal name.", _ACTION, row.place, rejected=True)
    else:
        if category and category not in CATEGORIES:
            troubles = Troubles(writer.source, writer.witness.document)
            writer.issues.append(troubles.unknown_value(row.place, "EntityCategory", category, ", ".join(CATEGORIES)))
        _Record(writer, row, f"{writer.source.name}:{lei}", KINDS.get(category) or _kind(name.value)).write(written, name)


def _kind(name: str) -> str:
    found = kind_of_name(name)
    return "Company" if found in (UNCLEAR, "Organization") else found


class _Record:
    """One record on its way into statements about ``entity``."""

    def __init__(self, writer: Writer, row: Row, entity: str, schema: str) -> None:
        self.writer, self.row, self.entity, self.schema = writer, row, entity, schema

    def write(self, lei: Passage, name: Passage) -> None:
        self.state("name", name, lang=legal_lang(self.row))
        renamed = self.rename_day()
        for other in other_names(self.row, self.writer):
            former = other.property == "previousName"
            self.writer.counts["former-names"] += former
            self.state(other.property, other.passage, lang=other.lang, valid_to=renamed if former else None)
        self.state("leiCode", lei)
        self.number()
        for column, property_ in (("Entity.LegalAddress.FirstAddressLine", "address"), ("Entity.LegalAddress.City", "city")):
            self.state(property_, self.row.one(column))
        country = self.row.one("Entity.LegalAddress.Country")
        if country:
            self.state("country", country, country.value.lower())
        self.state("legalForm", self.row.one("Entity.LegalForm.EntityLegalFormCode") or self.row.one("Entity.LegalForm.OtherLegalForm"))
        self.state("status", self.row.one("Entity.EntityStatus"))
        for column, property_ in (("Entity.EntityCreationDate", "incorporationDate"), ("Entity.EntityExpirationDate", "dissolutionDate")):
            passage = self.row.one(column)
            self.state(property_, passage, self.day(passage))
        self.successors()

    def state(
        self, property: str, passage: Passage | None, value: str | None = "", *, lang: str | None = None, valid_to: str | None = None
    ) -> None:
        if passage is not None and value is not None:
            self.writer.state(self.entity, self.schema, property, passage, value or None, lang=lang, valid_to=valid_to)

    def number(self) -> None:
        """The number in the register; of China it is a unified social credit code, which must be a valid one."""
        number, authority = self.row.one(NUMBER), self.row[AUTHORITY].value.strip()
        if number is None or authority in NO_REGISTER:
            return
        if len(number.value) == 18 and self.row["Entity.LegalAddress.Country"].value.strip() == "CN":
            code, found = examine_usc(number.value)
            if code is None:
                message = f"{self.row.place}: its unified social credit code is not valid ({found}); it is not stated."
                self.writer.issue("invalid-code", message, _ACTION, self.row.place)
                return
            self.state("uscCode", number, code)
        self.state("registrationNumber", number)

    def rename_day(self) -> str | None:
        """The day of the one completed change of the legal name; None where there are several, or several former names."""
        days = []
        for at in range(1, SUCCESSORS + 1):
            event = _EVENT.format(at)
            kind, state = (self.row[f"{event}{part}"].value.strip() for part in ("LegalEntityEventType", "event_status"))
            if (kind, state) == ("CHANGE_LEGAL_NAME", "COMPLETED"):
                days.append(self.day(self.row.one(f"{event}LegalEntityEventEffectiveDate")))
        former = [each for each in other_names(self.row, None) if each.property == "previousName"]
        return days[0] if len(days) == len(former) == 1 else None

    def successors(self) -> None:
        ended = self.row.one("Entity.EntityExpirationDate")
        for at in range(1, SUCCESSORS + 1):
            column = _SUCCESSOR.format(at)
            written, name = self.row.one(f"{column}SuccessorLEI"), self.row.one(f"{column}SuccessorEntityName")
            lei = examine_lei(written.value)[0] if written else None
            if written and lei is None:
                message = f"{self.row.place}: the LEI of its successor is not valid; the successor is not stated."
                self.writer.issue("invalid-code", message, _ACTION, self.row.place)
            shown = written if lei else name
            if shown is None or (written and lei is None):
                continue
            successor = f"{self.writer.source.name}:{lei}" if lei else f"{self.entity}:successor-{at}"
            if lei is None or name:
                self.writer.state(successor, "Company" if lei is None else "LegalEntity", "name", name or shown)
            self.succession(f"{self.entity}:succession-{at}", successor, shown, ended)

    def succession(self, succession: str, successor: str, shown: Passage, ended: Passage | None) -> None:
        def state(property: str, passage: Passage | None, value: str | None) -> None:
            if passage is not None and value is not None:
                self.writer.state(succession, "Succession", property, passage, value)

        lei = self.row.one("LEI")
        self.writer.counts["successions"] += 1
        state("predecessor", lei, self.entity)
        state("successor", shown, successor)
        state("date", ended, self.day(ended))
        reason = self.row.one("Entity.EntityExpirationReason")
        state("reason", reason, reason.value if reason else None)

    def day(self, passage: Passage | None) -> str | None:
        """The day of an instant such as ``2019-10-09T00:00:00.000Z``; None and an issue where it is none."""
        if passage is None:
            return None
        try:
            return str(PartialDate.parse(passage.value[:10]))
        except AmbiguousValue as error:
            self.writer.issue("unread-day", f"{self.row.place}: {error}; it is not stated.", _ACTION, self.row.place)
            return None
