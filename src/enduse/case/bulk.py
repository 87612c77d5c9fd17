"""Papers in bulk: the collections that ``case.yml`` names are cut into stretches, each captured into one pack and read in shards.

The plan has a task for each stretch and each shard, none for a paper. Which of several copies of a paper is read does not depend on when
they came: a file of ``papers/`` goes before a page of a collection, and collections stand in the order of ``case.yml``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from enduse.case.inventory import is_specimen
from enduse.case.layout import BulkSource, Case
from enduse.case.member_paths import INSIDE, shown
from enduse.case.plan import EXTRACT, READ
from enduse.documents.bulk.folder_pages import folder_stretches
from enduse.documents.bulk.parquet_pages import parquet_columns, parquet_stretches
from enduse.documents.ocr_extra import installed
from enduse.engine.run import Ran
from enduse.engine.task import Input, Task
from enduse.evidence.custody import Custody, instant, operator_name, tool_version
from enduse.evidence.pack import Pack
from enduse.evidence.page_pack import PageIndex, read_index
from enduse.evidence.vault import Vault, hash_file
from enduse.model.errors import UsageError
from enduse.model.issue import Issue
from enduse.statements.shard_file import SUFFIX

PACKED, SHARDS = "packed", "shards"
"""The stages, and the folders their outputs lie in."""
SHARD_PAGES = 1_000
"""Pages read by one task: some seconds of work, and some tens of megabytes of statements held at a time."""
_PACK = ("model", "engine", "evidence", "documents")
_SHARD = tuple(dict.fromkeys((*READ, *EXTRACT)))
_ARCHIVES = (".warc", ".warc.gz", ".wacz")

Run = Callable[[Sequence[Task]], Iterable[Ran]]
"""Runs tasks; raises where the machine failed."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A task that reads pages of one pack; ``name`` is the same as long as the pages are."""

    source: str
    name: str
    task: Task


@dataclass(slots=True)
class Bulk:
    """What the collections hold. ``pages == documents + duplicates + rejected``, always."""

    pages: int = 0
    documents: int = 0
    duplicates: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    """Pages that were not taken in, by reason; each has an issue, or its whole stretch has one."""
    new: int = 0
    """Packs that the vault did not have."""
    left_out: Counter[str] = field(default_factory=Counter)
    issues: list[Issue] = field(default_factory=list)
    shards: list[Shard] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)


def take_in(case: Case, vault: Vault, known: Iterable[str], run: Run) -> Bulk:
    """Capture every collection into packs of the vault, and say which shards are to be read. ``known``: hashes of papers already there.

    Raises:
        UsageError: a collection is not there, or is not what ``case.yml`` says.
        DamagedVault: a pack is not what was taken in.
    """
    bulk = Bulk()
    planned = [each for source in case.settings.bulk for each in _stretches(case, source)]
    bulk.tasks = [task for _, task in planned]
    failed = {ran.task.id: ran.error for ran in run(bulk.tasks) if ran.error is not None}
    seen = {bytes.fromhex(sha256) for sha256 in known}
    for source, task in planned:
        if task.id in failed:
            rows = task.params.get("last", 1) - task.params.get("first", 0)
            _reject_all(bulk, source, task.params["stretch"], "failed", str(failed[task.id]), rows)
            continue
        with Pack(task.output) as pack:
            name, index = read_index(pack)
        bulk.new += _keep(vault, task, name, source)
        _count(bulk, source, task, index)
        bulk.shards += _shards(case, vault, bulk, seen, source, name, index)
    return bulk


def collections_at(case: Case, given: BulkSource) -> list[Path]:
    """The files and folders a path of ``case.yml`` stands for, sorted; whether they are there is not looked at for a path without ``*``.

    Raises:
        UsageError: a pattern does not begin at the case folder.
    """
    if "*" not in given.path:
        return [case.root / given.path]
    if Path(given.path).is_absolute():
        raise UsageError(f"case.yml: bulk: {given.path}: a pattern with * begins at the case folder. Name the folder or each file.")
    return sorted(case.root.glob(given.path))


def page_path(source: str, name: str) -> str:
    """A page of a collection as the case writes it: ``pages/portal.parquet!/https://portal.example/1.html``."""
    return f"{source}{INSIDE}{shown(name)}"


