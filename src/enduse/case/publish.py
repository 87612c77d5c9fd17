"""Publishing: the site as a task, and the switch from the old site to the new in one step."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from enduse.atlas.context import MASK_SIGN, DocumentInfo, SiteContext
from enduse.atlas.site import build_site
from enduse.case.bulk import Shard, page_path
from enduse.case.change_log import record_changes as record
from enduse.case.inventory import may_be_pictured
from enduse.case.laying import fresh_copy, switch, tell
from enduse.case.layout import Case
from enduse.case.plan import SITE, Planned, content_input, decision_logs
from enduse.decisions.log import written_lines
from enduse.decisions.reviewers import decisions_of
from enduse.documents.reading import draw_stored
from enduse.engine.task import Task
from enduse.entities.resolved import Resolved
from enduse.findings.claims import ClaimResult, load_claims, run_claims
from enduse.model.decision import Given, kind_of
from enduse.model.document import Document
from enduse.model.errors import DamagedBuild
from enduse.model.extraction import Reading
from enduse.model.finding import Finding
from enduse.model.storage import read_json, write_json
from enduse.release.conclusions import refuse_conclusions
from enduse.release.release import Release, release_of
from enduse.release.states import drafts_setting
from enduse.release.suppression import covering, suppressions
from enduse.statements.extract import declares_specimen
from enduse.statements.notices.private import private_spans
from enduse.statements.shard_file import SUFFIX, read_document, read_shard

SEVERAL_HANDS = 40_000
"""Statements from which a site is printed by several processes."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a site holds, as the build report names it."""

    pages: int
    entities: int
    files: int
    failed_claims: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    """Decisions that count for nothing, each with the reason."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The outputs of earlier stages a site is made of: all statements as merged, entities (of those left after removals), findings."""

    merged: tuple[Task, ...]
    entities: Task
    findings: Task


def plan_site(case: Case, planned: Sequence[Planned], shards: Sequence[Shard], tables: Tables) -> Task:
    """The site is one output, a folder, that depends on everything published."""
    claims = case.root / "claims.yml"
    read = list({p.paper.sha256: p for p in planned if p.read.output.exists()}.values())
    logs = decision_logs(case)
    stages = [tables.entities, tables.findings, *tables.merged]
    words = [file for code in case.settings.languages if (file := case.words / f"{code}.yml").is_file()]
    drawn = [p for p in read if p.paper.role == "paper" and may_be_pictured(case, p.paper.paths)]
    stored = [p.read.inputs[0] for p in drawn]
    inputs = [*(task.as_input() for task in stages), *logs, *stored, *(p.read.as_input() for p in read)]
    inputs += [*(shard.task.as_input() for shard in shards), *map(content_input, words)]
    if claims.is_file():
        inputs.append(content_input(claims))
    settings = case.settings
    params = {
        "pictures": [[p.paper.sha256, p.paper.extension] for p in drawn],
        "tables": len(tables.merged),
        "title": settings.title,
        "summary": settings.summary,
        "languages": list(settings.languages),
        "words": [file.name for file in words],
        "licence": settings.licence,
        "drafts": settings.drafts,
        "addresses": list(settings.addresses),
        "authors": list(settings.authors),
        "publisher": settings.publisher,
        "people": {role: list(names) for role, names in settings.people.items()},
        "logs": [log.path.name for log in logs],
        "claims": claims.is_file(),
        "documents": [[p.paper.sha256, p.paper.role, p.paper.name, list(p.paper.paths), p.paper.specimen] for p in read],
        "shards": [shard.source for shard in shards],
    }
    return Task("site", "enduse.case.publish:site_task", tuple(inputs), params, case.build, SITE, suffix="")


