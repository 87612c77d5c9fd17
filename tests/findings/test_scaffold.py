"""`enduse new rule`: in a copy of the checkout, begun, refused while unwritten, filled in, and run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from enduse.findings.scaffold import CASES, PAGES, RULES, new_rule
from enduse.model.errors import UsageError
from tests.conftest import ROOT, run_enduse

NAME = "project-with-a-name"
FILLED = {
    "a kind of entity, such as Project": "Project",
    "a property, such as status": "name",
}
RUN = """
import sys
from pathlib import Path
from enduse.findings.find import find
from enduse.findings.rules import chosen_rules
from tests.findings.builder import case_parts, write_case
folder = Path(sys.argv[1])
folder_of_case = Path(sys.argv[2])
folder.mkdir()
with write_case(folder, *case_parts(folder_of_case)) as resolved:
    for finding in find(resolved, chosen_rules([sys.argv[3]])):
        print(finding.title.en, "|", finding.title.zh, "|", finding.path[0].text.en)
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what of the checkout a rule touches, and of the tests' small cases."""
    copy = tmp_path / "checkout"
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "docs" / "rules", copy / "docs" / "rules")
    (copy / "tests" / "findings").mkdir(parents=True)
    for path in ("tests/__init__.py", "tests/conftest.py", "tests/findings/__init__.py", "tests/findings/builder.py"):
        shutil.copy(ROOT / path, copy / path)
    return copy


def python(checkout: Path, *args: str | Path) -> subprocess.CompletedProcess[str]:
    """Run Python on the copy, from its top."""
    places = os.pathsep.join([str(checkout / "src"), str(checkout)])
    command = [sys.executable, *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=checkout, env={**os.environ, "PYTHONPATH": places})


def written(text: str) -> str:
    """A file of the scaffold with every mark taken away, as an author would who has nothing more to say."""
    for mark, word in FILLED.items():
        text = text.replace(f"TO WRITE: {mark}", word)
    return text.replace("TO WRITE: ", "").replace("待写：", "").replace("待写。", "无。")


def test_a_rule_is_begun_refused_while_unwritten_then_filled_in_and_run(checkout: Path, tmp_path: Path) -> None:
    made = json.loads(run_enduse("new", "rule", NAME, "--in", checkout, "--json").stdout)
    assert made["rule"] == NAME
    assert all((checkout / path).is_file() for path in made["files"])
    case = checkout / CASES / NAME / "finds-something"
    stub = python(checkout, "-c", RUN, tmp_path / "stub", case, NAME)
    assert stub.returncode != 0
    assert f"{NAME}.yml is still to write (lines 2, 4" in stub.stderr
    listed = python(checkout, "-c", "from enduse.findings.rules import chosen_rules; print([r.name for r in chosen_rules(None)])")
    assert NAME not in listed.stdout, "a stub runs in no build"
    for path in made["files"]:
        (checkout / path).write_text(written((checkout / path).read_text("utf-8")), "utf-8")
    run = python(checkout, "-c", RUN, tmp_path / "filled", case, NAME)
    assert run.returncode == 0, run.stderr
    assert (
        run.stdout == "an invented name (specimen) | an invented name (specimen) | the edge in words, with an invented name (specimen).\n"
    )


def test_the_tests_of_the_rules_name_every_place_that_is_still_to_write(checkout: Path) -> None:
    new_rule(NAME, checkout)
    needed = ("conftest.py", "cases_view.py", "found.py", "test_rules.py")
    for path in ("pyproject.toml", *(f"tests/findings/{name}" for name in needed)):
        shutil.copy(ROOT / path, checkout / path)
    done = python(
        checkout, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/findings/test_rules.py", "-k", f"written and {NAME} or index"
    )
    assert done.returncode == 1, done.stdout + done.stderr
    for place in (f"src/enduse/findings/rules/{NAME}.yml line 2", f"docs/rules/{NAME}.md line 7", "finds-something/statements.json line 2"):
        assert place in done.stdout
    assert "2 failed" in done.stdout


def test_the_row_of_the_index_stands_below_the_others(checkout: Path) -> None:
    before = (checkout / PAGES / "index.md").read_text("utf-8")
    new_rule(NAME, checkout)
    after = (checkout / PAGES / "index.md").read_text("utf-8")
    assert after.replace(f"| [{NAME}]({NAME}.md) | TO WRITE: what it says, in one line |\n", "") == before
    assert after.count("\n| [") == before.count("\n| [") + 1


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Sale", "is no name of a rule"),
        ("sale", "is no name of a rule"),
        ("../sale-x", "is no name of a rule"),
        ("sale-to-listed-end-user", "is there already"),
    ],
)
def test_a_name_that_cannot_be_is_refused(checkout: Path, name: str, message: str) -> None:
    before = sorted(checkout.rglob("*"))
    with pytest.raises(UsageError, match=message):
        new_rule(name, checkout)
    assert sorted(checkout.rglob("*")) == before


def test_a_folder_that_is_no_checkout_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no checkout of enduse"):
        new_rule(NAME, tmp_path)
    assert not (tmp_path / RULES).exists(), "a case holds no rules"
