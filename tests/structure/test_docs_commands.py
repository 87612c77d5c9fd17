"""The documentation is executed: every ```console block of the README and docs/ runs, in order, and prints what the page says.

A page starts in a folder of its own that looks like the checkout after `make demo`: examples/surveillance-trade, built.
Lines that begin with `$ ` are commands; lines below one, where given, are its output, with `...` for anything (also for many lines).
A command must end with 0 or 3 (done with issues); ```console exit=2 says otherwise for its block. Blocks marked ```sh are not run.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import copy_built

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
EXAMPLE = Path("examples") / "surveillance-trade"


@dataclass(frozen=True)
class Step:
    """One command of a page with the output the page gives (none: not compared) and the exit codes it may have."""

    line: int
    command: str
    expected: str
    exits: tuple[int, ...]


def steps(text: str) -> Iterator[Step]:
    """The commands of a page, in order."""
    for block in re.finditer(r"(?ms)^```console(?: exit=(\d))?\n(.*?)^```$", text):
        exits = (int(block[1]),) if block[1] else (0, 3)
        first = text.count("\n", 0, block.start(2)) + 1
        for command in re.finditer(r"(?m)^\$ (.*)\n((?:(?!\$ ).*\n)*)", block[2]):
            yield Step(first + block[2].count("\n", 0, command.start()), command[1], command[2].strip(), exits)


def agrees(expected: str, printed: str) -> bool:
    """Whether what was printed is what the page says; spaces at line ends do not count."""
    pattern = ".*?".join(re.escape(part) for part in expected.split("..."))
    bare = "\n".join(line.rstrip() for line in printed.strip().splitlines())
    return re.fullmatch(pattern, bare, re.DOTALL) is not None


def follow(text: str, where: Path) -> list[str]:
    """Do what a page says in ``where``; returns what went otherwise, as sentences."""
    environment = {
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "HOME": str(where),
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
        "COLUMNS": "120",
        "TZ": "UTC",
    }
    here, found = where, []
    for step in steps(text):
        ran = subprocess.run(
            ["/bin/sh", "-c", f"trap 'pwd >\"$HOME/.here\"' EXIT\n{step.command}\n"],
            cwd=here,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=240,
            check=False,
        )
        here = Path((where / ".here").read_text().strip())
        if ran.returncode not in step.exits:
            found.append(f"line {step.line}: `{step.command}` ended with {ran.returncode}:\n{ran.stdout[-2000:]}")
        elif step.expected and not agrees(step.expected, ran.stdout):
            found.append(f"line {step.line}: `{step.command}` printed:\n{ran.stdout[-3000:]}\nwhere the page says:\n{step.expected}")
    return found


@pytest.mark.slow
@pytest.mark.parametrize("page", [p for p in PAGES if list(steps(p.read_text("utf-8")))], ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_page_holds(page: Path, example: Path, tmp_path: Path) -> None:
    copy_built(example, tmp_path / EXAMPLE)
    assert follow(page.read_text("utf-8"), tmp_path) == []


def test_the_pages_a_newcomer_reads_are_executed() -> None:
    for page in ("README.md", "docs/tutorial.md"):
        assert list(steps((ROOT / page).read_text("utf-8"))), f"{page} has no ```console block"


def links(page: Path) -> set[Path]:
    """The files of the checkout that a page links to, whether they are there or not."""
    found = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    return {(page.parent / target).resolve() for target in found if "://" not in target}


def test_links_between_pages_lead_somewhere() -> None:
    pages = sorted({*PAGES, *ROOT.glob("*.md"), *(ROOT / "examples").glob("*/*.md")})
    dead = [f"{page.relative_to(ROOT)} -> {target}" for page in pages for target in sorted(links(page)) if not target.exists()]
    assert dead == []


def test_every_page_can_be_reached_from_the_index() -> None:
    reached, waiting = set[Path](), [ROOT / "docs" / "index.md"]
    while waiting:
        page = waiting.pop()
        if page not in reached and page.suffix == ".md" and page.exists():
            reached.add(page)
            waiting += links(page)
    assert set((ROOT / "docs").rglob("*.md")) - reached == set()


@pytest.mark.parametrize(
    ("page", "faults"),
    [
        ("```console\n$ mkdir a && cd a\n$ pwd\n.../a\n```\n", 0),
        ("```console\n$ printf 'one\\ntwo  \\nthree\\n'\none\n...\nthree\n```\n", 0),
        ("```console\n$ echo one\ntwo\n```\n", 1),
        ("```console\n$ exit 1\n```\n", 1),
        ("```console exit=2\n$ exit 2\n```\n", 0),
        ("```sh\n$ exit 1\n```\n", 0),
    ],
)
def test_a_page_that_lies_is_caught(tmp_path: Path, page: str, faults: int) -> None:
    assert len(follow(page, tmp_path)) == faults
