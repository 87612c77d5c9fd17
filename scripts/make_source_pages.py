"""Writes docs/sources: one page for each source from its ``source.yml``, ``law.yml`` and ``reading.md``, and an index.

`python scripts/make_source_pages.py [--out DIR]`; a test fails if the pages are not current.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from enduse.sources.law import Restriction
from enduse.sources.registry import list_sources
from enduse.sources.source_file import Source

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "sources"
FOLDERS = ROOT / "src" / "enduse" / "sources"
NOTE = "<!-- written by scripts/make_source_pages.py from src/enduse/sources/{folder}; change those files instead -->"
KINDS = {"control-list": "Control lists", "register": "Registers", "legal-acts": "Legal acts"}


def main() -> None:
    """Write all pages; pages of sources that are gone are removed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=PAGES)
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    pages = {f"{source.name}.md": "\n".join(page(source)) + "\n" for source in list_sources()}
    pages["index.md"] = "\n".join(index()) + "\n"
    for old in sorted({path.name for path in out.glob("*.md")} - set(pages)):
        (out / old).unlink()
    for name, text in sorted(pages.items()):
        (out / name).write_text(text, "utf-8")


def index() -> Iterator[str]:
    """The lines of the index."""
    yield from ("# Sources", "", NOTE.format(folder="*"), "")
    yield "Each is named under `lists:` in `case.yml` with a file that you got from its publisher, or that `enduse lists update` took in:"
    yield "Enduse fetches nothing unless told."
    yield "A file that holds several lists (the Consolidated Screening List) is named once for each list you want of it."
    for kind, title in KINDS.items():
        yield from ("", f"## {title}", "", "| source | publisher | restricts |", "|---|---|---|")
        for source in list_sources():
            if source.kind == kind:
                ways = ", ".join(sorted(source.directions)) or "nothing"
                yield f"| [{source.short_title}]({source.name}.md) | {source.publisher} | {ways} |"


def page(source: Source) -> Iterator[str]:
    """The lines of one source's page."""
    folder = source.name.replace("-", "_")
    yield from (f"# {source.short_title}", "", NOTE.format(folder=folder), "", f"{source.title}, kept by: {source.publisher}.", "")
    yield f"Name in `case.yml`: `{source.name}`. Publisher's address: <{source.address}>."
    if source.download:
        got = source.download
        yield f"`enduse lists update {source.name} --download` fetches <{got.address}> ({got.format})."
        yield f"The address was read in {got.read_in}; nothing was fetched from it here."
    else:
        yield "No address of a file in a form that is read is on record: get the file and give it with"
        yield f"`enduse lists update {source.name} --from FILE`."
    if source.reference:
        yield f"Legal basis: {source.reference}."
    if source.law:
        yield from ("", "## What the list does in law")
        for rule in source.law:
            yield from restriction(rule)
    yield from ("", (FOLDERS / folder / "reading.md").read_text("utf-8").strip(), "")
    yield from ("## Size and fields", "")
    low, high = source.expect.minimum, source.expect.maximum
    yield f"Fewer than {low:,} or more than {high:,} entries, or {source.max_shrink:.0%} fewer than in the version before, and the file is"
    yield "refused; the version before stays in use."
    if source.ignore_fields:
        yield f"\nNot read on purpose: {_names(source.ignore_fields)}."
    if source.empty_fields:
        yield f"\nAlways empty until now, so that a value in one is an issue: {_names(source.empty_fields)}."
    for each in source.corrections:
        yield f"\nCorrected: `{each.was}` in `{each.field}` is read as `{each.corrected}`, because {each.because}."
    yield from ("", "## Licence", "", f"{source.licence.name}. {_checked(source)}")


def restriction(rule: Restriction) -> Iterator[str]:
    """The lines of one rule of law."""
    yield from ("", f"### {rule.rule}", "", "| | |", "|---|---|")
    rows = {
        "Legal basis": rule.citation,
        "Who is bound": rule.binds,
        "Direction": ", ".join(rule.directions),
        "What is restricted": rule.restricts,
        "What is *not* restricted": rule.does_not_restrict,
        "Since": rule.since,
        "Until": rule.until,
    }
    yield from (f"| {key} | {' '.join(value.split())} |".replace("\n", " ") for key, value in rows.items() if value)
    texts = [f"[{t.title}]({t.address})" if t.address else f"{t.title}" for t in rule.read]
    publishers = [f"{text} ({read.publisher}{', ' + read.date if read.date else ''})" for text, read in zip(texts, rule.read, strict=True)]
    yield from ("", f"Read: {'; '.join(publishers)}.")


def _checked(source: Source) -> str:
    day = source.licence.checked
    return f"Checked on {day}." if day[:1].isdigit() else f"Checked: {day}."


def _names(fields: frozenset[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(fields))


if __name__ == "__main__":
    main()
