from __future__ import annotations

from pathlib import Path

import pytest

from enduse.model.errors import InvalidTaxonomy
from enduse.statements.tables.kind_file import load_table_kind, parse_table_kind, table_kinds

KINDS = Path(__file__).parents[3] / "src/enduse/statements/tables/kinds"
FLOWS = (KINDS / "flows.yml").read_text("utf-8")


@pytest.mark.parametrize("name", table_kinds())
def test_every_kind_loads_and_has_a_case(name: str) -> None:
    kind = load_table_kind(name)
    assert kind.about.startswith(("One ", "What "))
    assert (Path(__file__).parent / "cases" / name / "input.csv").is_file()


@pytest.mark.parametrize(
    ("was", "is_", "says"),
    [
        ("key: flow_id", "keey: flow_id", "tables/kinds/flows.yml: unknown key keey"),
        ("key: flow_id\n", "", "missing key key"),
        ("property: kind}", "propperty: kind}", r"unknown key columns\.kind\.propperty"),
        ("property: kind}", "property: colour}", "ContractAward has no property 'colour'"),
        ("{entity: award, property: kind}", "{entity: sale, property: kind}", "'sale' is none of the entities award, item"),
        ("type: party, schema: Company, many: true, unstated", "many: true, unstated", "does not fit the property supplier of type entity"),
        (", currency_column: currency", "", "an amount needs its currency"),
        ("of: maker", "of: product", "'product' is no column of type party"),
        ("schema: ContractItem", "schema: Thing", "there is no kind of entity 'Thing'"),
    ],
)
def test_a_fault_in_the_yml_names_file_and_key(was: str, is_: str, says: str) -> None:
    assert was in FLOWS
    with pytest.raises(InvalidTaxonomy, match=says):
        parse_table_kind("flows", FLOWS.replace(was, is_))


def test_a_mention_of_several_kinds_leaves_out_what_one_of_them_lacks() -> None:
    text = (KINDS / "companies.yml").read_text("utf-8").replace(", unless: {kind: [PublicBody, Organization]}", "")
    with pytest.raises(InvalidTaxonomy, match="PublicBody has no property 'brand'; leave it out with unless"):
        parse_table_kind("companies", text)
