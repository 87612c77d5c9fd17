"""What differs between two atlases, recorded and fed: findings new, withdrawn, changed, each with the document that made it."""

from __future__ import annotations

import json
import shutil
import xml.etree.ElementTree as Xml
from pathlib import Path
from typing import Any

import pytest

from enduse.atlas.changes import Changes, compare_sites
from enduse.atlas.changes_told import headline, lines, reasons
from enduse.atlas.feeds import Recorded, told, write_feeds
from enduse.atlas.tongue import tongues
from enduse.case.change_log import read_log
from enduse.case.layout import open_case
from enduse.model.errors import UsageError
from enduse.release.wording import not_an_accusation
from tests.case.test_build import small_case
from tests.case.test_changes import SOURCES, TIE, TIES, TRACKED
from tests.conftest import run_here

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = small_case(tmp_path_factory.mktemp("recorded") / "case", papers=1)
    (folder / "case.yml").write_text((folder / "case.yml").read_text("utf-8") + "publication: {drafts: show}\n", "utf-8")
    (folder / "tables").mkdir()
    for name, text in (("sources", SOURCES), ("companies", TRACKED), ("ties", TIES + TIE)):
        (folder / "tables" / f"{name}.csv").write_text(text, "utf-8")
    done = run_here("watch", folder, "--once", "--on", "2031-01-01")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "case"))


