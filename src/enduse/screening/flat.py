"""An answer as one row of a table: the user's own columns, then ours, which begin with ``enduse_``."""

from __future__ import annotations

from collections.abc import Mapping

from enduse.findings.listed.answer import Rule, Standing
from enduse.findings.listed.law import sentence
from enduse.screening.answer import Hit, Screened
from enduse.screening.links import Atlas
from enduse.screening.policy import load_policy

COLUMNS = {
    "enduse_verdict": "match to check, possible or none",
    "enduse_day": "day asked",
    "enduse_match": "the body the name most likely means",
    "enduse_match_id": "its id in the case",
    "enduse_matched_name": "the name of it that speaks for the match",
    "enduse_score": "likeness, 0 to 1; 1 for an equal name",
    "enduse_why": "what was compared, and what it adds or takes",
    "enduse_concerns": "what the case says of it on that day",
    "enduse_lists": "each entry: list, how the body stands to it, what is said of the day, days, act",
    "enduse_rules": "what each of these lists restricts, in which direction, and what it does not",
    "enduse_findings": "findings that name it",
    "enduse_finding_pages": "the page of each of these findings: its full address, or from the top of the atlas where no address is known",
    "enduse_link": "its page in the atlas, from its top",
    "enduse_address": "the full address of that page, where one of the atlas is known",
    "enduse_others": "further bodies the name may mean",
    "enduse_notes": "what else is to be known of the row",
}

Rules = Mapping[str, tuple[Rule, ...]]


def flat(answer: Screened, rules: Rules, atlas: Atlas) -> dict[str, str]:
    """Our columns of a row."""
    policy = load_policy()
    row = dict.fromkeys(COLUMNS, "")
    row |= {"enduse_verdict": answer.verdict, "enduse_day": answer.asked.day}
    row["enduse_notes"] = "; ".join(policy.notes[code] for code in answer.notes)
    telling = [hit for hit in answer.hits if hit.concerns] or list(answer.hits)
    if telling:
        best, *others = telling
        row |= _of_hit(best, rules)
        row["enduse_address"] = atlas.to(best.page)
        row["enduse_finding_pages"] = " ".join(atlas.to(each.page) or each.page for each in best.related)
        row["enduse_others"] = "; ".join(f"{hit.name} ({hit.score:.2f}{_said(hit)})" for hit in others)
    return row


def why(hit: Hit) -> str:
    """The reasons of a match in one line, feature by feature."""
    if not hit.features:
        return f"equal to its {'former ' if hit.how == 'former-name' else ''}name “{hit.matched}”"
    return "; ".join(f"{each.why} ({each.weight:+.2f})" for each in hit.features)


def entry(standing: Standing) -> str:
    """One entry in one line."""
    days = (("announced", standing.announced), ("effective", standing.effective), ("ended", standing.ended))
    parts = [
        f"{standing.list_title}: {standing.outcome.replace('-', ' ')}, {standing.relation}",
        *(f"{head} {' / '.join(each)}" for head, each in days if each),
        *standing.citations,
        *(f"reached by {' → '.join(standing.trail)}" for _ in range(len(standing.trail) > 1)),
    ]
    return ", ".join(parts)


def law(hit: Hit, rules: Rules) -> list[str]:
    """What the lists that name a body restrict, a sentence for each rule."""
    titles = dict(sorted((s.list, s.list_title) for s in hit.standings))
    return [f"{title}: {sentence(rule)}" for key, title in titles.items() for rule in rules.get(key, ())]


def _of_hit(hit: Hit, rules: Rules) -> dict[str, str]:
    policy = load_policy()
    return {
        "enduse_match": hit.name,
        "enduse_match_id": hit.entity,
        "enduse_matched_name": hit.matched,
        "enduse_score": f"{hit.score:.3f}",
        "enduse_why": why(hit),
        "enduse_concerns": "; ".join(policy.concerns[code] for code in hit.concerns),
        "enduse_lists": " | ".join(map(entry, hit.standings)),
        "enduse_rules": " | ".join(law(hit, rules)),
        "enduse_findings": hit.near,
        "enduse_link": hit.page,
    }


def _said(hit: Hit) -> str:
    return "; " + ", ".join(hit.concerns) if hit.concerns else ""
