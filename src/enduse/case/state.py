"""Where the last build left its outputs, for the commands that ask it questions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from enduse.case.inventory import Paper
from enduse.case.layout import Case
from enduse.entities.resolved import Resolved
from enduse.model.document import Document
from enduse.model.errors import UsageError
from enduse.model.extraction import Reading
from enduse.model.finding import Finding
from enduse.model.storage import read_json, write_json
from enduse.statements.shard_file import SUFFIX, read_document, read_shard


@dataclass(frozen=True, slots=True)
class State:
    """Paths of the last build. Written relative to the case's ``build`` folder, so that the folder may move."""

    statements: tuple[Path, ...]
    entities: Path
    findings: Path
    papers: tuple[Paper, ...]
    readings: tuple[Path, ...]
    """One for each paper, in the same order."""
    shards: tuple[Path, ...]
    """What was read in bulk."""
    site: Path
    """The folder of the built site: ``pages.json`` has the page of each entity, ``released.json`` the findings shown."""

    def resolved(self) -> Resolved:
        """Open the resolved case."""
        return Resolved(self.entities)

    def read_findings(self) -> tuple[Finding, ...]:
        """The findings, sorted by id."""
        return read_json(self.findings, tuple[Finding, ...])

    def documents(self) -> Callable[[str], Document | None]:
        """What finds a document as read by its hash; None for one the last build does not have."""
        places = {paper.sha256: path for paper, path in zip(self.papers, self.readings, strict=True)}
        for path in self.shards:
            places |= {page.sha256: path for page in read_shard(path).pages if page.read}

        def find(sha256: str) -> Document | None:
            path = places.get(sha256)
            if path is None:
                return None
            return read_document(path, sha256) if path.suffix == SUFFIX else read_json(path, Reading).document

        return find


def write_state(case: Case, state: State) -> None:
    """Remember a finished build."""
    written = {
        "statements": [path.relative_to(case.build).as_posix() for path in state.statements],
        "entities": state.entities.relative_to(case.build).as_posix(),
        "findings": state.findings.relative_to(case.build).as_posix(),
        "papers": state.papers,
        "readings": [path.relative_to(case.build).as_posix() for path in state.readings],
        "shards": [path.relative_to(case.build).as_posix() for path in state.shards],
        "site": state.site.relative_to(case.build).as_posix(),
    }
    write_json(case.build / "state.json", written)


def read_state(case: Case) -> State:
    """The last finished build.

    Raises:
        UsageError: the case has not been built, or was built by a version that wrote this otherwise.
    """
    file = case.build / "state.json"
    if not file.is_file():
        raise UsageError("This case has not been built yet. Build it first:  enduse build")
    try:
        written = msgspec.json.decode(file.read_bytes())
        return State(
            statements=tuple(case.build / path for path in msgspec.convert(written["statements"], tuple[str, ...])),
            entities=case.build / written["entities"],
            findings=case.build / written["findings"],
            papers=msgspec.convert(written["papers"], tuple[Paper, ...]),
            readings=tuple(case.build / path for path in written["readings"]),
            shards=tuple(case.build / path for path in written["shards"]),
            site=case.build / written["site"],
        )
    except (msgspec.MsgspecError, KeyError, TypeError) as error:
        raise UsageError(f"build/state.json is not as this version writes it ({error}). Build again:  enduse build") from error
