"""The inventory: which files a build reads, each captured into the vault before anything reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from importlib import resources
from pathlib import Path

from enduse.case.layout import Case
from enduse.case.list_copies import copies_of, day_in
from enduse.case.member_paths import extension, outer_paths
from enduse.evidence.capture import capture
from enduse.evidence.vault import Vault
from enduse.model.issue import Issue

REFERENCES = {"places-cn": "language/places/cn.csv"}
"""Reference tables that ship with Enduse and stand as documents of their own."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One stored document of a build; ``paths`` are where the case has it, several where it was given twice."""

    sha256: str
    role: str
    """``paper``, ``table``, ``list`` or ``reference``."""
    name: str
    """Kind of the table, source of the list, name of the reference; empty for papers."""
    paths: tuple[str, ...]
    size: int
    specimen: bool = False
    earlier: bool = False
    """A copy of a list that a later one in the same folder has taken the place of."""

    @property
    def copied(self) -> str:
        """For a list: the day its file name begins with, which stands for the day of the copy where the file itself says none."""
        return day_in(self.paths[0].rpartition("/")[2]) if self.role == "list" else ""

    @property
    def extension(self) -> str:
        """The ending of the first path, a hint only."""
        return extension(self.paths[0])


@dataclass(frozen=True, slots=True)
class Inventory:
    """All documents of a build, sorted, and how many files came in.

    ``files + members == papers + containers + duplicates + what was rejected``, always.
    """

    papers: tuple[Paper, ...]
    files: int
    new: int
    refused: tuple[Issue, ...] = ()
    """Files that could not be taken in (no permission, gone meanwhile)."""
    duplicates: int = 0
    """Files and members whose bytes were there already under another path in the same role."""
    containers: tuple[Paper, ...] = ()
    """Papers that were unpacked; what is in them stands in their stead."""
    members: int = 0
    """Files found in containers, those that give no document included."""
    left_out: dict[str, int] = field(default_factory=dict)
    """What containers hold that is no paper and is not counted as a file: pictures of web pages, hidden files."""


FURNITURE = frozenset({".gitkeep", ".gitignore", ".DS_Store", "Thumbs.db", "desktop.ini"})
"""Files that systems leave in folders and that nobody gave us."""


def take_inventory(case: Case, vault: Vault) -> Inventory:
    """Capture every file the case names and say what it is for."""
    found: dict[tuple[str, str, bool, str], list[tuple[str, int]]] = {}
    refused: list[Issue] = []
    files = new = 0
    for role, name, earlier, batch in _batches(case):
        for captured in capture(batch, vault, received_from=f"case folder, as {role}", refused=refused.append):
            found.setdefault((role, name, earlier, captured.sha256), []).append((captured.path, captured.size))
            files += 1
            new += captured.new
    papers = [
        Paper(
            sha256=sha256,
            role=role,
            name=name,
            paths=tuple(sorted(path for path, _ in places)),
            size=places[0][1],
            specimen=role == "paper" and is_specimen(case, [path for path, _ in places]),
            earlier=earlier,
        )
        for (role, name, earlier, sha256), places in sorted(found.items())
    ]
    return Inventory(tuple(papers), files + len(refused), new, tuple(refused), files - len(papers))


def may_be_pictured(case: Case, paths: Iterable[str]) -> bool:
    """Whether the case says that the pages of a paper may be reproduced. A paper inside a container is what its container is."""
    return _matches(paths, case.settings.pictures)


def is_specimen(case: Case, paths: Iterable[str]) -> bool:
    """Whether ``case.yml`` names one of the paths, or a container it lies in, as invented."""
    return _matches(paths, case.settings.specimens)


def _matches(paths: Iterable[str], patterns: Iterable[str]) -> bool:
    outer = [outside for path in paths for outside in outer_paths(path)]
    return any(fnmatch(path, pattern) for path in outer for pattern in patterns)


def _batches(case: Case) -> Iterator[tuple[str, str, bool, list[tuple[str, Path]]]]:
    yield "paper", "", False, [(case.relative(path), path) for path in _files(case.root / "papers")]
    for path in _files(case.root / "tables"):
        yield "table", path.stem, False, [(case.relative(path), path)]
    for listed in case.settings.lists:
        for copy in copies_of(case, listed):
            yield "list", listed.source, copy.earlier, [(case.relative(copy.path), copy.path)]
    package = Path(str(resources.files("enduse")))
    for name, inside in REFERENCES.items():
        yield "reference", name, False, [(f"reference/{name}.csv", package / inside)]


def _files(folder: Path) -> list[Path]:
    """Everything below a folder but folders, in an order no file system decides; links and pipes are for the capture to refuse by name."""
    if not folder.is_dir():
        return []
    files = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return sorted((path for path in files if path.name not in FURNITURE), key=lambda path: path.relative_to(folder).as_posix())
