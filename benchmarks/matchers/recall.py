"""How often each matcher finds the right body of an index first, or among its five best, and how many names a second it is asked.

The matchers answer the same questions about the same bodies, one after the other, each in a process of its own on one core.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from questions import MIXED, Question, Sets, add_bodies, added_parties, drawn_questions, held_names, pair_questions

from enduse.case.list_files import open_lists
from enduse.cli.output import table
from enduse.entities.matching.prepared import Party
from enduse.screening.index_written import write_index

SHOWN = 0.5
"""`enduse screen` shows no body below this likeness; a column that ranks bodies however unlike is laid beside it by the same bound."""
WARM = 20
"""Other names of each kind that are asked beforehand."""
Best = Sequence[Sequence[Sequence[Any]]]
"""For each question the best (id, score)."""
MATCHERS = ("enduse", "enduse-screen", "logic-v2", "exact")


class Runs(Protocol):
    """Runs one measurement of one matcher in a process of its own."""

    def run(self, task: str, matcher: str, given: Any) -> dict[str, Any]:
        """What it wrote, or ``missing`` with the reason."""
        ...


@dataclass(slots=True)
class Asked:
    """What one matcher did: per set its speed and shares; ``missing`` says why there is nothing."""

    matcher: str
    missing: str = ""
    seconds: dict[str, float] = field(default_factory=dict)
    top1: dict[str, float] = field(default_factory=dict)
    top5: dict[str, float] = field(default_factory=dict)
    shown: dict[str, float] = field(default_factory=dict)
    """A right one among five at or above SHOWN."""
    called: dict[str, float] = field(default_factory=dict)
    """A right one among five at or above the matcher's threshold; where nothing is right, any body there."""
    questions: dict[str, int] = field(default_factory=dict)
    ready_seconds: list[float] = field(default_factory=list)
    """Processor seconds until the first question, an index each; of Enduse those in which its index was written."""

    def speed(self, sets: Sequence[str]) -> float:
        """Names a second and core over some sets."""
        return sum(self.questions[name] for name in sets) / sum(self.seconds[name] for name in sets)


def compare(
    lists: list[tuple[str, Path]], parties: Sequence[Party], shared: Path, drawn: tuple[int, int], runs: Runs, say: Callable[[str], None]
) -> list[Asked]:
    """Both indexes made, and every matcher asked of both; ``drawn``: how many questions a set, and by which seed."""
    found = [Asked(matcher) for matcher in MATCHERS]
    for english in (True, False):
        with tempfile.TemporaryDirectory() as folder:
            began = time.process_time()
            with open_lists(lists, partial=True) as resolved:
                add_bodies(resolved, [*parties, *added_parties(shared, english=english)])
                write_index(resolved, (), {}, "benchmark", Path(folder))
                held = held_names(resolved)
            made = time.process_time() - began
            sets = pair_questions(held, shared, english=english)
            if english:
                sets = drawn_questions(held, *drawn) | sets
            say(f"{len(held):,} bodies; {sum(map(len, sets.values())):,} questions")
            for each in found:
                say(f"asking {each.matcher} …")
                _ask(each, folder, held, sets, runs, made)
    return found


def _ask(asked: Asked, folder: str, held: dict[str, list[str]], sets: Sets, runs: Runs, made: float) -> None:
    names = {name: [question.name for question in questions] for name, questions in sets.items()}
    warm = [question.name for questions in drawn_questions(held, WARM, seed=9).values() for question in questions]
    answered = runs.run("asking", asked.matcher, {"index": folder, "entities": held, "warm": warm, "sets": names})
    if "missing" in answered:
        asked.missing = str(answered["missing"])
        return
    asked.ready_seconds.append(answered["ready_seconds"] + (made if asked.matcher.startswith("enduse") else 0.0))
    asked.seconds |= answered["cpu_seconds"]
    for name, questions in sets.items():
        asked.questions[name] = len(questions)
        ranked: Best = answered["ranked"][name]
        sure, seen = (_from(ranked, least) for least in (answered["threshold"], SHOWN))
        if questions[0].right:
            asked.top1[name], asked.top5[name] = share(questions, ranked, 1), share(questions, ranked, 5)
            asked.shown[name], asked.called[name] = share(questions, seen, 5), share(questions, sure, 5)
        else:
            asked.called[name] = sum(map(bool, sure)) / len(questions)


def _from(ranked: Best, least: float) -> Best:
    return [[each for each in best if each[1] >= least] for best in ranked]


def share(questions: Sequence[Question], ranked: Best, most: int) -> float:
    """The share of questions that have a right body among the first ``most`` of (id, score)."""
    right = sum(any(key in question.right for key, _ in best[:most]) for question, best in zip(questions, ranked, strict=True))
    return right / len(questions)


def draw(all_asked: Sequence[Asked]) -> str:
    """One table: a line for each figure, a column for each matcher; below it, why a matcher is not there."""
    there = [each for each in all_asked if not each.missing]
    lines = [["names a second and core", *(f"{each.speed(MIXED):,.0f}" for each in there)]]
    for name, count in there[0].questions.items():
        lines.append([f"{name} ({count}): a second", *(f"{each.speed((name,)):,.0f}" for each in there)])
        if name in there[0].top1:
            lines.append(["   right one first / in five", *(f"{each.top1[name]:.3f}/{each.top5[name]:.3f}" for each in there)])
            lines.append([f"   right one in five from {SHOWN} on", *(f"{each.shown[name]:.3f}" for each in there)])
        said = "right one called the one" if name in there[0].top1 else "some body called the one"
        lines.append([f"   {said}", *(f"{each.called[name]:.3f}" for each in there)])
    lines.append(["made ready, CPU s", *(" + ".join(f"{value:.0f}" for value in each.ready_seconds) for each in there)])
    return "\n".join([table(["", *(each.matcher for each in there)], lines, right=range(1, 1 + len(there))), *_absent(all_asked)])


def _absent(all_asked: Sequence[Asked]) -> Iterator[str]:
    for each in all_asked:
        if each.missing:
            yield f"{each.matcher}: not measured: {each.missing}"


def as_data(all_asked: Sequence[Asked]) -> list[dict[str, object]]:
    """Every figure, for programs."""
    found: list[dict[str, object]] = []
    for each in all_asked:
        speed = {name: round(each.speed((name,)), 1) for name in each.questions}
        if each.questions:
            speed["mixed"] = round(each.speed(MIXED), 1)
        plain = {key: getattr(each, key) for key in ("matcher", "missing", "questions", "top1", "top5", "shown", "called", "ready_seconds")}
        found.append({**plain, "names_a_second_and_core": speed})
    return found
