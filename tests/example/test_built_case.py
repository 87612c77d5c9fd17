"""The example case, built: every claim is answered as expected, and the specimens show the way from notice to finding."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from enduse.entities.resolved import Resolved
from enduse.findings.claims import load_claims, run_claims
from enduse.findings.find import find
from enduse.findings.rules import chosen_rules
from enduse.model.finding import Finding

SUPPLY_RULES = {"sale-to-listed-end-user", "sale-to-body-under-listed-body"}


def only_of(findings: tuple[Finding, ...], rule: str, subject: str) -> Finding:
    """The one finding of a rule about a body."""
    (found,) = [f for f in findings if f.rule == rule and subject in f.subjects]
    return found


@pytest.mark.slow
def test_every_claim_is_answered_as_expected(case: Path, resolved: Resolved, findings: tuple[Finding, ...]) -> None:
    results = run_claims(load_claims(case / "claims.yml"), resolved, findings)
    assert not [(result.claim.id, result.answers, result.claim.expect, result.error) for result in results if not result.ok]
    invented = {"record:SP01", "paper"}
    for result in results:
        assert result.statements or result.claim.id == "own-contracts", f"{result.claim.id}: an answer without a passage"
        used = resolved.statements(result.statements).values()
        assert not [statement for statement in used if statement.specimen or statement.source in invented], result.claim.id


@pytest.mark.slow
def test_the_specimens_show_each_supply_rule_once(findings: tuple[Finding, ...]) -> None:
    shown = [(f.rule, f.outcome, f.day) for f in findings if f.specimen]
    assert sorted(shown) == [
        ("sale-to-body-under-listed-body", "shown", "2020-09-08"),
        ("sale-to-listed-end-user", "shown", "2020-06-18"),
    ], "nothing from the award before the listing day, nothing from the failed tender"


@pytest.mark.slow
def test_the_real_findings(findings: tuple[Finding, ...]) -> None:
    """One sale, to Korla's police under the listed prefecture bureau; two executives with a party post."""
    real = [f for f in findings if not f.specimen]
    assert [(f.rule, f.day) for f in real if f.rule in SUPPLY_RULES] == [("sale-to-body-under-listed-body", "2021-06-06")]
    assert sorted(f.title.en.split(":")[0] for f in real if f.rule == "vendor-executive-party-post") == ["Dahua", "Hikvision"]


@pytest.mark.slow
def test_korla_is_a_body_under_a_listed_body_with_the_edge_to_its_parent(resolved: Resolved, findings: tuple[Finding, ...]) -> None:
    korla = only_of(findings, "sale-to-body-under-listed-body", "body:korla_psb")
    assert (korla.outcome, korla.day) == ("shown", "2021-06-06")
    assert "Bayingolin" in korla.title.en
    edges = [(step.origin, step.relation, step.target) for step in korla.path]
    ((child, _, parent),) = [edge for edge in edges if edge[1] == "under"]
    assert child == "body:korla_psb"
    assert "Bayingolin" in resolved.entity(parent).caption
    assert [edge[0] for edge in edges if edge[1] == "listed"] == [parent], "the parent is listed, Korla's police is not"
    assert all(step.statements for step in korla.path)


@pytest.mark.slow
def test_nobody_named_beside_korla_goes_unasked(resolved: Resolved, findings: tuple[Finding, ...]) -> None:
    """The maker and the listed body above get a letter with the buyer, whatever the rule."""
    about = [f for f in findings if "body:korla_psb" in f.subjects]
    assert {f.rule for f in about} == {"sale-to-body-under-listed-body", "controlled-origin-goods-to-police", "supply-after-announced-stop"}
    for finding in about:
        makers = {step.origin for step in finding.path if step.relation.startswith("goods-")}
        above = {step.target for step in finding.path if step.relation == "under"}
        assert makers
        assert makers | above <= set(finding.subjects)
        assert "Thermo Fisher" in " ".join(resolved.entity(each).caption for each in finding.subjects)


@pytest.mark.slow
def test_the_dna_kits_of_korla_are_under_no_control_on_items_that_was_read(findings: tuple[Finding, ...]) -> None:
    (korla,) = [f for f in findings if f.rule == "controlled-origin-goods-to-police" and not f.specimen]
    assert "is read as not reaching goods of the kind" in korla.rule_says.en
    assert any(gap.en.startswith("No fact read here names a control on items that reaches") for gap in korla.gaps)


