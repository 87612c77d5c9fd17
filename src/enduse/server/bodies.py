"""Bodies in the form clients know: what the case says of one, as of a day."""

from __future__ import annotations

from typing import Any

from enduse.findings.listed.answer import ITSELF, Standing
from enduse.screening.answer import Hit, Screened
from enduse.screening.flat import why
from enduse.screening.index import Index, lists_of
from enduse.screening.policy import load_policy
from enduse.server.shapes import Body, Explanation, Scored

EXACT = {"exact": "name_equal", "former-name": "former_name_equal"}


def plain(index: Index, id: str, name: str, schema: str, standings: tuple[Standing, ...], page: str, case: str) -> dict[str, Any]:
    """The fields of a ``Body``."""
    record = index.record(id)
    return {
        "id": id,
        "caption": name,
        "schema": schema,
        "properties": record.properties if record is not None else {"name": [name]},
        "datasets": list(lists_of(record, standings)) or [case],
        "referents": record.referents if record is not None else [],
        "target": any(each.relation in (ITSELF, "formerly") for each in standings),
        "first_seen": record.first_seen if record is not None else None,
        "last_seen": record.last_seen if record is not None else None,
        "page": page,
    }


def body(index: Index, id: str, case: str) -> Body:
    """A body without a day."""
    name, schema = index.heads([id])[id]
    standings = index.stood([(id, index.newest_copy())]).get((id, index.newest_copy()), ())
    return Body(**plain(index, id, name, schema, standings, index.pages([id]).get(id, ""), case))


def scored(index: Index, hit: Hit, threshold: float, case: str) -> Scored:
    """A body that a query may mean."""
    compared = {each.name: Explanation(each.weight, each.why, each.left, each.right) for each in reversed(hit.features)}
    if not compared:
        compared = {EXACT.get(hit.how, hit.how): Explanation(1.0, why(hit), hit.matched, hit.matched)}
    return Scored(
        **plain(index, hit.entity, hit.name, hit.schema, hit.standings, hit.page, case),
        score=round(hit.score, 4),
        match=hit.score >= threshold,
        features={name: each.score for name, each in compared.items()},
        explanations=compared,
        matched=hit.matched,
        concerns=list(hit.concerns),
        listings=list(hit.standings),
        findings=list(hit.related),
    )


def merged(answers: list[Screened]) -> tuple[list[Hit], str, list[str]]:
    """Answers to several names of one party as one: each body by the name that speaks most for it, the gravest verdict, all notes."""
    order = ("none", "possible", "match to check")
    best: dict[str, Hit] = {}
    for answer in answers:
        for hit in answer.hits:
            if hit.entity not in best or hit.score > best[hit.entity].score:
                best[hit.entity] = hit
    notes = load_policy().notes
    said = [notes[code] for code in dict.fromkeys(code for answer in answers for code in answer.notes)]
    verdict = max((answer.verdict for answer in answers), key=order.index, default="none")
    return sorted(best.values(), key=lambda hit: (-hit.score, hit.entity)), verdict, said
