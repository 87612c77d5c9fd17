"""A new rule: the files an author fills in, in a checkout of enduse, each place that is still to write marked as such.

A rule stays unwritten while a mark is left in one of its files: it runs in no build, and the tests of the rules name each place.
Rules live in the package and not in a case: a case travels from hand to hand, and nothing in it is ever run.
"""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

from enduse.model.errors import UsageError

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")
RULES = Path("src") / "enduse" / "findings" / "rules"
PAGES = Path("docs") / "rules"
CASES = Path("tests") / "findings" / "cases"
SAMPLES = ("finds-something", "finds-nothing")
ROW = "| [{name}]({name}.md) | TO WRITE: what it says, in one line |\n"


def new_rule(name: str, checkout: Path) -> list[Path]:
    """Write the files of the rule ``name`` and its row in the index of rules; the paths of all, from the checkout.

    Raises:
        UsageError: the name is not in small letters with hyphens, ``checkout`` is no checkout of enduse, or a file is there already.
    """
    if not NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no name of a rule; expected words of small letters with hyphens, such as sale-to-listed-end-user.")
    index = checkout / PAGES / "index.md"
    if not (checkout / RULES / "__init__.py").is_file() or not index.is_file():
        raise UsageError(
            f"{checkout} is no checkout of enduse: {RULES / '__init__.py'} or {PAGES / 'index.md'} is not there."
            " Go to the top of a checkout, or name it with --in."
        )
    files = _files(name)
    there = [path for path in files if (checkout / path).exists()]
    if there:
        raise UsageError(f"{there[0]} is there already; choose another name, or edit the rule that bears this one.")
    for path, text in files.items():
        (checkout / path).parent.mkdir(parents=True, exist_ok=True)
        (checkout / path).write_text(text, "utf-8")
    index.write_text(_with_row(index.read_text("utf-8"), name), "utf-8")
    return [*files, PAGES / "index.md"]


def _files(name: str) -> dict[Path, str]:
    module = name.replace("-", "_")
    words = {"@name@": name, "@module@": module, "@title@": name.replace("-", " ").capitalize()}
    found = {RULES / f"{module}.py": "module.txt", RULES / f"{name}.yml": "words.txt", PAGES / f"{name}.md": "page.txt"}
    for sample in SAMPLES:
        found |= {CASES / name / sample / f"{part}.json": f"{part}.txt" for part in ("statements", "resolution", "expected")}
    return {path: _filled(template, words) for path, template in found.items()}


def _filled(template: str, words: dict[str, str]) -> str:
    text = (resources.files(__package__) / template).read_text("utf-8")
    for sign, word in words.items():
        text = text.replace(sign, word)
    return text


def _with_row(index: str, name: str) -> str:
    """The index with a row for the rule below its last one."""
    last = index.rindex("\n| [")
    end = index.index("\n", last + 1) + 1
    return index[:end] + ROW.format(name=name) + index[end:]