@pytest.mark.slow
def test_korla_the_way_the_seller_obtained_the_goods_is_not_in_the_papers(findings: tuple[Finding, ...]) -> None:
    korla = only_of(findings, "sale-to-body-under-listed-body", "body:korla_psb")
    assert "How the seller so described obtained the goods is not in these papers." in [gap.en for gap in korla.gaps]
    assert any("the seller is only described as “unnamed Chinese company based in Urumqi”" in gap.en for gap in korla.gaps)
    assert "A direct sale by the maker is not shown in these papers." in [gap.en for gap in korla.gaps]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("day", "outcome"),
    [("2019-10-08", None), ("2019-10-09", "shown"), ("2019-10", "undetermined"), ("2019", "undetermined"), ("2019-09", None)],
)
def test_8_october_2019_and_9_october_2019_differ(resolved: Resolved, day: str, outcome: str | None) -> None:
    """The sale to Korla, had it been made on another day: the act was announced on 7 October and took effect on the 9th."""
    resolved.connection.execute("BEGIN")
    try:
        resolved.connection.execute("UPDATE statements SET value = ? WHERE entity = 'flow:F001' AND property = 'date'", [day])
        found = find(resolved, chosen_rules(["sale-to-body-under-listed-body"]))
    finally:
        resolved.connection.execute("ROLLBACK")
    assert [f.outcome for f in found if "body:korla_psb" in f.subjects] == ([outcome] if outcome else [])


@pytest.mark.slow
def test_amazon_bought_from_a_listed_vendor_and_the_list_does_not_restrict_that(findings: tuple[Finding, ...]) -> None:
    bought = [f for f in findings if f.rule == "purchase-from-listed-vendor"]
    assert sorted((f.title.en.split(" bought")[0], f.day, "Entity List" in f.title.en) for f in bought) == [
        ("Amazon", "2020-04", False),
        ("Amazon", "2020-04", True),
        ("Modesto City Schools", "2020-10", False),
        ("Modesto City Schools", "2020-10", True),
    ]
    assert all("That list does not restrict buying from Dahua" in f.summary.en for f in bought if "Entity List" in f.title.en)
    assert all("restricts buying by “US executive agencies”" in f.summary.en for f in bought if "Section 889" in f.title.en)


@pytest.mark.slow
def test_amazon_and_dahua_is_a_red_flag_that_says_what_the_entity_list_does_not_restrict(findings: tuple[Finding, ...]) -> None:
    (amazon,) = [f for f in findings if f.title.en.startswith("Amazon bought") and "Entity List" in f.title.en]
    assert "Throughout that month" in amazon.summary.en
    assert "该月全月" in amazon.summary.zh
    assert "that day" not in amazon.title.en + amazon.summary.en
    assert {"company:amazon", "company:dahua"} == set(amazon.subjects)
    assert "does not restrict buying" in amazon.summary.en
    assert "It does not restrict: “Buying from the entity" in amazon.rule_says.en
    assert not [f for f in findings if f.rule in SUPPLY_RULES and "company:dahua" in f.subjects], (
        "buying from a listed firm is no supply to it"
    )


@pytest.mark.slow
def test_where_no_record_says_who_is_bound_no_rule_on_buying_or_use_speaks(findings: tuple[Finding, ...]) -> None:
    assert not [f for f in findings if f.rule in {"purchase-by-bound-body", "covered-equipment-in-use-after-ban-day"}]


@pytest.mark.slow
def test_what_was_offered_to_police(findings: tuple[Finding, ...]) -> None:
    offered = sorted(f.title.en for f in findings if f.rule == "vendor-marketing-to-police")
    assert offered == [
        "Life Technologies: “GlobalFiler kit manufacturing facility” recorded as offered to “Chinese police laboratories”",
        "Oracle: “data analytics software” recorded as offered to “Liaoning police”",
    ], "in 2012 Life Technologies was no part of the company it belongs to since 2014"


@pytest.mark.slow
def test_the_three_risks_of_the_city_systems(findings: tuple[Finding, ...]) -> None:
    """What records name is indicated at most; none states a risk of a project, and nothing is said of access to data."""
    risks = [f for f in findings if f.rule.startswith("city-system-")]
    assert Counter(f.rule for f in risks) == {"city-system-follows-individuals": 13, "city-system-remote-shutdown": 1}
    assert {step.relation for f in risks for step in f.path} == {"city-system", "indicated"}
    assert not [f for f in risks if "Valenciennes" in f.title.en], "the city says that face recognition is not used"
    (lahore,) = [f for f in risks if f.rule == "city-system-remote-shutdown"]
    assert "suspended technology provision on 1 December 2019" in lahore.path[-1].text.en


