"""Taking over: judgements that were recorded elsewhere, into the logs of those who gave them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from enduse.case.layout import Case
from enduse.case.state import read_state
from enduse.decisions.edges import read_edges
from enduse.decisions.log import append
from enduse.decisions.people import log_of
from enduse.decisions.reviewers import read_logs
from enduse.decisions.standing import HUB, last_of
from enduse.model.errors import UsageError
from enduse.model.judgement import Judgement


@dataclass(slots=True)
class TakenOver:
    """What became of the lines of a file; ``unknown`` are ids that no mention of the last build has (hubs not counted)."""

    recorded: int = 0
    there_already: int = 0
    older: int = 0
    suggestions: int = 0
    unknown: list[str] = field(default_factory=list)


def take_over(case: Case, file: Path) -> TakenOver:
    """Record the judgements of a file of edges. The whole file is read, and every log checked, before anything is written.

    Raises:
        UsageError: a line is not an edge; nothing was recorded.
        DamagedDecisions: a log is not as it was written; nothing was recorded.
    """
    try:
        text = file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{file.name} is not UTF-8 text ({error}); expected JSON lines as nomenklatura's resolver writes them.") from error
    edges = read_edges(text, file.name)
    logs: dict[Path, list[Judgement]] = {}
    for judgement in edges.judgements:
        log = log_of(case.root / "decisions", judgement.reviewer)
        if log not in logs:
            logs[log] = read_logs([log]) if log.exists() else []
    done = TakenOver(suggestions=edges.suggestions, unknown=_unknown(case, edges.judgements))
    for judgement in sorted(edges.judgements, key=lambda j: (j.decided, j.pair)):
        log = log_of(case.root / "decisions", judgement.reviewer)
        before = last_of(logs[log], judgement.pair)
        if before is not None and (before.verdict, before.decided) == (judgement.verdict, judgement.decided):
            done.there_already += 1
        elif before is not None and before.decided > judgement.decided:
            done.older += 1
        else:
            append(log, judgement)
            logs[log].append(judgement)
            done.recorded += 1
    return done


def _unknown(case: Case, judgements: list[Judgement]) -> list[str]:
    ids = {end for judgement in judgements for end in judgement.pair if not HUB.fullmatch(end)}
    with read_state(case).resolved() as resolved:
        known = {mention for entity in resolved.entities() for mention in entity.mentions}
    return sorted(ids - known)
