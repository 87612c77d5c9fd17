"""Names of a record by the closed set of five types of the LEI format, and their languages."""

from __future__ import annotations

from collections.abc import Iterator

from enduse.sources.entry import Name
from enduse.sources.forms.rows import Row
from enduse.sources.passage import Passage
from enduse.sources.troubles import Troubles
from enduse.sources.writer import Writer

TYPES = {
    "ALTERNATIVE_LANGUAGE_LEGAL_NAME": "name",
    "PREVIOUS_LEGAL_NAME": "previousName",
    "TRADING_OR_OPERATING_NAME": "alias",
    "PREFERRED_ASCII_TRANSLITERATED_LEGAL_NAME": "alias",
    "AUTO_ASCII_TRANSLITERATED_LEGAL_NAME": "weakAlias",  # made by a machine, letter by letter
}
"""EntityNameTypeEnum and TransliteratedEntityNameTypeEnum of LEI-CDF 3.1, and the property of ours each becomes."""
MOST = 5
"""Names of one sort that the csv has columns for."""
_OTHER = "Entity.OtherEntityNames.OtherEntityName"
_ASCII = "Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName"
NAME_COLUMNS = ("Entity.LegalName.xmllang", *(f"{sort}.*{part}" for sort in (_OTHER, _ASCII) for part in ("", ".xmllang", ".type")))


def legal_lang(row: Row) -> str | None:
    """The language of the legal name."""
    return _lang(row.one("Entity.LegalName.xmllang"))


def other_names(row: Row, writer: Writer | None) -> Iterator[Name]:
    """All other names with their property; a type outside the set is an issue of ``writer`` and no name."""
    for sort in (_OTHER, _ASCII):
        for at in range(1, MOST + 1):
            name, given = row.one(f"{sort}.{at}"), row.one(f"{sort}.{at}.type")
            if name is None:
                continue
            property_ = TYPES.get(given.value if given else "")
            if property_:
                yield Name(property_, name, _lang(row.one(f"{sort}.{at}.xmllang")))
            elif writer is not None:
                troubles = Troubles(writer.source, writer.witness.document)
                written = given.value if given else ""
                writer.issues.append(troubles.unknown_value(row.place, f"{sort}.{at}.type", written, ", ".join(TYPES)))


def _lang(passage: Passage | None) -> str | None:
    """The main part of a language tag: ``zh`` of ``zh-Hans-CN``."""
    return passage.value.partition("-")[0].lower() if passage else None
