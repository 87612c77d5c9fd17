"""A reader of a built site in Chromium, from the disk: what the browser itself says of drawing, dragging and answering."""

from __future__ import annotations

import json
import shutil
import statistics
import tempfile
from pathlib import Path
from typing import Any

QUERIES = (
    "specimen",
    "vision 17",
    "town",
    "虚拟",
    "样本",
    "yangben",
    "shizhi",
    "police district 5",
    "city system 4711",
    "海",
    "pakistan",
    "zzz",
)
FRAME_MS = 1000 / 60
PAINT = "performance.getEntriesByType('paint').map(entry => [entry.name, entry.startTime])"
ANSWER = """async text => {
  const box = document.querySelector('.seek'), input = box.querySelector('input'), began = performance.now();
  input.value = text;
  input.dispatchEvent(new Event('input'));
  const turn = () => new Promise(done => { const c = new MessageChannel(); c.port1.onmessage = done; c.port2.postMessage(0); });
  while (box.dataset.answered !== text) await turn();
  return performance.now() - began;
}"""


def read_site(site: Path) -> dict[str, Any]:
    """First drawing of the map, frames while it is dragged, answers of the search, all in milliseconds; empty without Chromium."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return {}
    if chromium is None:
        return {}
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as aside:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto((site / "index.html").as_uri())
        page.wait_for_selector(".live .mark")
        drawn = page.evaluate("performance.now()")
        painted = dict(page.evaluate(PAINT))
        trace = Path(aside) / "trace.json"
        browser.start_tracing(page=page, path=str(trace), categories=["devtools.timeline", "devtools.timeline.frame", "cc", "benchmark"])
        _drag(page)
        browser.stop_tracing()
        frames = _frames(json.loads(trace.read_text("utf-8"))["traceEvents"])
        page.goto((site / "search.html").as_uri())
        first = [round(page.evaluate(ANSWER, text), 1) for text in QUERIES]
        again = [round(page.evaluate(ANSWER, text), 1) for text in QUERIES]
        browser.close()
    return {
        "first contentful paint ms": round(painted.get("first-contentful-paint", 0), 1),
        "map drawn with clusters and list by ms": round(drawn, 1),
        **frames,
        "search answers, files not yet read ms": {"median": statistics.median(first), "most": max(first)},
        "search answers, files read ms": {"median": statistics.median(again), "most": max(again)},
    }


def _drag(page: Any) -> None:
    """Zoom in twice, then drag to and fro for some two seconds."""
    for _ in range(2):
        page.click(".zoom-in")
    page.wait_for_timeout(400)
    box = page.query_selector(".map-view").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(120):
        turn = 1 if step // 30 % 2 == 0 else -1
        x += turn * 6
        page.mouse.move(x, y)
    page.mouse.up()


def _frames(events: list[dict[str, Any]]) -> dict[str, Any]:
    """Frames of the page that the compositor drew and dropped while the map was dragged, as the trace records them."""
    drawn = sum(event["name"] == "DrawFrame" for event in events)
    dropped = sum(event["name"] == "DroppedFrame" for event in events)
    tasks = [event["dur"] / 1000 for event in events if event["name"] == "RunTask" and "dur" in event]
    return {"frames drawn": drawn, "frames dropped": dropped, "longest task while dragging ms": round(max(tasks, default=0.0), 1)}