def site_task(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    """Write the folder ``output`` with ``site/``, ``outcome.json``, ``pages.json`` (the page of each entity that has one) and
    ``released.json`` (the findings shown, in the state people gave them).

    Raises:
        InvalidTaxonomy: a sentence of a finding, held back or not, states a conclusion of law.
    """
    output.mkdir()
    with site_context(inputs, params) as context:
        resolved = context.resolved
        refuse_conclusions(context.findings, resolved)
        again = partial(site_context, inputs, params)
        written = build_site(context, output / "site", again=again, hands=hands_for(resolved, context.languages))
        released = _released(resolved, context.findings, context.decisions, params)
        shown = Published(
            pages=written.pages,
            entities=len(resolved.entities()),
            files=_files_in(output / "site"),
            failed_claims=tuple(_says(claim) for claim in context.claims if not claim.ok),
            ignored=tuple(_not_counted(*each) for each in released.ignored),
        )
    write_json(output / "outcome.json", shown)
    write_json(output / "pages.json", written.entity_pages)
    write_json(output / "released.json", released.shown)


@contextmanager
def site_context(inputs: list[Path], params: dict[str, Any]) -> Iterator[SiteContext]:
    """What the site is a function of, opened from the inputs and parameters of its task; every process that prints opens it so."""
    entities, findings, *rest = inputs
    merged, rest = rest[: params["tables"]], rest[params["tables"] :]
    logs, rest = rest[: len(params["logs"])], rest[len(params["logs"]) :]
    stored, rest = rest[: len(params["pictures"])], rest[len(params["pictures"]) :]
    originals = {sha256: (extension, path) for (sha256, extension), path in zip(params["pictures"], stored, strict=True)}
    given = decisions_of(logs)
    people = _people(params)
    removed = suppressions(given, people)
    veil = covering(merged, removed)
    readings = {listed[0]: path for listed, path in zip(params["documents"], rest, strict=False)}
    rest = rest[len(params["documents"]) :]
    shards, rest = rest[: len(params["shards"])], rest[len(params["shards"]) :]
    documents = {
        sha256: DocumentInfo(
            role, name, tuple(veil.cover(path, MASK_SIGN) for path in paths), specimen=specimen or _invented(role, document)
        )
        for sha256, role, name, paths, specimen in params["documents"]
        if (document := read_json(readings[sha256], Reading).document) is not None
    }
    for source, path in zip(params["shards"], shards, strict=True):
        for page in read_shard(path).pages:
            if page.read:
                address = veil.cover(page_path(source, page.name), MASK_SIGN)
                documents[page.sha256] = DocumentInfo("paper", "", (address,), specimen=page.specimen)
                readings[page.sha256] = path
    with Resolved(entities) as resolved:
        found = read_json(findings, tuple[Finding, ...])
        # A query of a claim sees what readers see: what is held back or taken back answers nothing.
        shown = _released(resolved, found, given, params).shown if params["claims"] else ()
        yield SiteContext(
            resolved=resolved,
            documents=documents,
            read=lambda sha256: veil.covered(_read(readings, sha256), MASK_SIGN),
            mask=_masked,
            title=_text(params["title"]),
            summary=_text(params["summary"]),
            findings=found,
            claims=tuple(run_claims(load_claims(inputs[-1]), resolved, shown)) if params["claims"] else (),
            languages=tuple(params["languages"]),
            titles=params["title"],
            summaries=params["summary"],
            words=rest[0].parent if params["words"] else None,
            licence=params["licence"],
            show_drafts=params["drafts"] == "show",
            addresses=tuple(params["addresses"]),
            authors=tuple(params["authors"]),
            publisher=params["publisher"],
            pictured=frozenset(originals),
            draw=lambda sha256, order: draw_stored(originals[sha256][1].read_bytes(), sha256, originals[sha256][0], order),
            decisions=tuple(given),
            log_lines={digest: line for log in logs for digest, line in written_lines(log)},
            suppressions=removed,
            people=people,
            counts=_counts(resolved, documents),
        )


def hands_for(resolved: Resolved, languages: Sequence[str]) -> int:
    """How many processes print a site: one of a small case, which opening twice would make slower; else one a language, two at least,
    and never more than there are cores."""
    found = resolved.connection.execute("SELECT count(*) FROM statements").fetchone()
    if not found or found[0] < SEVERAL_HANDS:
        return 1
    return min(os.cpu_count() or 1, max(2, len({"en", *languages})))


def _released(resolved: Resolved, found: tuple[Finding, ...], given: Sequence[Given], params: dict[str, Any]) -> Release:
    return release_of(resolved, found, given, drafts_setting(params["drafts"]), _people(params))


def _people(params: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    return {role: tuple(names) for role, names in params["people"].items()}


def publish(case: Case, task: Task, record_changes: str | None = None) -> Published:
    """Put the built site in place: a reader sees the old site or the new one, never a mixture.

    With a day in ``record_changes`` what differs from the old site is added to the case's log of changes. Feeds tell the log.

    Raises:
        DamagedBuild: files of the built site are gone.
    """
    fresh = fresh_copy(case, task.output / "site")
    there, listed = _files_in(fresh), read_json(task.output / "outcome.json", Published).files
    if there != listed:
        shutil.rmtree(fresh)
        raise DamagedBuild(f"the built site has {there} files, {listed} were written. Delete {case.build} and build again.")
    if record_changes is not None and (case.site / "downloads" / "documents.jsonl").is_file():
        record(case, case.site, fresh, record_changes)
    tell(case, fresh, task.output / "site")
    switch(case, fresh)
    return read_json(task.output / "outcome.json", Published)


def _files_in(folder: Path) -> int:
    return sum(1 for path in folder.rglob("*") if path.is_file())


def _read(readings: Mapping[str, Path], sha256: str) -> Document:
    path = readings[sha256]
    document = read_document(path, sha256) if path.suffix == SUFFIX else read_json(path, Reading).document
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


def _invented(role: str, document: Document) -> bool:
    return role == "paper" and declares_specimen(document)


def _not_counted(given: Given, why: str) -> str:
    return f"decisions/{given.log} line {given.number} ({kind_of(given.decision)} by {given.decision.reviewer}) counts for nothing: {why}."


def _says(claim: ClaimResult) -> str:
    says = f"Claim {claim.claim.id}: expected {list(claim.claim.expect)}, the built case answers {list(claim.answers)}."
    return f"{says} {claim.error or ''}".strip()
