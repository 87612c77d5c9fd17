"""A case of nothing but the invented rows and papers of the example, small enough to build many times."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from tests.case.reference_stages import with_reference

EXAMPLE = Path(__file__).parents[2] / "examples" / "surveillance-trade"
CASE = """\
title: {en: Specimens}
languages: [en]
rules: [sale-to-listed-end-user, sale-to-body-under-listed-body]
specimens: ["papers/specimen-*"]
publication: {drafts: hold}
"""


def specimen_case(folder: Path, case_yml: str = CASE) -> Path:
    """Write the case into ``folder``, not built."""
    (folder / "tables").mkdir(parents=True)
    shutil.copytree(EXAMPLE / "papers", folder / "papers")
    for table in sorted((EXAMPLE / "tables").glob("*.csv")):
        with table.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            columns = list(reader.fieldnames or [])
            rows = [row for row in reader if row.get("specimen") == "yes"]
        if rows:
            with (folder / "tables" / table.name).open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns, lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
    (folder / "case.yml").write_text(case_yml, "utf-8")
    return with_reference(folder)
