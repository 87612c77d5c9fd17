"""A file has one subject and says which: no module above 400 lines, no function above 60, no name that says nothing."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

MODULE_LINES = 400
FUNCTION_LINES = 60
EMPTY_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "core",
    "manager",
    "managers",
    "base",
    "misc",
    "internals",
    "stuff",
    "shared",
}

ROOT = Path(__file__).parents[2]
CODE = sorted(path for folder in ("src", "scripts", "benchmarks", "tests") for path in (ROOT / folder).rglob("*.py"))


def module_lines(path: Path) -> int:
    """Lines of the file, empty ones included."""
    return len(path.read_text("utf-8").splitlines())


def long_functions(path: Path) -> list[str]:
    """Functions whose code, docstring not counted, is over the limit."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        first = node.body[0]
        says = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
        docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if says else 0
        lines = (node.end_lineno or node.lineno) - node.lineno + 1 - docstring
        if lines > FUNCTION_LINES:
            found.append(f"{path.name}:{node.lineno} {node.name} has {lines} lines; {FUNCTION_LINES} allowed")
    return found


def says_nothing(path: Path) -> bool:
    """Whether a file or one of its folders (below the top it is given from) has an empty name."""
    return bool({part.removesuffix(".py").strip("_") for part in path.parts} & EMPTY_NAMES)


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_sizes(path: Path) -> None:
    lines = module_lines(path)
    assert lines <= MODULE_LINES, f"{lines} lines; {MODULE_LINES} allowed: the file has two subjects"
    assert long_functions(path) == []


def test_names_say_their_subject() -> None:
    assert [path.relative_to(ROOT).as_posix() for path in CODE if says_nothing(path.relative_to(ROOT))] == []


def test_a_long_module_and_a_long_function_are_caught(tmp_path: Path) -> None:
    doctored = tmp_path / "doctored.py"
    doctored.write_text("def endless():\n" + '    """Says so."""\n' + "    x = 1\n" * FUNCTION_LINES + "y = 2\n" * MODULE_LINES)
    assert module_lines(doctored) > MODULE_LINES
    assert long_functions(doctored) == [f"doctored.py:1 endless has {FUNCTION_LINES + 1} lines; {FUNCTION_LINES} allowed"]


@pytest.mark.parametrize("name", ["src/enduse/utils/text.py", "src/enduse/language/helpers.py", "src/enduse/_core.py"])
def test_an_empty_name_is_caught(name: str) -> None:
    assert says_nothing(Path(name))


def test_a_speaking_name_passes() -> None:
    assert not says_nothing(Path("src/enduse/language/numerals.py"))
