"""Release: of all findings and all decisions, what is shown in which state, what is held back, and what was public and is no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from enduse.entities.resolved import Resolved
from enduse.findings.rules import is_adverse
from enduse.model.decision import Correction, Given, Publication, Retraction, Seen, ValueCorrection
from enduse.model.finding import Finding
from enduse.model.statement import Statement
from enduse.release.claims import seen_of
from enduse.release.course import Course, course_of
from enduse.release.ledger import Ledger, People, make_ledger
from enduse.release.states import Drafts, State, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """A finding that was public and is so no more: page, day and reason stay, its claims are not current.

    ``words`` says whether its old title and summary may be repeated: only where a build found them or two people published them, so that
    nobody can put words on a page by writing a decision about a finding that never was.
    """

    seen: Seen
    state: State
    decision: Retraction | Correction | None
    words: bool
    replaced_by: str = ""
    """Id of the shown finding that stands in its place."""


@dataclass(frozen=True, slots=True)
class Release:
    """Findings that may stand on pages (their ``state`` is what people decided, whatever they claimed), and what is known of the rest."""

    shown: tuple[Finding, ...] = ()
    held: int = 0
    courses: Mapping[str, Course] = field(default_factory=dict)
    """Id of each finding, shown or not -> its course."""
    tombstones: tuple[Tombstone, ...] = ()
    values: tuple[ValueCorrection, ...] = ()
    ignored: tuple[tuple[Given, str], ...] = ()


def release(
    findings: Iterable[Finding],
    statements: Mapping[str, Statement],
    given: Iterable[Given],
    setting: Drafts,
    *,
    adverse: Callable[[str], bool],
    people: People | None = None,
) -> Release:
    """The release of a case. ``statements`` holds those of all paths; ``adverse`` says of a rule whether its findings are adverse."""
    ledger = make_ledger(given, people)
    every = list(findings)
    courses = {f.id: course_of(seen_of(f, statements), f.subjects, ledger, adverse=adverse(f.rule)) for f in every}
    current = tuple(replace(f, state=courses[f.id].state.value) for f in every if shown(courses[f.id].state, setting))
    return Release(
        shown=current,
        held=len(every) - len(current),
        courses=courses,
        tombstones=tuple(_tombstones(ledger, courses, {f.id for f in current})),
        values=tuple(value for _, value in sorted(ledger.standing(ValueCorrection), key=lambda each: (each[1].decided, each[0].line))),
        ignored=tuple(ledger.ignored),
    )


def release_of(resolved: Resolved, findings: Iterable[Finding], given: Iterable[Given], setting: Drafts, people: People) -> Release:
    """The release of a built case, by the rules as they are shipped."""
    every = list(findings)
    statements = resolved.statements(ident for f in every for step in f.path for ident in step.statements)
    return release(every, statements, given, setting, adverse=is_adverse, people=people)


def _tombstones(ledger: Ledger, courses: Mapping[str, Course], current: set[str]) -> list[Tombstone]:
    found = {course.seen.claims for course in courses.values()}
    there = {courses[ident].seen.claims: ident for ident in sorted(current)}
    topics = {courses[ident].seen.topic: ident for ident in sorted(current)}
    dead: dict[str, Tombstone] = {}
    taken: list[Retraction | Correction] = [gone for _, gone in ledger.standing(Retraction)]
    taken += [gone for _, gone in ledger.standing(Correction)]
    for gone in taken:
        words = gone.seen.claims in found or _was_published(gone.seen, ledger)
        instead = ""
        if isinstance(gone, Correction) and gone.now is not None:
            instead = next((i for i in sorted(current) if courses[i].seen.claims == gone.now.claims), "")
        state = State.RETRACTED if isinstance(gone, Retraction) else State.CORRECTED
        dead.setdefault(gone.seen.claims, Tombstone(seen=gone.seen, state=state, decision=gone, words=words, replaced_by=instead))
    for _, publication in ledger.standing(Publication):
        seen = publication.seen
        # The same claims from a new copy of a table or list are a finding of another id: its old address leads to it.
        moved = seen.claims in there and seen.finding not in courses
        if (moved or seen.claims not in found) and seen.claims not in dead and _was_published(seen, ledger):
            instead = there[seen.claims] if moved else topics.get(seen.topic, "")
            dead[seen.claims] = Tombstone(seen=seen, state=State.WITHDRAWN, decision=None, words=True, replaced_by=instead)
    return sorted(dead.values(), key=lambda each: (each.seen.finding, each.seen.claims))


def _was_published(seen: Seen, ledger: Ledger) -> bool:
    """Whether these claims went through all hands; who was asked for a reply is not known any more where the finding is gone."""
    course = course_of(seen, (), ledger, adverse=True, before_it_went=True)
    return course.state is State.PUBLISHED
