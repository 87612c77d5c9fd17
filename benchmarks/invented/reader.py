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
        browser.start_tracing(page=page, path=str(trace), categories=["cc", "benchmark", "disabled-by-default-devtools.timeline.frame"])
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
    """Frames of the page while the map was dragged, by the state Chromium's own reporter gives them.

    ``PipelineReporter`` (Chromium 156: ``args.frame_reporter``) tells of every frame of a page whether it was presented or dropped, and
    whether a reader could have seen that (``affects_smoothness``). The page's threads are those of the process that has most reports.
    """
    reports = [each for each in events if each["name"] == "PipelineReporter" and "frame_reporter" in each["args"]]
    page = max({each["pid"] for each in reports}, key=lambda pid: sum(each["pid"] == pid for each in reports), default=None)
    told = [each["args"]["frame_reporter"] for each in reports if each["pid"] == page]
    dropped = sum(each["state"] == "STATE_DROPPED" and each["affects_smoothness"] for each in told)
    presented = sum(each["state"].startswith("STATE_PRESENTED") for each in told)
    main = [each.get("tdur", 0) / 1000 for each in events if each["name"] == "ProxyMain::BeginMainFrame" and each["pid"] == page]
    return {
        "frames presented": presented,
        "frames dropped": dropped,
        "processor ms of a frame on the main thread": {
            "mean": round(statistics.fmean(main or [0]), 1),
            "most": round(max(main, default=0), 1),
        },
    }
