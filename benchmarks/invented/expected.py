"""What the rules must find in an invented case, worked out from the world itself and not from its statements.

A finding is told by its rule, its outcome and the links of awards to buyers on its path (for rules on companies and projects: by its
first subject). A sale dated only by its publication may lie ``publication_lag_days`` before it, so that a listing that took effect in
between leaves it undetermined.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from enduse.findings.settings import settings
from enduse.model.finding import Finding
from enduse.model.statement import Statement
from invented.notices import Notice, Written
from invented.records import projects_of, tied
from invented.world import World

Key = tuple[str, str, str]
"""Rule, outcome, and what tells the finding from others."""
SALE_RULES = (
    "sale-to-listed-end-user",
    "sale-to-body-under-listed-body",
    "purchase-from-listed-vendor",
    "controlled-origin-goods-to-police",
    "reseller-to-several-listed-bodies",
)


class Expected:
    """Keys of the findings to come, gathered notice by notice."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.links: set[str] = set()
        """Ids of statements that link an award to its buyer, of awards that a finding rests on."""
        self.keys: set[Key] = {("project-in-trouble", "shown", f"project:p{n}") for n in range(1, projects_of(world), 2)}
        self._tied = {company.name: company.row for company in tied(world)}
        self._sold: dict[str, list[tuple[str, int, str]]] = {}

    def take(self, written: Written) -> None:
        """Note what a notice must give."""
        notice = written.notice
        links = _buyer_links(written.statements)
        for award, link in zip(notice.awards, links, strict=True):
            seller = award.supplier
            if seller.name in self._tied and award.written == seller.name:
                self.keys.add(("vendor-party-organisation", "shown", f"company:{self._tied[seller.name]}"))
            for number, rule in ((notice.buyer.listed, SALE_RULES[0]), (notice.buyer.above, SALE_RULES[1]), (seller.listed, SALE_RULES[2])):
                outcome = self._held(notice, number)
                if outcome:
                    self._add(rule, outcome, [link])
                    if rule == SALE_RULES[0] and number is not None:
                        self._sold.setdefault(award.written, []).append((outcome, number, link))
            if notice.buyer.police and any(item.kind and item.maker and item.maker.country == "us" for item in award.items):
                self._add(SALE_RULES[3], "shown", [link])

    def finish(self) -> set[Key]:
        """All keys, with those of sellers to several bodies."""
        for sold in self._sold.values():
            sure = [each for each in sold if each[0] == "shown"]
            for outcome, chosen in (("shown", sure), ("undetermined", sold)):
                if len({number for _, number, _ in chosen}) >= 2:
                    self._add(SALE_RULES[4], outcome, [link for _, _, link in chosen])
                    break
        return self.keys

    def _add(self, rule: str, outcome: str, links: list[str]) -> None:
        self.links.update(links)
        self.keys.add((rule, outcome, " ".join(sorted(links))))

    def _held(self, notice: Notice, number: int | None) -> str:
        if number is None:
            return ""
        start = self._world.starts[number]
        first = notice.day if notice.dated else notice.day - datetime.timedelta(days=settings().publication_lag_days)
        return "shown" if first >= start else "undetermined" if notice.day >= start else ""


def _buyer_links(statements: Iterable[Statement]) -> list[str]:
    return [s.id for s in statements if s.schema == "ContractAward" and s.property == "buyer"]


def key_of(finding: Finding, buyer_links: set[str]) -> Key:
    """The key of a finding that came out; ``buyer_links`` are the links of awards to buyers that were expected in some finding."""
    if finding.rule in SALE_RULES:
        on_path = sorted({s for step in finding.path for s in step.statements if s in buyer_links})
        return finding.rule, finding.outcome, " ".join(on_path) or finding.id
    return finding.rule, finding.outcome, finding.subjects[0]
