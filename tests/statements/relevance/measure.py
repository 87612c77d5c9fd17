"""Subjects against labels read by hand: right, missed and false for each term. Texts that can be read two ways (``?``) are left out."""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from enduse.evaluation.notices import plain_document
from enduse.statements.notices.extract import extract_notice

LABELS = Path(__file__).parent / "labels.csv"


def labelled() -> dict[str, tuple[str, str]]:
    """sha256 of a text -> (kind, terms joined by ``;``)."""
    return {row["sha256"]: (row["kind"], row["subjects"]) for row in csv.DictReader(LABELS.read_text("utf-8").splitlines())}


def texts(shared: Path) -> Iterator[str]:
    """The hand-read notices, and the titles of 2026."""
    for line in (shared / "gold/notices/dev.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)["text"]
    for project in json.loads((shared / "data/procurement/ccgp_culture_notices_2026-06.json").read_text("utf-8"))["projects"]:
        yield project["title"]


def measure(shared: Path) -> Counter[str]:
    """``<kind>:right``, ``:missed`` and ``:false``, and the same for each term; ``<kind>`` alone counts the texts."""
    known = labelled()
    total: Counter[str] = Counter()
    for text in dict.fromkeys(texts(shared)):
        kind, said = known[hashlib.sha256(text.encode()).hexdigest()]
        total[kind] += 1
        if said == "?":
            total[f"{kind}:two-ways"] += 1
            continue
        wanted = set(filter(None, said.split(";")))
        extraction = extract_notice(plain_document(text), specimen=False)
        stated = {s.value for s in extraction.statements if s.property == "subject" and s.schema == "Notice"}
        for outcome, terms in (("right", wanted & stated), ("missed", wanted - stated), ("false", stated - wanted)):
            total[f"{kind}:{outcome}"] += len(terms)
            total.update(f"{term}:{outcome}" for term in terms)
    return total
