"""Notices of the Federal Register, from JSON lines in the terms of its own interface: number, title, day, abstract, address.

The day is that of publication. When a rule was announced and when it took effect are other days, which these fields do not give.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

from enduse.language.dates import read_date
from enduse.model.document import Document
from enduse.model.errors import SourceChanged
from enduse.model.extraction import Extraction
from enduse.model.yaml_text import read_yaml
from enduse.sources.forms.rows import NOTHING, check_columns, unknown_columns
from enduse.sources.passage import Passage
from enduse.sources.size import check_expected
from enduse.sources.source_file import Source
from enduse.sources.writer import Writer

METHOD_VERSION = "1"
EXPECTED = ("document_number", "title", "publication_date")
_READ = (*EXPECTED, "abstract", "html_url")
_FIELD = re.compile(r"/(\d+)/([^/]+)")
_ACTION = "Compare with the notice at federalregister.gov."


def import_document(source: Source, document: Document, *, expect: Mapping[str, int] | None = None) -> Extraction:
    """Statements of the notices as legal acts. Counts: ``entries``, ``notices-of-no-known-list``, ``notices-refused``.

    Raises:
        SourceChanged: no JSON lines, a field is missing, or the number of notices is not the expected one.
    """
    notices: dict[int, dict[str, Passage]] = {}
    for each in document.fields:
        match = _FIELD.fullmatch(each.locator)
        if match is None:
            raise SourceChanged(f"{source.name}: {each.locator} is no field of a notice; expected one flat JSON object on each line.")
        notices.setdefault(int(match[1]), {})[match[2]] = Passage(document.text[each.start : each.end], each.start, each.end)
    columns = sorted({name for notice in notices.values() for name in notice})
    check_columns(source, "the file", columns, EXPECTED)
    check_expected(source, len(notices), expect)
    writer = Writer.about(source, document, version=METHOD_VERSION)
    writer.issues += unknown_columns(source, document, columns, _READ)
    writer.counts["entries"] = len(notices)
    for at, notice in sorted(notices.items()):
        _add(writer, f"/{at}", notice)
    return writer.extraction()


def _add(writer: Writer, place: str, notice: Mapping[str, Passage]) -> None:
    number, title, published = (notice.get(name, NOTHING).trimmed() for name in EXPECTED)
    day = read_date(published.value) if published.value else None
    if not number.value or not title.value or day is None:
        writer.counts["notices-refused"] += 1
        writer.issue("missing-field", f"{place}: a notice without number, title or a day that can be read.", _ACTION, place, rejected=True)
        return
    act = f"{writer.source.name}:{number.value}"

    def state(property: str, passage: Passage | None, value: str | None = None) -> None:
        if passage is not None and passage.value.strip():
            writer.state(act, "Measure", property, passage.trimmed(), value)

    state("name", title)
    state("documentNumber", number)
    state("jurisdiction", number, "us")
    state("publicationDate", published, day)
    state("summary", notice.get("abstract"))
    state("url", notice.get("html_url"))
    found = lists_named(title)
    writer.counts["notices-of-no-known-list"] += not found
    for name, passage in found:
        state("list", passage, name)


def lists_named(title: Passage) -> list[tuple[str, Passage]]:
    """The lists a title names, each once, in the order of the title."""
    taken = [False] * len(title.value)
    found: dict[str, Passage] = {}
    for words, name in _lists():
        for match in re.finditer(re.escape(words), title.value):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
                found.setdefault(name, title.part(match.start(), match.end()))
    return sorted(found.items(), key=lambda item: item[1].start)


@cache
def _lists() -> tuple[tuple[str, str], ...]:
    raw = read_yaml((resources.files(__package__) / "lists.yml").read_text("utf-8"))
    return tuple((str(each["words"]), str(each["list"])) for each in raw)
