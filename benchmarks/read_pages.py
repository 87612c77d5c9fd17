"""How long reading pages in the jail takes, against the floor: the standard library's bare HTML parser on the same pages, in the same run.

    python benchmarks/read_pages.py [--pages 200] [--rows 40] [--rounds 3] [--json]

The pages are invented here, in the shape of an award notice with an item table. The floor only collects text; it keeps no
places, decides no encoding and is not confined. What the difference buys is in docs/decisions/0002-own-html-tokenizer.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import sys
import tempfile
import time
from html.parser import HTMLParser
from pathlib import Path

from enduse.documents.reading import read_task
from enduse.model.extraction import Reading
from enduse.model.storage import read_json

ROW = "<tr><td>{n}</td><td>样品仪器{n}号</td><td>示例品牌</td><td>SP-{n:04d}</td><td>{count}台</td><td>￥{price:,.2f}元</td></tr>"
PAGE = """<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>样本公告 {number}</title>
<style>td {{ border: 1px solid }}</style></head>
<body><h1>示例项目{number}中标公告（样本 specimen）</h1><p>本页为测试样本，机构与金额均为虚构。</p>
<p>一、项目编号：SPECIMEN-{number:05d}</p><p>二、项目名称：示例市示例局仪器采购&nbsp;（第{number}包）</p>
<table><tr><th>序号</th><th>名称</th><th>品牌</th><th>型号</th><th>数量</th><th>单价</th></tr>{rows}</table>
<div style="display:none">隐藏文字</div><p>公告期限：自本公告发布之日起1个工作日。</p></body></html>
"""


class Floor(HTMLParser):
    """Collects text and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        """Keep a run of text."""
        self.parts.append(data)


def make_pages(folder: Path, pages: int, rows: int) -> list[Path]:
    """Invented pages, named by their hash as the vault names them."""
    made = []
    for number in range(pages):
        items = "".join(ROW.format(n=n, count=n % 7 + 1, price=1000 + 37.5 * n + number) for n in range(1, rows + 1))
        stored = PAGE.format(number=number, rows=items).encode()
        path = folder / hashlib.sha256(stored).hexdigest()
        path.write_bytes(stored)
        made.append(path)
    return made


def by_floor(paths: list[Path]) -> int:
    """Characters of text the bare parser finds."""
    characters = 0
    for path in paths:
        parser = Floor()
        parser.feed(path.read_bytes().decode("utf-8"))
        parser.close()
        characters += len("".join(parser.parts))
    return characters


def by_jail(paths: list[Path], out: Path) -> int:
    """Characters of text our reader finds, through files and the confined child, as a build does it."""
    characters = 0
    for path in paths:
        output = out / f"{path.name}.json"
        read_task([path], {"sha256": path.name, "extension": ".html"}, output)
        reading = read_json(output, Reading)
        if reading.document is None:
            raise SystemExit(f"the reader refused a page of the benchmark: {reading.rejected}")
        characters += len(reading.document.text)
    return characters


def measure(pages: int, rows: int, rounds: int) -> dict[str, object]:
    """Best of some rounds for both, taken in turn so that a busy machine is busy for both."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, out = Path(scratch, "pages"), Path(scratch, "out")
        folder.mkdir()
        out.mkdir()
        paths = make_pages(folder, pages, rows)
        size = sum(path.stat().st_size for path in paths)
        began = time.perf_counter()
        by_jail(paths[:1], out)
        start = time.perf_counter() - began
        floors, jails, characters = [], [], (0, 0)
        for _ in range(rounds):
            began = time.perf_counter()
            plain = by_floor(paths)
            floors.append(time.perf_counter() - began)
            began = time.perf_counter()
            characters = (plain, by_jail(paths, out))
            jails.append(time.perf_counter() - began)
    return {
        "pages": pages,
        "megabytes": round(size / 1e6, 2),
        "first_page_seconds": round(start, 3),
        "floor_seconds": round(min(floors), 3),
        "jail_seconds": round(min(jails), 3),
        "jail_over_floor": round(min(jails) / min(floors), 2),
        "jail_pages_per_second": round(pages / min(jails), 1),
        "characters_floor_and_jail": characters,
        "peak_mib_parent": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "python": sys.version.split()[0],
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--rows", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="print one JSON value")
    given = parser.parse_args()
    found = measure(given.pages, given.rows, given.rounds)
    if given.json:
        print(json.dumps(found, sort_keys=True))
        return
    for name, value in found.items():
        print(f"{name.replace('_', ' '):<28}{value}")


if __name__ == "__main__":
    main()
