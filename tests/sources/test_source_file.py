from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from enduse.model.errors import InvalidTaxonomy, SourceChanged, UsageError
from enduse.sources.law import parse_law
from enduse.sources.registry import list_sources, load_source
from enduse.sources.size import check_expected, check_shrink
from enduse.sources.source_file import Source, parse_source

PACKAGE = Path(__file__).parents[2] / "src/enduse/sources"
TEXT = (PACKAGE / "us_bis_entity_list/source.yml").read_text("utf-8")


@pytest.mark.parametrize("source", list_sources(), ids=lambda source: source.name)
def test_every_source_has_importer_and_page(source: Source, root: Path) -> None:
    folder = PACKAGE / source.name.replace("-", "_")
    assert (folder / "importer.py").is_file()
    page = (root / "docs/sources" / f"{source.name}.md").read_text("utf-8")
    assert source.title in page
    assert bool(source.law) is (source.kind == "control-list")
    assert all(each.does_not_restrict for each in source.law)


def test_an_unknown_key_names_file_and_key() -> None:
    with pytest.raises(InvalidTaxonomy, match=r"sources/us_bis_entity_list/source\.yml: unknown key publishr.*known keys"):
        parse_source("us-bis-entity-list", TEXT.replace("publisher:", "publishr:"))
    with pytest.raises(InvalidTaxonomy, match=r"unknown key licence\.seen"):
        parse_source("us-bis-entity-list", TEXT.replace("  checked:", "  seen:"))


def test_a_missing_key_and_a_wrong_value_are_named() -> None:
    with pytest.raises(InvalidTaxonomy, match="missing key country"):
        parse_source("us-bis-entity-list", TEXT.replace("country: us\n", ""))
    with pytest.raises(InvalidTaxonomy, match=r"licence\.checked must be text \(put dates in quotation marks\)"):
        parse_source("us-bis-entity-list", TEXT.replace('"2026-11-23"', "2026-11-23"))
    with pytest.raises(InvalidTaxonomy, match=r"missing key corrections\.because"):
        parse_source("us-bis-entity-list", TEXT.replace("    because: one closing bracket too many in the source\n", ""))


def test_an_unknown_source_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match=r"known sources: .*us-bis-entity-list"):
        load_source("us-nobody-list")
    with pytest.raises(UsageError):
        load_source("../model")


def test_a_list_outside_its_expected_size_is_refused_with_numbers() -> None:
    source = load_source("us-bis-entity-list")
    check_expected(source, 3409)
    check_expected(source, 919, {"min": 919})
    with pytest.raises(SourceChanged, match="read 919 entries, expected 3000 to 6000"):
        check_expected(source, 919)
    with pytest.raises(SourceChanged, match="unknown key maximum"):
        check_expected(source, 3409, {"maximum": 5000})


def test_a_list_that_shrank_keeps_the_version_before() -> None:
    source = load_source("us-bis-entity-list")
    check_shrink(source, 3409, 3409)
    check_shrink(source, 3409, 3069)
    check_shrink(source, 0, 5)
    with pytest.raises(
        SourceChanged, match=r"read 2727 .* before had 3409: 682 fewer .*previous version stays.*--accept-list us-bis-entity-list"
    ):
        check_shrink(source, 3409, 2727)
    with pytest.raises(SourceChanged):
        check_shrink(source, 1000, 900)


def test_no_two_lists_share_a_name() -> None:
    taken: dict[str, str] = {}
    for source in list_sources():
        for name in {source.name, source.title, source.short_title, *source.also_called}:
            key = " ".join(name.casefold().split())
            assert taken.setdefault(key, source.name) == source.name, name


def test_a_law_without_a_text_that_was_read_is_refused() -> None:
    law = (PACKAGE / "us_bis_unverified_list/law.yml").read_text("utf-8")
    rules = yaml.safe_load(law)
    assert parse_law("us-bis-unverified-list", law)[0].directions == ("supply-to",)
    for change, words in (
        ({"read": []}, "names no text that was read"),
        ({"directions": ["everywhere"]}, "is no term; known terms"),
        ({"colour": "blue"}, "unknown key colour"),
    ):
        with pytest.raises(InvalidTaxonomy, match=words):
            parse_law("us-bis-unverified-list", yaml.safe_dump([{**rules[0], **change}]))


@pytest.mark.shared
def test_law_taken_from_the_fact_base_is_as_the_script_writes_it(root: Path, shared: Path, tmp_path: Path) -> None:
    sources = tmp_path / "src/enduse/sources"
    shutil.copytree(PACKAGE, sources, ignore=shutil.ignore_patterns("__pycache__", "sample"))
    shutil.copytree(root / "scripts", tmp_path / "scripts", ignore=shutil.ignore_patterns("example", "__pycache__"))
    subprocess.run([sys.executable, tmp_path / "scripts/make_source_law.py", shared / "facts"], check=True)
    for file in sorted(PACKAGE.glob("*/law.yml")):
        assert (sources / file.relative_to(PACKAGE)).read_text("utf-8") == file.read_text("utf-8"), file.parent.name


def test_nothing_recalled_and_no_judgement_stands_in_any_law() -> None:
    for file in sorted(PACKAGE.glob("*/law.yml")):
        text = re.sub(r"(?m)^\s*facts: EF\d\d$", "", file.read_text("utf-8"))
        assert not re.search(r"recalled|\bCHECK\b|\bEF\d\d\b|illegal|violat", text), file
