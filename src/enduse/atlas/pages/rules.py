"""Rules and lists: what each restricts and what it does not, and the legal acts behind the listings."""

from __future__ import annotations

from enduse.atlas.pages.own_rules import by_rule
from enduse.atlas.pages.rule_names import rule_name, rule_page
from enduse.atlas.press import Press

EFFECT = ("binds", "direction", "restricts", "doesNotRestrict", "ownershipRule", "licencePolicy", "effectiveDate", "endDate", "citation")
ACT = (
    "list",
    "authority",
    "jurisdiction",
    "announcedDate",
    "effectiveDate",
    "citation",
    "documentNumber",
    "targets",
    "targetsCount",
    "summary",
    "licencePolicy",
    "notes",
)


def write(press: Press) -> None:
    """Write ``rules.html``."""
    library, sheet = press.library, press.sheet("rules.html")
    measures = sorted(library.of_kind("Measure"), key=lambda m: (m.specimen, library.value(m.id, "effectiveDate"), m.id))
    acts = []
    for act in measures:
        parties = [
            library.resolved.canonical(s.value)
            for listing in library.pointing(act.id, "measure")
            for s in library.facts.get(listing, {}).get("entity", [])
        ]
        acts.append(
            {
                "id": "act-" + library.anchor(act.id),
                "name": sheet.name(act.id),
                "specimen": act.specimen,
                "date": sheet.one(act.id, "effectiveDate"),
                "facts": [(press.label("Measure", p), found) for p in ACT if (found := sheet.claims(act.id, p))],
                "parties": [sheet.name(ident) for ident in sorted(set(parties), key=lambda ident: (library.caption(ident), ident))],
            }
        )
    effects = [
        {
            "name": sheet.one(effect.id, "list"),
            "specimen": effect.specimen,
            "facts": [(press.label("RuleEffect", p), found) for p in EFFECT if (found := sheet.claims(effect.id, p))],
        }
        for effect in library.of_kind("RuleEffect")
    ]
    own = [(sheet.ref(rule_page(rule), rule_name(press, rule)), len(found)) for rule, found in by_rule(press).items()]
    press.publish(sheet, "rules.html", title=press.words["rules"]["title"], section="rules", acts=acts, effects=effects, own=own)
