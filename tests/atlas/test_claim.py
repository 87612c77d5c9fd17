"""A claim cannot be printed without its passage, and two sources stay two."""

from __future__ import annotations

import pytest
from jinja2 import Environment
from msgspec import structs

from enduse.atlas.claim import Claim
from enduse.model.document import Document
from enduse.model.extraction import Witness
from enduse.model.statement import Statement


def statement(value: str = "Luma Vision", source: str = "record:S1", start: int = 0) -> Statement:
    text = f"{value}\n{value}"
    witness = Witness(Document(sha256="a" * 64, media_type="text/plain", text=text), source, "test", "1")
    return witness.state("company:luma", "Company", "name", value, start, start + len(value))


def shown(*statements: Statement, text: str = "Luma Vision", target: str | None = None) -> str:
    return str(Claim(statements, text, lambda s: f"p.html#s-{s.id}", target).__html__())


def test_without_a_statement_there_is_no_claim() -> None:
    with pytest.raises(ValueError, match="without a statement"):
        Claim((), "Luma Vision", str)


def test_a_template_cannot_print_the_bare_value() -> None:
    claim = Claim((statement(),), "Luma Vision", lambda s: f"p.html#s-{s.id}")
    rendered = Environment(autoescape=True).from_string("{{ claim }}").render(claim=claim)
    assert rendered == f'<a class="claim" data-statement="{statement().id}" href="p.html#s-{statement().id}">Luma Vision</a>'
    with pytest.raises(TypeError):
        str(claim)


def test_two_sources_in_one_cell_are_one_link_and_two_passages_are_two() -> None:
    same_cell = shown(statement(), statement(source="record:S2"))
    assert same_cell.count("<a ") == 1
    elsewhere = shown(statement(), statement(start=12))
    assert elsewhere.count("<a ") == 2
    assert "<sup>2</sup>" in elsewhere


def test_a_name_leads_to_its_page_and_a_sign_to_the_passage() -> None:
    html = shown(statement(), target="companies/luma.html")
    assert 'class="ref" href="companies/luma.html"' in html
    assert f"#s-{statement().id}" in html


def test_values_are_escaped_and_steering_signs_written_out() -> None:
    html = shown(statement(), text="<script>alert(1)</script>\u202egnp")
    assert "<script>" not in html
    assert "⟨U+202E⟩" in html


def test_chinese_is_said_to_be_chinese() -> None:
    assert 'lang="zh"' in shown(structs.replace(statement()), text="虚明视讯")
