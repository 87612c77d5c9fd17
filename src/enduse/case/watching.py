"""Watching a case: whether an input changed since the last build that watching made, and what building it again changed."""

from __future__ import annotations

import hashlib

from enduse.atlas.changes import Changes
from enduse.case.build import Options, build_case
from enduse.case.bulk import collections_at
from enduse.case.change_log import read_log
from enduse.case.layout import Case, open_case
from enduse.engine.executors import Where

_SEEN = "watched"
_INPUTS = ("papers", "tables", "decisions", "lists")
_FILES = ("case.yml", "claims.yml")


def look(case: Case) -> str:
    """A mark of all inputs as they lie there: names, sizes and times. Another mark means that something may have changed."""
    files = [path for folder in _INPUTS for path in (case.root / folder).rglob("*") if path.is_file()]
    files += [case.root / each.file for each in case.settings.lists] + [case.root / name for name in _FILES]
    for given in case.settings.bulk:
        for path in collections_at(case, given):
            files += path.rglob("*") if path.is_dir() else [path]
    digest = hashlib.sha256()
    for path in sorted(set(files)):
        if path.is_file():
            found = path.stat()
            digest.update(f"{case.relative(path)}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def rebuild(case: Case, mark: str, day: str, workers: int | None) -> Changes | None:
    """Build the case unless its last watched build had this mark, and give what that changed; nothing where it was not built.

    Raises:
        EnduseError: the build failed; the site stands as it was.
    """
    seen = case.build / _SEEN
    if seen.is_file() and seen.read_text("utf-8") == mark:
        return None
    before = len(read_log(case))
    build_case(open_case(case.root), Options(Where(workers=workers), record_changes=day), lambda *_: None)
    seen.write_text(mark, "utf-8")
    recorded = read_log(case)[before:]
    return recorded[-1].changes if recorded else Changes()
