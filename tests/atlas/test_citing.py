"""Every record of the atlas is cited, in three forms that agree; nothing in a name breaks a form; a release says which it is."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from casebuilder import small_world

from enduse.atlas.citing.bibtex import bibtex
from enduse.atlas.citing.citation import Atlas, Citation, Work, cite, of_release
from enduse.atlas.citing.csl import csl, read
from enduse.atlas.citing.files import FILES, lay_citations
from enduse.atlas.citing.ris import ris
from enduse.atlas.releases.manifest import Released
from enduse.atlas.site import build_site

RECORDS = ("buyers", "cities", "companies", "countries", "equipment", "findings", "lists", "papers", "projects", "rules", "sources")
"""Folders of pages that are records, but for the list in each."""
NASTY = '100% {of} it_ & more\\ {{ #1 $x^2 ~ "q" 样本\r\nER  - \r\n@misc{x, 50}'


def entries(text: str) -> Iterator[dict[str, str]]:
    """A file of BibTeX as a program reads it: by counting braces, which a backslash does not hide."""
    at = 0
    while (start := text.find("@", at)) >= 0:
        key, place = text[text.index("{", start) + 1 : text.index(",", start)], text.index(",", start) + 1
        fields = {"": key}
        while (found := re.compile(r"\s*(\w+) = \{").match(text, place)) is not None:
            depth, place = 1, found.end()
            while depth:
                depth += {"{": 1, "}": -1}.get(text[place], 0)
                place += 1
            fields[found[1]] = text[found.end() : place - 1]
            assert text[place] == ","
            place += 1
        at = text.index("}", place) + 1
        assert not text[place : at - 1].strip()
        yield fields


def references(text: str) -> list[dict[str, str]]:
    """A file of RIS, line by line."""
    found: list[dict[str, str]] = []
    assert text.replace("\r\n", "").isprintable()
    for line in text.removesuffix("\r\n").split("\r\n"):
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert match is not None, line
        if match[1] == "TY":
            found.append({})
        found[-1][match[1]] = match[2]
    return found


def cited(site: Path) -> tuple[list[dict[str, Any]], list[dict[str, str]], list[dict[str, str]]]:
    bib, references_, items = (site / "downloads" / name for name in FILES)
    read_ris = references(references_.read_bytes().decode())
    return json.loads(items.read_text("utf-8")), list(entries(bib.read_text("utf-8"))), read_ris


def test_every_record_is_cited_alike_in_three_forms(site: Path) -> None:
    items, bib, ris_ = cited(site)
    keys = [item["id"] for item in items]
    assert keys[0] == "atlas"
    assert len({key.lower() for key in keys}) == len(keys)
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+", key) for key in keys)
    assert [entry[""] for entry in bib] == [entry["ID"] for entry in ris_] == keys
    assert {entry["TY"] for entry in ris_} == {"DATA", "ELEC"}
    assert all(list(entry)[-1] == "ER" for entry in ris_)
    version = json.loads((site / "downloads" / "datapackage.json").read_text("utf-8"))["version"]
    assert items[0]["version"] == version
    assert all(item["container-title"] == items[0]["title"] for item in items[1:])
    pages = {item["custom"]["page"] for item in items[1:]}
    assert all(f"Page {item['custom']['page']}." in item["note"] for item in items)
    there = {path.relative_to(site).as_posix() for folder in RECORDS for path in (site / folder).glob("*.html")}
    lists = {f"{folder}/index.html" for folder in RECORDS}
    rows = [json.loads(line) for line in (site / "downloads" / "findings.jsonl").read_text("utf-8").splitlines()]
    gone = {row["page"] for row in rows if row["title"] is None}
    assert pages == there - lists - gone
    specimens = {row["page"] for row in rows if row["specimen"]}
    assert all(item["title"].startswith("[Specimen] ") for item in items if item["custom"]["page"] in specimens)
    assert specimens


def test_items_are_of_the_citation_style_language(site: Path) -> None:
    """The keys, types and shapes that csl-data.json has of what is written here."""
    texts = {"id", "type", "title", "container-title", "publisher", "version", "URL", "note"}
    for item in cited(site)[0]:
        assert item["type"] in {"dataset", "webpage"}
        assert item.keys() <= {*texts, "author", "issued", "custom"}
        assert all(isinstance(item[name], str) and item[name] for name in texts & item.keys())
        assert isinstance(item["custom"], dict)
        assert csl(read(item)) == item


def test_the_page_of_a_record_says_how_to_cite_it(site: Path) -> None:
    items = cited(site)[0]
    for folder in ("", "zh/"):
        for item in items[1:]:
            page = item["custom"]["page"]
            if folder and page.startswith("papers/"):
                continue  # a paper's own text stands once
            text = (site / folder / page).read_text("utf-8")
            quiet = text[text.index('<details class="cite') : text.index("</details>", text.index('<details class="cite'))]
            (entry,) = entries(html.unescape(quiet))
            assert entry[""] == item["id"]
            assert entry.get("version", "") == item.get("version", "")
            assert f"page {folder}{page}" in entry["howpublished"].replace("\\_", "_")
            assert len(quiet.encode()) < 1_600
    assert "<details" not in (site / "companies" / "index.html").read_text("utf-8").partition("<main")[2].partition("cite")[0]
    assert 'class="cite' not in (site / "index.html").read_text("utf-8")


@pytest.mark.parametrize("form", [bibtex, ris])
def test_no_sign_of_a_name_breaks_a_form(form: Any) -> None:
    work = Work(key="company.specimen", title=NASTY, kind="Company", id="company:specimen")
    atlas = Atlas(title="{" + NASTY, authors=("A } and {B", "样本*社"), publisher=NASTY, address="https://atlas.example/{a}/")
    made = form(cite(work, atlas, "companies/a_b.html", "0" * 16)) + form(Citation(key="next", title="Next", page="p.html"))
    read_back = list(entries(made)) if form is bibtex else references(made)
    assert [entry["" if form is bibtex else "ID"] for entry in read_back] == ["company.specimen", "next"]
    if form is bibtex:
        title = read_back[0]["title"]
        assert not re.search(r"(?<!\\)[%&#_$]", title)
        assert r"100\% \textbraceleft{}of\textbraceright{} it\_ \& more\textbackslash{}" in title
        assert read_back[0]["author"] == r"{A \textbraceright{} and \textbraceleft{}B} and {样本*社}"
        assert read_back[0]["url"] == "https://atlas.example/%7Ba%7D/companies/a_b.html"
    else:
        assert read_back[0]["AU"] == "样本 社"


def test_what_the_case_says_of_itself_is_cited(tmp_path: Path) -> None:
    addresses = ("ask whoever gave it to you", "https://atlas.example", "http://specimen.onion/")
    context = small_world().context(tmp_path / "build", title="A & B", addresses=addresses, authors=("Specimen Desk",), publisher="样本社")
    with context.resolved:
        build_site(context, tmp_path / "site")
    items, bib, ris_ = cited(tmp_path / "site")
    assert items[0]["URL"] == "https://atlas.example/"
    assert all(item["URL"] == f"https://atlas.example/{item['custom']['page']}" for item in items[1:])
    assert {(item["author"][0]["literal"], item["publisher"]) for item in items} == {("Specimen Desk", "样本社")}
    assert {(entry["author"], entry["publisher"]) for entry in bib} == {("{Specimen Desk}", "样本社")}
    assert {(entry["AU"], entry["PB"]) for entry in ris_} == {("Specimen Desk", "样本社")}
    assert bib[0]["title"] == r"{A \& B}"
    assert not any("date" in entry for entry in bib if not entry[""].startswith("finding-"))
    page = (tmp_path / "site" / items[-1]["custom"]["page"]).read_text("utf-8")
    assert f'href="{items[-1]["URL"]}"' not in page  # a page leads to no address of its own


def test_a_release_is_cited_by_number_and_day(site: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(site, tmp_path / "copy"))
    lay_citations(copy, site, Released(3, "2031-02-01"))
    items, bib, ris_ = cited(copy)
    own = {item["id"] for item in cited(site)[0] if "issued" in item}
    assert all(item["version"].startswith("release 3 of 2031-02-01") for item in items)
    assert all(item["issued"]["date-parts"] == [[2031, 2, 1]] for item in items if item["id"] not in own)
    assert all(entry["date"] == "2031-02-01" and entry["year"] == "2031" for entry in bib if entry[""] not in own)
    assert all(entry["DA"] == "2031/02/01" and entry["PY"] == "2031" for entry in ris_ if entry["ID"] not in own)
    lay_citations(copy, site, None)
    assert all((copy / "downloads" / name).read_bytes() == (site / "downloads" / name).read_bytes() for name in FILES)


def test_the_day_of_a_finding_is_its_own() -> None:
    finding = Citation(key="finding-1", title="T", container="A", version="v", day="2030-05-01", page="p.html")
    assert of_release(finding, Released(1, "2031-01-01")).day == "2030-05-01"
    assert of_release(finding, Released(1, "2031-01-01")).version == "release 1 of 2031-01-01 (v)"
