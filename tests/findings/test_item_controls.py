"""Controls on goods: what was read of them, the script that writes it, and that nothing is said of goods of which nothing was read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from enduse.findings.item_controls import control_sentences, item_controls
from enduse.findings.rules import load_rules
from enduse.vocabulary.load import vocabulary

RULE = load_rules()["controlled-origin-goods-to-police"]


def said(*kinds: str) -> str:
    return " ".join(each.en for each in control_sentences(RULE.text.steps, "us", kinds))


@pytest.mark.shared
def test_the_committed_facts_are_what_the_script_writes(root: Path, shared: Path, tmp_path: Path) -> None:
    out = tmp_path / "item_controls.yml"
    command = [sys.executable, str(root / "scripts" / "make_item_controls.py"), str(shared / "facts"), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert out.read_bytes() == (root / "src" / "enduse" / "findings" / "item_controls.yml").read_bytes()


@pytest.mark.shared
def test_a_read_row_nobody_decided_on_stops_the_script(root: Path, shared: Path, tmp_path: Path) -> None:
    for name in ("controlled_items.csv", "list_effects.csv", "sources_effects.csv"):
        text = (shared / "facts" / name).read_text("utf-8")
        (tmp_path / name).write_text(text.replace("L092;L008,reported", "L092;L008,read"), "utf-8")
    command = [sys.executable, str(root / "scripts" / "make_item_controls.py"), str(tmp_path), "--out", str(tmp_path / "out.yml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "a line for each read row" in done.stderr
    assert not (tmp_path / "out.yml").exists()


def test_nothing_recalled_is_shipped(root: Path) -> None:
    text = (root / "src" / "enduse" / "findings" / "item_controls.yml").read_text("utf-8").casefold()
    assert "recalled" not in text
    assert "inferred" not in text
    assert all(each.read for each in (*item_controls().controls, *item_controls().outside))


def test_kinds_are_terms_of_the_vocabulary() -> None:
    terms = {term.id for term in vocabulary("technology").terms}
    assert {kind for each in (*item_controls().controls, *item_controls().outside) for kind in each.kinds} <= terms


def test_the_crime_control_rule_is_said_to_reach_fingerprint_systems_and_not_dna_kits() -> None:
    assert "3A981" in said("fingerprint-recognition")
    assert "reason for control “CC (Column 1)”" in said("fingerprint-recognition")
    kit = said("str-kit")
    assert "is read as not reaching goods of the kind “STR kits”" in kit
    assert "DNA sequencers and kits" in kit
    assert "(2025-01-06)" in kit
    assert "control number" not in kit


@pytest.mark.parametrize(
    "kind", ["str-kit", "face-recognition", "surveillance-storage", "phone-forensics", "police-mapping", "data-centre"]
)
def test_kinds_that_only_lists_reach_are_named(kind: str) -> None:
    assert item_controls().without("us", [kind]) == [kind]


@pytest.mark.parametrize("kind", ["fingerprint-recognition", "voice-recognition", "cell-site-simulator"])
def test_kinds_that_a_control_on_items_names_are_not(kind: str) -> None:
    assert item_controls().without("us", [kind]) == []


def test_of_another_country_nothing_was_read() -> None:
    assert control_sentences(RULE.text.steps, "de", ["fingerprint-recognition"]) == []
    assert item_controls().without("de", ["fingerprint-recognition"]) == ["fingerprint-recognition"]


def test_every_kind_of_the_rule_has_its_line_on_the_page_and_its_source(root: Path) -> None:
    lines = (root / "src/enduse/findings/rules/controlled-origin-goods-to-police.yml").read_text("utf-8").splitlines()
    for kind in RULE.text.terms["technology"]:
        (line,) = (line for line in lines if line.strip().startswith(f"- {kind} "))
        assert "# CI" in line, f"{kind} names no row of the fact base"
