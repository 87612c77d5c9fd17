"""A site in several languages: the same pages in each, nothing of ours left in another, originals beside names."""

from __future__ import annotations

import json
import re
import shutil
import string
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from casebuilder import small_world
from pseudo_language import CODE, write_language

from enduse.atlas.check import check_site
from enduse.atlas.counts import asked
from enduse.atlas.exporters import EXPORTERS
from enduse.atlas.figures import Figures
from enduse.atlas.geography import load_geography
from enduse.atlas.library import Library
from enduse.atlas.names import Names
from enduse.atlas.site import build_site
from enduse.atlas.tongue import tongues
from enduse.atlas.words import OPEN, is_open, load_words
from enduse.entities.sentences import retold
from enduse.findings.rules import load_rules
from enduse.model.errors import InvalidTaxonomy
from enduse.model.kinds import load_kinds
from enduse.vocabulary.load import vocabularies, vocabulary

SHARED = ("papers", "records", "entries")


def own_words(root: Path, language: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((root / "src/enduse/atlas/words" / f"{language}.yml").read_text("utf-8"))
    return found


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from leaves(each, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from leaves(each, f"{path}[{number}]")
    else:
        yield path, str(value)


def closed(words: dict[str, Any]) -> dict[str, str]:
    """Texts by key, without the blocks whose keys are those of other files."""
    return {path: text for path, text in leaves(words) if not is_open(path)}


def test_every_key_of_english_is_in_chinese_and_no_other(root: Path) -> None:
    english, chinese = closed(own_words(root, "en")), closed(own_words(root, "zh"))
    assert sorted(english.keys() ^ chinese.keys()) == []
    for path, text in english.items():
        assert fields(text) == fields(chinese[path]), path


def fields(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_whatever_english_names_in_other_files_chinese_names_too(root: Path) -> None:
    english, chinese = own_words(root, "en"), own_words(root, "zh")
    for block in (block for block in OPEN if "." not in block):
        assert set(english[block]) <= set(chinese[block]), block


def test_every_thing_of_other_files_has_a_chinese_name() -> None:
    words = load_words("zh")
    properties = {(kind.name, name) for kind in load_kinds().values() for name in kind.properties}
    assert [pair for pair in sorted(properties) if not {pair[1], ".".join(pair)} & set(words["labels"])] == []
    assert set(load_kinds()) <= set(words["kinds"])
    assert set(load_rules()) <= set(words["rules_named"])
    assert {each["id"] for each in asked()} <= set(words["counts"])
    assert set(EXPORTERS) <= set(words["downloads"]["tables"])
    said = words["downloads"]["said"]
    for name, exporter in EXPORTERS.items():
        flat = set(getattr(exporter, "PROPERTIES", {}))
        assert set(exporter.COLUMNS) - flat <= set(said.get(name, {})) | (set(said["flat"]) if flat else set()), name
        assert set(said.get(name, {})) <= set(exporter.COLUMNS), name
    terms = [(name, term) for name in vocabularies() for term in vocabulary(name).terms]
    assert [(name, term.id) for name, term in terms if "zh" not in term.label] == []
    geography = load_geography()
    assert [code for code in geography.codes if not re.search("[\u3400-\u9fff]", geography.name(code, "zh"))] == []


def test_every_page_stands_in_both_languages_and_a_sources_own_text_once(site: Path) -> None:
    english = {page.relative_to(site).as_posix() for page in site.rglob("*.html") if page.relative_to(site).parts[0] != "zh"}
    chinese = {page.relative_to(site / "zh").as_posix() for page in (site / "zh").rglob("*.html")}
    once = {page for page in english if page.split("/")[0] in SHARED and not page.endswith("/index.html")}
    assert chinese == english - once
    assert len(once) > 10
    others = {path.relative_to(site / "zh").as_posix() for path in (site / "zh").rglob("*") if path.is_file() and path.suffix != ".html"}
    assert others == {"feeds/changes.atom", "feeds/changes.json"}
    for page in chinese:
        assert '<html lang="zh-Hans">' in (site / "zh" / page).read_text("utf-8")
        assert '<html lang="en">' in (site / page).read_text("utf-8")


def test_a_page_that_stands_once_says_in_chinese_what_it_is(site: Path) -> None:
    for page in [*(site / "records").glob("*.html"), *(site / "papers").glob("*.html")]:
        text = page.read_text("utf-8")
        if page.name != "index.html":
            block = text.partition('id="in-zh"')[2].partition("</aside>")[0]
            assert "并非指控" in text.partition('id="note"')[2]
            assert "记录" in block or "文件" in block
            assert 'href="../zh/index.html"' in block
            assert 'href="#in-zh"' in text


def test_a_page_that_leads_to_no_other_language_is_found(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    doctor(copy / "zh" / "projects" / "p1.html", '<html lang="zh-Hans">', '<html lang="en">')
    doctor(copy / "companies" / "luma.html", 'href="../zh/companies/luma.html"', 'href="../zh/companies/genepeak.html"')
    doctor(copy / "records" / "projects-p1.html", 'id="in-zh"', 'id="elsewhere"')
    found = {fault.page for fault in check_site(copy).faults if fault.kind == "language"}
    assert found >= {"zh/projects/p1.html", "companies/luma.html", "records/projects-p1.html"}
    assert check_site(site).counts["language"] == 0


def doctor(page: Path, was: str, now: str) -> None:
    text = page.read_text("utf-8")
    assert was in text
    page.write_text(text.replace(was, now), encoding="utf-8")


def test_a_dead_link_and_a_value_without_passage_are_found_in_chinese_pages_too(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    doctor(copy / "zh" / "projects" / "p1.html", '<main id="main">', '<main id="main"><a href="nowhere.html">x</a><p>虚明视讯</p>')
    found = {fault.kind for fault in check_site(copy).faults if fault.page == "zh/projects/p1.html"}
    assert found == {"dead-link", "loose-value"}


def test_names_stand_in_the_language_of_the_page_with_the_original_beside_them(site: Path) -> None:
    company = (site / "zh" / "companies" / "luma.html").read_text("utf-8")
    head = company.partition("<h1>")[2].partition("</h1>")[0]
    assert head.index("虚明视讯") < head.index("Luma Vision")
    assert "<title>虚明视讯 Luma Vision" in company
    projects = (site / "zh" / "projects" / "p1.html").read_text("utf-8")
    assert '虚明视讯 <span class="original">Luma Vision</span>' in projects
    english = (site / "companies" / "luma.html").read_text("utf-8").partition("<h1>")[2].partition("</h1>")[0]
    assert english.index("Luma Vision") < english.index("虚明视讯")
    assert "<h1>Safe streets" not in english


def test_countries_terms_dates_and_sums_are_written_as_the_language_does(site: Path) -> None:
    chinese = (site / "zh" / "projects" / "p1.html").read_text("utf-8")
    assert "赞比亚" in chinese
    assert re.search(r">\d{4}年\d{1,2}月", chinese)
    figures = Figures.of(load_words("zh")["figures"])
    assert (figures.date("2019-10-09"), figures.date("2015/2016")) == ("2019年10月9日", "2015年至2016年")
    assert (figures.sum("CNY 569800.00"), figures.sum("XAF 5000")) == ("人民币569,800.00元", "5,000 XAF")
    english = Figures.of(load_words("en")["figures"])
    assert (english.date("2019-10-09"), english.date("2019-10"), english.date("2015/2016")) == (
        "9 October 2019",
        "October 2019",
        "2015 to 2016",
    )
    assert (english.sum("CNY 569800.00"), english.number("3800"), english.number("38000.5")) == ("CNY 569,800.00", "3800", "38,000.5")
    assert english.date("soon") == english.sum("soon") == "soon"


class _Bare(HTMLParser):
    """Texts of a page that are no words of a source: outside claims, names, passages, quotes and sentences of a rule."""

    SOURCES = frozenset(
        {"claim", "ref", "passage", "told", "query", "hash", "original", "key", "brand-name", "brand-case", "file", "standfirst"}
    )
    VOID = frozenset({"link", "meta", "br", "hr", "img", "input"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[bool] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        known = (
            bool(set((given.get("class") or "").split()) & self.SOURCES)
            or tag in ("title", "del", "code", "style")
            or given.get("lang") == "en"
        )
        spoken = ("title", "data-label") if known else ("aria-label", "title", "data-label")  # a link in a drawing says a source's name
        self.found += [given[name] or "" for name in spoken if name in given]
        if tag not in self.VOID:
            self.open.append(known or bool(self.open and self.open[-1]))

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not (self.open and self.open[-1]):
            self.found.append(data)


def bare_texts(page: Path) -> list[str]:
    """English words on a page that are neither a source's nor between the marks of the test's language."""
    reader = _Bare()
    reader.feed(page.read_text("utf-8"))
    left = re.sub(r"⟦[^⟦⟧]*⟧", "", re.sub(r"⟦[^⟦⟧]*⟧", "", " \n".join(reader.found)))
    return [line.strip() for line in left.splitlines() if re.search("[A-Za-z]{3,}", line)]


@pytest.fixture(scope="module")
def third(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a language that is one file in a folder."""
    folder = tmp_path_factory.mktemp("third")
    write_language(folder / "words")
    context = small_world().context(folder / "build", languages=("en", "zh", CODE), words=folder / "words")
    with context.resolved:
        build_site(context, folder / "site")
    return folder / "site"


def test_a_third_language_is_one_file(third: Path) -> None:
    assert check_site(third).faults == ()
    page = (third / CODE / "projects" / "p1.html").read_text("utf-8")
    assert f'<html lang="{CODE}">' in page
    assert page.count("hreflang=") == 3 + 2
    assert "⟦Zambia⟧" in page
    assert 'href="../../zh/projects/p1.html"' in page


ALLOWED = {"CSV", "Atom", "JSON Feed", "A test atlas", "Operational"}
"""Names of formats; the title of a case that has none in this language; a status of a row that the vocabulary does not know."""


def test_no_page_says_anything_of_ours_past_the_files_of_words(third: Path) -> None:
    said = {(page.relative_to(third / CODE).as_posix(), text) for page in (third / CODE).rglob("*.html") for text in bare_texts(page)}
    assert sorted((page, text) for page, text in said if not any(text.strip(" ·.,:") == word for word in ALLOWED)) == []


def test_no_text_of_the_english_interface_is_left_on_a_chinese_page(site: Path, root: Path) -> None:
    english, chinese = dict(leaves(load_words("en"))), dict(leaves(load_words("zh")))
    wanted = {text for path, text in english.items() if re.search("[A-Za-z]{3,}", text) and chinese.get(path) != text}
    for page in (site / "zh").rglob("*.html"):
        reader = _Bare()
        reader.feed(page.read_text("utf-8"))
        assert {text.strip() for text in reader.found} & wanted == set(), page


def test_sentences_about_joins_and_columns_of_downloads_are_chinese_on_chinese_pages(example: Path) -> None:
    """Such sentences are ours, though they stand among a source's words: what is left of English in them is names and identifiers."""
    blocks = re.compile(r'<ul class="joins">.*?</ul>|<div class="parent">.*?</div>', re.DOTALL)
    told = re.compile(r'<p class="quiet told" data-statements="[^"]*">(.*?)</p>', re.DOTALL)
    pages = [page.read_text("utf-8") for page in (example / "site" / "zh").rglob("*.html")]
    said = [each for page in pages for block in blocks.findall(page) for each in told.findall(block)]
    assert len(said) > 50
    assert [each for each in said if not re.search("[\u3400-\u9fff]", each) or is_ours(unescape(each))] == []
    downloads = (example / "site" / "zh" / "downloads.html").read_text("utf-8")
    columns = re.findall(r"<dt><code>(\w+)</code></dt><dd>(.*?)</dd>", downloads)
    assert {name for name, _ in columns} >= {"valid_from", "steps_zh", "location_precision"}
    assert [name for name, text in columns if not re.search("[\u3400-\u9fff]", text)] == []


def is_ours(sentence: str) -> bool:
    """Whether it is an English sentence of a template of reasons."""
    return retold(sentence, "zh") is not None or retold(re.sub(r"^(for|against|note): ", "", sentence), "zh") is not None


def test_the_feeds_of_a_chinese_page_are_chinese(site: Path) -> None:
    for page in ("index.html", "downloads.html", "findings/index.html"):
        (address,) = re.findall(
            r'<link rel="alternate" type="application/atom.xml" href="([^"]*)"', (site / "zh" / page).read_text("utf-8")
        )
        assert ((site / "zh" / page).parent / address).resolve() == site / "zh" / "feeds" / "changes.atom"
    feed = json.loads((site / "zh" / "feeds" / "changes.json").read_text("utf-8"))
    assert (feed["language"], feed["title"].endswith("：变更")) == ("zh-Hans", True)
    assert json.loads((site / "feeds" / "changes.json").read_text("utf-8"))["language"] == "en"


def test_a_file_of_words_with_a_key_english_lacks_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x-bad.yml").write_text("language: {name: x, tag: x, label: x}\nfindigs: {title: x}\n")
    with pytest.raises(InvalidTaxonomy, match="top: unknown key findigs"):
        load_words("x-bad", tmp_path)
    (tmp_path / "x-flat.yml").write_text("nav: x\n")
    with pytest.raises(InvalidTaxonomy, match="nav: English has a dict here"):
        load_words("x-flat", tmp_path)


def test_states_and_corrections_stand_in_both_languages(site: Path) -> None:
    for folder, words in ((site, ("Draft", "Published", "Not an accusation")), (site / "zh", ("草稿", "已发布", "并非指控"))):
        text = (folder / "findings" / "index.html").read_text("utf-8")
        assert all(word in text for word in words)
        assert 'href="../corrections.html"' in text
        (page,) = (path for path in (folder / "findings").glob("*.html") if path.name != "index.html")
        assert '<a href="#note">' in page.read_text("utf-8")
        assert (folder / "corrections.html").is_file()


def test_the_tables_say_on_which_page_in_english(site: Path) -> None:
    rows = [json.loads(line) for line in (site / "downloads" / "statements.jsonl").read_text("utf-8").splitlines()]
    assert not any(row["page"].startswith("zh/") for row in rows)


@pytest.mark.parametrize("code", ["../zh", "ZH", "findings", "a", "zh/", "x"])
def test_a_code_that_is_none_is_refused(code: str) -> None:
    with pytest.raises(InvalidTaxonomy, match="no code of a language"):
        tongues(["en", code])


def test_lists_of_chinese_pages_stand_in_the_order_of_pinyin(site: Path, tmp_path: Path) -> None:
    context = small_world().context(tmp_path / "build", languages=("en", "zh"))
    with context.resolved:
        english, chinese = (Names(Library(context), tongue) for tongue in tongues(context.languages))
        shown = {ident: chinese.caption(ident) for ident in Library(context).pages}
    assert (chinese.order("x"), english.order("X")) == ("x", "x")
    for ident, name in shown.items():
        if re.fullmatch(r"[\u4e00-\u9fff]+", name):
            assert re.fullmatch(r"[a-z]+", chinese.order(ident)), name


def test_a_card_leads_to_the_page_of_its_rule(example: Path) -> None:
    for folder in ("", "zh/"):
        page = example / "site" / folder / "findings" / "index.html"
        rules = set(re.findall(r'<p class="kicker"><a class="ref" href="\.\./(rules/[a-z-]+\.html)"', page.read_text("utf-8")))
        assert len(rules) > 3
        assert all((example / "site" / folder / rule).is_file() for rule in rules)
