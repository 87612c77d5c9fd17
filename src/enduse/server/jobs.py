"""Files that are screened: each a job with progress, worked on in parts between other requests, its answers fetched when it is done.

What a client sent lies in a folder of its own that is removed with the job: an hour after it is done, when it is deleted, or when the
server ends.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from enduse.model.errors import EnduseError
from enduse.screening.about import About, about
from enduse.screening.answer import Screened
from enduse.screening.columns import DAY, Unsettled
from enduse.screening.counterparties import Plan, counterparties, plan_of
from enduse.screening.flat import Rules
from enduse.screening.index import Index
from enduse.screening.kept import keep_answers
from enduse.screening.links import Atlas
from enduse.screening.table_files import TableFile, open_table
from enduse.server.errors import Busy, Refused
from enduse.server.limits import Limits
from enduse.server.versions import Versions
from enduse.server.worker import Worker

PART = 25
"""Rows worked on at a time: others' requests are answered between parts."""
FORMS = ("csv", "xlsx", "jsonl", "html")
COLUMNS = {
    "name_column": "name",
    "date_column": "date",
    "country_column": "country",
    "code_column": "uscCode",
    "lei_column": "leiCode",
    "registration_column": "registrationNumber",
}
"""Fields of the query that name columns, and their roles."""
FIELDS = {DAY: "on"} | {role: field for field, role in COLUMNS.items()}


@dataclass(slots=True)
class Work:
    """A file that is screened, and where it stands."""

    id: str
    table: TableFile
    plan: Plan
    rows: int
    folder: Path
    build: str
    head: About
    rules: Rules
    state: str = "waiting"
    done: int = 0
    error: str = ""
    ended: float = 0.0
    stopped: bool = False
    verdicts: Counter[str] = field(default_factory=Counter)
    writing: threading.Lock = field(default_factory=threading.Lock)


class Jobs:
    """All files of a server; one is worked on at a time."""

    def __init__(self, versions: Versions, limits: Limits, atlas: Atlas) -> None:
        self._versions, self._limits, self._atlas = versions, limits, atlas
        self._top = Path(tempfile.mkdtemp(prefix="enduse-serve-"))
        self._lock = threading.Lock()
        self._works: dict[str, Work] = {}
        self._executor = ThreadPoolExecutor(1, "screen")

    def start(self, name: str, data: bytes, on: str, columns: Mapping[str, str]) -> Work:
        """Take a file in, check it, and put it in the row; called on a thread that may wait.

        Raises:
            Refused: the file cannot be read as a table, it is not settled which column or day is meant, or it has too many rows.
            Busy: too many files are kept.
        """
        self._forget()
        with self._lock:
            if len(self._works) >= self._limits.jobs:
                raise Busy(f"{self._limits.jobs} files are kept already; fetch and delete one, or wait")
        name_of_job = secrets.token_urlsafe(18)
        folder = self._top / name_of_job
        folder.mkdir()
        with ExitStack() as undo, ExitStack() as lease:
            undo.callback(shutil.rmtree, folder, ignore_errors=True)
            worker = lease.enter_context(self._versions.used())
            path = folder / name
            path.write_bytes(data)
            work = self._prepare(name_of_job, path, on, columns, worker)
            undo.pop_all()
            leased = lease.pop_all()
        with self._lock:
            self._works[name_of_job] = work
        self._executor.submit(self._run, work, worker, leased)
        return work

    def get(self, id: str) -> Work:
        """A job.

        Raises:
            Refused: there is none of that id.
        """
        with self._lock:
            work = self._works.get(id)
        if work is None:
            raise Refused(404, "job", "job: there is none of this id; answers are kept for an hour")
        return work

    def remove(self, id: str) -> None:
        """Stop a job and forget it with all its files.

        Raises:
            Refused: there is none of that id.
        """
        work = self.get(id)
        work.stopped = True
        with self._lock:
            self._works.pop(id, None)
        if work.state in ("done", "failed"):
            shutil.rmtree(work.folder, ignore_errors=True)

    def written(self, work: Work, form: str) -> Path:
        """The answers in one of ``FORMS``, written when first asked for; called on a thread that may wait.

        Raises:
            Refused: the job is not done.
        """
        if work.state != "done":
            raise Refused(409, "job", f"job: it is {work.state} ({work.done} of {work.rows} rows); ask again when it is done")
        from enduse.screening.written import write_answers  # the forms of answers take long to load; most servers are asked names alone

        path = work.folder / f"{work.table.path.stem}-screened.{form}"
        with work.writing:
            if not path.exists():
                write_answers([path], work.table, work.folder / ".answers", work.head, work.rules)
        return path

    def close(self) -> None:
        """Stop everything and remove all files."""
        for work in list(self._works.values()):
            work.stopped = True
        self._executor.shutdown(cancel_futures=True)
        shutil.rmtree(self._top, ignore_errors=True)

    def _prepare(self, id: str, path: Path, on: str, columns: Mapping[str, str], worker: Worker) -> Work:
        try:
            table = open_table(path)
            plan = plan_of(table, columns, on or None, worker.day)
            rows = sum(1 for _ in islice(table.rows(), self._limits.rows + 1))
        except Unsettled as error:
            field = FIELDS[error.what]
            raise Refused(422, field, f"{field}: {error}, in the field {field} of the query") from error
        except EnduseError as error:
            raise Refused(422, "file", f"file: {error}") from error
        if rows > self._limits.rows:
            raise Refused(
                413, "file", f"file: it has more than {self._limits.rows} rows; send it in parts, or use the command enduse screen"
            )

        def head_of(index: Index, _: list[Screened]) -> tuple[About, Rules]:
            return about(table, plan, index, self._atlas), index.rules

        head, rules = worker.screen_blocking((), head_of)
        return Work(id, table, plan, rows, path.parent, worker.build, head, rules)

    def _run(self, work: Work, worker: Worker, lease: ExitStack) -> None:
        with lease:
            try:
                work.state = "running"
                keep_answers(work.folder / ".answers", work.head.counted(self._screened(work, worker)))
                work.verdicts = work.head.counts
                work.state = "done"
            except Exception as error:  # noqa: BLE001 - the boundary of a thread: whoever asks for the job is told
                work.state, work.error = "failed", str(error)
            work.ended = time.monotonic()
            if work.stopped:
                shutil.rmtree(work.folder, ignore_errors=True)

    def _screened(self, work: Work, worker: Worker) -> Iterator[Screened]:
        rows = counterparties(work.table, work.plan)
        while (part := list(islice(rows, PART))) and not work.stopped:
            yield from worker.screen_blocking(part, lambda _, answers: answers)
            work.done += len(part)

    def _forget(self) -> None:
        """Remove what was done long ago."""
        now = time.monotonic()
        with self._lock:
            old = [work for work in self._works.values() if work.ended and now - work.ended > self._limits.job_seconds]
            for work in old:
                del self._works[work.id]
        for work in old:
            shutil.rmtree(work.folder, ignore_errors=True)
