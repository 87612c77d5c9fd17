"""The example case, built: every claim is answered as expected, and the specimens show the way from notice to finding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from enduse.entities.resolved import Resolved
from enduse.findings.claims import load_claims, run_claims
from enduse.model.finding import Finding
from enduse.model.storage import read_json

SUPPLY_RULES = {"sale-to-listed-end-user", "sale-to-body-under-listed-body"}


def only(folder: Path) -> Path:
    """The one output a stage has in a fresh build."""
    files = list(folder.iterdir())
    assert len(files) == 1, files
    return files[0]


@pytest.fixture(scope="module")
def findings(example: Path) -> tuple[Finding, ...]:
    return read_json(only(example / "build" / "findings"), tuple[Finding, ...])


@pytest.fixture(scope="module")
def resolved(example: Path) -> Iterator[Resolved]:
    with Resolved(only(example / "build" / "entities")) as opened:
        yield opened


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
    korla = next(f for f in real if f.rule in SUPPLY_RULES)
    assert "Bayingolin" in korla.title
    assert any("unnamed Chinese company based in Urumqi" in gap for gap in korla.gaps)
    assert sorted(f.title.split(":")[0] for f in real if f.rule == "vendor-executive-party-post") == ["Dahua", "Hikvision"]


@pytest.mark.slow
def test_amazon_bought_from_a_listed_vendor_and_the_list_does_not_restrict_that(findings: tuple[Finding, ...]) -> None:
    bought = [f for f in findings if f.rule == "purchase-from-listed-vendor"]
    assert sorted((f.title.split(" bought")[0], f.day, "Entity List" in f.title) for f in bought) == [
        ("Amazon", "2020-04", False),
        ("Amazon", "2020-04", True),
        ("Modesto City Schools", "2020-10", False),
        ("Modesto City Schools", "2020-10", True),
    ]
    assert all("That list does not restrict buying from Dahua" in f.summary for f in bought if "Entity List" in f.title)
    assert all("restricts buying by “US executive agencies”" in f.summary for f in bought if "Section 889" in f.title)
    assert not [f for f in findings if f.rule == "purchase-by-bound-body"], "no record says who is bound"


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
    assert sorted(f.title for f in findings if f.rule == rule) == titles


@pytest.mark.slow
def test_projects_in_trouble(findings: tuple[Finding, ...]) -> None:
    troubled = {f.title: f for f in findings if f.rule == "project-in-trouble"}
    assert len(troubled) == 19
    assert "Bournemouth smart place platform: withdrawn before signing, as of 2021" in troubled
    assert "Taichung Taiwan Boulevard cameras: removed, as of 2019" in troubled
    bishkek = troubled["Bishkek and Osh Smart City (Huawei): cancelled, as of 2018-03"]
    assert [step.relation for step in bishkek.path].count("event") == 1


@pytest.mark.slow
def test_the_sale_to_korla_follows_an_announced_stop(findings: tuple[Finding, ...]) -> None:
    (korla,) = [f for f in findings if f.rule == "supply-after-announced-stop"]
    assert (korla.outcome, korla.day) == ("shown", "2021-06-06")
    assert korla.title.startswith("Goods of Thermo Fisher")
    assert "2019-02-20" in korla.summary
    assert any("Whether these goods are among those the announcement is about" in gap for gap in korla.gaps)


@pytest.mark.slow
def test_the_sale_to_korla_is_of_goods_of_a_us_maker(findings: tuple[Finding, ...]) -> None:
    (korla,) = [f for f in findings if f.rule == "controlled-origin-goods-to-police" and not f.specimen]
    assert korla.day == "2021-06-06"
    assert "(US)" in korla.title
    assert korla.title.endswith("DNA analysis")


@pytest.mark.slow
def test_no_real_body_and_no_specimen_are_one(resolved: Resolved) -> None:
    mixed = resolved.connection.execute(
        "SELECT canonical FROM statements GROUP BY canonical HAVING bool_or(specimen) AND NOT bool_and(specimen)"
    ).fetchall()
    assert mixed == []