def watch(case: Path, day: str) -> dict[str, Any]:
    done = run_here("watch", case, "--once", "--on", day, "--json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def feed(case: Path) -> list[tuple[str, str, str]]:
    """(title, day, kind) of the entries of the Atom feed, which the JSON feed must agree with."""
    root = Xml.fromstring((case / "site" / "feeds" / "changes.atom").read_text("utf-8"))  # noqa: S314 - our own file
    found = []
    for entry in root.iter(f"{ATOM}entry"):
        title, updated, category = (entry.find(ATOM + name) for name in ("title", "updated", "category"))
        assert title is not None and updated is not None and category is not None  # noqa: PT018 - one sign of one entry
        found.append((str(title.text), str(updated.text)[:10], category.attrib["term"]))
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert (case / "site" / "feeds" / link.attrib["href"]).resolve().is_file(), "a link of the feed leads to a page"
    items = json.loads((case / "site" / "feeds" / "changes.json").read_text("utf-8"))["items"]
    assert [(item["title"], item["date_published"][:10], item["tags"][0]) for item in items] == found
    return found


def test_a_first_build_changes_nothing(built: Path) -> None:
    assert read_log(open_case(built)) == []
    assert feed(built) == []


def test_a_finding_withdrawn_and_made_again_is_recorded_with_the_table_that_did_it(case: Path) -> None:
    ties = case / "tables" / "ties.csv"
    ties.write_text(TIES, "utf-8")
    (gone,) = watch(case, "2031-02-01")["findings"]
    assert (gone["kind"], gone["rule"]) == ("withdrawn", "vendor-executive-party-post")
    assert {(each["role"], each["name"]) for each in gone["because"]} >= {("table", "ties")}
    ties.write_text(TIES + TIE, "utf-8")
    (new,) = watch(case, "2031-03-01")["findings"]
    assert (new["kind"], new["finding"]) == ("new", gone["finding"])
    assert [(day, kind) for _, day, kind in feed(case)] == [("2031-03-01", "new"), ("2031-02-01", "withdrawn")]
    assert all("(specimen)" in title and "draft" in title for title, _, _ in feed(case))


def test_a_changed_row_changes_the_finding_and_says_what_it_was(case: Path) -> None:
    (case / "tables" / "ties.csv").write_text(TIES + TIE.replace("2031-05", "2031-06"), "utf-8")
    (changed,) = watch(case, "2031-02-01")["findings"]
    assert (changed["kind"], bool(changed["before"]), bool(changed["gained"]), bool(changed["lost"])) == ("changed", True, True, True)
    assert "2031-05" in changed["said"]["summary"][0] + changed["said"].get("title", [""])[0] or changed["said"] == {}
    done = run_here("watch", case, "--once", "--on", "2031-02-02")
    assert (done.returncode, done.stdout) == (0, ""), "nothing changed, nothing is built or recorded"
    assert len(read_log(open_case(case))) == 1


def test_a_row_beside_that_changes_nothing_of_a_finding_is_not_told_of_it(built: Path, case: Path) -> None:
    (case / "tables" / "ties.csv").write_text(TIES + TIE + TIE.replace("T1,", "T2,").replace("party_secretary_is", "unknown"), "utf-8")
    (case / "tables" / "companies.csv").write_text(TRACKED + "other,Yangben Optics,cn,no,S1,yes\n", "utf-8")
    assert watch(case, "2031-02-01")["findings"] == []
    assert {each.name for each in compare_sites(built, case).inputs_new} == {"ties", "companies"}


@pytest.mark.parametrize("reason", ["the paper is about another company", None])
def test_what_was_taken_back_is_told_with_its_reason_and_without_its_words(case: Path, tmp_path: Path, reason: str | None) -> None:
    taken = Path(shutil.copytree(case / "site" / "downloads", tmp_path / "downloads"))
    (row,) = [json.loads(line) for line in (taken / "findings.jsonl").read_text("utf-8").splitlines()]
    stone = dict.fromkeys(row) | {name: row[name] for name in ("id", "rule", "claims", "specimen")}
    stone |= {"state": "retracted" if reason else "withdrawn", "state_reason": reason, "page": "findings/stone.html"}
    stone |= {name: [] for name in ("path", "statements", "gaps", "steps")}
    (taken / "findings.jsonl").write_text(json.dumps(stone) + "\n", "utf-8")
    (gone,) = compare_sites(case, taken).findings
    assert (gone.kind, gone.title, gone.beside["state"], gone.said) == ("withdrawn", row["title"], stone["state"], {})
    assert list(reasons(gone)) == [f"People took it back: “{reason}”." if reason else "What it rested on has changed."]
    assert headline(gone) == f"Withdrawn: {row['title']} (specimen)" + (" [retracted]" if reason else "")
    assert row["summary"] not in " ".join(lines(compare_sites(case, taken)))
    assert [each.kind for each in compare_sites(taken, case).findings] == ["new"]
    assert compare_sites(taken, taken) == Changes()
    entries = told(tmp_path, [Recorded(1, "2031-02-01", compare_sites(case, taken))])
    write_feeds(tmp_path, {"en": "Specimen", "zh": "样例"}, tongues(["en", "zh"]), entries)
    assert "findings/stone.html" in (tmp_path / "feeds" / "changes.atom").read_text("utf-8")
    chinese = json.loads((tmp_path / "zh" / "feeds" / "changes.json").read_text("utf-8"))
    (item,) = chinese["items"]
    assert (chinese["title"], chinese["language"]) == ("样例：变更", "zh-Hans")
    assert item["title"] == f"不再成立：{row['title_zh']}（样例）" + ("［已撤回］" if reason else "")
    assert item["content_text"] == (f"经人撤回：“{reason}”。" if reason else "其所依据的内容已有变动。")
    english = json.loads((tmp_path / "feeds" / "changes.json").read_text("utf-8"))
    assert (english["items"][0]["url"], english["items"][0]["id"] != item["id"]) == (item["url"], True)
    atom = Xml.fromstring((tmp_path / "zh" / "feeds" / "changes.atom").read_text("utf-8"))  # noqa: S314 - our own file
    assert [entry.findtext(f"{ATOM}title") for entry in atom.iter(f"{ATOM}entry")] == [item["title"]]
    assert not_an_accusation("zh") == atom.findtext(f"{ATOM}subtitle")


def test_the_same_folder_gives_the_same_feeds_on_a_fresh_build(case: Path, tmp_path: Path) -> None:
    (case / "tables" / "ties.csv").write_text(TIES, "utf-8")
    watch(case, "2031-02-01")
    fresh = Path(shutil.copytree(case, tmp_path / "fresh", ignore=shutil.ignore_patterns("vault", "build", "site")))
    assert run_here("build", fresh).returncode in (0, 3)
    for name in ("changes.atom", "changes.json"):
        assert (fresh / "site" / "feeds" / name).read_bytes() == (case / "site" / "feeds" / name).read_bytes()


def test_diff_compares_cases_sites_and_downloads(built: Path, case: Path) -> None:
    (case / "tables" / "ties.csv").write_text(TIES, "utf-8")
    watch(case, "2031-02-01")
    expected = compare_sites(built, case)
    assert [each.kind for each in expected.findings] == ["withdrawn"]
    assert compare_sites(built / "site", case / "site" / "downloads") == expected
    assert [each.kind for each in compare_sites(case, built).findings] == ["new"]
    assert compare_sites(built, built) == Changes()
    done = run_here("diff", built, case)
    assert (done.returncode, done.stdout.startswith("Withdrawn: ")) == (3, True)
    assert "the table ties" in done.stdout
    assert run_here("diff", built, built).returncode == 0


def test_a_folder_that_is_no_atlas_and_a_damaged_log_are_named(case: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no atlas to compare"):
        compare_sites(tmp_path, case)
    (case / "changes.jsonl").write_text('{"number": 2}\n', "utf-8")
    with pytest.raises(UsageError, match=r"changes\.jsonl line 1"):
        read_log(open_case(case))
