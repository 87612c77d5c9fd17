"""Imports run one way: a room looks at the ground floor and at rooms before it, never ahead and never at a desk."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

GROUND = {
    "model": set[str](),
    "vocabulary": {"model"},
    "language": {"model"},
    "engine": {"model"},
    "decisions": {"model", "vocabulary", "language"},
}
WAY = ["evidence", "documents", "sources", "statements", "entities", "findings", "release", "atlas", "case"]
DESKS = ["review", "screening", "evaluation", "notebook", "server", "cli"]
SPEAKERS = {"notebook", "server", "cli"}
"""Desks that speak for others: in Python, over HTTP, at the command line."""

PACKAGE = Path(__file__).parents[2] / "src" / "enduse"
MODULES = sorted(PACKAGE.rglob("*.py"))


def allowed(room: str) -> set[str]:
    """The rooms that ``room`` may import, itself included."""
    if room in GROUND:
        return GROUND[room] | {room}
    if room in DESKS:
        # A desk stands on the whole house, and on no other desk; those that speak for others stand on every desk but each other, and the
        # command line starts the server.
        others = (set(DESKS) - SPEAKERS if room in SPEAKERS else set()) | ({"server"} if room == "cli" else set())
        return set(GROUND) | set(WAY) | others | {room}
    return set(GROUND) | set(WAY[: WAY.index(room) + 1])


def imported_rooms(source: str, module: str) -> Iterator[tuple[int, str]]:
    """(line, room) for each import of ``enduse.<room>`` in ``source``, and for each string that names one for a later import.

    ``module`` is the dotted name of the importing package, needed for relative imports.
    """
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = module.split(".")[: len(module.split(".")) - node.level + 1] if node.level else []
            start = ".".join([*base, node.module or ""]).strip(".")
            names = [f"{start}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"enduse(\.\w+)+(:\w+)?", node.value):
            names = [node.value]
        for name in names:
            parts = name.replace(":", ".").split(".")
            if parts[0] == "enduse" and len(parts) > 1:
                yield getattr(node, "lineno", 0), parts[1]


def trespasses(package: Path, module: Path) -> list[str]:
    """What ``module`` imports and may not, as sentences."""
    parts = module.relative_to(package).parts
    if len(parts) == 1:
        return []
    dotted = ".".join(["enduse", *parts[:-1]])
    permitted = allowed(parts[0])
    rooms = set(GROUND) | set(WAY) | set(DESKS)
    return [
        f"{'/'.join(parts)}:{line} ({parts[0]}) imports {room}"
        for line, room in imported_rooms(module.read_text("utf-8"), dotted)
        if room in rooms and room not in permitted
    ]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_room_looks_only_back(module: Path) -> None:
    assert trespasses(PACKAGE, module) == []


def test_every_room_has_a_place_in_the_order() -> None:
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert rooms <= set(GROUND) | set(WAY) | set(DESKS)


@pytest.mark.parametrize("room", sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py")))
def test_a_room_says_who_lives_there(room: str) -> None:
    docstring = ast.get_docstring(ast.parse((PACKAGE / room / "__init__.py").read_text("utf-8")))
    assert docstring
    assert len(docstring) > 20


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("model/money.py", "from enduse.language import numerals"),
        ("language/dates.py", "import enduse.vocabulary.terms"),
        ("language/dates.py", "from enduse import vocabulary"),
        ("engine/run.py", 'STAGE = "enduse.documents.reading:read_task"'),
        ("documents/html.py", "def late():\n    from enduse.statements import extract"),
        ("documents/html.py", "from ..statements import extract"),
        ("case/plan.py", "from enduse.cli.main import main"),
        ("server/app.py", "from enduse.cli import main"),
        ("notebook/opened.py", "from enduse.server import versions"),
    ],
)
def test_a_doctored_module_is_caught(tmp_path: Path, place: str, code: str) -> None:
    module = tmp_path / place
    module.parent.mkdir()
    module.write_text(code)
    assert len(trespasses(tmp_path, module)) == 1


def test_looking_back_is_allowed(tmp_path: Path) -> None:
    module = tmp_path / "statements" / "notices.py"
    module.parent.mkdir()
    module.write_text("from enduse.documents import reading\nfrom enduse.language import dates\nfrom . import tables\nimport enduse\n")
    assert trespasses(tmp_path, module) == []
