"""A small invented world and its built site."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from casebuilder import claim, small_world

from enduse.atlas.site import build_site

COUNT = "SELECT count(*) AS answer, NULL AS statement FROM entities WHERE schema = 'Project' AND NOT specimen"
CALLED_OFF = "SELECT value AS answer, id AS statement FROM statements WHERE canonical = 'event:E1' AND property = 'name'"
CLAIMS = [
    claim("three", "There are three projects.", COUNT, "3"),
    claim("off", "The harbour project was called off.", CALLED_OFF, "The town council called the project off."),
]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small world in English and Chinese; tests read it, and copy it before they doctor it."""
    folder = tmp_path_factory.mktemp("atlas")
    context = small_world().context(folder / "build", claims=CLAIMS, languages=("en", "zh"))
    with context.resolved:
        build_site(context, folder / "site")
    return folder / "site"


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A real Chromium; while it is open no other test of this process may run a loop of its own, so each module closes it."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (apt-get install chromium)")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()
