"""Expanding containers: a paper that is an archive, a mail or a web archive is unpacked, and its members become papers, level by level.

One level after another, in an order nothing but the papers decides; each container is unpacked, its members are stored, its output is
settled before the next batch, so that neither memory nor disk grows with the case.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from enduse.case.inventory import Inventory, Paper, is_specimen
from enduse.case.layout import Case
from enduse.case.member_paths import is_hidden, member_paths
from enduse.documents.containers.limits import Limits, load_limits
from enduse.documents.containers.listing import Listing, Unpacked, read_listing, settle
from enduse.documents.containers.member import Note
from enduse.documents.containers.opening import HEAD, may_be_container
from enduse.engine.run import Ran
from enduse.engine.task import Input, Task
from enduse.evidence.members import MemberPart, capture_members
from enduse.evidence.vault import Vault
from enduse.model.issue import Issue

STAGE = "unpacked"
ROOMS = ("model", "engine", "evidence", "documents")
_BATCH_BYTES, _BATCH_TASKS = 1 << 28, 2000

Run = Callable[[Sequence[Task]], Iterable[Ran]]
"""Runs tasks; raises where the machine failed."""


@dataclass(frozen=True, slots=True)
class _Item:
    """One stored file that may be a container, with the way to it."""

    path: str
    sha256: str
    size: int
    depth: int
    root: str
    ancestors: frozenset[str]


@dataclass(slots=True)
class _Tree:
    """What one top-level container has given with all that is nested in it."""

    size: int
    entries: int = 0
    bytes: int = 0


@dataclass(slots=True)
class _Expansion:
    case: Case
    vault: Vault
    run: Run
    limits: Limits
    places: dict[str, list[tuple[str, int]]]
    """Hash -> where the case has it, and its size."""
    tasks: list[Task] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    unpacked: set[str] = field(default_factory=set)
    rejected: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    trees: dict[str, _Tree] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    members: int = 0
    new: int = 0


@dataclass(frozen=True, slots=True)
class Expanded:
    """The inventory with members as papers; ``tasks`` are those of all containers, ``issues`` name what gives no paper."""

    inventory: Inventory
    tasks: tuple[Task, ...]
    issues: tuple[Issue, ...]


def expand(case: Case, vault: Vault, inventory: Inventory, run: Run) -> Expanded:
    """Unpack every paper that is a container, and what is nested in it, as far as the limits go."""
    places = {paper.sha256: [(path, paper.size) for path in paper.paths] for paper in inventory.papers if paper.role == "paper"}
    work = _Expansion(case, vault, run, load_limits(), places)
    level = [_Item(paths[0][0], sha256, paths[0][1], 0, sha256, frozenset()) for sha256, paths in places.items()]
    while level:
        level = _level(work, sorted(level, key=lambda item: (item.path, item.sha256)))
    return Expanded(_inventory(work, inventory), tuple(work.tasks), tuple(work.issues))


def _level(work: _Expansion, items: list[_Item]) -> list[_Item]:
    """Unpack one level; the members are the next."""
    chosen = []
    for item in items:
        if item.sha256 not in work.seen and _may_be_container(work.vault, item.sha256):
            work.seen.add(item.sha256)
            chosen.append(item)
    below: list[_Item] = []
    for batch in _batches(chosen):
        tasks = {item.sha256: _task(work, item.sha256) for item in batch}
        failed = _run(work, list(tasks.values()))
        for item in batch:
            below += _take(work, item, tasks[item.sha256], failed.get(tasks[item.sha256].id))
        work.tasks += tasks.values()
    return below


def _take(work: _Expansion, item: _Item, task: Task, failure: str | None) -> list[_Item]:
    """What one container gives: its members stored and placed, or the reason why not."""
    if failure is not None:
        _reject(work, item, "failed", f"this container could not be worked on: {failure}")
        return []
    listing = read_listing(task.output)
    if not listing.kind:
        settle(task.output, listing)
        return []  # a document after all
    why = listing.rejected or _over_limit(work, item, listing)
    if why is not None:
        _reject(work, item, why.code, why.message)
        settle(task.output, listing)
        return []
    taken = [member for member in listing.members if not is_hidden(member.member.name)]
    _store(work, item, task, listing, taken)
    work.unpacked.add(item.sha256)
    work.left_out.update(listing.left_out)
    work.left_out["hidden file"] += len(listing.members) - len(taken)
    work.members += len(taken) + len(listing.refused)
    _note(work, item, listing)
    return _place(work, item, taken)


def _store(work: _Expansion, item: _Item, task: Task, listing: Listing, taken: Sequence[Unpacked]) -> None:
    """Members into the vault; a settled output whose members the vault has lost is unpacked again."""
    if listing.settled and all(work.vault.path(member.sha256).exists() for member in taken):
        return
    if listing.settled:
        task.output.unlink()
        _run(work, [task])
        listing = read_listing(task.output)
    parts = [_part(member) for member in listing.members if not is_hidden(member.member.name)]
    work.new += capture_members(task.output, parts, work.vault, container=item.sha256)
    settle(task.output, listing)


def _place(work: _Expansion, item: _Item, taken: Sequence[Unpacked]) -> list[_Item]:
    below = []
    ancestors = item.ancestors | {item.sha256}
    paths = member_paths(item.path, [(member.member.name, member.sha256) for member in taken])
    for path, member in zip(paths, taken, strict=True):
        if member.sha256 in ancestors:
            work.issues.append(_issue("limit:depth", "it holds itself; it is not unpacked a second time", path, item.sha256, rejected=True))
            continue
        work.places.setdefault(member.sha256, []).append((path, member.size))
        below.append(_Item(path, member.sha256, member.size, item.depth + 1, item.root, ancestors))
    return below


def _over_limit(work: _Expansion, item: _Item, listing: Listing) -> Note | None:
    """Why a container is not expanded for what lies around it: too deep, or its outermost container has given too much."""
    limits = work.limits
    if item.depth >= limits.depth:
        return Note(code="limit:depth", message=f"it lies {item.depth} containers deep; {limits.depth} are unpacked")
    tree = work.trees.setdefault(item.root, _Tree(work.places[item.root][0][1]))
    entries = tree.entries + len(listing.members) + len(listing.refused)
    given = tree.bytes + sum(member.size for member in listing.members)
    if entries > limits.entries:
        return Note(code="limit:entries", message=f"with it the outermost container holds more than {limits.entries:,} files")
    if given > limits.total_bytes:
        return Note(code="limit:bytes", message=f"with it the outermost container gives more than {limits.total_bytes:,} bytes")
    if given > limits.ratio_from_bytes and given > limits.ratio * tree.size:
        return Note(code="limit:ratio", message=f"with it the outermost container gives over {limits.ratio} bytes for each of its own")
    tree.entries, tree.bytes = entries, given
    return None


def _reject(work: _Expansion, item: _Item, code: str, message: str) -> None:
    work.rejected.add(item.sha256)
    work.issues.append(_issue(code, message, item.path, item.sha256, rejected=True))


def _note(work: _Expansion, item: _Item, listing: Listing) -> None:
    """The listing's notes as issues, with paths as the case writes them."""
    for note in listing.notes:
        place = member_paths(item.path, [(note.name, "")])[0] if note.name else item.path
        work.issues.append(_issue(note.code, note.message, place, item.sha256, rejected=note.rejected))


