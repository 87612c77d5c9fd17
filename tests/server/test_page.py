"""The page in a real Chromium: names pasted, progress, answers; nothing asked of another site, nothing of a name run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from tests.server.conftest import Client

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")]
NAMES = 'Megvii Technology\n<img src=x onerror="document.title=1">\nSpecimen Bakery Ltd'


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started.new_page()
        started.close()


def test_names_are_pasted_and_answered(page: Any, dated: Client) -> None:
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    address = f"http://127.0.0.1:{dated.port}/"
    page.goto(address)
    page.fill("#names", NAMES)
    page.fill("#on", "2019-10-09")
    page.click("button[type=submit]")
    page.wait_for_selector("#answers:not([hidden])", timeout=60_000)
    rows = [row.split("\t") for row in page.inner_text("#rows").split("\n")]
    assert rows[0][:4] == ["1", "Megvii Technology", "match to check", "Megvii"]
    assert rows[1][1] == NAMES.split("\n")[1]
    assert page.inner_text("#verdicts") == "match to check: 1, none: 2"
    assert page.evaluate("document.querySelectorAll('#rows img').length") == 0
    assert all(each.startswith((address, f"blob:{address[:-1]}")) for each in asked)
    assert said == []
    with page.expect_download() as download:
        page.click("#files >> text=csv")
    assert download.value.suggested_filename == "names-screened.csv"


def test_what_is_wrong_is_said(page: Any, dated: Client) -> None:
    page.goto(f"http://127.0.0.1:{dated.port}/")
    page.click("button[type=submit]")
    page.wait_for_selector("#said.wrong")
    assert page.inner_text("#said") == "Paste a name or choose a file first."
