"""What the published tables may hold: read rows on read sources, no recalled cell, no private person, specimens apart."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from enduse.statements.tables.kind_file import load_table_kind

Tables = dict[str, list[dict[str, str]]]
REPORTED = {"F001", "F002", "F003"}
KEYS = {"measures": "measure_id", "projects": "project_id", "events": "event_id", "companies": "company_id", "sources": "source_id"}
INVENTED = ("specimen", "样本", "虚构", "yangben", "xugou")


def parts(cell: str) -> list[str]:
    return [each.strip() for each in cell.split(";") if each.strip()]


def decisions(root: Path, name: str) -> Any:
    return yaml.safe_load((root / "scripts" / "example" / f"{name}.yml").read_text("utf-8"))


def test_nothing_rests_on_memory(tables: Tables) -> None:
    for name, rows in tables.items():
        for row in rows:
            assert "R001" not in [*parts(row.get("source_ids", "")), row.get("source_id")], (name, row)
            assert not any("recalled" in value.lower() for value in row.values()), (name, row)


def test_only_read_rows_but_the_three_of_decision_5(tables: Tables) -> None:
    other = {row["flow_id"] for row in tables["flows"] if row["verification"] != "read"}
    assert other == REPORTED
    assert {row["verification"] for name in tables if name != "flows" for row in tables[name] if "verification" in row} == {"read"}
    read = {row["source_id"] for row in tables["sources"] if row["read_status"] in {"read_full", "read_excerpt"}}
    for row in tables["flows"]:
        if row["flow_id"] in REPORTED:
            assert set(parts(row["source_ids"])) <= read, "a reported row rests on a source that was read"


def test_every_row_rests_on_at_least_one_source_that_was_read(tables: Tables) -> None:
    status = {row["source_id"]: row["read_status"] for row in tables["sources"]}
    for name, rows in tables.items():
        for row in rows:
            if name not in ("sources", "searches"):  # a search is a record of its own
                assert parts(row["source_ids"]), (name, row)
                assert any(status[source].startswith("read_") for source in parts(row["source_ids"])), (name, row)


@pytest.mark.parametrize("entry", [0, -1, None])
def test_recalled_cells_are_left_out(root: Path, tables: Tables, entry: int | None) -> None:
    entries = decisions(root, "recalled_cells")
    later = {(e["table"], e["id"], e.get("column")) for e in decisions(root, "other_cells")}
    for each in entries if entry is None else [entries[entry]]:
        if each["table"] not in KEYS or "column" not in each or (each["table"], each["id"], each["column"]) in later:
            continue
        rows = [row for row in tables[each["table"]] if row[KEYS[each["table"]]] == each["id"]]
        if not rows or each["column"] not in rows[0]:
            continue
        value = rows[0][each["column"]]
        assert (each["cut"] not in value) if "cut" in each else (value == each.get("becomes", "")), each


def test_all_ids_resolve(tables: Tables) -> None:
    known = {row["source_id"] for row in tables["sources"]}
    companies = {row["company_id"] for row in tables["companies"]}
    bodies = {row["body_id"] for row in tables["bodies"]}
    mentions = {f"company:{each}" for each in companies} | {f"body:{each}" for each in bodies}
    measures = {row["measure_id"] for row in tables["measures"]}
    projects = {row["project_id"] for row in tables["projects"]}
    for name, rows in tables.items():
        for row in rows:
            assert set(parts(row.get("source_ids", ""))) <= known, (name, row)
            assert set(parts(row.get("vendor_ids", ""))) <= companies, (name, row)
            assert set(parts(row.get("subject_id", ""))) <= companies, (name, row)
            assert set(parts(row.get("same_as", ""))) <= mentions, (name, row)
            assert set(parts(row.get("parties", ""))) <= mentions, (name, row)
            assert set(parts(row.get("project_ids", ""))) <= projects, (name, row)
            if name in {"listings", "flows"}:
                assert set(parts(row["measure_id"])) <= measures, (name, row)


def test_every_source_is_cited(tables: Tables) -> None:
    cited = {source for rows in tables.values() for row in rows for source in parts(row.get("source_ids", ""))}
    assert {row["source_id"] for row in tables["sources"]} == cited


def test_keys_are_unique_and_columns_are_those_the_importer_knows(tables: Tables) -> None:
    for name, rows in tables.items():
        kind = load_table_kind(name)
        keys = [row[kind.key] for row in rows]
        assert len(keys) == len(set(keys)), name
        assert set(rows[0]) <= set(kind.columns), name


def test_specimens_stand_apart(tables: Tables) -> None:
    """Real rows never name the invented world, invented rows say that they are invented, and neither refers to the other."""
    invented_ids = {next(iter(row.values())) for rows in tables.values() for row in rows if row.get("specimen") == "yes"}
    assert len(invented_ids) == 10
    for name, rows in tables.items():
        for row in rows:
            words = " ".join(row.values()).lower()
            if row.get("specimen") == "yes":
                assert "specimen" in words.replace("specimen_", "").rsplit("yes", 1)[0] or "invented" in words, (name, row)
                assert set(parts(row.get("source_ids", "SP01"))) == {"SP01"}
            else:
                assert not any(word in words for word in INVENTED), (name, row)
                assert "SP01" not in parts(row.get("source_ids", ""))


def test_flows_name_or_describe(tables: Tables) -> None:
    for row in tables["flows"]:
        for party in ("reseller", "buyer"):
            assert not (row[party] and row[f"{party}_description"]), row
            assert "not stated" not in row[f"{party}_description"]
        assert row["kind"] in {"sale", "aggregate", "planned", "use", "marketing"}
    named = {name for row in tables["flows"] for name in parts(row["reseller"]) + parts(row["buyer"])}
    assert not [name for name in named if re.search(r"unnamed|not in the text|several|agencies|\(", name)]


def test_the_sale_to_korla_is_a_record_that_says_what_it_is(tables: Tables) -> None:
    row = next(row for row in tables["flows"] if row["flow_id"] == "F001")
    assert (row["kind"], row["buyer"], row["buyer_place"], row["date"]) == ("sale", "Korla police", "Korla, Xinjiang", "2021-06-06")
    assert (row["reseller"], row["reseller_description"]) == ("", "unnamed Chinese company based in Urumqi")
    assert (row["amount"], row["currency"], row["verification"], row["source_ids"]) == ("40563", "USD", "reported", "S006")
    assert "not itself a name on the list" in row["notes"]


def test_entity_list_rows(tables: Tables) -> None:
    chosen = [row for row in tables["listings"] if "EL01" in parts(row["source_ids"])]
    by_day = {day: sum(row["effective"] == day for row in chosen) for day in ("2019-10-09", "2020-06-05", "2020-07-22")}
    assert by_day == {"2019-10-09": 28, "2020-06-05": 7, "2020-07-22": 2}
    assert len(chosen) == 37
    police = [row for row in chosen if row["kind"] == "PublicBody"]
    assert len(police) == 20, "the regional bureau, 18 bureaus and the police college"
    assert not [row for row in police if "Korla" in row["name"]]
    assert {(row["announced"], row["source_ids"]) for row in chosen} == {("", "EL01")}, "the row rests on the list alone"
    acts = {row["measure_id"]: row["announced_date"] for row in tables["measures"]}
    assert {acts[row["measure_id"]] for row in police} == {"2019-10-07"}
    listed = [(row["list"], row["name"], row["effective"]) for row in tables["listings"]]
    assert len(listed) == len(set(listed))
    same = [(row["list"], row["measure_id"], row["same_as"]) for row in tables["listings"] if row["same_as"]]
    assert len(same) == len(set(same)), "no party stands twice under one act"


def test_the_forensic_institute_left_the_list(tables: Tables) -> None:
    row = next(row for row in tables["listings"] if row["name"].startswith("Institute of Forensic Science"))
    assert (row["effective"], row["end"]) == ("2020-06-05", "2023-11-16")


def test_announced_and_effective_days_are_both_kept(tables: Tables) -> None:
    act = next(row for row in tables["measures"] if row["measure_id"] == "M003")
    assert (act["announced_date"], act["effective_date"], act["citation"]) == ("2019-10-07", "2019-10-09", "")


def test_section_889_binds_from_a_year_after_the_act(tables: Tables) -> None:
    days = {(row["announced"], row["effective"]) for row in tables["listings"] if row["list"] == "Section 889"}
    assert days == {("2018-08-13", "2019-08-13")}, "as in the table of the statute that ships with its source"


def test_no_private_person(tables: Tables) -> None:
    assert "E033" not in {row["event_id"] for row in tables["events"]}
    assert {row["holder"] for row in tables["ties"] if row["holder"]} == {"Fu Liquan", "Chen Zongnian"}
    assert all(row["executive_role"] for row in tables["ties"] if row["holder"]), "a person only in a public role"
    words = " ".join(value for rows in tables.values() for row in rows for column, value in row.items() if column != "value_amount")
    assert not re.search(r"\b1[3-9]\d{9}\b|\b0\d{2,3}-\d{7,8}\b", words)


def test_no_remark_to_ourselves_is_published(tables: Tables) -> None:
    words = re.compile(r"FACT CHECK|stored copy|\bread here\b|\bcompiler\b|check digit|seed article|\bCHECK\b")
    assert not [(name, row) for name, rows in tables.items() for row in rows for value in row.values() if words.search(value)]


def test_statistics_carry_unit_scope_publisher_and_date(tables: Tables) -> None:
    for row in tables["statistics"]:
        assert all(row[column] for column in ("publisher", "value", "unit", "scope", "date")), row
    assert [row["value"] for row in tables["statistics"][:3]] == ["144", "49", "27"]


def test_numbers_quoted_from_a_source_carry_its_words_and_their_rule(tables: Tables) -> None:
    quoted = [row for row in tables["statistics"] if row["quote"]]
    assert {row["publisher"] for row in quoted} >= {
        "Center for Strategic and International Studies",
        "Carnegie Endowment for International Peace",
    }
    status = {row["source_id"]: row["read_status"] for row in tables["sources"]}
    for row in quoted:
        assert row["rule"], row
        assert len(row["quote"].split()) < 25, row
        assert status[row["source_ids"]].startswith("read"), row
