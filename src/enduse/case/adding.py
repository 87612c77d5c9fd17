"""Adding files to a case: capture first, then lay a copy where the build looks."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from enduse.case.layout import Case
from enduse.case.list_lines import name_in_case
from enduse.evidence.capture import capture
from enduse.evidence.vault import Vault
from enduse.model.errors import UsageError
from enduse.sources.registry import list_sources


@dataclass(slots=True)
class Added:
    """What became of the files given: paths as the case writes them."""

    laid: list[str] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)


def add_files(case: Case, given: Sequence[Path], *, folder: str, received_from: str) -> Added:
    """Capture files and folders into the vault and lay copies into ``folder`` of the case.

    Names are data: a copy's name keeps letters of any script, digits, dot, dash and underscore, and is never a path.
    """
    added = Added()
    vault = Vault(case.root / "vault")
    target = case.root / folder
    target.mkdir(parents=True, exist_ok=True)
    there = {c.sha256 for c in capture(_present(case, target), vault, received_from=f"case folder, as {folder}")}
    for name, path in _walk(given, added):
        captured = capture([(name, path)], vault, received_from=received_from)
        if not captured:
            added.skipped.append((name, "it is a link or not a regular file"))
        elif captured[0].sha256 in there:
            added.duplicates.append(name)
        else:
            there.add(captured[0].sha256)
            place = _free_name(target, path.name, captured[0].sha256, keep=folder != "papers")
            shutil.copyfile(path, place)
            added.laid.append(case.relative(place))
    return added


def name_list(case: Case, source: str, added: Added) -> str:
    """Write the list into ``case.yml``, or say what to do where it names that list already.

    Raises:
        UsageError: no importer has that name.
    """
    known = sorted(listed.name for listed in list_sources())
    if source not in known:
        raise UsageError(f"No importer is called {source!r}; known are {', '.join(known)}. The file lies in lists/, unused.")
    if not added.laid:
        return "The list was there already."
    if any(listed.source == source for listed in case.settings.lists):
        files = " ".join(added.laid)
        return f"case.yml names {source} already; {files} is not used. Take it as a new copy: enduse lists update {source} --from FILE"
    return "\n".join(name_in_case(case, source, path) for path in added.laid[:1])


def _present(case: Case, target: Path) -> list[tuple[str, Path]]:
    return [(case.relative(path), path) for path in sorted(target.rglob("*")) if path.is_file() and not path.is_symlink()]


def _walk(given: Sequence[Path], added: Added) -> Iterator[tuple[str, Path]]:
    for path in given:
        if path.is_dir():
            for inside in sorted(path.rglob("*")):
                if inside.is_symlink():
                    added.skipped.append((inside.name, "it is a link"))
                elif inside.is_file() and not inside.name.startswith("."):
                    yield inside.relative_to(path.parent).as_posix(), inside
        else:
            yield path.name, path


def _free_name(target: Path, name: str, sha256: str, *, keep: bool) -> Path:
    safe = re.sub(r"[^\w.-]+", "_", name).lstrip(".")[-120:] or sha256[:12]
    place = target / safe
    if place.exists() and keep:
        raise UsageError(f"{target.name}/{safe} is there already with other content; take it away or name the new file otherwise.")
    return target / f"{Path(safe).stem}-{sha256[:8]}{Path(safe).suffix}" if place.exists() else place
