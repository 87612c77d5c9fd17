"""What a build makes of the gazetteer that is part of Enduse: the same for every case, so the many small cases of these tests share it."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from enduse.case.inventory import take_inventory
from enduse.case.layout import open_case
from enduse.case.plan import plan_papers
from enduse.engine.local import run_local
from enduse.evidence.vault import Vault


@cache
def _made() -> TemporaryDirectory[str]:
    """A case of no papers, read and stated; it goes when the process ends."""
    folder = TemporaryDirectory(prefix="enduse-reference-")
    root = Path(folder.name)
    (root / "case.yml").write_text("title: {en: No papers}\n", "utf-8")
    case = open_case(root)
    vault = Vault(root / "vault")
    planned = plan_papers(case, vault, take_inventory(case, vault).papers)
    for tasks in ([item.read for item in planned], [item.extract for item in planned]):
        assert all(ran.error is None for ran in run_local(tasks, workers=1))
    return folder


def with_reference(case: Path) -> Path:
    """Put the outputs about the gazetteer into a case that is not built yet; a build keeps what it finds under the right name."""
    made = Path(_made().name) / "build"
    for stage in ("documents", "statements"):
        (case / "build" / stage).mkdir(parents=True)
        for output in sorted((made / stage).iterdir()):
            os.link(output, case / "build" / stage / output.name)
    return case
