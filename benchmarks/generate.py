"""Write an invented case of any size: statements as extraction writes them, the pages they stand in, and what must be found.

    python benchmarks/generate.py FOLDER [--awards 10000] [--seed 8] [--pages]

FOLDER gets ``extractions/*.json`` (as the stage ``statements`` writes them; what the stage ``merged`` reads), ``expected.json`` (findings
that must come out, and no other), ``counts.json``, and with ``--pages`` ``pages.jsonl`` (text, layout and true parties of every notice).
The same arguments give the same bytes. Everything is invented and marked specimen.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from enduse.model.extraction import Extraction
from enduse.model.statement import Statement
from enduse.model.storage import write_json
from invented.expected import Expected
from invented.notices import Written, notices, write
from invented.records import records
from invented.world import World

NOTICES_A_FILE = 500


def generate(folder: Path, awards: int, seed: int = 8, *, pages: bool = False) -> dict[str, int]:
    """Write the case; how many of what."""
    world = World(awards, seed)
    expected = Expected(world)
    counts: Counter[str] = Counter()
    extractions = folder / "extractions"
    extractions.mkdir(parents=True, exist_ok=True)
    _put(extractions / "records.json", records(world), counts)
    with (folder / "pages.jsonl").open("wb") if pages else tempfile.TemporaryFile() as lines:
        for number, batch in enumerate(_batches(map(write, notices(world)))):
            statements: list[Statement] = []
            for written in batch:
                expected.take(written)
                statements += written.statements
                counts["awards"] += len(written.notice.awards)
                if pages:
                    lines.write(msgspec.json.encode(_as_page(written)) + b"\n")
            counts["notices"] += len(batch)
            _put(extractions / f"{number:06}.json", statements, counts)
    counts["expected findings"] = len(expected.finish())
    write_json(folder / "expected.json", {"keys": sorted(expected.keys), "links": sorted(expected.links)})
    write_json(folder / "counts.json", dict(counts))
    return dict(counts)


def _batches(written: Iterator[Written]) -> Iterator[list[Written]]:
    batch: list[Written] = []
    for each in written:
        batch.append(each)
        if len(batch) == NOTICES_A_FILE:
            yield batch
            batch = []
    if batch:
        yield batch


def _put(path: Path, statements: list[Statement], counts: Counter[str]) -> None:
    write_json(path, Extraction(statements=tuple(statements)))
    counts["statements"] += len(statements)
    counts["statements on awards"] += sum(s.schema == "ContractAward" for s in statements)


def _as_page(written: Written) -> dict[str, object]:
    notice = written.notice
    sellers = [{"written": award.written, "true": award.supplier.name} for award in notice.awards]
    return {"sha256": written.sha256, "layout": written.layout, "buyer": notice.buyer.name, "sellers": sellers, "text": written.text}


def main() -> None:
    """Write a case and print what it holds; without FOLDER a small one, thrown away."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", nargs="?", type=Path)
    options.add_argument("--awards", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=8)
    options.add_argument("--pages", action="store_true")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as aside:
        counts = generate(given.folder or Path(aside), given.awards, given.seed, pages=given.pages)
    print(json.dumps(counts, sort_keys=True))


if __name__ == "__main__":
    main()
