"""Every source, by the same test: its folder is whole, and its importer makes of its sample what is written beside it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from enduse.atlas.rows import Entries
from enduse.model.kinds import load_kinds
from enduse.sources.names import is_address_entry
from enduse.sources.registry import import_list, list_sources
from enduse.sources.source_file import Source
from tests.sources.samples import ANY, PACKAGE, outcome, read_file, samples, samples_of

SAMPLES = samples()


@pytest.mark.parametrize("source", list_sources(), ids=lambda source: source.name)
def test_a_folder_is_whole(source: Source) -> None:
    folder = PACKAGE / source.name.replace("-", "_")
    assert {"source.yml", "importer.py", "reading.md", "__init__.py"} <= {path.name for path in folder.iterdir()}
    assert samples_of(source.name)
    assert (folder / "law.yml").is_file() is (source.kind == "control-list")


@pytest.mark.parametrize(("source", "file"), SAMPLES, ids=[f"{source}-{file.name}" for source, file in SAMPLES])
def test_a_sample_reads_as_written_beside_it(source: str, file: Path) -> None:
    document = read_file(file)
    extraction = import_list(source, document, expect=ANY)
    assert extraction.statements
    assert outcome(extraction) == file.with_name(f"{file.name}.expected").read_text("utf-8")
    assert all(document.text[s.start : s.end] == s.quote for s in extraction.statements)
    assert len({s.id for s in extraction.statements}) == len(extraction.statements)
    entries = Entries(document)
    assert all(entries.at(s.start).end >= s.end for s in extraction.statements), "a page of the atlas can show every passage"
    kinds = load_kinds()
    for statement in extraction.statements:
        assert statement.property in kinds[statement.schema].properties, (statement.schema, statement.property)


@pytest.mark.parametrize(("source", "file"), SAMPLES, ids=[f"{source}-{file.name}" for source, file in SAMPLES])
def test_a_sample_is_invented(source: str, file: Path) -> None:
    document = read_file(file)
    names = [s for s in import_list(source, document, expect=ANY).statements if s.property in ("name", "alias", "previousName")]
    parties = [s for s in names if s.schema not in ("Measure", "Sanction") and not is_address_entry(s.value)]
    own = {s.entity for s in parties}
    invented = {s.entity for s in parties if any(word in s.value.casefold() for word in ("specimen", "样本", "example"))}
    assert own == invented, sorted(own - invented)


def test_the_pages_are_current(root: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, root / "scripts" / "make_source_pages.py", "--out", tmp_path], check=True)
    written = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    kept = {path.name: path.read_text("utf-8") for path in (root / "docs" / "sources").glob("*.md")}
    assert kept == written, "run `make docs`"


@pytest.mark.parametrize(
    ("source", "file", "hidden"),
    [
        ("un-security-council-consolidated-list", "list.xml", ["A comment", "990001", "990003"]),
        ("eu-consolidated-financial-sanctions", "list.xml", ["A remark", "EU.9903.3"]),
        ("uk-fcdo-sanctions-list", "list.xml", ["Something.", "SPC0003", "Specimen Odd <"]),
        ("au-dfat-consolidated-list", "list.xlsx", ["1970", "9902"]),
        ("us-bis-unverified-list", "screening-list.csv", ["Specimen Engine"]),
        ("gleif-level-1", "level1.csv", ["Specimen Sole Trader"]),
        ("cn-unified-social-credit-codes", "codes.csv", ["样本商店"]),
    ],
)
def test_what_is_not_read_stands_in_no_statement_not_even_beside_a_quote(source: str, file: str, hidden: list[str]) -> None:
    document = read_file(PACKAGE / source.replace("-", "_") / "sample" / file)
    shown = [f"{s.prefix}{s.quote}{s.suffix}{s.value}" for s in import_list(source, document, expect=ANY).statements]
    assert not [(words, text) for words in hidden for text in shown if words in text]
