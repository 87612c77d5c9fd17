"""The findings task and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs

from enduse.entities.written import write_resolution
from enduse.findings.find import find, find_task
from enduse.findings.rules import chosen_rules
from enduse.model.comparison import Comparison
from enduse.model.entity import Join
from enduse.model.errors import UsageError
from enduse.model.extraction import Extraction
from enduse.model.finding import Finding
from enduse.model.storage import read_json, write_json
from enduse.statements.merge import merge_task

from .builder import CASES, OpenCase, case_parts, statements_of, with_parents

SALE = CASES / "sale-to-listed-end-user" / "reseller-to-listed-bureau"
COUNTY = CASES / "sale-to-body-under-listed-body" / "county-under-listed-prefecture"


def test_the_task_writes_findings_sorted_by_id_whatever_the_order_of_statements(tmp_path: Path) -> None:
    statements, resolution = case_parts(CASES / "sale-to-listed-end-user" / "two-sources-for-one-sale")
    written = []
    for name, order in (("a", statements), ("b", statements[::-1])):
        folder = tmp_path / name
        folder.mkdir()
        write_json(folder / "extraction.json", Extraction(statements=tuple(order)))
        merge_task([folder / "extraction.json"], {}, folder / "statements.parquet")
        write_resolution(folder / "statements.parquet", with_parents(resolution, statements), folder / "entities")
        find_task([folder / "entities"], {"rules": ["sale-to-listed-end-user"]}, folder / "findings.json")
        written.append((folder / "findings.json").read_bytes())
    assert written[0] == written[1]
    findings = read_json(tmp_path / "a" / "findings.json", tuple[Finding, ...])
    assert [finding.id for finding in findings] == sorted(finding.id for finding in findings)
    assert [finding.state for finding in findings] == ["draft"]


@pytest.mark.parametrize("property_", ["buyer", "maker", "startDate", "amount"])
def test_invented_and_real_papers_never_meet_in_a_finding(property_: str, open_case: OpenCase) -> None:
    statements, resolution = case_parts(SALE)
    mixed = [structs.replace(s, specimen=False) if s.property == property_ else s for s in statements]
    with open_case(mixed, resolution) as resolved, pytest.raises(UsageError, match="marked specimen"):
        find(resolved, chosen_rules(None))


def test_reference_data_goes_with_both(open_case: OpenCase) -> None:
    statements, resolution = case_parts(COUNTY)
    place = statements_of([{"entity": "place:1", "schema": "Place", "property": "name", "value": "柳溪", "source": "reference:places"}])
    resolution = with_parents(resolution, statements)
    parents = tuple(replace(p, statements=(*p.statements, place[0].id)) for p in resolution.parents)
    with open_case([*statements, *place], replace(resolution, parents=parents)) as resolved:
        (finding,) = find(resolved, chosen_rules(None))
    assert finding.specimen
    assert any(place[0].id in step.statements for step in finding.path)


def test_real_papers_give_a_finding_that_is_no_specimen(open_case: OpenCase) -> None:
    statements, resolution = case_parts(SALE)
    with open_case([structs.replace(s, specimen=False) for s in statements], resolution) as resolved:
        (finding,) = find(resolved, chosen_rules(None))
    assert not finding.specimen


def test_several_suppliers_are_never_paired_with_goods(open_case: OpenCase) -> None:
    statements, resolution = case_parts(SALE)
    rows = [
        {"entity": "paper:a1:award:1", "schema": "ContractAward", "property": "supplier", "value": "company:second", "source": "record:S9"},
        {"entity": "company:second", "schema": "Company", "property": "name", "value": "Second Trading (specimen)", "source": "record:S9"},
    ]
    second = replace(resolution.entities[0], id="company:second", caption="Second Trading (specimen)", mentions=("company:second",))
    more = [structs.replace(s, specimen=True) for s in statements_of(rows)]
    with open_case([*statements, *more], replace(resolution, entities=(*resolution.entities, second))) as resolved:
        (finding,) = find(resolved, chosen_rules(None))
    assert [step.relation for step in finding.path][:3] == ["goods-bought-by", "sold-to", "sold-to"]
    assert "Several sellers are named; which of them supplied which goods is not in these papers." in [gap.en for gap in finding.gaps]


def test_a_maker_that_sold_itself_has_no_gap_of_a_direct_sale(open_case: OpenCase) -> None:
    statements, resolution = case_parts(SALE)
    direct = [structs.replace(s, value="company:kestrel") if s.property == "supplier" else s for s in statements]
    with open_case(direct, resolution) as resolved:
        (finding,) = find(resolved, chosen_rules(None))
    assert finding.path[0].relation == "sold-to"
    assert not [gap for gap in finding.gaps if "direct sale" in gap.en or "reseller" in gap.en]


def test_a_brand_of_two_companies_names_no_maker(open_case: OpenCase) -> None:
    statements, resolution = case_parts(CASES / "sale-to-listed-end-user" / "brand-only")
    rows = [
        {"entity": "company:other", "schema": "Company", "property": "name", "value": "Other (specimen)", "source": "record:S9"},
        {"entity": "company:other", "schema": "Company", "property": "brand", "value": "Kestrel", "source": "record:S9"},
    ]
    other = replace(resolution.entities[0], id="company:other", schema="Company", caption="Other (specimen)", mentions=("company:other",))
    more = [structs.replace(s, specimen=True) for s in statements_of(rows)]
    with open_case([*statements, *more], replace(resolution, entities=(*resolution.entities, other))) as resolved:
        (finding,) = find(resolved, chosen_rules(None))
    assert finding.path[0].relation == "sold-to"
    assert "Who made the goods is not named in these papers." in [gap.en for gap in finding.gaps]


def test_a_body_joined_by_likeness_alone_is_a_gap_of_every_finding_about_it(open_case: OpenCase) -> None:
    statements, resolution = case_parts(SALE)
    (buyer,) = (e for e in resolution.entities if len(e.mentions) > 1 and e.schema == "PublicBody")
    left, right = buyer.mentions[:2]
    for rule, said in (("score", 1), ("judgement", 0)):
        join = Join(left=left, right=right, rule=rule, reason="alike", comparison=Comparison(0.91))
        joined = tuple(replace(e, joins=(join,)) if e is buyer else e for e in resolution.entities)
        with open_case(statements, replace(resolution, entities=joined)) as resolved:
            (finding,) = find(resolved, chosen_rules(None))
        assert sum("no person has confirmed it" in gap.en and "0.91" in gap.en for gap in finding.gaps) == said
