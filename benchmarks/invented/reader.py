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
TRACED = ["cc", "benchmark", "blink.user_timing", "disabled-by-default-devtools.timeline.frame"]
HANDS = """() => {
  for (const [event, name] of [['pointerdown', 'hand-down'], ['pointerup', 'hand-up']]) {
    document.querySelector('.map-view').addEventListener(event, () => performance.mark(name));
  }
}"""
DRAWN = """new MutationObserver((_, watching) => {
  if (!document.querySelector('.live .mark') || !document.querySelector('.map-rows li')) return;
  watching.disconnect();
  requestAnimationFrame(() => requestAnimationFrame(() => { window.drawn = performance.now(); }));
}).observe(document, { childList: true, subtree: true });"""
PAINT = "performance.getEntriesByType('paint').map(entry => [entry.name, entry.startTime])"
OPENED = """() => {
  const { domContentLoadedEventEnd, loadEventEnd } = performance.getEntriesByType('navigation')[0];
  return [Math.round(domContentLoadedEventEnd), Math.round(loadEventEnd)];
}"""
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
        page.add_init_script(DRAWN)
        page.goto((site / "index.html").as_uri())
        page.wait_for_selector(".live .mark")
        drawn = page.evaluate("performance.now()")
        page.wait_for_function("window.drawn")
        painted, shown = dict(page.evaluate(PAINT)), page.evaluate("window.drawn")
        trace = Path(aside) / "trace.json"
        page.evaluate(HANDS)
        browser.start_tracing(page=page, path=str(trace), categories=TRACED)
        _drag(page)
        browser.stop_tracing()
        frames = _frames(json.loads(trace.read_text("utf-8"))["traceEvents"])
        page.goto((site / "search.html").as_uri())
        opened = page.evaluate(OPENED)
        first = [round(page.evaluate(ANSWER, text), 1) for text in QUERIES]
        again = [round(page.evaluate(ANSWER, text), 1) for text in QUERIES]
        browser.close()
    return {
        "first contentful paint ms": round(painted.get("first-contentful-paint", 0), 1),
        "map drawn with clusters and list by ms": round(drawn, 1),  # as asked from outside, which takes time of its own
        "the frame that shows them by ms": round(shown, 1),
        **frames,
        "search page ready to be typed in, and read with its first files, by ms": opened,
        "search answers, keys not yet read ms": {"median": statistics.median(first), "most": max(first)},
        "search answers, all files read ms": {"median": statistics.median(again), "most": max(again)},
    }


def _drag(page: Any) -> None:
    """Zoom in twice, then drag to and fro for some two seconds."""
    for _ in range(2):
        page.click(".zoom-in")
    page.wait_for_timeout(600)
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
    """Frames of the page by the state Chromium's own reporter gives them: while the map was dragged, and apart from that while it was
    zoomed and drawn anew before a hand was laid on it.

    ``PipelineReporter`` (Chromium 156: ``args.frame_reporter``) tells of every frame of a page whether it was presented or dropped, and
    whether a reader could have seen that (``affects_smoothness``). The page's threads are those of the process that has most reports.
    """
    reports = [each for each in events if each["name"] == "PipelineReporter" and "frame_reporter" in each["args"]]
    page = max({each["pid"] for each in reports}, key=lambda pid: sum(each["pid"] == pid for each in reports), default=None)
    down, up = (next(each["ts"] for each in events if each["name"] == name) for name in ("hand-down", "hand-up"))
    mine = [each for each in reports if each["pid"] == page and each["ts"] <= up]
    dragged = [each["args"]["frame_reporter"] for each in mine if each["ts"] >= down]
    zoomed = [each["args"]["frame_reporter"] for each in mine if each["ts"] < down]
    main = [each for each in events if each["name"] == "ProxyMain::BeginMainFrame" and each["pid"] == page]
    spent = [each.get("tdur", 0) / 1000 for each in main if down <= each["ts"] <= up]
    return {
        "frames presented while dragging": sum(each["state"].startswith("STATE_PRESENTED") for each in dragged),
        "frames dropped while dragging": sum(map(_seen_dropped, dragged)),
        "frames dropped before, while zooming": sum(map(_seen_dropped, zoomed)),
        "processor ms of a frame on the main thread while dragging": {
            "mean": round(statistics.fmean(spent or [0]), 1),
            "most": round(max(spent, default=0), 1),
        },
    }


def _seen_dropped(frame: dict[str, Any]) -> bool:
    return bool(frame["state"] == "STATE_DROPPED" and frame["affects_smoothness"])
