"""From a build to a decision and back: what people judge shows in the next build, and what they withdraw is as if never judged."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from enduse.entities.written import read_resolution
from enduse.model.entity import Resolution
from tests.case.test_build import small_case
from tests.conftest import run_here

SOURCES = "source_id,title,publisher,read_status\nS1,Specimen source,Specimen publisher,read_full\n"
COMPANIES = """\
company_id,name_en,hq_country,source_ids,specimen
short,Specimen Optics,cn,S1,yes
long,Specimen Optics Research,cn,S1,yes
lamp,Yangben Lantern Instruments,cn,S1,yes
other,Quite Another Works,cn,S1,yes
real,Specimen Optics of Elsewhere,cn,S1,
"""
FLOWS = """\
flow_id,kind,maker,maker_country,product,buyer,date,source_ids,verification,specimen
F1,sale,Yangben Lantern Instruments Limited,cn,lantern,Specimen Buyers,2021-02-03,S1,read,yes
"""
LAMPS = "flow:F1:maker"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with two companies a score joins and two it only proposes, built once; tests copy it."""
    case = small_case(tmp_path_factory.mktemp("review") / "case", papers=1)
    (case / "tables").mkdir()
    (case / "tables" / "sources.csv").write_text(SOURCES, "utf-8")
    (case / "tables" / "flows.csv").write_text(FLOWS, "utf-8")
    (case / "tables" / "companies.csv").write_text(COMPANIES, "utf-8")
    done = run_here("build", case)
    assert done.returncode == 0, done.stdout + done.stderr
    return case


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "case"))


def resolution(case: Path) -> Resolution:
    state = json.loads((case / "build" / "state.json").read_text("utf-8"))
    return read_resolution(case / "build" / state["entities"])


def entity_of(case: Path, mention: str) -> list[str]:
    return next(list(e.mentions) for e in resolution(case).entities if mention in e.mentions)


def queue(case: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run_here("resolve", "--case", case, "--json").stdout)["proposals"]
    return found


def review(case: Path, verb: str, left: str, right: str, reviewer: str = "ada") -> None:
    done = run_here("review", verb, "--case", case, left, right, "--reviewer", reviewer, "--reason", "compared their addresses")
    assert done.returncode == 0, done.stderr


def build(case: Path) -> list[dict[str, Any]]:
    done = run_here("build", case, "--json")
    assert done.returncode in (0, 3), done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["issues"]
    return found


def pair(proposals: list[dict[str, Any]], left: str, right: str) -> dict[str, Any] | None:
    return next((p for p in proposals if {p["left"], p["right"]} == {left, right}), None)


@pytest.mark.slow
def test_build_resolve_accept_build_reject_undo(case: Path) -> None:
    first = resolution(case)
    proposed = pair(queue(case), "company:short", "company:long")
    assert proposed is not None
    assert (proposed["joined"], len(proposed["features"]) > 0) == (False, True)
    review(case, "accept", "company:short", "company:long")
    assert pair(queue(case), "company:short", "company:long") is None, "what is decided is not asked again, before the next build either"
    assert build(case) == []
    assert entity_of(case, "company:short") == ["company:long", "company:short"]
    assert pair(queue(case), "company:short", "company:long") is None
    review(case, "reject", "company:short", "company:long")
    build(case)
    assert entity_of(case, "company:short") == ["company:short"]
    assert pair(queue(case), "company:short", "company:long") is None, "what is judged is not proposed again"
    review(case, "undo", "company:short", "company:long")
    build(case)
    assert entity_of(case, "company:short") == ["company:long", "company:short"], "the judgement before holds again"
    review(case, "undo", "company:long", "company:short")
    build(case)
    assert resolution(case) == first
    assert len((case / "decisions" / "ada.jsonl").read_text("utf-8").splitlines()) == 4, "nothing is taken out of a log"
    assert run_here("verify", case).returncode == 0


@pytest.mark.slow
def test_a_join_by_score_waits_for_a_person_and_can_be_taken_back(case: Path) -> None:
    assert entity_of(case, "company:lamp") == ["company:lamp", LAMPS]
    waiting = pair(queue(case), "company:lamp", LAMPS)
    assert waiting is not None
    assert waiting["joined"] is True
    review(case, "reject", "company:lamp", LAMPS)
    assert build(case) == [], "a judgement on the pair itself needs no issue"
    assert entity_of(case, "company:lamp") == ["company:lamp"]
    review(case, "accept", "company:lamp", LAMPS, "bea")
    assert [issue["code"] for issue in build(case)] == ["judgements-disagree"]
    assert entity_of(case, "company:lamp") == ["company:lamp"]


