"""Run by an interpreter that has shapely or openpyxl: how readers of others take the maps and the workbook.

    python forms_reader.py maps|sheets FOLDER-OF-DOWNLOADS

Prints JSON: for each map the points shapely reads; for each sheet the rows openpyxl reads and the cells it takes for formulas.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def maps(folder: Path) -> dict[str, list[list[float]]]:
    """Feature by feature, and those with a place once more as a collection: GEOS, below shapely, reads no collection with a ``null`` in it,
    which RFC 7946 (3.2) has for a feature without a place."""
    import shapely

    found = {}
    for name in ("projects.geojson", "countries.geojson"):
        whole = json.loads((folder / name).read_text("utf-8"))
        placed = [feature for feature in whole["features"] if feature["geometry"] is not None]
        points = [shapely.from_geojson(json.dumps(feature)) for feature in placed]
        if placed:
            together = shapely.from_geojson(json.dumps(whole | {"features": placed}))
            assert list(shapely.get_parts(together)) == points
        found[name] = [[point.x, point.y] for point in points]
    return found


def sheets(folder: Path) -> dict[str, dict[str, Any]]:
    import openpyxl

    found = {}
    for sheet in openpyxl.load_workbook(folder / "tables.xlsx"):
        cells = [cell for row in sheet.iter_rows() for cell in row]
        found[sheet.title] = {"rows": sheet.max_row, "formulas": sum(cell.data_type == "f" for cell in cells)}
    return found


print(json.dumps({"maps": maps, "sheets": sheets}[sys.argv[1]](Path(sys.argv[2]))))  # noqa: T201 - the answer
