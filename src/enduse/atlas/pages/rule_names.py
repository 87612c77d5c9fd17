"""What a rule is called in the pages, and where its own page is."""

from __future__ import annotations

from markupsafe import Markup

from enduse.atlas.press import Press
from enduse.atlas.sheet import Sheet
from enduse.findings.rules import load_rules


def rule_page(rule: str) -> str:
    """The page of a rule by its name."""
    return f"rules/{rule}.html"


def rule_link(press: Press, sheet: Sheet, rule: str) -> Markup:
    """The rule's name, leading to its page; that page itself names it as a heading does."""
    page, known = rule_page(rule), press.once("rules", load_rules)
    return sheet.ref(page if rule in known and page != sheet.path else None, rule_name(press, rule))


def rule_name(press: Press, rule: str) -> str:
    """The rule's name as the interface says it."""
    names: dict[str, str] = press.words["rules_named"]
    return names.get(rule, rule.replace("-", " ").capitalize())
