"""The words of notices as data: labels, table heads, section headings; loaded once from the yml files beside this module."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from enduse.language.scripts import fold
from enduse.model.errors import InvalidTaxonomy
from enduse.model.yaml_text import read_yaml

_LAST_BRACKET = re.compile(r"\([^()]*\)$")
_LONGEST_BRACKET = 48
"""Characters of the longest bracket after a label: ``项目编号(或招标编号、政府采购计划编号、采购计划备案文号等,如有)``."""
LONG_LABEL = 4
"""A label of so many characters is believed even where it is glued to the text before it."""


@lru_cache(maxsize=16)
def load(name: str) -> dict[str, Any]:
    """One yml file of this room.

    Raises:
        InvalidTaxonomy: the file is not a mapping.
    """
    data = read_yaml(files("enduse.statements.notices").joinpath(f"{name}.yml").read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise InvalidTaxonomy(f"{name}.yml: expected a mapping at the top, found {type(data).__name__}")
    return data


def squeeze(text: str) -> str:
    """Folded text without any space, without the colon at its end."""
    return key_of(fold(text).text)


def key_of(folded: str) -> str:
    """As ``squeeze``, for a text that is folded already."""
    if " " in folded or "\n" in folded:
        folded = folded.replace(" ", "").replace("\n", "")
    return folded.rstrip(":")


@lru_cache(maxsize=1)
def labels() -> dict[str, str]:
    """Every label, squeezed, with the field it names.

    Raises:
        InvalidTaxonomy: one label stands under two fields.
    """
    found: dict[str, str] = {}
    for field, synonyms in load("labels").items():
        for label in synonyms:
            key = squeeze(str(label))
            if found.setdefault(key, field) != field:
                raise InvalidTaxonomy(f"labels.yml: {label!r} stands under {found[key]!r} and {field!r}; one label has one meaning")
    return found


class Label(Struct):
    """A label before a colon: ``text[start:end]`` with the colon; ``name`` is its word, ``unit`` a bracket after it."""

    start: int
    end: int
    field: str
    name: str
    unit: str = ""


@lru_cache(maxsize=1)
def _by_end() -> dict[str, tuple[dict[str, str], tuple[int, ...]]]:
    """For each last sign of labels the labels that end so, with their fields, and how long they are: one look rules most words out."""
    found: dict[str, dict[str, str]] = {}
    for label, field in labels().items():
        found.setdefault(label[-1], {})[label] = field
    return {last: (known, tuple(sorted({len(label) for label in known}, reverse=True))) for last, known in found.items()}


def find_labels(text: str, first: int = 0, last: int | None = None) -> list[Label]:
    """Every known label that stands before a colon in ``text[first:last]``, in order; the longest label that ends there counts.

    >>> [(label.name, label.unit) for label in find_labels("某公司采购代理机构名称:甲 中标金额(万元):5")]
    [('采购代理机构名称', ''), ('中标金额', '(万元)')]
    """
    found: list[Label] = []
    end = len(text) if last is None else last
    least = first
    at = text.find(":", first, end)
    while at >= 0:
        if not text.startswith("//", at + 1, end):
            label = _label_before(text, at, least, first)
            if label is not None:
                found.append(label)
                least = label.end
        at = text.find(":", at + 1, end)
    return found


def _label_before(text: str, colon: int, least: int, first: int) -> Label | None:
    """The label before a colon; it begins at ``least`` or later, and nothing before ``first`` is looked at."""
    end = colon - 1 if colon > first and text[colon - 1] == " " else colon
    known = _known_end(text, end, least)
    if known is not None:
        return Label(known[0], colon + 1, known[1], text[known[0] : end])
    if " " in text[max(least, end - 6) : end]:
        return _spaced_label(text, colon, end, least)
    if end > first + 1 and text[end - 1] == ")":
        opened = text.rfind("(", max(least, end - _LONGEST_BRACKET), end)
        before = opened - 1 if opened > first and text[opened - 1] == " " else opened
        known = _known_end(text, before, least) if opened > first else None
        if known is not None:
            return Label(known[0], colon + 1, known[1], text[known[0] : before], text[opened:end])
    return None


def _spaced_label(text: str, colon: int, end: int, least: int) -> Label | None:
    """A label with space inside, glued to the word before it: ``采购人信息名 称:``."""
    first = max(least, end - 24)
    places = [index for index in range(first, end) if text[index] != " "]
    tight = "".join(text[index] for index in places)
    known = _known_end(tight, len(tight), 0)
    return Label(places[known[0]], colon + 1, known[1], tight[known[0] :]) if known is not None else None


def _known_end(text: str, end: int, least: int) -> tuple[int, str] | None:
    ending = _by_end().get(text[end - 1]) if end > least else None
    if ending is None:
        return None
    known, lengths = ending
    for length in lengths:
        start = end - length
        if start >= least and (field := known.get(text[start:end])) is not None:
            return start, field
    return None


@lru_cache(maxsize=1)
def summary_labels() -> re.Pattern[str]:
    """The labels of a portal's summary; they are found there even without a sign around them."""
    words = [squeeze(str(label)) for synonyms in load("labels").values() for label, seen in synonyms.items() if seen == "summary table"]
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))))


