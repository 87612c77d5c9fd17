"""How well notices are read, against what a newcomer writes in an afternoon: plain regular expressions, on the same hand-read notices.

    python benchmarks/notices_baseline.py [--gold GOLD.jsonl] [--families] [--json]

The floor takes the first keyword for the type and the first label with a colon for each field. It has no sections, no tables, no
normal forms beyond digits and units, and no passages: what the difference buys is in docs/decisions/0010 to 0013. The notices hold
private persons' data and are not part of the repository; without them there is nothing to measure, and the script says so.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from enduse.evaluation.gold_notices import read_gold
from enduse.evaluation.notice_scoring import score_notice
from enduse.evaluation.notices import read_plain
from enduse.evaluation.outcomes import false_fill_rate, precision, recall
from enduse.evaluation.private_scoring import score_private
from enduse.statements.notices.record import notice_record

GOLD = Path(__file__).resolve().parents[1].parent / "shared" / "gold" / "notices" / "dev.jsonl"
FIELDS = (
    *(
        "type",
        "buyer",
        "agency",
        "supplier",
        "project_number",
        "other-number",
        "project_name",
        "amount",
        "amount-kind",
        "budget_yuan",
        "ceiling_yuan",
    ),
    *("publication_date", "award_date", "open_date", "region", "end_user", "operator", "proposed_supplier", "candidate", "loser"),
    *("lot", "failed-lot", "item", "item-brand", "item-model", "item-quantity", "item-unit_price_yuan"),
)
TYPES = (
    *(("更正", "correction"), ("废标", "failed"), ("流标", "failed"), ("终止", "failed"), ("候选", "candidate"), ("合同", "contract")),
    *(("意向", "intention"), ("单一来源", "single_source"), ("中标", "award"), ("成交", "award"), ("招标", "tender"), ("磋商", "tender")),
    *(("谈判", "tender"), ("询价", "tender"), ("需求", "requirement")),
)
_PHONE = re.compile(r"(?<!\d)(?:1\d{10}|0\d{2,3}-\d{7,8})(?!\d)")


def by_patterns(text: str) -> dict[str, Any]:
    """The floor's record of one notice, in the field names of the hand-read set."""
    head = text[:120]
    supplier = _first(r"(?:中标人|供应商名称|中标供应商|成交供应商)[：:]\s*(\S+)", text)
    amount = re.search(r"(?:中标|成交)金额[^\d\n]{0,12}([\d,]+(?:\.\d+)?)\s*(万元|元)", text)
    day = re.search(r"(\d{4})[-年/](\d{1,2})[-月/](\d{1,2})", text)
    yuan = float(amount[1].replace(",", "")) * (10_000 if amount[2] == "万元" else 1) if amount else None
    row = {"lot": None, "supplier": supplier, "supplier_address": None, "amount_yuan": yuan, "amount_kind": "total", "candidate": False}
    empty = ("title", "project_name", "award_date", "open_date", "original_notice_date", "operator", "end_user", "proposed_supplier")
    return {
        **dict.fromkeys((*empty, "proposed_supplier_address", "budget_yuan", "ceiling_yuan")),
        **{name: [] for name in ("alt_numbers", "failed_lots", "losing_bidders", "items", "lots")},
        "notice_type": next((kind for word, kind in TYPES if word in head), None),
        "project_number": _first(r"项目编号[：:]\s*(\S+)", text),
        "buyer": _first(r"(?:采购人|采购单位|招标人)[：:]\s*(\S+)", text),
        "agency": _first(r"(?:采购代理机构|代理机构)[：:]\s*(\S+)", text),
        "publication_date": f"{day[1]}-{int(day[2]):02d}-{int(day[3]):02d}" if day else None,
        "buyer_region": {"stated": None, "gbt2260": None},
        "awards": [row] if supplier else [],
    }


def _first(pattern: str, text: str) -> str | None:
    match = re.search(pattern, text)
    return match[1] if match else None


def _private_by_pattern(record: Mapping[str, Any]) -> Counter[str]:
    covered = {at for match in _PHONE.finditer(record["text"]) for at in range(match.start(), match.end())}
    counted: Counter[str] = Counter()
    for start, end, kind in record["private_spans"]:
        inside = sum(at in covered for at in range(start, end))
        counted[f"private:{kind}:found"] += inside
        counted[f"private:{kind}:missed"] += end - start - inside
    return counted


def measure(gold: Path) -> dict[str, Any]:
    """Outcomes of both readers, in all and by layout family."""
    totals: dict[str, Counter[str]] = {"engine": Counter(), "patterns": Counter()}
    families: dict[str, Counter[str]] = {}
    documents = 0
    read = read_gold(gold)
    for record in read.notices:
        document, extraction = read_plain(record["text"])
        own = score_notice(record, notice_record(extraction))
        families.setdefault(record["layout_family"], Counter()).update(own)
        totals["engine"] += own + score_private(record, document.redactions)
        totals["patterns"] += score_notice(record, by_patterns(record["text"])) + _private_by_pattern(record)
        documents += 1
    return {"gold_sha256": read.sha256, "documents": documents, "totals": totals, "families": families}


def _line(counted: Mapping[str, int], name: str) -> str:
    ends = ("right", "wrong", "abstained", "false-fill")
    right, wrong, abstained, false = (counted.get(f"{name}:{end}", 0) for end in ends)
    return f"{right:4} {wrong:4} {abstained:4} {false:4}  {precision(counted, name):6.1%} {recall(counted, name):6.1%}"


def _hidden(counted: Mapping[str, int]) -> float:
    found, missed = (
        sum(count for name, count in counted.items() if name.startswith("private:") and name.endswith(end)) for end in ("found", "missed")
    )
    return found / (found + missed) if found + missed else 1.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--families", action="store_true", help="print every field by layout family too")
    parser.add_argument("--json", action="store_true", help="print one JSON value")
    given = parser.parse_args()
    if not given.gold.is_file():
        print("The hand-read notices are not beside this checkout; give a file of their form with --gold.", file=sys.stderr)
        return
    found = measure(given.gold)
    if given.json:
        print(json.dumps(found, ensure_ascii=False, sort_keys=True))
        return
    engine, patterns = found["totals"]["engine"], found["totals"]["patterns"]
    print(f"{found['documents']} notices, sha256 {found['gold_sha256'][:12]}; right, wrong, abstained, false fill; precision, recall")
    print(f"{'':24}{'Enduse':<40}plain patterns")
    for name in FIELDS:
        print(f"{name:<22}{_line(engine, name)}    {_line(patterns, name)}")
    print(f"{'false awards':<22}{engine['false-award']:4}{'':36}{patterns['false-award']:4}")
    print(f"{'false fills of null':<22}{false_fill_rate(engine):6.2%}{'':34}{false_fill_rate(patterns):6.2%}")
    print(f"{'private characters':<22}{_hidden(engine):6.2%}{'':34}{_hidden(patterns):6.2%}")
    for family, counted in sorted(found["families"].items()) if given.families else ():
        print(f"\n{family}")
        for name in FIELDS:
            if any(counted.get(f"{name}:{end}", 0) for end in ("right", "wrong", "abstained", "false-fill")):
                print(f"  {name:<20}{_line(counted, name)}")


if __name__ == "__main__":
    main()
