"""Grading: the letter of the sources and the number of the information, found apart, for every edge and for a finding.

The number never looks at a letter. METHODOLOGY.md has the same rules in sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from enduse.entities.resolved import Resolved
from enduse.findings.grades.agreement import Agreement, agreement
from enduse.findings.grades.completeness import Completeness, completeness
from enduse.findings.grades.criteria import LETTERS, criteria, worst
from enduse.findings.grades.independence import Witness, independent, independent_passages
from enduse.findings.grades.witnesses import Said, Witnesses, said_alike
from enduse.model.finding import Finding, Step


@dataclass(frozen=True, slots=True)
class Grade:
    """``source`` A to F, ``information`` 1 to 6, and how many independent sources say it; ``conflict``: sources differ."""

    source: str
    information: int
    independent: int
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Differing:
    """A property of one thing with values that cannot all be true; ``values`` maps each to the statements that say it."""

    subject: str
    schema: str
    property: str
    values: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class FindingGrade:
    """The grades of the edges in order, and of the whole: on each axis that of its weakest edge.

    ``sources`` counts the independent sources behind the whole path; ``whole.independent`` the fewest on an edge.
    """

    edges: tuple[Grade, ...]
    whole: Grade
    sources: int
    completeness: Completeness | None
    differing: tuple[Differing, ...] = ()


CANNOT_BE_JUDGED = Grade("F", 6, 0)


def information(saying: Sequence[Witness], in_part: Sequence[Witness], against: Sequence[Sequence[Witness]], schema: str) -> int:
    """The number of a value: ``saying`` say it, ``in_part`` say it more coarsely or finely, each of ``against`` says another value.

    1 confirmed, 2 probable, 3 possible, 4 doubtful, 5 improbable, 6 cannot be judged.
    """
    here = independent(saying)
    if here == 0:
        return 6
    if against:
        return 5 if max(independent(each) for each in against) > here else 4
    if independent_passages(saying) > 1:
        return 1
    agrees = here > 1 or independent([*saying, *in_part]) > here
    return 2 if agrees or any(_first_hand(each, schema) for each in saying) else 3


def _first_hand(witness: Witness, schema: str) -> bool:
    return witness.source.read and schema in criteria().first_hand.get(witness.source.kind, frozenset())


def grade_value(value: str, alike: Sequence[Said], witnesses: Witnesses) -> Grade:
    """The grade of one value among all statements of its property of one thing."""
    schema, property_ = alike[0].schema, alike[0].property
    said: dict[Agreement, dict[str, list[Witness]]] = {each: {} for each in Agreement}
    for each in alike:
        said[agreement(schema, property_, value, each.value)].setdefault(each.value, []).append(witnesses.of(each))
    saying = [w for found in said[Agreement.SAME].values() for w in found]
    in_part = [w for found in said[Agreement.PART].values() for w in found]
    against = list(said[Agreement.DIFFER].values())
    letters = [w.source.letter for w in saying if w.source.read] or [w.source.letter for w in saying]
    best = min(letters, key=LETTERS.index)
    return Grade(best, information(saying, in_part, against, schema), independent(saying), bool(against))


def weakest(grades: Iterable[Grade]) -> Grade:
    """The worst on each axis apart; without grades nothing can be judged."""
    found = list(grades)
    if not found:
        return CANNOT_BE_JUDGED
    return Grade(
        worst([grade.source for grade in found]),
        max(grade.information for grade in found),
        min(grade.independent for grade in found),
        any(grade.conflict for grade in found),
    )


class Grading:
    """Grades of the steps of some findings, with every statement they need fetched at once."""

    def __init__(self, resolved: Resolved, findings: Iterable[Finding]) -> None:
        given = list(findings)
        said = said_alike(resolved, (statement for finding in given for step in finding.path for statement in step.statements))
        self._by_id = {each.id: each for each in said}
        self._alike: dict[tuple[str, str], list[Said]] = {}
        for each in said:
            self._alike.setdefault((each.subject, each.property), []).append(each)
        self._witnesses = Witnesses(resolved, said)
        self._grades: dict[str, Grade] = {}
        self._complete = completeness(resolved, {f.id: self._subjects(f) for f in given})

    def grade(self, finding: Finding) -> FindingGrade:
        """The grade of a finding that was given."""
        edges = tuple(self.edge(step) for step in finding.path)
        cited = [self._by_id[each] for step in finding.path for each in self._bearing(step)]
        behind = independent(self._witnesses.of(each) for each in cited)
        return FindingGrade(edges, weakest(edges), behind, self._complete.get(finding.id), self._differing(cited))

    def edge(self, step: Step) -> Grade:
        """The grade of one edge: on each axis that of its weakest value."""
        return weakest(self._value(each) for each in self._bearing(step))

    def _bearing(self, step: Step) -> list[str]:
        """The statements that bear the edge: those that say more than how a body is called, where there are any."""
        known = [each for each in step.statements if each in self._by_id]
        return [each for each in known if self._by_id[each].property not in criteria().naming] or known

    def _value(self, statement: str) -> Grade:
        if statement not in self._grades:
            each = self._by_id[statement]
            self._grades[statement] = grade_value(each.value, self._alike[each.subject, each.property], self._witnesses)
        return self._grades[statement]

    def _differing(self, cited: Iterable[Said]) -> tuple[Differing, ...]:
        places = sorted({(each.subject, each.property) for each in cited if self._value(each.id).conflict})
        found = []
        for place in places:
            by_value: dict[str, list[str]] = {}
            for each in self._alike[place]:
                by_value.setdefault(each.value, []).append(each.id)
            values = {value: tuple(by_value[value]) for value in sorted(by_value)}
            found.append(Differing(place[0], self._alike[place][0].schema, place[1], values))
        return tuple(found)

    def _subjects(self, finding: Finding) -> set[str]:
        cited = {self._by_id[each].subject for step in finding.path for each in step.statements if each in self._by_id}
        return cited | {end for step in finding.path for end in (step.origin, step.target)}
