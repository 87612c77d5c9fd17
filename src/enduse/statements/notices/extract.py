"""From a read notice to statements: every value with its passage, every value left out with its reason."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from enduse.language.dates import read_date
from enduse.language.latin_contacts import Found
from enduse.model.document import Document
from enduse.model.extraction import Extraction, Witness
from enduse.model.issue import Issue
from enduse.model.statement import Statement
from enduse.statements.notices.award import AwardsRead
from enduse.statements.notices.awards import read_awards, read_contract
from enduse.statements.notices.bids import read_candidates, read_losers
from enduse.statements.notices.checks import check_items, check_total
from enduse.statements.notices.confirmed_items import confirm_by_award
from enduse.statements.notices.fields import read_fields
from enduse.statements.notices.item import ItemsRead
from enduse.statements.notices.items import item_of_unit_price, read_items
from enduse.statements.notices.lots import read_failed_lots, read_lots
from enduse.statements.notices.machine_read import hold_back
from enduse.statements.notices.notice_type import TypeVote, vote
from enduse.statements.notices.outline import outline
from enduse.statements.notices.parts import Outline
from enduse.statements.notices.passage import Span
from enduse.statements.notices.private import LONGEST_NOTICE, spans_in
from enduse.statements.notices.values import NoticeFields
from enduse.statements.notices.writer import Writer
from enduse.statements.relevance.subjects import state_subjects

METHOD = "notice"
VERSION = "8"
_ACTIONS = {
    "masked": "look for an unmasked copy of the notice",
    "ambiguous": "read the passage and enter the value by hand in a table if it is certain",
    "conflict": "read both passages; enter the right value by hand in a table",
    "not-a-name": "read the passage; add the label or the form of name to the yml files of notices if it is regular",
    "no-organisation": "read the passage; add the ending to organisations.yml if it is an organisation",
}


def extract_notice(document: Document, *, specimen: bool) -> Extraction:
    """Read one procurement notice.

    States the notice's own fields; buyer, agency and suppliers as mentions of their own; and, for award and contract notices only, one
    ``ContractAward`` of kind ``sale`` for each lot and supplier (the members of a joint bid share one award, so that its sum counts once)
    with its ``ContractItem`` rows. An award has a ``date`` only where the notice states the day of the award; else the notice's own
    ``publishedDate`` is what is known. Candidates and bidders who were not chosen are ``Bid`` mentions; candidates, proposed suppliers,
    failed lots and budgets never become awards. What notice and items are about is stated as ``subject``, whoever buys.
    A value that stands only where a reader of the page does not see it has confidence 0.5; one
    that no label names has less than 1. Whatever of a passage or its neighbours concerns private persons is masked. What was
    read from a picture by OCR is held to more (``machine_read``).
    """
    if len(document.text) > LONGEST_NOTICE:
        return Extraction(issues=(_too_long(document),))
    found = outline(document)
    voted = vote(found)
    private = spans_in(document, found)
    fields = read_fields(found, voted.title, voted.type)
    published = fields.first("publishedDate")
    first_seen = published.text if published else None
    witness = Witness(document, "paper", METHOD, VERSION, specimen, first_seen, tuple((start, end) for start, end, _ in private))
    writer = Writer(witness)
    writer.notice(fields, voted)
    awards = _write_rows(writer, found, voted, fields)
    writer.statements += state_subjects(found, writer.statements, witness)
    statements = tuple(statement for statement in writer.statements if not private or not _touches(statement, private))
    issues = [*_type_issues(document, voted), *_refusals(document, [*fields.refused, *awards[0].refused, *awards[1].refused])]
    issues += _check_issues(document, voted, found, *awards)
    if len(statements) < len(writer.statements):
        issues.append(
            _issue(document, "private-passage", "a passage that may name a private person was not stated", "nothing; this is a guard")
        )
    counts = {"notices": 1, "awards": len(awards[0].awards), "items": len(awards[1].items), "statements": len(statements)}
    return hold_back(document, Extraction(_linked(statements), tuple(dict.fromkeys(issues)), counts))


def _write_rows(writer: Writer, found: Outline, voted: TypeVote, fields: NoticeFields) -> tuple[AwardsRead, ItemsRead]:
    """Awards, bids, lots and items, as the type of the notice allows."""
    awards, items = AwardsRead(), ItemsRead()
    if voted.type in {"award", "contract"}:
        awards = read_awards(found) if voted.type == "award" else read_contract(found)
        writer.awards(awards.awards, _day_of_sale(found, voted, fields), voted)
        writer.bids(read_losers(found, awards.awards), "lost")
    elif voted.type == "candidate":
        writer.bids(read_candidates(found), "candidate")
    if voted.type not in {"not-a-notice", "fragment", None}:
        items = read_items(found, voted.type)
        confirm_by_award(items, awards.awards)
        single = item_of_unit_price(found, awards.awards) if not items.items else None
        items.items += [single] if single is not None else []
        writer.lots(read_lots(found), read_failed_lots(found) if voted.type in {"award", "failed"} else [])
        writer.items(items.items, awards.awards)
    return awards, items


def _day_of_sale(found: Outline, voted: TypeVote, fields: NoticeFields) -> tuple[Span, str] | None:
    """The day of the award, or the day the contract was signed."""
    if voted.type == "contract":
        for pair in found.of("contract-date"):
            day = read_date(pair.value.text)
            if day is not None:
                return pair.value, day
    day_of_award = fields.first("awardDate")
    return (day_of_award.span, day_of_award.text) if day_of_award else None


def _linked(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Without links to mentions whose name was kept back, so that nothing points to nobody."""
    named = {statement.entity for statement in statements}
    return tuple(s for s in statements if not s.value.startswith("paper:") or s.value in named)


