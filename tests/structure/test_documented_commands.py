"""Every command explains itself with an example, speaks JSON, and has a page that is current."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from enduse.cli.main import cli

WITHOUT_JSON: dict[str, str] = {}
"""Command to the reason why JSON makes no sense for it."""


CONTEXT = click.Context(cli, info_name="enduse")
NAMES = cli.list_commands(CONTEXT)


def leaves(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    """The command, or each command of a group, with its whole name."""
    if not isinstance(command, click.Group):
        yield name, command
        return
    for below in command.list_commands(CONTEXT):
        found = command.get_command(CONTEXT, below)
        assert found is not None
        yield from leaves(f"{name} {below}", found)


def faults(name: str, command: click.Command) -> list[str]:
    """What a reader of ``--help`` would miss."""
    found = []
    if not command.help or len(command.help.split("\n")[0]) < 10:
        found.append(f"{name}: no first line that says what it does")
    if not re.search(rf"(?m)^\s*Examples?:\s*\n\s*enduse {name}\b", command.help or ""):
        found.append(f"{name}: no Example section that begins with `enduse {name}`")
    options = [option for parameter in command.params for option in parameter.opts if isinstance(parameter, click.Option)]
    if "--json" not in options and name not in WITHOUT_JSON:
        found.append(f"{name}: no --json")
    found += [
        f"{name}: {parameter.opts[0]} has no help text"
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.help
    ]
    return found


def test_the_verbs_of_the_work_are_listed() -> None:
    assert set(NAMES) >= {"new", "add", "build", "verify", "explain", "trace", "export", "match", "resolve", "review"}


@pytest.mark.parametrize("name", NAMES)
def test_a_command_explains_itself(name: str) -> None:
    command = cli.get_command(CONTEXT, name)
    assert command is not None
    assert [fault for leaf in leaves(name, command) for fault in faults(*leaf)] == []


def test_the_pages_are_current(root: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, root / "scripts" / "make_command_docs.py", "--out", tmp_path], check=True)
    written = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    kept = {path.name: path.read_text("utf-8") for path in (root / "docs" / "commands").glob("*.md")}
    assert kept == written, "run `make docs`"
    assert {f"{name}.md" for name in NAMES} < set(kept)


def test_an_unexplained_command_is_caught() -> None:
    @click.command("burn", help="Burn.")
    @click.option("--all", "everything", is_flag=True)
    def burn(everything: bool) -> None:
        raise AssertionError

    assert len(faults("burn", burn)) == 4