def test_what_the_reviewer_saw_is_recorded(case: Path) -> None:
    review(case, "unsure", "company:short", "company:long")
    (line,) = (case / "decisions" / "ada.jsonl").read_text("utf-8").splitlines()
    given = json.loads(line)["judgement"]
    seen = given["seen"]
    assert seen["left"][0] == ["name", "Specimen Optics"]
    assert ["country", "cn"] in seen["right"]
    assert 0 < seen["score"] < 1
    assert seen["features"]
    assert seen["method"].startswith("matching ")
    assert given["decided"].endswith("Z")
    listed = json.loads(run_here("review", "list", "--case", case, "--json").stdout)
    assert [(j["reviewer"], j["verdict"]) for j in listed] == [("ada", "unsure")]


def test_an_uncertain_pair_comes_last(case: Path) -> None:
    review(case, "unsure", "company:short", "company:long")
    left = queue(case)[-1]
    assert ({left["left"], left["right"]}, left["left_open"]) == ({"company:short", "company:long"}, True)


def damage(case: Path) -> None:
    review(case, "accept", "company:short", "company:long")
    log = case / "decisions" / "ada.jsonl"
    log.write_bytes(log.read_bytes().replace(b"addresses", b"dresses"))


@pytest.mark.parametrize(
    ("before", "args", "code", "words"),
    [
        (None, ("accept", "company:short", "company:nobody", "r"), 2, "No paper or table of this case has a mention 'company:nobody'"),
        (None, ("accept", "company:short", "company:short", "r"), 2, "two different mentions"),
        (None, ("reject", "company:short", "company:long", "  "), 2, "No reason is given"),
        (None, ("accept", "company:short", "company:real", "r"), 2, "they are never joined"),
        (None, ("accept", "company:real", "source:S1", "r"), 2, "only bodies of one kind can be one"),
        (None, ("undo", "company:short", "company:long", "r"), 2, "has no judgement standing"),
        (damage, ("unsure", "company:short", "company:long", "r"), 1, "line 1 was edited"),
    ],
)
def test_what_cannot_be_recorded_says_what_to_do(
    case: Path, before: Callable[[Path], None] | None, args: tuple[str, str, str, str], code: int, words: str
) -> None:
    if before:
        before(case)
    held = {path.name: path.read_bytes() for path in (case / "decisions").glob("*")}
    verb, left, right, reason = args
    done = run_here("review", verb, "--case", case, left, right, "--reviewer", "ada", "--reason", reason)
    assert (done.returncode, words in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr
    assert {path.name: path.read_bytes() for path in (case / "decisions").glob("*")} == held


def test_a_damaged_log_stops_the_build_with_words(case: Path) -> None:
    damage(case)
    done = run_here("build", case)
    assert done.returncode == 1
    assert "ada.jsonl: line 1 was edited" in done.stderr
    assert "Restore the file" in done.stderr


def test_edges_go_out_and_come_in_again(case: Path, built: Path, tmp_path: Path) -> None:
    review(case, "accept", "company:short", "company:long", "ada")
    review(case, "reject", "company:lamp", LAMPS, "Bea Li")
    run_here("review", "export", "--case", case, tmp_path / "out.jsonl")
    other = shutil.copytree(built, tmp_path / "other")
    told = json.loads(run_here("review", "import", "--case", other, tmp_path / "out.jsonl", "--json").stdout)
    assert (told["recorded"], told["there_already"], told["unknown"]) == (2, 0, [])
    again = json.loads(run_here("review", "import", "--case", other, tmp_path / "out.jsonl", "--json").stdout)
    assert (again["recorded"], again["there_already"]) == (0, 2)
    run_here("review", "export", "--case", other, tmp_path / "back.jsonl")
    assert (tmp_path / "back.jsonl").read_bytes() == (tmp_path / "out.jsonl").read_bytes()
    logs = sorted(path.name for path in (case / "decisions").iterdir())
    assert sorted(path.name for path in Path(other, "decisions").iterdir()) == logs


def test_an_older_judgement_does_not_replace_a_newer_one(case: Path, tmp_path: Path) -> None:
    review(case, "accept", "company:short", "company:long", "ada")
    old = tmp_path / "old.jsonl"
    edges = [
        ["company:short", "company:long", "negative", None, "ada", "2001-01-01T00:00:00"],
        ["x9", "x1", "positive", None, "ada", "2001"],
    ]
    old.write_text("".join(json.dumps(edge) + "\n" for edge in edges), "utf-8")
    told = json.loads(run_here("review", "import", "--case", case, old, "--json").stdout)
    assert (told["recorded"], told["older"], told["unknown"]) == (1, 1, ["x1", "x9"])
    old.write_text("nonsense\n")
    wrong = run_here("review", "import", "--case", case, old)
    assert wrong.returncode == 2
    assert "old.jsonl line 1" in wrong.stderr
