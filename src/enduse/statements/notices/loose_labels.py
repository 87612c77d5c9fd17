"""Labels that no colon follows: words between spaces, the summary of a portal on one line, a winner glued to its label."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from enduse.statements.notices.dictionary import LONG_LABEL, Label, field_of, labels, summary_labels
from enduse.statements.notices.parties import refusal, schema_of
from enduse.statements.notices.parts import LOT
from enduse.statements.notices.passage import Passage, Span

Labelled = tuple[str, str, Span]
"""Field, label, value."""

_SPACED_LABELS = 3
"""Labels a line without colons must hold, each a word by itself, before its spaces are taken for the borders of cells."""
_PAIR = 2
"""The same where the line begins with a label: ``行政区域 某市 公告时间 2021年10月15日``."""
_SUMMARY_LABELS = 4
"""The same for labels and values run together: the summary of a portal put on one line."""
_SHORT = 2
LOT_ALONE = "lot-alone"
"""Stands for the field of a lot that no label names, between labels."""
_RESULT = re.compile(r"((?:成交|中标|中选)结果:)(?=¥?\d[\d,.]*万?元)")
_SUM = re.compile(r"(?:¥ ?\d[\d,]*(?:\.\d+)?|\d[\d,]*(?:\.\d+)?(?= ?万?元)) ?(?:万?元)?整? ?")
_END_OF_SUMMARY = re.compile(r" {1}|$")


def summary(passage: Passage, body: int, end: int) -> tuple[list[Labelled], int] | None:
    """The summary of a portal put on one line, each label followed by its value without any sign; and where the summary ends."""
    text = passage.text
    if not text.startswith("公告概要", body) and "公告信息:" not in text[body : min(end, body + 40)]:
        return None
    found = list(summary_labels().finditer(text, body, end))
    if len(found) < _SUMMARY_LABELS:
        return None
    stops = [match.start() for match in found[1:]]
    last = _END_OF_SUMMARY.search(text, found[-1].end(), end)
    rest = last.start() if last else end
    listed = []
    for match, after in zip(found, [*stops, rest], strict=True):
        named = field_of(match[0])
        value = passage.cut(match.end(), after)
        if named is not None and value is not None:
            listed.append((named, match[0], value))
    return listed, rest


def spaced(passage: Passage, body: int, end: int, *, whole: bool) -> Iterator[Labelled | Label]:
    """Labels and values with only a space between; a label alone on its line, whose value stands below, is given as a label."""
    text = passage.text[body:end]
    if whole and len(text) <= 60 and text.startswith(("中", "成")):
        glued = _winner_glued(passage, body, end)
        if glued is not None:
            yield glued
            return
    if " " not in text:
        named_alone = field_of(text) if len(text) >= LONG_LABEL else None
        if whole and named_alone is not None:
            yield Label(0, 0, named_alone, text)
        return
    words = text.split(" ")
    named = [(index, field) for index, word in enumerate(words) if len(word) >= 3 and (field := field_of(word)) is not None]
    if not named:
        return
    starts = list(itertools.accumulate((len(word) + 1 for word in words), initial=0))
    pair = len(named) == _PAIR and named[0][0] == 0 and named[1][0] > 1
    first = named[0][0] == 0 and whole and _is_believed(passage, body + starts[1], end, named[0][1], words[0])
    if len(named) < _SPACED_LABELS and not pair and not first:
        return
    bounds = [(index, field_name, words[index]) for index, field_name in named]
    if len(named) >= _SPACED_LABELS:
        bounds = sorted([*bounds, *_between(words)])
    elif not pair:
        bounds = bounds[:1]
    for (index, field_name, label), follower in itertools.zip_longest(bounds, bounds[1:]):
        stop = starts[follower[0]] if follower else len(text)
        begins = starts[index] + (len(words[index]) - len(label) if field_name == LOT_ALONE else len(label))
        value = passage.cut(body + begins, body + stop)
        if value is not None:
            yield field_name, label.rstrip(":"), value


def _between(words: list[str]) -> Iterator[tuple[int, str, str]]:
    """What else divides a line of labels and values: a lot alone, an address, a result that is a sum.

    ``成交情况:标包A 供应商名称 某公司 地址 某路1号 成交结果:39.8万元 标包B …``
    """
    for index, word in enumerate(words):
        sum_told = _RESULT.match(word)
        lot = word.rpartition(":")[2] if index == 0 else word
        if LOT.fullmatch(lot):
            yield index, LOT_ALONE, lot
        elif len(word) == _SHORT and (named := field_of(word)) == "address":
            yield index, named, word
        elif sum_told is not None:
            yield index, "award-amount", sum_told[1]


def _is_believed(passage: Passage, start: int, end: int, field_name: str, label: str) -> bool:
    """Whether a label at the head of a line is long enough, or a short one is followed by what it can be said of alone."""
    if len(label) >= LONG_LABEL:
        return True
    return _SUM.fullmatch(passage.text, start, end) is not None if field_name == "award-amount" else _is_party(passage, start, end)


def _is_party(passage: Passage, start: int, end: int) -> bool:
    """Whether a short label (``采购人``) is followed by nothing but the name of a body."""
    value = passage.cut(start, end)
    return value is not None and refusal(value) is None and schema_of(value.text) in {"Company", "PublicBody"}


def _winner_glued(passage: Passage, body: int, end: int) -> Labelled | None:
    """A cell that holds the label of the winner and a name without a sign between: ``中标供应商某某公司``."""
    text = passage.text[body:end]
    for length in range(min(10, len(text) - 4), 2, -1):
        if labels().get(text[:length]) == "winner":
            value = passage.cut(body + length, end)
            if value is not None and refusal(value) is None and schema_of(value.text) == "Company":
                return "winner", text[:length], value
    return None