@pytest.mark.slow
def test_the_page_of_a_city_system_says_what_is_not_stated(example: Path) -> None:
    valenciennes, lahore = ((example / "site" / "projects" / f"{name}.html").read_text("utf-8") for name in ("p035", "p002"))
    assert valenciennes.count("not stated in these papers") == 3
    assert lahore.count("not stated in these papers") == 2
    assert "Shut-down from afar" in lahore


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rule", "titles"),
    [
        (
            "vendor-party-organisation",
            [
                "Dahua: party activity, one record",
                "Dahua: party organisation, one record",
                "Hikvision: party activity, 2 records",
            ],
        ),
        (
            "vendor-state-shareholding",
            [
                "China Telecom: actual controller, one record",
                "China Unicom: actual controller, one record",
                "Dahua: state shareholding, one record",
                "FiberHome: actual controller, one record",
                "Hikvision: actual controller, one record",
                "Inspur: actual controller, one record",
                "Meiya Pico: actual controller, one record",
                "ZTE: state shareholding, one record",
                "iFlytek: state shareholding, one record",
            ],
        ),
        (
            "vendor-activity-in-xinjiang",
            [
                "CETC: activity in Xinjiang, one record",
                "DJI: activity in Xinjiang, one record",
                "Dahua: activity in Xinjiang, one record",
                "Dahua: contract in Xinjiang, 3 records",
                "Dahua: facility in Xinjiang, one record",
                "Hikvision: activity in Xinjiang, one record",
                "Hikvision: contract in Xinjiang, 5 records",
                "Hikvision: facility in Xinjiang, one record",
                "Sugon: activity in Xinjiang, one record",
            ],
        ),
    ],
)
def test_the_ties_of_vendors(findings: tuple[Finding, ...], rule: str, titles: list[str]) -> None:
    """Dahua's founder is its actual controller as its filing has it, and no finding of state control."""
    assert sorted(f.title.en for f in findings if f.rule == rule) == titles


@pytest.mark.slow
def test_projects_in_trouble(findings: tuple[Finding, ...]) -> None:
    troubled = {f.title.en: f for f in findings if f.rule == "project-in-trouble"}
    assert len(troubled) == 19
    assert "Bournemouth smart place platform: withdrawn before signing, as of 2021" in troubled
    assert "Taichung Taiwan Boulevard cameras: removed, as of 2019" in troubled
    bishkek = troubled["Bishkek and Osh Smart City (Huawei): cancelled, as of 2018-03"]
    assert [step.relation for step in bishkek.path].count("event") == 1


@pytest.mark.slow
def test_the_sale_to_korla_follows_an_announced_stop(findings: tuple[Finding, ...]) -> None:
    (korla,) = [f for f in findings if f.rule == "supply-after-announced-stop"]
    assert (korla.outcome, korla.day) == ("shown", "2021-06-06")
    assert korla.title.en.startswith("Goods of Thermo Fisher")
    assert "2019-02-20" in korla.summary.en
    assert any("Whether these goods are among those the announcement is about" in gap.en for gap in korla.gaps)


@pytest.mark.slow
def test_the_sale_to_korla_is_of_goods_of_a_us_maker(findings: tuple[Finding, ...]) -> None:
    (korla,) = [f for f in findings if f.rule == "controlled-origin-goods-to-police" and not f.specimen]
    assert korla.day == "2021-06-06"
    assert "(US)" in korla.title.en
    assert korla.title.en.endswith("DNA analysis")
    assert korla.title.zh.startswith("赛默飞世尔科技（US）的货物由一个被描述为“unnamed Chinese company based in Urumqi”的销售方售予")
    assert "日期为2021年6月6日" in korla.summary.zh


@pytest.mark.slow
def test_no_real_body_and_no_specimen_are_one(resolved: Resolved) -> None:
    mixed = resolved.connection.execute(
        "SELECT canonical FROM statements GROUP BY canonical HAVING bool_or(specimen) AND NOT bool_and(specimen)"
    ).fetchall()
    assert mixed == []
