"""What a notice says about itself: project, number, buyer, agency, day, region, budget; one value a field, or a reason."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from enduse.language.amounts import examine_amount
from enduse.language.dates import read_date
from enduse.language.masking import absence
from enduse.language.scripts import fold_name
from enduse.statements.notices.outline import Outline, Pair
from enduse.statements.notices.parties import name_in, refusal
from enduse.statements.notices.passage import Span

_LEVELS = frozenset({"省级", "市级", "区级", "县级", "本级", "省本级", "市本级", "区本级", "中央", "国家级", "自治区本级"})
"""What ``行政区域`` says when it names a level of government and no place."""
_NUMBER = re.compile(r"[A-Za-z0-9\u4e00-\u9fff()\[\]〔〕【】_\-—–./#&+№]{4,60}")


@dataclass(frozen=True, slots=True)
class Value:
    """A value to be stated: normal form, and the passage that says it."""

    text: str
    span: Span
    confidence: float = 1.0


@dataclass(slots=True)
class NoticeFields:
    """What was read, and what was left out with the reason: ``(field, code, message)``."""

    values: dict[str, list[Value]] = field(default_factory=dict)
    refused: list[tuple[str, str, Span]] = field(default_factory=list)

    def first(self, name: str) -> Value | None:
        """The value of a field, if it has one."""
        values = self.values.get(name)
        return values[0] if values else None


def read_fields(found: Outline, title: Span | None) -> NoticeFields:
    """Read the fields of the notice itself."""
    read = NoticeFields()
    if title is not None:
        read.values["title"] = [_value(title.text, title)]
    _name(found, read)
    _numbers(found, read)
    _party(read, "buyer", [*found.of("buyer"), *_named_under(found, "buyer")])
    _party(read, "agency", [*found.of("agency"), *_named_under(found, "agency")])
    _published(found, read, title)
    _region(found, read)
    _budget(found, read)
    return read


def _value(text: str, span: Span) -> Value:
    return Value(text, span, 0.5 if span.hidden else 1.0)


def _named_under(found: Outline, section: str) -> list[Pair]:
    return [pair for pair in found.of("name") if pair.section == section]


def _keep(read: NoticeFields, name: str, spans: list[Span], *, conflict: bool = True) -> None:
    """State the first value; a second, different one is reported, because two labels of one notice should agree."""
    if not spans:
        return
    first = spans[0]
    read.values[name] = [_value(first.text, first)]
    key = fold_name(first.text)
    other = next((span for span in spans[1:] if fold_name(span.text) != key), None)
    if other is not None and conflict:
        read.refused.append((name, "conflict", other))


def _name(found: Outline, read: NoticeFields) -> None:
    spans = []
    for pair in found.of("project-name"):
        reason = absence(pair.value.text)
        if reason is not None:
            read.refused.append(("projectName", reason, pair.value))
        elif 4 <= len(pair.value.text) <= 150 and pair.section not in {"candidates", "bidders", "experts"}:
            spans.append(pair.value)
    _keep(read, "projectName", spans, conflict=False)


def _numbers(found: Outline, read: NoticeFields) -> None:
    seen: dict[str, Value] = {}
    for pair in found.of("project-number"):
        reason = absence(pair.value.text)
        match = _NUMBER.match(pair.value.text)
        if reason is None and match is not None and re.search(r"\d", match[0]):
            span = pair.value.part(0, _balanced(match[0]))
            seen.setdefault(fold_name(span.text), _value(span.text, span))
        elif reason == "masked":
            read.refused.append(("projectNumber", reason, pair.value))
    if seen:
        read.values["projectNumber"] = list(seen.values())


def _balanced(number: str) -> int:
    """The length of a number up to a bracket that closes or opens nothing in it."""
    depth, opened = 0, 0
    for index, sign in enumerate(number):
        if sign in "([〔【":
            opened = index if depth == 0 else opened
            depth += 1
        elif sign in ")]〕】":
            if depth == 0:
                return len(number[:index].rstrip(".,-"))
            depth -= 1
    return opened if depth else len(number.rstrip(".,-"))


def _party(read: NoticeFields, name: str, pairs: list[Pair]) -> None:
    spans = []
    for pair in sorted(pairs, key=lambda pair: (pair.value.hidden, pair.section in {"candidates", "bidders"})):
        named = name_in(pair.value)
        reason = refusal(named)
        if reason is None:
            spans.append(named)
        elif reason not in {"empty", "missing"}:
            read.refused.append((name, reason, pair.value))
    _keep(read, name, spans)


def _published(found: Outline, read: NoticeFields, title: Span | None) -> None:
    for pair in found.of("published"):
        day = read_date(pair.value.text) or _leading_day(pair.value.text)
        if day is not None and len(day) == 10:
            read.values["publishedDate"] = [_value(day, pair.value)]
            if not pair.value.hidden:
                return
            break
    for span, confidence in ((_under_title(found, title), 1.0), (_signature(found), 0.8)):
        day = read_date(span.text) if span else None
        labelled = read.first("publishedDate")
        if span is not None and day is not None and len(day) == 10 and not span.hidden and (labelled is None or labelled.text == day):
            read.values["publishedDate"] = [Value(day, span, confidence)]
            return


def _leading_day(text: str) -> str | None:
    match = re.match(r"\d{4}(?:年\d{1,2}月\d{1,2}日|[-/]\d{1,2}[-/]\d{1,2})", text)
    return read_date(match[0]) if match else None


def _under_title(found: Outline, title: Span | None) -> Span | None:
    """The day in the line after the title, where it stands before ``来源``: portals print it there."""
    if title is None:
        return None
    shown = [passage for passage, _ in found.lines if not passage.hidden]
    last = max((index for index, passage in enumerate(shown) if passage.text.strip() == title.text), default=-1)
    after = shown[last + 1 : last + 3] if last >= 0 else []
    for passage in after:
        match = re.match(r"(\d{4}\D{1,2}\d{1,2}\D{1,2}\d{1,2}日?)(?: \d{1,2}:\d{2}(?::\d{2})?)? ?(?:来源|信息来源|$)", passage.text)
        if match:
            return passage.cut(match.start(1), match.end(1))
    return None


def _signature(found: Outline) -> Span | None:
    """A line at the end that holds nothing but a day, after a line that holds nothing but the name of an organisation."""
    lines = [passage for passage, _ in found.lines]
    for index, passage in list(enumerate(lines))[-4:]:
        above = lines[index - 1].whole() if index else None
        span = passage.whole()
        if span is None or above is None or read_date(span.text) is None:
            continue
        if len(above.text) <= 40 and refusal(above) is None:
            return span
    return None


def _region(found: Outline, read: NoticeFields) -> None:
    for pair in found.of("region"):
        if absence(pair.value.text) is None and pair.value.text not in _LEVELS and re.fullmatch(r"[\u4e00-\u9fff]{2,20}", pair.value.text):
            read.values["region"] = [_value(pair.value.text, pair.value)]
            return


def _budget(found: Outline, read: NoticeFields) -> None:
    """The budget of the whole notice: the first in the body and the one in the summary, when they do not disagree."""
    readings = []
    for place in ("cell", "line"):
        pair = next((pair for pair in found.of("budget") if pair.place == place), None)
        if pair is None:
            continue
        reading = examine_amount(pair.value.text, label=pair.label, kind="budget")
        if reading.money is not None:
            readings.append((str(reading.money), reading.money.amount, pair.value))
        elif reading.status in {"masked", "ambiguous"}:
            read.refused.append(("budget", reading.status, pair.value))
    if len({amount for _, amount, _ in readings}) > 1:
        read.refused.append(("budget", "conflict", readings[1][2]))
    elif readings:
        read.values["budget"] = [_value(readings[0][0], readings[0][2])]
