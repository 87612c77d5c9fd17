"""Write the tables of the example case from the fact base and the Entity List, leaving out all that was not read.

The same inputs give the same bytes: rows stand in the order of their source, decisions in the yml files of ``scripts/example``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from example.cells import Cells, read_rows
from example.listings import entity_list_rows, target_rows
from example.oem import oem_relations
from example.organisations import organisations
from example.records import declared, effects, events, flows, projects, shipped_sources, statistics, ties
from example.searches import searches
from example.tables import Row, Undecided, read_decisions, read_table, write_table

LeftOut = dict[str, dict[str, int]]
"""Table -> reason -> how many rows."""


def example_tables(facts: Path, lists: Path) -> tuple[dict[str, list[Row]], LeftOut]:
    """Every table of the example case, and for each how many rows were left out for which reason.

    Args:
        facts: the folder of the fact base.
        lists: the folder that holds the Entity List as read.

    Raises:
        Undecided: the fact base holds something no decision file speaks of.
    """
    cells = Cells()
    left_out: LeftOut = {name: {} for name in read_decisions("columns")}

    def read(table: str) -> list[Row]:
        return cells.publishable(table, read_rows(read_table(facts / f"{table}.csv"), left_out[table]))

    tables: dict[str, list[Row]] = {"places": []}
    tables["companies"], tables["bodies"] = organisations(read_rows(read_table(facts / "companies.csv"), left_out["companies"]), cells)
    tables["projects"] = projects(read("projects"))
    tables["events"] = events(read("events"), left_out["events"])
    tables["ties"] = ties(read("ties"), left_out["ties"])
    tables["flows"] = cells.publishable("flows", flows(read_table(facts / "flows.csv"), left_out["flows"]))
    tables["measures"] = read("measures")
    acts = {row["measure_id"]: row for row in tables["measures"]}
    extra = read_decisions("added_sources")
    targets = read_rows(read_table(facts / "measure_targets.csv"), left_out["listings"])
    tables["listings"] = entity_list_rows(lists, acts, extra[0]["source_id"]) + target_rows(targets, acts, left_out["listings"])
    tables["effects"] = effects(cells.publishable("list_effects", _effect_rows(facts, left_out["effects"])))
    tables["statistics"] = statistics(tables["events"])
    makers = {row["company_id"] for row in tables["companies"]}
    tables["oem_relations"] = cells.publishable("oem_relations", oem_relations(facts, makers, left_out["oem_relations"]))
    sources = [row for name in ("sources", "sources_effects", "sources_oem") for row in read_table(facts / f"{name}.csv")]
    cited = shipped_sources([*sources, *extra], [rows for name, rows in tables.items() if name != "places"])
    left_out["sources"]["cited by no published row"] = len(sources) + len(extra) - len(cited)
    tables["sources"] = [row if row["source_id"] in _ids(extra) else cells.publishable("sources", [row])[0] for row in cited]
    tables["sources"] = declared(tables["sources"], read_decisions("source_kinds"))
    tables["searches"] = searches(facts)
    if cells.unused():
        raise Undecided(f"these decisions meet no published row, take them out or mend them: {', '.join(cells.unused())}")
    for name, rows in read_decisions("specimen").items():
        tables[name] = tables[name] + rows
    return tables, left_out


def _effect_rows(facts: Path, left_out: dict[str, int]) -> list[Row]:
    rows = [{**row, "source_ids": row["source_id"]} for row in read_table(facts / "list_effects.csv")]
    return read_rows(rows, left_out)


def _ids(rows: list[Row]) -> set[str]:
    return {row["source_id"] for row in rows}


@click.command()
@click.option("--facts", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True, help="Folder of the fact base.")
@click.option("--lists", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True, help="Folder of the control lists.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Case folder; the tables go into its tables/.")
def main(facts: Path, lists: Path, out: Path) -> None:
    """Write the tables of the example case and say what was left out, and why."""
    try:
        tables, left_out = example_tables(facts, lists)
    except Undecided as error:
        click.echo(f"make_example: {error}", err=True)
        sys.exit(1)
    folder = out / "tables"
    folder.mkdir(parents=True, exist_ok=True)
    for name, columns in read_decisions("columns").items():
        count = write_table(folder / f"{name}.csv", columns, tables[name])
        reasons = ", ".join(f"{number} {reason}" for reason, number in sorted(left_out[name].items()))
        click.echo(f"{name}: {count} rows" + (f"; left out: {reasons}" if reasons else ""))


if __name__ == "__main__":
    main()
