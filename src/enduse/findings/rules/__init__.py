"""The rules: one module, one yml file, one docs page and one case folder each, found by name.

A module registers its function; the yml beside it holds what the rule says, its words, thresholds and exclusions.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import resources

import msgspec

from enduse.findings.graph import Graph
from enduse.model.errors import InvalidTaxonomy, UsageError
from enduse.model.finding import Finding
from enduse.model.said import Said, paired
from enduse.model.yaml_text import read_yaml

OUTCOMES = frozenset({"shown", "undetermined"})
TO_WRITE = ("TO WRITE", "待写")
"""Marks of what an author still has to write, as ``enduse new rule`` leaves them."""


class _Chinese(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The block ``zh`` of a rule's file: its words in Chinese, under the same keys."""

    says: str
    title: dict[str, str]
    summary: dict[str, str]
    rule_says: str
    exclusions: tuple[str, ...]
    gaps: dict[str, str] = {}
    steps: dict[str, str] = {}


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule's file as it stands; the words at the top are English."""

    version: str
    says: str
    title: dict[str, str]
    summary: dict[str, str]
    rule_says: str
    source: str
    exclusions: tuple[str, ...]
    zh: _Chinese
    adverse: bool = True
    gaps: dict[str, str] = {}
    steps: dict[str, str] = {}
    thresholds: dict[str, int] = {}
    terms: dict[str, tuple[str, ...]] = {}
    words: dict[str, tuple[str, ...]] = {}


class RuleText(msgspec.Struct, frozen=True):
    """The data of a rule, its words in both languages; ``title`` and ``summary`` hold one template for each outcome."""

    version: str
    says: Said
    title: dict[str, Said]
    summary: dict[str, Said]
    rule_says: Said
    source: str
    exclusions: tuple[Said, ...]
    adverse: bool
    """Whether the finding may harm a party it names (true unless the file says otherwise): then two people and a right of reply stand
    before its publication."""
    gaps: dict[str, Said]
    steps: dict[str, Said]
    thresholds: dict[str, int]
    terms: dict[str, tuple[str, ...]]
    """Terms of our vocabularies, by the name of the vocabulary."""
    words: dict[str, tuple[str, ...]]
    """Words looked for in what a record says, each matched as written, without case."""
    unwritten: tuple[int, ...] = ()
    """Lines of the file that are still to write; a rule with such lines runs in no build."""

    def gaps_of(self, *names: str, **words: Said | str | int) -> list[Said]:
        """The rule's own gaps of these names (all where none is given), filled."""
        return [self.gaps[name].fill(**words) for name in names or self.gaps]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its text; ``find`` yields its findings in any order."""

    name: str
    text: RuleText
    find: Callable[[Graph, Rule], Iterator[Finding]]


_registered: dict[str, Rule] = {}

Find = Callable[[Graph, Rule], Iterator[Finding]]


def register(name: str) -> Callable[[Find], Find]:
    """Register a rule under its kebab-case name; ``<name>.yml`` must stand beside its module.

    Raises:
        InvalidTaxonomy: the yml is missing, lacks a key or has an unknown one, its languages differ, or the name is taken.
    """

    def keep(find: Find) -> Find:
        if name in _registered:
            raise InvalidTaxonomy(f"rule {name}: registered twice")
        _registered[name] = Rule(name, read_text(name), find)
        return find

    return keep


def read_text(name: str) -> RuleText:
    """The data of the rule ``name``.

    Raises:
        InvalidTaxonomy: as ``register``.
    """
    file = resources.files(__package__).joinpath(f"{name}.yml")
    if not file.is_file():
        raise InvalidTaxonomy(f"findings/rules/{name}.yml: missing; a rule keeps its words and thresholds there")
    return parse_text(f"findings/rules/{name}.yml", file.read_text("utf-8"))


def parse_text(place: str, text: str) -> RuleText:
    """The data of a rule from the text of its file, which ``place`` names.

    Raises:
        InvalidTaxonomy: as ``register``.
    """
    try:
        file = msgspec.convert(read_yaml(text), _File)
    except msgspec.ValidationError as error:
        raise InvalidTaxonomy(f"{place}: {error}; see the class _File in findings/rules for the keys it holds") from error
    for key, templates in (("title", file.title), ("summary", file.summary)):
        if not templates or not set(templates) <= OUTCOMES:
            raise InvalidTaxonomy(f"{place}: {key} holds {sorted(templates)}; expected some of {sorted(OUTCOMES)}")
    lines = paired(place, {"says": file.says, "rule_says": file.rule_says}, {"says": file.zh.says, "rule_says": file.zh.rule_says})
    return RuleText(
        version=file.version,
        says=lines["says"],
        title=paired(f"{place}: title", file.title, file.zh.title),
        summary=paired(f"{place}: summary", file.summary, file.zh.summary),
        rule_says=lines["rule_says"],
        source=file.source,
        exclusions=tuple(paired(f"{place}: exclusions", _numbered(file.exclusions), _numbered(file.zh.exclusions)).values()),
        adverse=file.adverse,
        gaps=paired(f"{place}: gaps", file.gaps, file.zh.gaps),
        steps=paired(f"{place}: steps", file.steps, file.zh.steps),
        thresholds=file.thresholds,
        terms=file.terms,
        words=file.words,
        unwritten=tuple(number for number, line in enumerate(text.splitlines(), 1) if any(mark in line for mark in TO_WRITE)),
    )


def _numbered(lines: tuple[str, ...]) -> dict[str, str]:
    return {f"line {number}": line for number, line in enumerate(lines, 1)}


def load_rules() -> dict[str, Rule]:
    """All rules by name, sorted."""
    for module in sorted(each.name for each in pkgutil.iter_modules(__path__)):
        importlib.import_module(f"{__name__}.{module}")
    return dict(sorted(_registered.items()))


def chosen_rules(names: list[str] | None) -> list[Rule]:
    """The rules of these names, or all that are written.

    Raises:
        UsageError: a name is no rule, or a rule that is still to write.
    """
    rules = load_rules()
    for name in names or ():
        if name not in rules:
            raise UsageError(f"rule {name!r}: no such rule; the rules are {', '.join(rules)}")
        if rules[name].text.unwritten:
            lines = ", ".join(map(str, rules[name].text.unwritten))
            raise UsageError(
                f"rule {name!r}: findings/rules/{name}.yml is still to write (lines {lines}); fill it in, or take the rule out"
            )
    return [rule for name, rule in rules.items() if (name in names if names else not rule.text.unwritten)]


def is_adverse(name: str) -> bool:
    """Whether findings of that rule are adverse to the parties they name; a rule that is not known here counts as adverse."""
    rule = load_rules().get(name)
    return rule is None or rule.text.adverse
