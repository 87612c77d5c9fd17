"""One measurement of one matcher, in this process and this environment: `python child.py TASK MATCHER IN.json OUT.json`.

TASK is import (processor seconds to import it), pairs (scores and seconds for each set), crossing (a cross-reference of many
organisations) or asking (names asked of an index of many bodies). A matcher that is not installed writes why, and ends with 0: that is a
result too.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

import scorers

WARM = 20
"""Pairs of each set that are scored beforehand."""


def main() -> None:
    """Measure and write."""
    task, matcher, given, out = sys.argv[1:5]
    try:
        tasks = {"import": _import, "pairs": _pairs, "crossing": _crossing, "asking": _asking}
        found = tasks[task](matcher, json.loads(Path(given).read_text("utf-8")))
    except (ImportError, NotImplementedError) as error:
        found = {"missing": f"{type(error).__name__}: {error}"}
    Path(out).write_text(json.dumps(found), "utf-8")


def _import(matcher: str, _: Any) -> dict[str, Any]:
    began = time.process_time()
    importlib.import_module(scorers.modules(matcher))
    return {"cpu_seconds": time.process_time() - began, "peak_mb": _peak()}


def _pairs(matcher: str, sets: dict[str, list[list[str]]]) -> dict[str, Any]:
    """Each set twice, after a few pairs of every set, so that what is loaded at first use is not counted. At the second look every name is
    known, as when one name is compared with many."""
    scorer = scorers.load(matcher)
    for pairs in sets.values():
        for left, right, schema in pairs[:WARM]:
            scorer.score(scorer.take_apart(scorer.ready(left, schema)), scorer.take_apart(scorer.ready(right, schema)))
    found: dict[str, Any] = {"threshold": scorer.threshold, "version": scorer.version, "scores": {}, "cpu_seconds": {}, "again_seconds": {}}
    for name, pairs in sets.items():
        ready = [(scorer.ready(left, schema), scorer.ready(right, schema)) for left, right, schema in pairs]
        began = time.process_time()
        apart = [(scorer.take_apart(left), scorer.take_apart(right)) for left, right in ready]
        found["scores"][name] = [scorer.score(left, right) for left, right in apart]
        found["cpu_seconds"][name] = time.process_time() - began
        began = time.process_time()
        for left, right in apart:
            scorer.score(left, right)
        found["again_seconds"][name] = time.process_time() - began
    return found


def _crossing(matcher: str, given: dict[str, Any]) -> dict[str, Any]:
    import crossing

    before = _cpu()
    scored = crossing.run(matcher, given["names"], given["pairs"])
    threshold = scorers.load(matcher).threshold
    found: dict[str, Any] = {"cpu_seconds": _cpu() - before, "peak_mb": _peak(), "pairs": len(scored), "found": {}}
    found["at_threshold"] = sum(score >= threshold for score in scored.values())
    for kind, same in given["same"].items():
        scores = [scored.get((min(pair), max(pair))) for pair in same]
        offered = [score for score in scores if score is not None]
        found["found"][kind] = {"same": len(same), "offered": len(offered), "matched": sum(score >= threshold for score in offered)}
    return found


def _asking(matcher: str, given: dict[str, Any]) -> dict[str, Any]:
    """Each set once, after a few other names, so that what is loaded at first use is not counted."""
    import asking

    before = _cpu()
    ask = asking.load(matcher, given["index"], given["entities"])
    found: dict[str, Any] = {"ready_seconds": _cpu() - before, "threshold": asking.threshold(matcher), "cpu_seconds": {}, "ranked": {}}
    ask(given["warm"])
    for name, names in given["sets"].items():
        before = _cpu()
        found["ranked"][name] = ask(names)
        found["cpu_seconds"][name] = _cpu() - before
    return found


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _peak() -> float:
    """Megabytes of this process and of its largest worker together; Linux counts in kilobytes."""
    return sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


if __name__ == "__main__":
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    main()