def field_of(text: str) -> str | None:
    """The field a whole cell or line names as its label, if it is one: ``采购单位：`` is ``buyer``."""
    return _field_of(text) if len(text) <= _LONGEST_FIELD else None


_LONGEST_FIELD = 40


@lru_cache(maxsize=8192)
def _field_of(text: str) -> str | None:
    key = key_of(text)
    found = labels().get(key)
    return labels().get(_LAST_BRACKET.sub("", key)) if found is None and key.endswith(")") else found


def denied(before: str) -> bool:
    """Whether the words right before a label take the award back: ``未``, ``第二名``, ``候选``."""
    return _denial().search(before, max(0, len(before) - 12)) is not None


@lru_cache(maxsize=1)
def _denial() -> re.Pattern[str]:
    words = load("sections")
    return re.compile(rf"(?:{words['denied-before']})(?:(?!{words['address-ends']})[^。;\n|]){{0,6}}$")


def section_of(heading: str) -> str | None:
    """The kind of section a heading opens (its number left off), or None."""
    key = key_of(heading)
    return _section_of(key)


@lru_cache(maxsize=4096)
def _section_of(key: str) -> str | None:
    return next((kind for kind, pattern in _sections() if pattern.match(key)), None)


@lru_cache(maxsize=1)
def _sections() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["kind"], re.compile(row["pattern"])) for row in load("sections")["sections"])


@dataclass(frozen=True, slots=True)
class Head:
    """A table head: what its column holds, in a table of suppliers and in a table of items."""

    supplier: str | None
    item: str | None

    @property
    def known(self) -> bool:
        """Whether the head is known in either kind of table."""
        return self.supplier is not None or self.item is not None


_NO_HEAD = Head(None, None)
LONGEST_HEAD = 30


def head_of(text: str) -> Head:
    """What a column with this (folded) head holds; both None where the head is not known."""
    return _head_of(text) if len(text) <= LONGEST_HEAD else _NO_HEAD


@lru_cache(maxsize=8192)
def _head_of(text: str) -> Head:
    key = key_of(text)
    supplier, item, ignored = _columns()
    for bare in dict.fromkeys((ignored.sub("", key), _LAST_BRACKET.sub("", key))):
        supplies, holds = supplier.named(bare), item.named(bare)
        if supplies is not None or holds is not None:
            return Head(supplies, holds)
    return _NO_HEAD


class _Columns:
    """The heads of one kind of table, in order, as one pattern: what matched first says the column."""

    def __init__(self, rows: Sequence[dict[str, str]], words: dict[str, str]) -> None:
        patterns = [_filled(row["pattern"], words) for row in rows]
        self._pattern = re.compile("|".join(f"({pattern})" for pattern in patterns))
        if self._pattern.groups != len(patterns):
            raise InvalidTaxonomy("columns.yml: a pattern has a group of its own; write it as (?:...)")
        self._columns = tuple(str(row["column"]) for row in rows)

    def named(self, head: str) -> str | None:
        """The column a head names, if it names one."""
        match = self._pattern.fullmatch(head)
        return self._columns[match.lastindex - 1] if match is not None and match.lastindex is not None else None


@lru_cache(maxsize=1)
def _columns() -> tuple[_Columns, _Columns, re.Pattern[str]]:
    data = load("columns")
    supplier, item = (_Columns(data[kind], data["words"]) for kind in ("supplier-columns", "item-columns"))
    return supplier, item, re.compile(data["ignored-brackets"])


def _filled(pattern: str, words: dict[str, str]) -> str:
    for word, stands_for in words.items():
        pattern = pattern.replace(word, stands_for)
    return pattern


@lru_cache(maxsize=1)
def glued_head_signs() -> tuple[frozenset[str], frozenset[str]]:
    """The first and the last signs of heads that may run together: what most lines do not begin or end with."""
    words = [squeeze(str(word)) for word in load("columns")["glued-heads"]]
    return frozenset(word[0] for word in words), frozenset(word[-1] for word in words) | {")"}


@lru_cache(maxsize=1)
def glued_heads() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A run of three or more table heads without a sign between them, and one head of such a run."""
    words = sorted((squeeze(str(word)) for word in load("columns")["glued-heads"]), key=lambda word: (-len(word), word))
    unit = r"(?:\s?\((?:元|万元|人民币\s?元|人民币|%|\d{1,3}%|分|元/[^()]{1,4})\))?"
    head = rf"(?:{'|'.join(map(re.escape, words))}){unit}"
    # The first head stands outside the repetition, so that the search goes by the first signs of heads only.
    return re.compile(rf"{head}(?:\s?{head}){{2,}}\s?"), re.compile(head)
