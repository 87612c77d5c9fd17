"""The files of both profiles."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from enduse.atlas.exporters.files import line_of
from enduse.atlas.exporters.followthemoney import core_profile, extended_profile
from enduse.atlas.exporters.followthemoney.lines import entity_lines, statement_lines
from enduse.atlas.exporters.followthemoney.material import Material, Placed, material
from enduse.atlas.exporters.followthemoney.stock import load_stock
from enduse.atlas.exporters.packing import member
from enduse.atlas.exporters.tables import Tables
from enduse.release.wording import not_an_accusation

PROFILES: dict[str, Callable[[Material], Iterator[Placed]]] = {"ftm": core_profile.place, "ftm-extended": extended_profile.place}
FILES = tuple(f"{name}.zip" for name in PROFILES)
_README = """FollowTheMoney, profile {profile}

{note}
Licence: {licence}

entities.jsonl    one entity a line: what statements say of it, put together
statements.jsonl  one value a line, in the form of FollowTheMoney's statements
{more}
Names checked against {source}.
What is invented stands in the data set {dataset}_specimen and says so.
"""
_EXTENDED = """schema/           schemata of our own. Put them into one folder with the stock schemata and name that folder
                  in the variable FTM_MODEL_PATH: a reader with the stock schemata alone refuses these entities.

The key `evidence` of a statement holds document, place, quote and whatever else that model has no field for;
its readers pass over it. Two sources of one value are two lines with one id.
"""


def write(tables: Tables, folder: Path) -> None:
    """Write ``ftm.zip`` and ``ftm-extended.zip``."""
    context = tables.press.context
    made = material(tables.rows["statements"], tables.rows["entities"], context.resolved.canonical, context.title)
    for profile, place in PROFILES.items():
        placed = list(place(made))
        extended = profile == "ftm-extended"
        files = {f"schema/{name}": text for name, text in extended_profile.schema_files().items()} if extended else {}
        files["README.txt"] = _README.format(
            profile=profile,
            note=not_an_accusation("en"),
            licence=context.licence,
            source=load_stock().source,
            dataset=made.dataset,
            more=_EXTENDED if extended else "",
        )
        with zipfile.ZipFile(folder / f"{profile}.zip", "w") as package:
            for name, text in sorted(files.items()):
                package.writestr(member(name), text)
            for name, lines in (
                ("entities.jsonl", entity_lines(placed, made)),
                ("statements.jsonl", statement_lines(placed, made, evidence=extended)),
            ):
                with package.open(member(name), "w", force_zip64=True) as part:
                    part.writelines(line_of(line).encode("utf-8") for line in lines)
