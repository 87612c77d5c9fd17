"""How long reading and extracting notices takes: pages against a bare HTML parse with lxml, plain text in notices a second and core.

    python benchmarks/notices_speed.py [--pages FOLDER] [--gold FILE] [--generated 1000] [--rounds 15] [--json]

The floor parses the same bytes with lxml and takes the text; it keeps no places, no tables, no hidden marks, decides no encoding and
understands nothing. Processor time of this process, medians, both taken in turn in one run. Reading is measured without the confined
child (`read_pages.py` measures that). Pages are the award pages in FOLDER, else the specimens of the tests, as are the plain-text notices.
Both are read again and again, so that words met before are known; the generated notices are each met once, after as many others.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import lxml.html

from enduse.documents.read import read_bytes
from enduse.documents.redaction import redact_reading
from enduse.model.document import Block, Document
from enduse.statements.notices.extract import extract_notice
from invented.notices import notices, write
from invented.world import World

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT.parent / "shared" / "data" / "procurement"
CASES = ROOT / "tests" / "statements" / "notices" / "cases"


def by_floor(data: bytes) -> int:
    """Characters of text lxml finds."""
    return len(lxml.html.document_fromstring(data).text_content())


def by_enduse(data: bytes, sha256: str) -> int:
    """Statements made of the page, from its bytes."""
    document = read_bytes(data, sha256=sha256, extension=".html").document
    if document is None:
        raise SystemExit("the reader refused a page of the benchmark")
    return len(extract_notice(document, specimen=False).statements)


def plain(text: str) -> Document:
    """A document as the plain-text reader hands it on."""
    blocks, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block(at, at + len(line.rstrip("\r\n")), "line"))
        at += len(line)
    return Document(hashlib.sha256(text.encode()).hexdigest(), "text/plain", text, blocks=tuple(blocks))


def seconds(run: Callable[[], object]) -> float:
    """Processor seconds of one run."""
    began = time.process_time()
    run()
    return time.process_time() - began


def measure_pages(folder: Path, rounds: int) -> dict[str, dict[str, float]]:
    """For each page: median milliseconds of the floor and of Enduse, and the ratio."""
    found = {}
    pages = sorted(folder.glob("*.html")) if folder.is_dir() else []
    stored = {page.name: page.read_bytes() for page in pages} or {
        path.parent.name: path.read_bytes() for path in sorted(CASES.glob("*/input.html"))
    }
    for name, data in stored.items():
        sha256 = hashlib.sha256(data).hexdigest()
        by_floor(data)
        by_enduse(data, sha256)
        floors, own = [], []
        for _ in range(rounds):
            floors.append(min(seconds(lambda data=data: by_floor(data)) for _ in range(3)))
            own.append(seconds(lambda data=data, sha256=sha256: by_enduse(data, sha256)))
        floor, mine = statistics.median(floors) * 1000, statistics.median(own) * 1000
        found[name] = {"floor_ms": round(floor, 3), "enduse_ms": round(mine, 3), "ratio": round(mine / floor, 2)}
    return found


def measure_text(rounds: int, gold: Path | None) -> dict[str, float]:
    """Plain-text notices a second and core."""
    if gold is not None:
        texts = [json.loads(line)["text"] for line in gold.read_text("utf-8").splitlines()]
    else:
        texts = [path.read_text("utf-8") for path in sorted(CASES.glob("*/input.txt"))]
    documents = [plain(text) for text in texts]
    for document in documents:
        extract_notice(document, specimen=False)
    spent = statistics.median(seconds(lambda: [extract_notice(document, specimen=False) for document in documents]) for _ in range(rounds))
    characters = sum(len(text) for text in texts)
    return {
        "notices": len(documents),
        "characters_each": round(characters / len(documents)),
        "notices_per_second": round(len(documents) / spent, 1),
        "characters_per_second": round(characters / spent),
    }


def measure_generated(awards: int) -> dict[str, float]:
    """Milliseconds for each stage of one invented notice, each read once, after as many others have warmed what is kept of words."""
    texts = [write(notice).text.encode() for notice in notices(World(2 * awards, 8))]
    spent = {"read": 0.0, "redacted": 0.0, "extracted": 0.0}
    half = len(texts) // 2
    for number, data in enumerate(texts):
        began = time.process_time()
        reading = read_bytes(data, sha256=hashlib.sha256(data).hexdigest(), extension=".txt")
        after_reading = time.process_time()
        document = redact_reading(reading).document
        after_redaction = time.process_time()
        if document is None:
            raise SystemExit("the reader refused a generated notice")
        extract_notice(document, specimen=True)
        if number >= half:
            spent["read"] += after_reading - began
            spent["redacted"] += after_redaction - after_reading
            spent["extracted"] += time.process_time() - after_redaction
    each = {f"{stage}_ms": round(seconds * 1000 / (len(texts) - half), 3) for stage, seconds in spent.items()}
    return {"notices": len(texts) - half, **each, "all_ms": round(sum(each.values()), 3)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=Path, default=PAGES)
    parser.add_argument("--gold", type=Path, help="plain-text notices, one JSON object with `text` a line; else the specimens of the tests")
    parser.add_argument("--generated", type=int, default=1000, help="awards of the invented notices that are measured")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", action="store_true", help="print one JSON value")
    given = parser.parse_args()
    found = {
        "pages": measure_pages(given.pages, given.rounds),
        "text": measure_text(given.rounds, given.gold),
        "generated": measure_generated(given.generated),
        "python": sys.version.split()[0],
    }
    if given.json:
        print(json.dumps(found, sort_keys=True))
        return
    for name, row in found["pages"].items():
        print(f"{name[:52]:<54}lxml {row['floor_ms']:8.2f} ms   Enduse {row['enduse_ms']:8.2f} ms   ratio {row['ratio']:5.2f}")
    for kind in ("text", "generated"):
        for name, value in found[kind].items():
            print(f"{kind}: {name.replace('_', ' '):<28}{value}")


if __name__ == "__main__":
    main()
