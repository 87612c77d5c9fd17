"""The page in a real Chromium: names pasted, progress, answers; nothing asked of another site, nothing of a name run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from enduse.case.layout import Case
from tests.server.conftest import Client, started

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


@pytest.fixture(scope="module")
def linked(case: Case) -> Iterator[Client]:
    """A server that knows where the atlas is read."""
    with started(case, atlas="https://atlas.example/") as asked:
        yield asked


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


TABLE = "Firm,Ship date\n" + "".join(
    f"{name},2019-10-09\n" for name in ["Megvii Technology"] + [f"Specimen Bakery {n} Ltd" for n in range(299)]
)
WATCH = """() => {
  window.said = [];
  const note = () => window.said.push([document.querySelector("#said").textContent, document.querySelector("#progress").hidden]);
  new MutationObserver(note).observe(document.querySelector("#said"), { childList: true, characterData: true, subtree: true });
}"""
DROP = """([name, text]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], name));
  const form = document.querySelector("#ask");
  const told = { dataTransfer: carried, bubbles: true, cancelable: true };
  for (const kind of ["dragover", "drop"]) form.dispatchEvent(new DragEvent(kind, told));
}"""


@pytest.mark.parametrize("dropped", [True, False], ids=["dropped", "chosen"])
def test_a_file_shows_how_far_it_is_and_its_answers_link_the_atlas(page: Any, linked: Client, dropped: bool) -> None:
    page.goto(f"http://127.0.0.1:{linked.port}/")
    page.evaluate(WATCH)
    if dropped:
        page.evaluate(DROP, ["orders.csv", TABLE])
    else:
        page.set_input_files("#file", {"name": "orders.csv", "mimeType": "text/csv", "buffer": TABLE.encode()})
    page.click("button[type=submit]")
    page.wait_for_selector("#answers:not([hidden])", timeout=60_000)
    said = page.evaluate("window.said")
    assert said[0][0] == "Sending …"
    steps = [(text, hidden) for text, hidden in said if text.endswith(" of 300 rows")]
    assert steps, said
    assert not any(hidden for _, hidden in steps), "the bar is seen while rows are counted"
    assert "columns: name = “Firm”, date = “Ship date”" in said[-1][0]
    assert page.inner_text("#verdicts") == "match to check: 1, none: 299"
    assert page.is_hidden("#progress")
    link = page.query_selector("#rows a")
    assert link.inner_text() == "Megvii"
    assert link.get_attribute("href").startswith("https://atlas.example/")
    assert page.evaluate("document.querySelectorAll('#rows a').length") == 1


def test_what_is_wrong_is_said(page: Any, dated: Client) -> None:
    page.goto(f"http://127.0.0.1:{dated.port}/")
    page.click("button[type=submit]")
    page.wait_for_selector("#said.wrong")
    assert page.inner_text("#said") == "Paste a name or choose a file first."