def _too_long(document: Document) -> Issue:
    return Issue(
        stage="statements",
        code="too-long",
        message=f"the text has {len(document.text):,} characters, more than any notice ({LONGEST_NOTICE:,}); no statement was made of it",
        action="If it holds several notices, split it into one file for each; if it is a table, put it into tables/.",
        document=document.sha256,
    )


def _touches(statement: Statement, private: Sequence[Found]) -> bool:
    at = bisect_left(private, (statement.start,))
    beside = private[max(0, at - 1) : at + 1]
    return any(statement.start < end and start < statement.end for start, end, _ in beside)


def _issue(document: Document, code: str, message: str, action: str, place: str = "") -> Issue:
    return Issue(stage="statements", code=code, message=message, action=action, place=place, document=document.sha256, owner="reviewer")


def _type_issues(document: Document, voted: TypeVote) -> list[Issue]:
    if voted.conflict is None:
        return []
    title, body = voted.conflict
    taken = f"taken as {voted.type}" if voted.type is not None else "no type and no award is stated"
    message = f"the title speaks of a notice of type {title}, the body of {body}; {taken}"
    return [_issue(document, "type-conflict", message, "read the notice; enter what it is by hand in a table if needed")]


def _refusals(document: Document, refused: Sequence[tuple[str, str, Span]]) -> list[Issue]:
    issues = []
    for name, reason, span in refused:
        message = f"{name} is not stated: {reason.replace('-', ' ').replace('_', ' ')}"
        if reason == "conflict":
            message = f"{name}: two passages of this notice disagree"
        action = _ACTIONS.get(reason, "read the passage")
        issues.append(_issue(document, f"value-{reason.replace('_', '-')}", message, action, f"characters {span.start} to {span.end}"))
    return issues


def _check_issues(document: Document, voted: TypeVote, found: Outline, awards: AwardsRead, items: ItemsRead) -> list[Issue]:
    issues = []
    if voted.type == "award" and not awards.awards:
        message = "an award notice in which no supplier could be read for certain"
        issues.append(_issue(document, "no-award-read", message, "read the notice; its layout may be new to the label and section files"))
    if voted.type == "contract" and not awards.awards:
        message = "a contract notice whose parties could not be read for certain"
        issues.append(_issue(document, "contract-not-read", message, "enter the parties and the sum by hand in a table"))
    for code, wrong in (
        ("total-disagrees", check_total(found, awards.awards)),
        ("items-disagree", check_items(items.items, awards.awards)),
    ):
        if wrong is not None:
            issues.append(_issue(document, code, wrong, "read both passages; the notice may be cut, or one of the sums misread"))
    return issues
