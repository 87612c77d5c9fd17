"""Publishing: the site as a task, and the switch from the old site to the new in one step."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from enduse.atlas.context import MASK_SIGN, DocumentInfo, SiteContext
from enduse.atlas.site import build_site
from enduse.case.layout import Case
from enduse.case.plan import SITE, Planned, content_input
from enduse.engine.task import Task
from enduse.entities.resolved import Resolved
from enduse.findings.claims import ClaimResult, load_claims, run_claims
from enduse.model.document import Document
from enduse.model.errors import DamagedBuild
from enduse.model.extraction import Reading
from enduse.model.finding import Finding
from enduse.model.storage import read_json, write_json
from enduse.statements.extract import declares_specimen
from enduse.statements.notices.private import private_spans


@dataclass(frozen=True, slots=True)
class Published:
    """What a site holds, as the build report names it."""

    pages: int
    entities: int
    files: int
    failed_claims: tuple[str, ...] = ()


def plan_site(case: Case, planned: Sequence[Planned], entities: Task, findings: Task) -> Task:
    """The site is one output, a folder, that depends on everything published."""
    claims = case.root / "claims.yml"
    read = list({p.paper.sha256: p for p in planned if p.read.output.exists()}.values())
    inputs = [entities.as_input(), findings.as_input(), *(p.read.as_input() for p in read)]
    if claims.is_file():
        inputs.append(content_input(claims))
    settings = case.settings
    params = {
        "title": settings.title,
        "summary": settings.summary,
        "languages": list(settings.languages),
        "licence": settings.licence,
        "drafts": settings.drafts,
        "claims": claims.is_file(),
        "documents": [[p.paper.sha256, p.paper.role, p.paper.name, list(p.paper.paths), p.paper.specimen] for p in read],
    }
    return Task("site", "enduse.case.publish:site_task", tuple(inputs), params, case.build, SITE, suffix="")


def site_task(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    """Write the folder ``output`` with ``site/`` and ``outcome.json``."""
    entities, findings = inputs[:2]
    readings = {listed[0]: path for listed, path in zip(params["documents"], inputs[2:], strict=False)}
    documents = {
        sha256: DocumentInfo(role, name, tuple(paths), specimen=specimen or (role == "paper" and declares_specimen(document)))
        for sha256, role, name, paths, specimen in params["documents"]
        if (document := read_json(readings[sha256], Reading).document) is not None
    }
    output.mkdir()
    with Resolved(entities) as resolved:
        found = read_json(findings, tuple[Finding, ...])
        claims = tuple(run_claims(load_claims(inputs[-1]), resolved, found)) if params["claims"] else ()
        context = SiteContext(
            resolved=resolved,
            documents=documents,
            read=lambda sha256: _read(readings, sha256),
            mask=_masked,
            title=_text(params["title"]),
            summary=_text(params["summary"]),
            findings=found,
            claims=claims,
            languages=tuple(params["languages"]),
            licence=params["licence"],
            show_drafts=params["drafts"] == "show",
            counts=_counts(resolved, documents),
        )
        written = build_site(context, output / "site")
        files = _files_in(output / "site")
        shown = Published(written.pages, len(resolved.entities()), files, tuple(_says(claim) for claim in claims if not claim.ok))
    write_json(output / "outcome.json", shown)


def publish(case: Case, task: Task) -> Published:
    """Put the built site in place: a reader sees the old site or the new one, never a mixture.

    A build that was ended between the two renames left the old site under its waiting name; it is put back first.

    Raises:
        DamagedBuild: files of the built site are gone.
    """
    fresh, old = case.root / ".site-new", case.root / ".site-old"
    if old.exists() and not case.site.exists():
        old.rename(case.site)
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    shutil.copytree(task.output / "site", fresh)
    there, listed = _files_in(fresh), read_json(task.output / "outcome.json", Published).files
    if there != listed:
        shutil.rmtree(fresh)
        raise DamagedBuild(f"the built site has {there} files, {listed} were written. Delete {case.build} and build again.")
    if case.site.exists():
        case.site.rename(old)
    fresh.rename(case.site)
    shutil.rmtree(old, ignore_errors=True)
    return read_json(task.output / "outcome.json", Published)


def _files_in(folder: Path) -> int:
    return sum(1 for path in folder.rglob("*") if path.is_file())


def _read(readings: Mapping[str, Path], sha256: str) -> Document:
    document = read_json(readings[sha256], Reading).document
    if document is None:
        raise KeyError(sha256)
    return document


def _masked(document: Document) -> str:
    """The text of a paper with every private person's data replaced by signs of the same length."""
    text = list(document.text)
    for start, end, _ in private_spans(document):
        text[start:end] = [MASK_SIGN if not char.isspace() else char for char in text[start:end]]
    return "".join(text)


def _text(languages: dict[str, str]) -> str:
    return languages.get("en") or next(iter(languages.values()), "")


def _counts(resolved: Resolved, documents: Mapping[str, DocumentInfo]) -> dict[str, int]:
    roles = Counter(info.role for info in documents.values() if not info.specimen)
    query = "SELECT count(*), count(DISTINCT document) FROM statements WHERE NOT specimen AND NOT starts_with(source, 'reference:')"
    statements, quoted = resolved.connection.execute(query).fetchall()[0]
    return {
        "papers": roles["paper"],
        "tables": roles["table"],
        "lists": roles["list"],
        "statements": statements,
        "documents quoted": quoted,
    }


def _says(claim: ClaimResult) -> str:
    says = f"Claim {claim.claim.id}: expected {list(claim.claim.expect)}, the built case answers {list(claim.answers)}."
    return f"{says} {claim.error or ''}".strip()
