"""Reads every notice of a hand-read set and says how well: by field, by layout family, by kind of text."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from enduse.documents.redaction import redact
from enduse.evaluation.gold_notices import GoldSet
from enduse.evaluation.notice_scoring import score_notice
from enduse.evaluation.outcomes import f1, false_fill_rate, precision, recall
from enduse.evaluation.private_scoring import score_private
from enduse.model.document import Block, Document
from enduse.model.extraction import Extraction
from enduse.statements.notices.extract import extract_notice
from enduse.statements.notices.record import notice_record

FIELDS = ("type", "buyer", "agency", "end_user", "project_number", "supplier", "amount", "publication_date", "region")
"""The fields of the report, in its order. ``supplier`` and ``amount`` count award rows; the rest count notices."""
_ENDS = ("right", "wrong", "abstained", "false-fill")
_PRIVATE = ("person", "phone", "email")


@dataclass(frozen=True, slots=True)
class NoticeScore:
    """One notice of the set and its outcomes."""

    family: str
    text_kind: str
    outcomes: Counter[str]


def plain_document(text: str) -> Document:
    """A document as a plain-text reader hands it on: one block a line."""
    blocks, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block(at, at + len(line.rstrip("\r\n")), "line"))
        at += len(line)
    return Document(hashlib.sha256(text.encode()).hexdigest(), "text/plain", text, encoding="utf-8", blocks=tuple(blocks))


def read_plain(text: str) -> tuple[Document, Extraction]:
    """A text on the way every paper goes: private persons' data out first, then the fields."""
    document = redact(plain_document(text))
    return document, extract_notice(document, specimen=False)


def score_notices(gold: GoldSet) -> list[NoticeScore]:
    """The outcomes of each notice, in the order of the set."""
    scores = []
    for record in gold.notices:
        document, extraction = read_plain(record["text"])
        outcomes = score_notice(record, notice_record(extraction)) + score_private(record, document.redactions)
        scores.append(NoticeScore(record["layout_family"] or "not stated", record["text_kind"] or "not stated", outcomes))
    return scores


def report(gold: GoldSet, scores: Iterable[NoticeScore]) -> dict[str, Any]:
    """The figures as one JSON value: ``gold_sha256``, ``documents``, ``fields``, ``awards``, ``items``, ``private``, ``false_fill_rate``,
    ``outcomes`` (every count behind them), and ``by_family`` and ``by_text_kind`` with the same figures for each part of the set."""
    scores = list(scores)
    families, kinds = {s.family for s in scores}, {s.text_kind for s in scores}
    return {
        "gold_sha256": gold.sha256,
        **_figures(scores),
        "by_family": {family: _figures([s for s in scores if s.family == family]) for family in sorted(families)},
        "by_text_kind": {kind: _figures([s for s in scores if s.text_kind == kind]) for kind in sorted(kinds)},
    }


def _figures(scores: list[NoticeScore]) -> dict[str, Any]:
    counted: Counter[str] = Counter()
    for score in scores:
        counted.update(score.outcomes)
    counted["supplier:false-fill"] += counted["false-award"]
    return {
        "documents": len(scores),
        "fields": {name: field_figures(counted, name) for name in FIELDS},
        "awards": {"precision": precision(counted, "supplier"), "recall": recall(counted, "supplier"), "f1": f1(counted, "supplier")},
        "items": {
            "precision": precision(counted, "item"),
            "recall": recall(counted, "item"),
            "f1": f1(counted, "item"),
            "brand": recall(counted, "item-brand"),
            "model": recall(counted, "item-model"),
        },
        "private": private_figures(counted),
        "false_fill_rate": false_fill_rate(counted),
        "outcomes": {name: count for name, count in sorted(counted.items()) if count},
    }


def field_figures(counted: Mapping[str, int], name: str) -> dict[str, float]:
    """``stated``, ``right``, ``wrong``, ``abstained``, ``false_fills``, ``precision`` and ``recall`` of one field."""
    right, wrong, abstained, false = (counted.get(f"{name}:{end}", 0) for end in _ENDS)
    return {
        "stated": right + wrong + false,
        "right": right,
        "wrong": wrong,
        "abstained": abstained,
        "false_fills": false,
        "precision": precision(counted, name),
        "recall": recall(counted, name),
    }


def private_figures(counted: Mapping[str, int]) -> dict[str, float]:
    """``recall``: private characters hidden, of all there are; ``false_hiding``: characters of organisations, codes and sums hidden."""
    found, missed = (sum(counted.get(f"private:{kind}:{end}", 0) for kind in _PRIVATE) for end in ("found", "missed"))
    public = counted.get("public:characters", 0)
    return {
        "recall": found / (found + missed) if found + missed else 1.0,
        "false_hiding": counted.get("public:hidden", 0) / public if public else 0.0,
    }
