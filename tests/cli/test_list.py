"""``enduse list``: one question, many questions, and what is wrong with a question said in words."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from enduse.cli.main import cli

HISTORY = """list_date,action,name,note
2019-10-09,add,Specimen Public Security Bureau,
2020-06-05,modify,Specimen Public Security Bureau,alias added
2022-01-01,remove,Specimen Public Security Bureau,
"""
NAME = "Specimen Public Security Bureau"


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(cli, ["list", *map(str, args)])


@pytest.fixture
def history(tmp_path: Path) -> str:
    path = tmp_path / "history.csv"
    path.write_text(HISTORY, "utf-8")
    return f"Entity List={path}"


def test_one_question_is_answered_with_days_act_and_what_the_rule_restricts(history: str) -> None:
    done = run(NAME, "--on", "2020-01-01", "--history", history)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith(f"{NAME} on 2020-01-01: listed\n")
    for words in ("2019-10-09", "2022-01-01", "Direction: supply to the party.", "Does not restrict: Buying from the entity"):
        assert words in done.stdout
    assert done.stderr.startswith("Consulted: us-bis-entity-list (1 entries")


def test_json_gives_both_times_the_rule_and_the_reasons_in_words(history: str) -> None:
    record = json.loads(run(NAME, "--on", "2022-01-01", "--known-on", "2022-06", "--history", history, "--json").stdout)
    assert (record["outcome"], record["known_on"], record["reasons"]) == ("not-listed", "2022-06", ["ended"])
    standing = record["bodies"][0]["standings"][0]
    assert (standing["relation"], standing["effective"], standing["ended"]) == ("formerly", ["2019-10-09"], ["2022-01-01"])
    assert standing["amendments"] == ["alias added, 2020-06-05"]
    earlier = json.loads(run(NAME, "--on", "2019-12-01", "--known-on", "2020-01", "--history", history, "--json").stdout)
    assert earlier["bodies"][0]["standings"][0]["amendments"] == []
    assert record["reasons_in_words"] == {"ended": "The entry had ended."}
    assert record["rules"]["us-bis-entity-list"][0]["directions"] == ["supply-to"]


@pytest.mark.parametrize(
    ("day", "code", "words"),
    [
        ("2020-01-01", "rule-not-yet", "This rule was not in force yet on the day asked."),
        ("2022-06", "rule-unsure", "Whether this rule was in force on the day asked cannot be said from its dates."),
        ("2022-06-20", "rule-not-yet", "This rule was not in force yet on the day asked."),
        ("2022-06-21", "", ""),
    ],
)
def test_a_rule_that_came_later_than_the_day_asked_says_so(day: str, code: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "history.csv"
    path.write_text(HISTORY.replace("2022-01-01", "2031-01-01"), "utf-8")
    history = f"us-dhs-uflpa-entity-list={path}"
    rule = json.loads(run(NAME, "--on", day, "--history", history, "--json").stdout)["rules"]["us-dhs-uflpa-entity-list"][0]
    assert (rule["since"], rule["on_day"], rule["note"]) == ("2022-06-21", code, words)
    told = run(NAME, "--on", day, "--history", history).stdout
    assert words in told
    assert ("the day asked" in told.split("In force from 2022-06-21.")[1]) == bool(words)
    questions = tmp_path / "questions.csv"
    questions.write_text(f"name,date\n{NAME},{day}\n{NAME},2022-06-21\n", "utf-8")
    rows = list(csv.DictReader(io.StringIO(run("--file", questions, "--history", history).stdout)))
    assert [words in row["rule"] for row in rows] == [True, not words]


def test_a_file_of_questions_is_answered_row_by_row_in_its_order(history: str, tmp_path: Path) -> None:
    questions = tmp_path / "questions.csv"
    questions.write_text(f"id,name,date\n1,{NAME},2019-10\n2,Nobody Works,2020-01-01\n3,=1+1,2020\n4,{NAME},2019-10-08\n", "utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(run("--file", questions, "--history", history).stdout)))
    assert [(row["name"], row["outcome"], row["reasons"]) for row in rows] == [
        (NAME, "undetermined", "day-coarse"),
        ("Nobody Works", "not-found", "no-name"),
        ("'=1+1", "not-found", "no-name"),
        (NAME, "not-listed", "before-start"),
    ]
    lines = run("--file", questions, "--history", history, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["outcome"] for line in lines] == [row["outcome"] for row in rows]


def test_the_sample_of_a_source_is_read_without_a_case(root: Path) -> None:
    sample = root / "src" / "enduse" / "sources" / "us_bis_entity_list" / "sample" / "entity-list.json"
    whole = run("Nobody Works", "--on", "2020-01-01", "--list", f"us-bis-entity-list={sample}")
    assert (whole.exit_code, "expected 3000 to 6000" in str(whole.exception)) == (1, True)
    part = run("Nobody Works", "--on", "2020-01-01", "--partial", "--list", f"us-bis-entity-list={sample}", "--json")
    assert json.loads(part.stdout)["consulted"][0]["list"] == "us-bis-entity-list"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((NAME,), "Give a name and a day"),
        ((NAME, "--on", "yesterday"), "--on: not a date: 'yesterday'"),
        ((NAME, "--on", "2020", "--known-on", "2020-13"), "--known-on: no such day"),
        ((NAME, "--on", "2020", "--list", "us-bis-entity-list"), "is not SOURCE=FILE"),
        ((NAME, "--on", "2020", "--list", "us-bis-entity-list=nowhere.json"), "nowhere.json is no file"),
        ((NAME, "--on", "2020", "--case", ".", "--history", "x=y"), "read without a case"),
        ((NAME, "--on", "2020", "--case", "nowhere"), "is not a case"),
    ],
)
def test_what_is_wrong_with_a_question_is_said(args: tuple[str, ...], words: str) -> None:
    done = run(*args)
    assert done.exit_code == 1
    assert words in str(done.exception)


def test_a_file_without_the_columns_is_refused(tmp_path: Path, history: str) -> None:
    questions = tmp_path / "questions.csv"
    questions.write_text("party,day\na,b\n", "utf-8")
    assert "no column name and date" in str(run("--file", questions, "--history", history).exception)
