"""What the tests about the repository itself share: its own text files, without environments, caches and built folders."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SKIPPED = {"__pycache__", "dist", "node_modules"}
HIDDEN = {".ci"}
"""The one folder of ours with a dot; the others are environments and caches."""
BUILT = {"vault", "build", "site"}


def own_files(top: Path) -> list[Path]:
    """Every file of the checkout at ``top`` that belongs to the project, sorted; what .gitignore names is left out."""
    found = []
    for folder, folders, files in os.walk(top):
        here = Path(folder).relative_to(top)
        case_folder = len(here.parts) == 2 and here.parts[0] == "examples"
        folders[:] = [f for f in folders if (f in HIDDEN or f[0] != ".") and f not in SKIPPED and not f.endswith(".egg-info")]
        folders[:] = [f for f in folders if not (case_folder and f in BUILT)]
        found += [Path(folder, name) for name in files]
    return sorted(found)


@pytest.fixture(scope="session")
def texts(root: Path) -> dict[str, str]:
    """Path (relative, with slashes) to text, for every file that is text."""
    found = {}
    for path in own_files(root):
        stored = path.read_bytes()
        if b"\0" in stored:
            continue
        try:
            found[path.relative_to(root).as_posix()] = stored.decode("utf-8")
        except UnicodeDecodeError:
            continue  # an image, or a fixture in another encoding
    return found
