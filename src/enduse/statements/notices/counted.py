"""Things counted in words: ``16台终端``, ``云存储节点12台``. The words are in counted.yml."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from enduse.statements.notices.dictionary import load
from enduse.statements.notices.parts import LOT, HeadedTable, Outline
from enduse.statements.notices.passage import Passage, Span

_LISTED = re.compile(r"\d{1,2}[、.](?!\d) ?")


@dataclass(slots=True)
class Counted:
    """A thing with its number and unit; ``texts`` holds ``spec`` where it is said."""

    name: Span
    number: Span
    unit: Span
    texts: dict[str, Span] = field(default_factory=dict)
    lot: Span | None = None


@dataclass(frozen=True, slots=True)
class _Forms:
    listed: re.Pattern[str]
    """The first thing of a clause in a numbered list, named before it is counted; what follows describes it."""
    counted_first: re.Pattern[str]
    named_first: re.Pattern[str]
    """A clause that is nothing but a thing and its number."""
    after_verb: re.Pattern[str]
    number_after_verb: re.Pattern[str]
    count: re.Pattern[str]
    no_thing: re.Pattern[str]
    ends_counted: re.Pattern[str]


@lru_cache(maxsize=1)
def _forms() -> _Forms:
    data = load("counted")
    unit, verb, name = data["unit"], data["verb"], data["name"]
    thing = r"(?P<name>[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9\-]{1,24}?)"
    number = rf"(?P<number>\d[\d,]{{0,7}}) ?(?P<unit>{unit})"
    return _Forms(
        listed=re.compile(
            rf"(?P<name>[\u4e00-\u9fffA-Za-z][^\d,;。:()]{{2,30}}(?:\([^()]{{1,20}}\))?) ?(?P<number>\d{{1,5}})(?P<unit>{unit})"
        ),
        counted_first=re.compile(
            rf"(?:^|以及配套|以及|和|及|、|,|配套| )(?P<number>\d{{1,5}}) ?(?P<unit>{unit}){thing}(?=及|和|、|[,;。 ]|$)"
        ),
        named_first=re.compile(rf"(?:.{{0,40}}{verb}:?)? ?(?P<name>{name}) ?{number}(?:\)|等.*|[及和含].*|\(.*|[一二三四五六七八九十]\.)?"),
        after_verb=re.compile(
            rf"(?:拟|申请|计划|需)采购(?P<name>{name})\((?P<spec>[^()]{{2,20}})\)(?P<number>\d{{1,5}}) ?(?P<unit>{unit})(?=[,;。 ]|$)"
        ),
        number_after_verb=re.compile(rf"采购(?P<number>\d{{1,5}})(?P<unit>{unit})(?:\((?P<spec>[^()]{{2,20}})\))?{thing}(?=[,;。 ]|$)"),
        count=re.compile(rf"\d ?{unit}"),
        no_thing=re.compile(data["no-thing"]),
        ends_counted=re.compile(rf"\d ?{unit}$"),
    )


@lru_cache(maxsize=1)
def _works() -> re.Pattern[str]:
    return re.compile(load("counted")["works"])


def names_works(name: str) -> bool:
    """Whether the name of a lot or project says that a service or works are bought, and no goods."""
    return _works().search(name) is not None


def read_counted(found: Outline) -> list[Counted]:
    """Things to be bought, counted in words: behind labels of lists, in records, in numbered lists, or after the verb 采购.

    Behind a label the clauses count that are nothing but a thing and its number. Prose behind 采购需求 is left alone: it tells what a
    system does as often as what is bought. A project whose name says that it is a service has no things.
    """
    named = [pair.value.text for pair in found.of("project-name", "title")]
    if any(names_works(name) for name in named):
        return []
    read: list[Counted] = []
    for span in _places(found):
        for clause in _clauses(found, span):
            match = _forms().named_first.fullmatch(clause.text.strip(",;。、 "))
            _add(read, found.page.folded(clause.first + _indent(clause.text), clause.last), match)
    for pair in found.of("wanted"):
        for clause in _clauses(found, pair.value):
            for match in _forms().counted_first.finditer(clause.text):
                _add(read, clause, match)
    for clause, match in _in_lists(found):
        _add(read, clause, match)
    if not read:
        whole = found.page.folded(0, len(found.page.text))
        for form in (_forms().number_after_verb, _forms().after_verb):
            for match in form.finditer(whole.text):
                _add(read, whole, match)
    return read


def read_content(found: Outline) -> list[Counted]:
    """What a notice of a result says was bought, where the value of 采购内容 is nothing but things and their numbers, lot by lot."""
    for pair in found.of("content"):
        if "内容" not in pair.label:
            continue
        read: list[Counted] = []
        lot: Span | None = None
        for clause in _clauses(found, pair.value):
            text = clause.text.strip(",;。、 ")
            first = _indent(clause.text)
            marked = LOT.match(text)
            if marked is not None:
                lot = clause.cut(first, first + marked.end())
                first += marked.end() + len(text[marked.end() :]) - len(text[marked.end() :].lstrip(" :"))
            match = _forms().named_first.fullmatch(clause.text[first:].strip(",;。、 "))
            thing = _counted(clause.part(first, len(clause.text)), match) if match is not None else None
            if thing is None:
                return []
            thing.lot = lot
            read.append(thing)
        if read:
            return read
    return []


def _places(found: Outline) -> Iterator[Span]:
    """Values that say what is bought: behind labels, in a record, in the cells of an intention."""
    told = [*found.of("wanted", "description"), *(pair for pair in found.of("content") if "内容" in pair.label)]
    yield from (pair.value for pair in told if _forms().count.search(pair.value.text))
    for table in found.tables:
        for index, head in enumerate(table.heads):
            if head.startswith(("采购需求", "采购内容", "需求概况")):
                yield from (cell for row, _ in table.rows if (cell := row[index]) is not None and not _row_of_works(row, table))


def _row_of_works(row: tuple[Span | None, ...], table: HeadedTable) -> bool:
    """Whether a row names a project that is a service or works."""
    named = [cell.text for cell, head in zip(row, table.known, strict=True) if cell is not None and head.supplier == "project"]
    return any(names_works(name) for name in named)


def _in_lists(found: Outline) -> Iterator[tuple[Passage, re.Match[str]]]:
    for passage, section in found.lines:
        if section not in {"basic", "unknown", "start"} or not _forms().count.search(passage.text):
            continue
        number = _LISTED.match(passage.text)
        if number is None:
            continue
        clauses = _clauses(found, passage.part(number.end(), len(passage.text)).whole())
        bare = [clause.part(_indent(clause.text), len(clause.text)) for clause in clauses]
        things = [(clause, _forms().named_first.fullmatch(clause.text.rstrip(",;。、 "))) for clause in bare]
        if len(things) > 1 and all(match for _, match in things):  # 1、手环60只、基站48台; nothing but things and their numbers
            yield from ((clause, match) for clause, match in things if match)
            continue
        for index, clause in enumerate(clauses):
            first = _forms().listed.match(clause.text) if not index else None
            yield from ((clause, match) for match in ([first] if first else _forms().counted_first.finditer(clause.text)))


def _clauses(found: Outline, span: Span | None) -> list[Passage]:
    if span is None:
        return []
    bounds = [0, *(match.end() for match in re.finditer(r"[,;。、](?!\d{3}\b)", span.text)), len(span.text)]
    return [found.page.folded(span.at + start, span.at + end) for start, end in itertools.pairwise(bounds) if start < end]


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(",;。、 "))


def _add(read: list[Counted], clause: Passage, match: re.Match[str] | None) -> None:
    thing = _counted(clause, match) if match is not None else None
    if thing is not None and not any(known.name.start == thing.name.start for known in read):
        read.append(thing)


def _counted(clause: Passage, match: re.Match[str]) -> Counted | None:
    name, number, unit = (clause.cut(*match.span(group)) for group in ("name", "number", "unit"))
    if name is None or number is None or unit is None or number.text == "0" or _forms().no_thing.search(name.text):
        return None
    if _forms().ends_counted.search(name.text):  # 32路网络硬盘录像机2台: the first number tells of the thing
        return None
    thing = Counted(name, number, unit)
    groups = match.re.groupindex
    if "spec" in groups and match["spec"]:
        spec = clause.cut(*match.span("spec"))
        thing.texts |= {"spec": spec} if spec is not None else {}
    return thing
