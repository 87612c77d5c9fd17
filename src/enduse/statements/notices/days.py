"""The days of a notice: when it was published, when the award was made, when the bids were opened, which notice it corrects."""

from __future__ import annotations

import re

from enduse.language.dates import find_dates, read_date
from enduse.statements.notices import prose
from enduse.statements.notices.parties import refusal
from enduse.statements.notices.parts import Outline
from enduse.statements.notices.passage import Span
from enduse.statements.notices.values import NoticeFields, value_of

_RESULTS = frozenset({"award", "candidate", "failed", "contract"})
_BY_CORRECTION = 0.9
"""Confidence of a day of publication that is stated as the day of the correction."""
_DAY = r"\d{4} ?(?:年 ?\d{1,2} ?月 ?\d{1,2} ?日|[-/] ?\d{1,2} ?[-/] ?\d{1,2})"
_A_DAY = re.compile(r"(?<![\u4e00-\u9fff])日 ?期")
"""``日期`` alone; 成交日期 and the like are days of something else."""
_LEADING = re.compile(_DAY)
_UNDER_TITLE = re.compile(rf"({_DAY})(?: \d{{1,2}}:\d{{2}}(?::\d{{2}})?)? ?(?:来源|信息来源|$)")
_AT_HEAD = re.compile(rf"(?:^|/|-)({_DAY})(?: \d{{1,2}}:\d{{2}}(?::\d{{2}})?)? ?$")
_SIGNED = re.compile(rf"(?:^|[\s。])(?:日期: ?)?({_DAY})\s*$")


def read_days(found: Outline, title: Span | None, type_: str | None, read: NoticeFields) -> None:
    """Add the days; the opening only in notices of a result, where it has taken place."""
    _published(found, title, read)
    if type_ == "correction" and "publishedDate" not in read.values:
        for pair in found.of("corrected"):
            day = read_date(pair.value.text) or _leading_day(pair.value.text)
            if day is not None and len(day) == 10:
                read.values["publishedDate"] = [value_of(pair.value, _BY_CORRECTION, day)]
                break
    said = {field: (span, text) for field, span, text in reversed(prose.read_days(found.page))} if type_ in _RESULTS else {}
    for field, name in (("award-date", "awardDate"), ("open-date", "openDate")):
        if type_ not in _RESULTS:
            continue
        pairs = [(pair.value, pair.value.text) for pair in found.of(field)]
        for span, text in [*pairs, *([said[field]] if field in said else [])]:
            day = read_date(text) or _leading_day(text)
            if day is not None and len(day) == 10:
                read.values[name] = [value_of(span, None, day)]
                break
    if type_ == "award":
        _after_the_award(read)
    if type_ == "correction":
        for pair in found.of("original-date"):
            day = read_date(pair.value.text) or _leading_day(pair.value.text)
            if day is not None and len(day) == 10:
                read.values["originalNoticeDate"] = [value_of(pair.value, None, day)]
                break


def _after_the_award(read: NoticeFields) -> None:
    """Leave out a day of publication before the day of the award: it is that of the invitation (``公告发布日期`` in one-line notices)."""
    published, awarded = read.first("publishedDate"), read.first("awardDate")
    if published is not None and awarded is not None and published.text < awarded.text:
        read.refused.append(("publishedDate", "conflict", published.span))
        del read.values["publishedDate"]


def _published(found: Outline, title: Span | None, read: NoticeFields) -> None:
    for pair in found.of("published"):
        day = read_date(pair.value.text) or _leading_day(pair.value.text)
        if day is not None and len(day) == 10:
            read.values["publishedDate"] = [value_of(pair.value, None, day)]
            if not pair.value.hidden:
                return
            break
    for span, confidence in ((_under_title(found, title), 1.0), (_at_head(found), 0.9), (_signature(found), 0.8)):
        day = read_date(span.text) if span else None
        labelled = read.first("publishedDate")
        if span is not None and day is not None and len(day) == 10 and not span.hidden and (labelled is None or labelled.text == day):
            read.values["publishedDate"] = [value_of(span, confidence, day)]
            return


def _leading_day(text: str) -> str | None:
    match = _LEADING.match(text)
    return read_date(match[0]) if match else None


def _under_title(found: Outline, title: Span | None) -> Span | None:
    """The day in the line after the title, where it stands before ``来源``: portals print it there."""
    if title is None:
        return None
    shown = [passage for passage, _ in found.lines[:40] if not passage.hidden]
    last = max((index for index, passage in enumerate(shown) if passage.text.strip() == title.text), default=-1)
    for passage in shown[last + 1 : last + 3] if last >= 0 else []:
        match = _UNDER_TITLE.match(passage.text)
        if match:
            return passage.cut(match.start(1), match.end(1))
    return None


def _at_head(found: Outline) -> Span | None:
    """A first line of place and day, as aggregators print it: ``某省/某市-2025-08-20 00:00:00``."""
    for passage, _ in found.lines[:1]:
        match = _AT_HEAD.search(passage.text) if len(passage.text) <= 40 else None
        if match:
            return passage.cut(match.start(1), match.end(1))
    return None


def _signature(found: Outline) -> Span | None:
    """The day at the very end: alone below an organisation's name or glued to it, or behind ``日期``."""
    lines = [passage for passage, _ in found.lines if "|" not in passage.text][-5:]
    last = lines[-1].whole() if lines else None
    if last is not None and len(last.text) <= 20 and read_date(last.text) is not None:
        return last
    for index, passage in enumerate(lines):
        whole = passage.whole() if len(passage.text) <= 30 else None
        if whole is not None and index and read_date(whole.text) is not None:
            above = lines[index - 1].whole()
            if above is not None and len(above.text) <= 44 and refusal(above) is None:
                return whole
        match = _SIGNED.search(passage.text) if len(passage.text) <= 60 else None
        if match is None:
            continue
        span = passage.cut(match.start(1), match.end(1))
        before = passage.cut(0, match.start()) if match.start() else (lines[index - 1].whole() if index else None)
        labelled = _A_DAY.search(passage.text) is not None
        if span is not None and (labelled or (before is not None and len(before.text) <= 44 and refusal(before) is None)):
            return span if len(find_dates(passage.text)) == 1 else None
    return None
