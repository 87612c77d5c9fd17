"""The plan: which tasks a case needs. Every output is named by the hash of what it depends on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from enduse.case.inventory import Paper
from enduse.case.joining_stages import FIND, RESOLVE
from enduse.case.layout import Case
from enduse.decisions.reviewers import decisions_of
from enduse.documents.ocr_extra import EXTENSIONS, installed
from enduse.engine.task import Input, Task
from enduse.evidence.vault import Vault
from enduse.release.suppression import suppressions

READ = ("model", "language", "engine", "evidence", "documents")
EXTRACT = ("model", "vocabulary", "language", "sources", "statements")
KEEP = (*RESOLVE, "release")
SITE = (*FIND, "documents", "release", "atlas", "case")


@dataclass(frozen=True, slots=True)
class Planned:
    """A paper with the two tasks that make statements of it."""

    paper: Paper
    read: Task
    extract: Task


def plan_papers(case: Case, vault: Vault, papers: tuple[Paper, ...]) -> list[Planned]:
    """One read and one extract task for each document. Where two roles share bytes they share the reading, redacted if one is a paper."""
    planned = []
    engine = installed()
    redacted = {paper.sha256 for paper in papers if paper.role == "paper"}
    expectations = {listed.source: listed.expect for listed in case.settings.lists}
    for paper in papers:
        how: dict[str, Any] = {"sha256": paper.sha256, "extension": paper.extension, "redact": paper.sha256 in redacted}
        if engine is not None and paper.extension.lower() in EXTENSIONS:
            how["ocr"] = engine  # a paper refused for want of OCR is read again once the extra is there
        read = Task(
            stage="documents",
            function="enduse.documents.reading:read_task",
            inputs=(Input(vault.path(paper.sha256), paper.sha256),),
            params=how,
            folder=case.build,
            rooms=READ,
        )
        params = {"role": paper.role, "name": paper.name, "specimen": paper.specimen}
        if paper.role == "list":
            # an earlier copy was of the expected size when it was the list; later sizes say nothing about it
            params["expect"] = {"min": 0} if paper.earlier else expectations[paper.name]
            params["copied"] = paper.copied
        extract = Task(
            stage="statements",
            function="enduse.statements.extract:extract_task",
            inputs=(read.as_input(),),
            params=params,
            folder=case.build,
            rooms=EXTRACT,
        )
        planned.append(Planned(paper, read, extract))
    return planned


def plan_suppressed(case: Case, tables: tuple[Task, ...]) -> tuple[Task, ...]:
    """The statements without what people removed; where nobody removed anything, the tables as they are."""
    logs = decision_logs(case)
    if not suppressions(decisions_of([log.path for log in logs]), case.settings.people):
        return tables
    params = {"people": {role: list(names) for role, names in case.settings.people.items()}}
    inputs = (*(table.as_input() for table in tables), *logs)
    return (Task("kept", "enduse.release.suppression:suppress_task", inputs, params, case.build, KEEP, ".parquet"),)


def decision_logs(case: Case) -> tuple[Input, ...]:
    """Every reviewer's log, in the order of their names."""
    return tuple(content_input(path) for path in sorted((case.root / "decisions").glob("*.jsonl")))


def content_input(path: Path) -> Input:
    """A file of the case as an input, by the hash of its content."""
    return Input(path, hashlib.sha256(path.read_bytes()).hexdigest())
