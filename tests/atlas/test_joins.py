"""Pages say what was joined and why, and which bodies may be the same."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from casebuilder import small_world

from enduse.atlas.check import check_site
from enduse.atlas.site import build_site
from enduse.model.comparison import Comparison, Feature
from enduse.model.entity import Join, PossiblySame

LIKE = Comparison(
    0.87,
    (
        Feature("names", "Genepeak Instruments", "Genepeak Instruments Ltd", 0.9, "words both names have: genepeak, instruments"),
        Feature("left-over", "", "ltd", -0.03, "words that only one name has:  | ltd"),
    ),
)
WHY = "“Genepeak” matches “Xugou” as well"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small world with a company of three mentions, and one that it may be."""
    folder = tmp_path_factory.mktemp("joins")
    world = small_world()
    row = {"key": "again", "name": "Genepeak Instruments Ltd", "sources": "S1"}
    world.table("companies", [row, {**row, "key": "third"}], role="table")
    maker, reseller = world.entities["company:genepeak"], "company:reseller"
    for gone in ("company:again", "company:third"):
        del world.entities[gone]
    joins = (
        Join(left="company:again", right="company:genepeak", rule="score", reason="their names and particulars agree", comparison=LIKE),
        Join(left="company:again", right="company:third", rule="name", reason="same name (Genepeak Instruments Ltd)"),
    )
    mentions = ("company:again", maker.id, "company:third")
    world.entities[maker.id] = replace(maker, mentions=mentions, joins=joins)
    world.possibly_same.append(PossiblySame(left=maker.id, right=reseller, why=f"{WHY} <b>", comparison=LIKE))
    context = world.context(folder / "build")
    with context.resolved:
        build_site(context, folder / "site")
    return folder / "site"


def page_of(site: Path, name: str) -> str:
    for path in sorted((site / "companies").glob("*.html")):
        text = path.read_text("utf-8")
        if re.search(rf"<title>{name}", text):
            return text
    raise AssertionError(name)


def words(page: str) -> str:
    section = re.search(r'(?s)<section aria-labelledby="identity">.*?</section>', page)
    assert section
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", section[0])).split())


def test_a_page_says_what_was_joined_and_why(site: Path) -> None:
    said = words(page_of(site, "Genepeak Instruments"))
    assert "One body, and why" in said
    assert "likeness 0.87 their names and particulars agree for: words both names have: genepeak, instruments" in said
    assert "same name (Genepeak Instruments Ltd)" in said
    assert "company:again" not in said, "ids mean nothing to a reader"


def test_both_pages_name_the_body_it_may_be_with_likeness_and_reasons(site: Path) -> None:
    for name in ("Genepeak Instruments", "Xugou Trading Company"):
        said = words(page_of(site, name))
        assert "Possibly the same" in said
        assert f"{WHY} <b>" in said, "what a name holds is text"
        assert "against: words that only one name has" in said
    assert "One body, and why" not in words(page_of(site, "Xugou Trading Company"))


def test_a_body_alone_says_nothing_of_identity(site: Path) -> None:
    pages = [path.read_text("utf-8") for path in (site / "companies").glob("*.html")]
    assert sum('id="identity"' in page for page in pages) == 2


def test_every_sentence_leads_to_passages(site: Path) -> None:
    assert check_site(site).faults == ()


def test_the_download_lists_ties_with_all_reasons(site: Path) -> None:
    rows = [json.loads(line) for line in (site / "downloads" / "entities.jsonl").read_text("utf-8").splitlines()]
    tied = {row["id"]: row["possibly_same"] for row in rows if row["possibly_same"]}
    assert set(tied) == {"company:genepeak", "company:reseller"}
    assert tied["company:reseller"][0].startswith(f"company:genepeak (0.87): {WHY}")
