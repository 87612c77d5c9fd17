"""Programs that readers run: one file each, the standard library alone, shipped with every site and bundle."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

PROGRAMS = ("verify_bundle.py", "verify_release.py")
FOLDER = "verify"


def write_verifiers(site: Path) -> None:
    """Write the programs into ``verify/`` of a site, as they are."""
    folder = site / FOLDER
    folder.mkdir()
    for name in PROGRAMS:
        (folder / name).write_bytes((resources.files(__package__) / name).read_bytes())
