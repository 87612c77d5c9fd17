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
import yaml

from enduse.findings.graph import Graph
from enduse.model.errors import InvalidTaxonomy, UsageError
from enduse.model.finding import Finding

OUTCOMES = frozenset({"shown", "undetermined"})


class RuleText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The data of a rule; ``title`` and ``summary`` hold one template for each outcome."""

    version: str
    says: str
    title: dict[str, str]
    summary: dict[str, str]
    rule_says: str
    source: str
    exclusions: tuple[str, ...]
    adverse: bool = True
    """Whether the finding may harm a party it names: then two people and a right of reply stand before its publication."""
    gaps: dict[str, str] = {}
    steps: dict[str, str] = {}
    thresholds: dict[str, int] = {}
    terms: dict[str, tuple[str, ...]] = {}
    """Terms of our vocabularies, by the name of the vocabulary."""
    words: dict[str, tuple[str, ...]] = {}
    """Words looked for in what a record says, each matched as written, without case."""


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
        InvalidTaxonomy: the yml is missing, lacks a key or has an unknown one, or the name is taken.
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
    try:
        text = msgspec.convert(yaml.safe_load(file.read_text("utf-8")), RuleText)
    except msgspec.ValidationError as error:
        raise InvalidTaxonomy(f"findings/rules/{name}.yml: {error}; see the class RuleText for the keys it holds") from error
    for key, templates in (("title", text.title), ("summary", text.summary)):
        if not templates or not set(templates) <= OUTCOMES:
            raise InvalidTaxonomy(f"findings/rules/{name}.yml: {key} holds {sorted(templates)}; expected some of {sorted(OUTCOMES)}")
    return text


def load_rules() -> dict[str, Rule]:
    """All rules by name, sorted."""
    for module in sorted(each.name for each in pkgutil.iter_modules(__path__)):
        importlib.import_module(f"{__name__}.{module}")
    return dict(sorted(_registered.items()))


def chosen_rules(names: list[str] | None) -> list[Rule]:
    """The rules of these names, or all of them.

    Raises:
        UsageError: a name is no rule.
    """
    rules = load_rules()
    for name in names or ():
        if name not in rules:
            raise UsageError(f"rule {name!r}: no such rule; the rules are {', '.join(rules)}")
    return [rule for name, rule in rules.items() if not names or name in names]


def is_adverse(name: str) -> bool:
    """Whether findings of that rule are adverse to the parties they name; a rule that is not known here counts as adverse."""
    rule = load_rules().get(name)
    return rule is None or rule.text.adverse
