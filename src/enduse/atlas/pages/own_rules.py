"""Rules of this atlas: a page for each rule that found something here, with what it looks for, what it leaves out, and its findings."""

from __future__ import annotations

from enduse.atlas.pages.findings import finding_card
from enduse.atlas.pages.rule_names import rule_name, rule_page
from enduse.atlas.press import Press
from enduse.findings.rules import load_rules
from enduse.model.finding import Finding


def by_rule(press: Press) -> dict[str, list[Finding]]:
    """Rule -> its findings shown here; rules without one are left out."""
    known, found = load_rules(), dict[str, list[Finding]]()
    for finding in press.library.findings:
        if finding.rule in known:
            found.setdefault(finding.rule, []).append(finding)
    return dict(sorted(found.items()))


def write(press: Press) -> None:
    """Write ``rules/``."""
    rules = load_rules()
    for name, findings in by_rule(press).items():
        sheet, text = press.sheet(rule_page(name)), rules[name].text
        press.publish(
            sheet,
            "own_rule.html",
            title=rule_name(press, name),
            section="rules",
            rule=name,
            says=press.tongue.said(text.says),
            rule_says=_whole(press.tongue.said(text.rule_says)),
            based=text.source,
            exclusions=[press.tongue.said(each) for each in text.exclusions],
            cards=[finding_card(press, sheet, finding) for finding in findings],
        )


def _whole(text: str) -> str:
    """A sentence that names nobody; one with places for the names of a finding stands on the finding's page."""
    return "" if "{" in text else text