def _stretches(case: Case, given: BulkSource) -> Iterator[tuple[str, Task]]:
    for path in _files(case, given):
        source = case.relative(path)
        if path.is_dir():
            for number, (names, digest) in enumerate(folder_stretches(path)):
                params: dict[str, Any] = {"kind": "folder", "files": names, "stretch": f"part {number + 1}, {len(names)} files"}
                yield source, _pack_task(case, Input(path, digest), params)
        elif path.name.lower().endswith(_ARCHIVES):
            sha256 = hash_file(path)
            yield source, _pack_task(case, Input(path, sha256), {"kind": "archive", "sha256": sha256, "stretch": "all of it"})
        else:
            columns = parquet_columns(path, source, given.columns, given.ignore)
            sha256 = hash_file(path)
            for first, last in parquet_stretches(path, source):
                params = {"kind": "parquet", "columns": columns, "first": first, "last": last, "stretch": f"rows {first} to {last - 1}"}
                yield source, _pack_task(case, Input(path, sha256), params)


def _files(case: Case, given: BulkSource) -> list[Path]:
    """What a path of ``case.yml`` stands for.

    Raises:
        UsageError: nothing is there, or it lies where every file is a paper of its own.
    """
    paths = collections_at(case, given)
    if not paths or not all(path.exists() for path in paths):
        raise UsageError(f"case.yml: bulk: {given.path} is not there. Paths begin at the case folder.")
    for path in paths:
        if case.root / "papers" in path.parents or path == case.root / "papers":
            raise UsageError(f"case.yml: bulk: {given.path} lies in papers/, whose files are papers one by one. Put it elsewhere: pages/.")
    return paths


def _pack_task(case: Case, given: Input, params: dict[str, Any]) -> Task:
    return Task(PACKED, "enduse.documents.bulk.packing:pack_task", (given,), params, case.build, _PACK, ".pack")


def _keep(vault: Vault, task: Task, name: str, source: str) -> bool:
    """The pack into the vault, with one custody record for all its pages."""
    new = vault.keep_pack(task.output, name)
    record = Custody(
        sha256=name,
        name=f"{source}, {task.params['stretch']}".encode("utf-8", "backslashreplace").decode("utf-8"),
        size=task.output.stat().st_size,
        captured_at=instant(),
        received_from=f"case folder, in bulk, of {task.inputs[0].digest}",
        operator=operator_name(),
        tool=tool_version(),
    )
    if (record.name, record.received_from) not in {(old.name, old.received_from) for old in vault.custody(name)}:
        vault.append_custody(record)
    return new


def _count(bulk: Bulk, source: str, task: Task, index: PageIndex) -> None:
    bulk.left_out.update(dict(index.left_out))
    if index.rejected is not None:
        code, message = index.rejected
        _reject_all(bulk, source, index.stretch, code, message, task.params.get("last", 1) - task.params.get("first", 0))
        return
    bulk.pages += len(index.pages)
    for remark in index.remarks:
        bulk.pages += remark.rejected
        bulk.rejected[remark.code] += remark.rejected
        place = page_path(source, remark.name) if remark.name else source
        bulk.issues.append(_issue(remark.code, remark.message, place, rejected=remark.rejected))


def _reject_all(bulk: Bulk, source: str, stretch: str, code: str, message: str, pages: int) -> None:
    bulk.pages += pages
    bulk.rejected[code] += pages
    bulk.issues.append(_issue(code, f"nothing of {stretch} is used: {message}", source))


def _issue(code: str, message: str, place: str, *, rejected: bool = True) -> Issue:
    action = "Look at the collection; it was left as it came. What is taken out of it or put right there is taken in by the next build."
    return Issue(stage="evidence", code=code, message=message, action=action, place=place, rejected=rejected)


def _shards(case: Case, vault: Vault, bulk: Bulk, seen: set[bytes], source: str, name: str, index: PageIndex) -> Iterator[Shard]:
    """The shards of a pack, without pages that were seen before; what is seen now is added."""
    engine = installed()
    for first in range(0, len(index.pages), SHARD_PAGES):
        last = min(first + SHARD_PAGES, len(index.pages))
        without = []
        for at in range(first, last):
            key = bytes.fromhex(index.pages[at].sha256)
            if key in seen:
                without.append(at)
            seen.add(key)
        bulk.duplicates += len(without)
        bulk.documents += last - first - len(without)
        if len(without) == last - first:
            continue
        params: dict[str, Any] = {"first": first, "last": last, "without": without, "specimen": is_specimen(case, [source])}
        if engine is not None:
            params["ocr"] = engine
        pack = Input(vault.pack_path(name), name)
        task = Task(SHARDS, "enduse.statements.shard:shard_task", (pack,), params, case.build, _SHARD, SUFFIX)
        yield Shard(source, f"{name}:{first}", task)