def _issue(code: str, message: str, place: str, document: str, *, rejected: bool) -> Issue:
    return Issue(stage="evidence", code=code, message=message, action=_action(code), place=place, document=document, rejected=rejected)


_ACTIONS = {
    "limit": "The container is kept as it came. If it is what it should be, unpack it by hand and add the files that are papers.",
    "cut": "Get the container again; it breaks off. It is kept as it came.",
    "corrupt": "Get the container again; it is damaged. It is kept as it came.",
    "digest-mismatch": "Ask who captured it: the bytes are not those its own record states. Nothing of it is used.",
    "missing-member": "Ask who captured it: a part is missing. Nothing of it is used.",
    "encrypted": "Unpack it with its password and add the files.",
    "failed": "It is kept and counted. If the message is not about the file, it is a defect of Enduse: please report it.",
}


def _action(code: str) -> str:
    return _ACTIONS.get(code) or _ACTIONS.get(code.partition(":")[0]) or "Look at the stored container; it was kept as it came."


def _inventory(work: _Expansion, before: Inventory) -> Inventory:
    """Papers without containers and with members, in the inventory's order."""
    others = [paper for paper in before.papers if paper.role != "paper"]
    known = {paper.sha256: paper for paper in before.papers if paper.role == "paper"}
    papers: list[Paper] = []
    containers: list[Paper] = []
    for sha256, found in work.places.items():
        if sha256 in work.rejected:
            continue
        paths = tuple(sorted({path for path, _ in found}))
        made = Paper(sha256, "paper", "", paths, found[0][1], is_specimen(work.case, paths))
        (containers if sha256 in work.unpacked else papers).append(made)
    placed = sum(len(found) - 1 for found in work.places.values())
    given_twice = sum(len(paper.paths) - 1 for paper in known.values())
    return dataclasses.replace(
        before,
        papers=tuple(sorted([*others, *papers], key=lambda paper: (paper.role, paper.name, paper.sha256))),
        containers=tuple(sorted(containers, key=lambda paper: paper.sha256)),
        members=work.members,
        left_out={what: count for what, count in sorted(work.left_out.items()) if count},
        new=before.new + work.new,
        duplicates=before.duplicates - given_twice + placed,
    )


def _run(work: _Expansion, tasks: list[Task]) -> dict[str, str]:
    """Run tasks; the errors of those that failed, by the task's id."""
    return {ran.task.id: ran.error for ran in work.run(tasks) if ran.error is not None}


def _task(work: _Expansion, sha256: str) -> Task:
    return Task(
        stage=STAGE,
        function="enduse.documents.containers.unpack:unpack_task",
        inputs=(Input(work.vault.path(sha256), sha256),),
        params={"sha256": sha256},
        folder=work.case.build,
        rooms=ROOMS,
        suffix=".members",
    )


def _batches(items: list[_Item]) -> Iterator[list[_Item]]:
    """The items in their order, cut so that what lies unpacked at one time stays bounded."""
    batch: list[_Item] = []
    size = 0
    for item in items:
        if batch and (size + item.size > _BATCH_BYTES or len(batch) >= _BATCH_TASKS):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += item.size
    if batch:
        yield batch


def _may_be_container(vault: Vault, sha256: str) -> bool:
    with vault.path(sha256).open("rb") as file:
        return may_be_container(file.read(HEAD))


def _part(unpacked: Unpacked) -> MemberPart:
    member = unpacked.member
    return MemberPart(
        name=member.name,
        sha256=unpacked.sha256,
        size=unpacked.size,
        offset=unpacked.offset,
        url=member.url,
        redirects=member.redirects,
        status=member.status,
        headers=member.headers,
        fetched_at=member.date,
        checks=member.checks,
    )
