"""What a bundle says: the finding, its statements and the decisions on it, as data, and a README for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml
from msgspec import structs

from enduse.atlas.bundle.documents import enclosed
from enduse.atlas.bundle.records import archive
from enduse.atlas.bundle.wacz import package
from enduse.atlas.identity import id_of
from enduse.atlas.plaintext import visible
from enduse.atlas.press import Press
from enduse.atlas.shelf import Shelf
from enduse.model.finding import Finding
from enduse.model.said import LANGUAGES, Said
from enduse.model.statement import Statement
from enduse.release.wording import not_an_accusation

FOLDER = "enduse"
SOFTWARE = "Enduse"


def bundle_of(press: Press, finding: Finding) -> bytes:
    """The evidence bundle of a finding that is shown, as the bytes of a WACZ file."""
    statements = _statements(press, finding)
    held = enclosed(press.shelf, statements)
    decisions = _decisions(press, finding)
    told = _told(press, finding, decisions)
    records = [each.record for each in held]
    archived = archive(records, {"software": SOFTWARE, "format": "WARC File Format 1.1"})
    extra = {
        "finding.jsonl": _lines([told]),  # one line: the validator takes a JSON object with a "path" for a description of data
        "statements.jsonl": _lines(_row(press.shelf, each) for each in statements),
        "documents.jsonl": _lines(each.row for each in held),
        "README.txt": _readme(press, finding, [each.row for each in held]).encode("utf-8", "surrogatepass"),
        "verify_bundle.py": verifier(),
    }
    about = {
        "title": visible(finding.title.en),
        "description": f"{visible(finding.summary.en)} {not_an_accusation('en')}",
        "software": SOFTWARE,
    }
    return package(records, archived, {f"{FOLDER}/{name}": content for name, content in extra.items()}, about)


@cache
def verifier() -> bytes:
    """The program that checks bundles, as it is shipped."""
    return (resources.files("enduse.atlas.verifiers") / "verify_bundle.py").read_bytes()


def _statements(press: Press, finding: Finding) -> list[Statement]:
    """The statements of the path, each once, by id."""
    found = {id_of(s): s for step in finding.path for s in press.sheet("").by_id(step.statements)}
    return [found[ident] for ident in sorted(found)]


def _row(shelf: Shelf, statement: Statement) -> dict[str, Any]:
    """A statement with all its fields, in the order its id was made of; ``masked`` names those that private data had to leave."""
    text = shelf.held(statement.document).text
    fields = structs.asdict(statement)
    shown: dict[str, str | None] = {
        "quote": text[statement.start : statement.end],
        "prefix": text[max(0, statement.start - len(statement.prefix)) : statement.start],
        "suffix": text[statement.end : statement.end + len(statement.suffix)],
    }
    if shelf.is_masked(statement):
        shown |= {"value": shown["quote"], "original": None}
    return {
        "id": id_of(statement),
        "masked": sorted(name for name, value in shown.items() if fields[name] != value),
        "fields": fields | shown,
        "page": f"{shelf.page(statement)}#s-{id_of(statement)}",
    }


def _decisions(press: Press, finding: Finding) -> list[dict[str, Any]]:
    """The lines of the reviewers' logs that the finding's page tells of, as they were written."""
    course = press.library.release.courses[finding.id]
    told = [*course.reviews, *course.letters, *course.replies, *course.overrides, *course.clearances, *course.publications]
    lines = press.context.log_lines
    found = [each for each in press.context.decisions if each.line in lines and each.decision in told]
    return [{"log": each.log, "line": json.loads(lines[each.line])} for each in sorted(found, key=lambda g: (g.log, g.number))]


def _told(press: Press, finding: Finding, decisions: list[dict[str, Any]]) -> dict[str, Any]:
    heads = {each["log"]: {"line": each["line"]["number"], "hash": each["line"]["hash"]} for each in decisions}
    named = sorted({*finding.subjects, *(end for step in finding.path for end in (step.origin, step.target))})
    return {
        "id": finding.id,
        "rule": finding.rule,
        "rule_version": finding.rule_version,
        "outcome": finding.outcome,
        "state": finding.state,
        "day": finding.day,
        "specimen": finding.specimen,
        "claims": press.library.release.courses[finding.id].seen.claims,
        "title": _both(finding.title),
        "summary": _both(finding.summary),
        "subjects": list(finding.subjects),
        "path": [
            {
                "origin": step.origin,
                "relation": step.relation,
                "target": step.target,
                "text": _both(step.text),
                "statements": list(step.statements),
            }
            for step in finding.path
        ],
        "gaps": [_both(gap) for gap in finding.gaps],
        "rule_says": _both(finding.rule_says),
        "names": {ident: press.library.caption(ident) for ident in named},
        "decisions": decisions,
        "heads": heads,
        "page": press.library.finding_pages[finding.id],
        "atlas": press.context.title,
        "licence": press.context.licence,
        "note": {language: not_an_accusation(language) for language in LANGUAGES},
    }


def _both(said: Said) -> dict[str, str]:
    return {language: said.text(language) for language in LANGUAGES}


def _lines(rows: Iterable[Mapping[str, Any]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8", "surrogatepass")


@cache
def _words() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((resources.files(__package__) / "readme.yml").read_text("utf-8"))
    return found


def _readme(press: Press, finding: Finding, documents: Iterable[Mapping[str, Any]]) -> str:
    blocks = [_readme_in(press, finding, list(documents), language) for language in LANGUAGES]
    return visible("\n\n".join(blocks)) + "\n"


def _readme_in(press: Press, finding: Finding, documents: list[Mapping[str, Any]], language: str) -> str:
    words = _words()[language]
    lines = [finding.title.text(language), "", finding.summary.text(language), "", not_an_accusation(language), ""]
    if finding.specimen:
        lines += [words["specimen"], ""]
    lines += [words["path"]]
    lines += [
        f"{number}. {step.text.text(language)} ({len(step.statements)} {words['quotes']})" for number, step in enumerate(finding.path, 1)
    ]
    lines += ["", words["gaps"], *(f"- {gap.text(language)}" for gap in finding.gaps), "", words["documents"]]
    for row in documents:
        name = row["paths"][0] if row["paths"] else row["name"]
        lines.append(f"- {name}: {words['forms'][row['form']]} {words['masked'] if row['masked'] else ''}".rstrip())
        lines.append(f"  SHA-256 {row['sha256']}")
    lines += ["", *words["files"], "", words["licence"].format(licence=press.context.licence)]
    return "\n".join(lines)
