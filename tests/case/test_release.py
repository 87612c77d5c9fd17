"""Review and release from the command line to the site: what readers see at each station, and no other way to get there."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.case.specimen_case import CASE, specimen_case
from tests.conftest import run_here

pytestmark = pytest.mark.slow
RESELLER = "company:specimen_xugou"

FORGED = [
    "state: published",
    "publication: {drafts: hold, state: published}",
    "publication: {drafts: publish}",
    "publication: {people: {}}",
    "publication: {people: {owner: [ada]}}",
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = specimen_case(tmp_path_factory.mktemp("release") / "case")
    build(case)
    return case


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "case"))


def build(case: Path) -> list[dict[str, Any]]:
    done = run_here("build", case, "--json")
    assert done.returncode in (0, 3), done.stdout + done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["issues"]
    return found


def listed(case: Path) -> dict[str, dict[str, Any]]:
    rows = json.loads(run_here("review", "findings", "--case", case, "--json").stdout)
    return {row["finding"]: row for row in rows}


def a_finding(case: Path) -> str:
    return next(ident for ident, row in sorted(listed(case).items()) if row["course"]["seen"]["rule"] == "sale-to-listed-end-user")


def state(case: Path, finding: str) -> str:
    return str(listed(case)[finding]["course"]["state"])


def act(case: Path, verb: str, finding: str, *more: str, by: str = "ada", ok: bool = True, day: str = "2021-03-04") -> str:
    done = run_here(
        "review", "finding", verb, "--case", case, finding, "--by", by, "--reason", "compared every passage", "--on", day, *more
    )
    assert (done.returncode == 0) is ok, done.stderr
    assert "Traceback" not in done.stderr
    return str(done.stderr)


def whole_way(case: Path, finding: str) -> None:
    act(case, "accept", finding)
    act(case, "override", finding, by="cyn")
    act(case, "clear", finding, by="bea")
    act(case, "release", finding, by="cyn")


def site_text(case: Path) -> str:
    return "\n".join(
        path.read_text("utf-8") for path in sorted((case / "site").rglob("*")) if path.suffix in (".html", ".csv", ".jsonl", ".txt")
    )


def rows_of(case: Path, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (case / "site" / "downloads" / f"{table}.jsonl").read_text("utf-8").splitlines()]


def test_each_station_and_what_it_needs(case: Path) -> None:
    finding = a_finding(case)
    assert "nobody has reviewed these claims" in act(case, "clear", finding, by="bea", ok=False)
    assert "nobody has reviewed these claims" in act(case, "release", finding, by="cyn", ok=False)
    act(case, "accept", finding)
    assert "no letter with these claims is recorded to" in act(case, "clear", finding, by="bea", ok=False)
    parties = [need.rpartition(" ")[2] for need in listed(case)[finding]["course"]["needs"] if need.startswith("no letter")]
    assert parties == ["body:specimen_prefecture", "company:specimen_xugou", "company:specimen_yangben"]
    assert "say to whom" in act(case, "letter", finding, "--channel", "mail", "--deadline", "2021-03-20", ok=False)
    assert "is not after" in act(case, "letter", finding, "--to", parties[0], "--channel", "mail", "--deadline", "2021-03-04", ok=False)
    for party in parties:
        assert "No letter" in act(case, "reply", finding, "--to", party, "--none", ok=False)
        act(case, "letter", finding, "--to", party, "--channel", "mail", "--deadline", "2021-03-20")
    assert "the deadline is 2021-03-20" in act(case, "reply", finding, "--to", parties[0], "--none", ok=False).lower()
    for silent in parties[:2]:
        act(case, "reply", finding, "--to", silent, "--none", day="2021-03-21")
    act(case, "reply", finding, "--to", parties[2], "--answer", "We bought <b>nothing</b>.", day="2021-03-10")
    for same in ("ada", "Ada", "A-D-A"):
        assert "a second person must clear it" in act(case, "clear", finding, by=same, ok=False)
    assert "it must still be cleared" not in act(case, "clear", finding, by="bea")
    assert "may not do this" in act(case, "release", finding, "--role", "reviewer", by="cyn", ok=False)
    act(case, "release", finding, by="cyn")
    assert state(case, finding) == "published"
    build(case)
    page = (case / "site" / "findings" / f"{finding}.html").read_text("utf-8")
    assert "We bought &lt;b&gt;nothing&lt;/b&gt;." in page
    assert "No answer had come when the deadline passed." in page
    assert [(row["id"], row["state"]) for row in rows_of(case, "findings")] == [(finding, "published")]
    assert run_here("verify", case).returncode == 0


def test_held_shows_only_what_is_published_and_a_late_objection_takes_it_down(case: Path) -> None:
    finding = a_finding(case)
    assert rows_of(case, "findings") == []
    title = listed(case)[finding]["title"]
    assert title not in site_text(case)
    whole_way(case, finding)
    build(case)
    page = (case / "site" / "findings" / f"{finding}.html").read_text("utf-8")
    assert "It goes on without an answered letter" in page
    assert rows_of(case, "findings")[0]["override"] == "compared every passage"
    act(case, "reject", finding, by="dot")
    build(case)
    assert [row["state"] for row in rows_of(case, "findings")] == []
    assert title not in site_text(case)


def test_a_retraction_leaves_a_tombstone_and_no_current_claim(case: Path) -> None:
    finding = a_finding(case)
    title, summary = (listed(case)[finding]["course"]["seen"][key] for key in ("title", "summary"))
    whole_way(case, finding)
    build(case)
    before = {path.name for path in (case / "site" / "findings").iterdir()}
    act(case, "retract", finding, by="cyn", day="2021-04-01")
    build(case)
    page = (case / "site" / "findings" / f"{finding}.html").read_text("utf-8")
    assert before == {path.name for path in (case / "site" / "findings").iterdir()}, "its address stays"
    assert "1 April 2021" in page
    current = re.sub(r"<del[^>]*>.*?</del>", "", site_text(case), flags=re.DOTALL)
    for words in (title, summary):
        assert words in re.sub("&[^;]*;", "", page) or "<del" in page
        assert words not in current
    (row,) = rows_of(case, "findings")
    assert (row["id"], row["state"], row["state_day"], row["title"], row["statements"]) == (finding, "retracted", "2021-04-01", None, [])
    assert "cannot be cleared" in act(case, "clear", finding, by="bea", ok=False)


def test_a_corrected_value_withdraws_the_finding_that_rested_on_it(case: Path) -> None:
    finding = a_finding(case)
    whole_way(case, finding)
    build(case)
    table = case / "tables" / "listings.csv"
    table.write_text(table.read_text("utf-8").replace("2020-03-05", "2020-03-06"), "utf-8")
    build(case)
    assert [(row["id"], row["state"]) for row in rows_of(case, "findings")] == [(finding, "withdrawn")], "the new words are a draft"
    new = a_finding(case)
    assert new != finding
    act(case, "correct", finding, "--now", new, by="cyn")
    whole_way(case, new)
    build(case)
    states = {row["id"]: row["state"] for row in rows_of(case, "findings")}
    assert states == {new: "published", finding: "corrected"}
    page = (case / "site" / "corrections.html").read_text("utf-8")
    assert f"findings/{new}.html" in page
    assert f"findings/{finding}.html" in page


# other ways in


def test_edges_from_elsewhere_publish_nothing(case: Path, tmp_path: Path) -> None:
    finding = a_finding(case)
    whole_way(case, finding)
    shutil.copytree(case / "decisions", tmp_path / "decisions")
    shutil.rmtree(case / "decisions")
    for log in sorted((tmp_path / "decisions").glob("*.jsonl")):
        run_here("review", "import", "--case", case, log)
    edges = tmp_path / "edges.jsonl"
    edges.write_text(json.dumps([finding, "published", "positive", 1.0, "ada", "2021-01-01"]) + "\n", "utf-8")
    run_here("review", "import", "--case", case, edges)
    build(case)
    assert rows_of(case, "findings") == []
    assert state(case, finding) == "draft"


@pytest.mark.parametrize("setting", FORGED)
def test_no_setting_publishes(case: Path, setting: str) -> None:
    lines = [line for line in CASE.splitlines() if not line.startswith(setting.split(":")[0])]
    (case / "case.yml").write_text("\n".join([*lines, setting, ""]), "utf-8")
    done = run_here("build", case)
    assert done.returncode == 2
    assert "case.yml" in done.stderr
    assert rows_of(case, "findings") == []


def test_people_named_by_the_case_are_the_only_ones_who_count(case: Path) -> None:
    finding = a_finding(case)
    whole_way(case, finding)
    named = "publication: {drafts: hold, people: {reviewer: [ada, bea], editor: [eve]}}"
    (case / "case.yml").write_text(CASE.replace("publication: {drafts: hold}", named), "utf-8")
    codes = [issue["code"] for issue in build(case)]
    assert codes.count("decision-not-counted") == 2, "the override and the release by cyn"
    assert rows_of(case, "findings") == []
    assert "does not name cyn" in act(case, "release", finding, by="cyn", ok=False)


def test_a_findings_file_that_claims_to_be_published_is_not(case: Path) -> None:
    written = json.loads((case / "build" / "state.json").read_text("utf-8"))["findings"]
    file = case / "build" / written
    file.write_text(file.read_text("utf-8").replace('"state":"draft"', '"state":"published"'), "utf-8")
    shutil.rmtree(case / "site")
    shutil.rmtree(case / "build" / "site")
    build(case)
    assert rows_of(case, "findings") == []


def test_a_log_put_in_by_hand_for_somebody_else_stops_the_build(case: Path) -> None:
    finding = a_finding(case)
    whole_way(case, finding)
    site = site_text(case)
    shutil.copyfile(case / "decisions" / "ada.jsonl", case / "decisions" / "bea-again.jsonl")
    done = run_here("build", case)
    assert done.returncode == 1
    assert "whose log this is not" in done.stderr
    assert site_text(case) == site, "the old site stands"


def test_a_cut_line_of_a_log_stops_the_build(case: Path) -> None:
    finding = a_finding(case)
    whole_way(case, finding)
    log = case / "decisions" / "cyn.jsonl"
    log.write_bytes(log.read_bytes().splitlines(keepends=True)[1])
    done = run_here("build", case)
    assert (done.returncode, "line 1 was deleted" in done.stderr) == (1, True), done.stderr


# removal


def test_a_removed_body_is_nowhere_also_when_its_source_comes_again(case: Path) -> None:
    finding = a_finding(case)
    whole_way(case, finding)
    names = ("Xugou Trading", "虚构商贸有限公司")
    build(case)
    assert all(name in site_text(case) for name in names)
    done = run_here("review", "suppress", "--case", case, RESELLER, "--by", "cyn", "--reason", "asked to be removed", "--on", "2021-05-01")
    assert done.returncode == 0, done.stderr
    log = (case / "decisions" / "cyn.jsonl").read_text("utf-8")
    assert not any(name in log.splitlines()[-1] for name in names), "the record of a removal does not name who was removed"
    build(case)
    _absent(case, names)
    again = case / "papers" / "specimen-again.txt"
    again.write_text(
        (case / "papers" / "specimen-award-bureau-below.txt").read_text("utf-8") + "\n样例：再次登载。虚构商贸有限公司。\n", "utf-8"
    )
    build(case)
    _absent(case, names)
    page = (case / "site" / "corrections.html").read_text("utf-8")
    assert "asked to be removed" in page
    for command in (("explain", "--case", case, "--json"), ("resolve", "--case", case, "--json")):
        assert not any(name in run_here(*command).stdout for name in names)
    line = json.loads(run_here("review", "decisions", "--case", case, "--json").stdout)
    (removal,) = [each["line"] for each in line if each["decision"]["kind"] == "suppression"]
    lifted = run_here("review", "withdraw", "--case", case, removal[:10], *signed("asked to be back", "2021-06-01"))
    assert lifted.returncode == 0, lifted.stderr
    build(case)
    assert all(name in site_text(case) for name in names)


def signed(reason: str, day: str) -> tuple[str, ...]:
    return ("--by", "cyn", "--reason", reason, "--on", day)


def _absent(case: Path, names: tuple[str, ...]) -> None:
    for path in sorted((case / "site").rglob("*")):
        if path.is_file():
            content = path.read_bytes().decode("utf-8", "replace")
            assert not [name for name in (*names, RESELLER) if name in content], path
            assert "xugou-trading" not in path.name


def test_one_property_is_removed_and_the_rest_stays(case: Path) -> None:
    described = "invented reseller"
    assert described in site_text(case)
    by = signed("asked to be removed", "2021-05-01")
    wrong = run_here("review", "suppress", "--case", case, RESELLER, "--property", "shoeSize", *by)
    assert (wrong.returncode, "has no 'shoeSize'" in wrong.stderr) == (2, True)
    sector = next(s["property"] for s in rows_of(case, "statements") if s["value"] == described)
    assert run_here("review", "suppress", "--case", case, RESELLER, "--property", sector, *by).returncode == 0
    build(case)
    text = site_text(case)
    assert described not in text
    assert "Xugou Trading" in text


def test_a_day_still_to_come_is_refused(case: Path) -> None:
    assert "is still to come" in act(case, "accept", a_finding(case), day="2999-01-01", ok=False)
