"""The bilingual table of listed companies: stock code, English legal name, Chinese short name.

The short name of a share may be an ordinary word (机器人, 太阳能) or the name of a whole group, so it is stated as weak: a lead for a
reviewer, never by itself a reason to join two bodies.
"""

from __future__ import annotations

from collections.abc import Mapping

from enduse.language.identifiers import is_isin
from enduse.model.document import Document
from enduse.model.errors import SourceChanged
from enduse.model.extraction import Extraction
from enduse.sources.forms.rows import Row, check_columns, check_last_row, header_of, rows_of, unknown_columns
from enduse.sources.size import check_expected
from enduse.sources.source_file import Source
from enduse.sources.troubles import Troubles
from enduse.sources.writer import Writer

METHOD_VERSION = "1"
EXPECTED = ("code", "exchange", "name_en", "name_zh_short")
_READ = (*EXPECTED, "isin", "country", "website", "sector", "delisted")
EXCHANGES = ("XSHE", "XSHG", "XBSE")
"""Market identifiers (ISO 10383) of Shenzhen, Shanghai and Beijing."""
_ACTION = "Compare the row with the exchange's own list and correct it."


def import_document(source: Source, document: Document, *, expect: Mapping[str, int] | None = None) -> Extraction:
    """Statements of all listed companies, in the order of the table.

    Counts: ``entries``, ``rows-without-name``, ``short-names``, ``isins``, ``countries-left-out`` (the column names a country other than
    China, often wrongly), ``delisted``.

    Raises:
        SourceChanged: a column is missing, or the number of rows is not the expected one.
    """
    if not document.tables:
        raise SourceChanged(f"{source.name}: this file holds no table; expected the columns {', '.join(EXPECTED)}.")
    header = list(header_of(document, document.tables[0]).values())
    check_columns(source, "the table", header, EXPECTED)
    check_last_row(source, document, document.tables[0])
    rows = rows_of(document, document.tables[0])
    check_expected(source, len(rows), expect)
    writer = Writer.about(source, document, version=METHOD_VERSION)
    writer.issues += unknown_columns(source, document, header, _READ)
    writer.counts["entries"] = len(rows)
    for row in rows:
        _add(writer, row)
    return writer.extraction()


def _add(writer: Writer, row: Row) -> None:
    code, exchange = row.one("code"), row.one("exchange")
    names = row.one("name_en"), row.one("name_zh_short")
    if code is None or not any(names):
        writer.counts["rows-without-name"] += 1
        writer.issue("entry-without-name", f"{row.place}: no code, or no name beside it.", _ACTION, row.place, rejected=True)
        return
    if exchange is None or exchange.value not in EXCHANGES:
        troubles = Troubles(writer.source, writer.witness.document)
        written = exchange.value if exchange else ""
        writer.issues.append(troubles.unknown_value(row.place, "exchange", written, ", ".join(EXCHANGES)))
        return
    company = f"{writer.source.name}:{exchange.value}-{code.value}"
    if names[0]:
        writer.state(company, "Company", "name", names[0], lang="en")
    if names[1]:
        writer.counts["short-names"] += 1
        writer.state(company, "Company", "weakAlias", names[1], lang="zh")
    writer.state(company, "Company", "tickerSymbol", code)
    _add_rest(writer, row, company)


def _add_rest(writer: Writer, row: Row, company: str) -> None:
    isin, country = row.one("isin"), row.one("country")
    if isin and is_isin(isin.value):
        writer.counts["isins"] += 1
        writer.state(company, "Company", "isinCode", isin)
    elif isin:
        writer.issue("invalid-code", f"{row.place}: {isin.value!r} is no valid ISIN; it is not stated.", _ACTION, row.place)
    if country and country.value == "China":
        writer.state(company, "Company", "country", country, "cn")
    elif country:
        writer.counts["countries-left-out"] += 1
    for column, property_ in (("website", "website"), ("sector", "sector")):
        passage = row.one(column)
        if passage:
            writer.state(company, "Company", property_, passage)
    delisted = row.one("delisted")
    if delisted and delisted.value == "True":
        writer.counts["delisted"] += 1
        writer.state(company, "Company", "status", delisted, "delisted")
    elif delisted and delisted.value != "False":
        writer.issue("unknown-value", f"{row.place}: delisted is {delisted.value!r}, not True or False.", _ACTION, row.place)
