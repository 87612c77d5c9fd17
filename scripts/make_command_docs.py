"""Writes docs/commands from the commands' own help, one page each and an index, so that the two never differ.

`python scripts/make_command_docs.py [--out DIR]`; a test fails if the pages in docs/commands are not current.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from enduse.cli.main import cli

COMMANDS = Path(__file__).parents[1] / "docs" / "commands"
NOTE = "<!-- written by scripts/make_command_docs.py from `--help`; change the command's docstring instead -->"
ARGUMENTS = {
    "DIR": "the folder to make",
    "RULE": "the name of the rule: small letters with hyphens",
    "[CASE]": "the case folder; the current folder by default",
    "CASE": "the case folder, built",
    "[FILES]...": "files and folders",
    "[FINDING]": "an id, or the beginning of one; all findings are listed without it",
    "OLD": "an atlas: a built case, a site, or downloads",
    "NEW": "another",
    "FROM": "a whole name or an entity id",
    "[NAME]": "a name in either script, whole; not with --file",
    "COMMAND [ARGS]...": "one of the commands below",
    "GOLD.jsonl": "the set, one notice a line",
    "PAIRS.csv": "the set, one pair of names a row",
    "FILE": "the file",
    "NAME": "a name, in quotation marks",
    "OTHER": "another name",
    "SOURCE": "the name of the source, such as us-bis-entity-list",
    "LEFT": "the id of a mention or entity",
    "RIGHT": "the id of another",
    "FINDING": "the id of a finding of the last build, or the beginning of one",
    "PAGE": "a page of the site, from its top",
    "ENTITY": "the id of a mention or entity",
    "PROPERTY": "the property, as columns of the downloads call it",
    "LINE": "the hash of a decision's line, or the beginning of one",
}
"""What arguments mean; Click has help for options only. A command with an argument that is not here fails to get a page."""


def pages() -> dict[str, str]:
    """File name to Markdown, index included."""
    context = click.Context(cli, info_name="enduse")
    found = {}
    index = ["# Commands", "", NOTE, "", "| command | what it does |", "|---|---|"]
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        if command is None:
            raise SystemExit(f"enduse lists the command {name}, but cannot load it")
        lines = [f"# enduse {name}", "", NOTE, "", *section(command, click.Context(command, info_name=name, parent=context))]
        found[f"{name}.md"] = "\n".join(lines).rstrip("\n") + "\n"
        index.append(f"| [enduse {name}]({name}.md) | {command.get_short_help_str(200)} |")
    index += ["", "Every command takes `--json` and prints one JSON value on standard output; talk and progress go to standard error."]
    index += ["Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done with issues."]
    found["index.md"] = "\n".join(index) + "\n"
    return found


def section(command: click.Command, context: click.Context) -> Iterator[str]:
    """The lines of one command, and of each command of a group below it."""
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    yield from ("```text", usage, "```", "")
    for paragraph in (command.help or "").split("\n\n"):
        yield from _paragraph(paragraph)
    yield from ("| argument or option | meaning |", "|---|---|")
    rows = [parameter.get_help_record(context) for parameter in command.get_params(context) if isinstance(parameter, click.Option)]
    given = [parameter.make_metavar(context) for parameter in command.get_params(context) if isinstance(parameter, click.Argument)]
    for name, says in [(name, ARGUMENTS[name]) for name in given] + [row for row in rows if row]:
        yield f"| `{_cell(name)}` | {_cell(says)} |"
    for name in command.list_commands(context) if isinstance(command, click.Group) else ():
        below = command.get_command(context, name)
        if below is not None:
            yield from ("", f"## {context.command_path} {name}", "")
            yield from section(below, click.Context(below, info_name=name, parent=context))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _paragraph(text: str) -> Iterator[str]:
    # Click marks paragraphs that keep their line breaks with a line of \b; such are the examples.
    lines = text.strip("\n").splitlines()
    if lines and lines[0].strip() == "\b":
        heading, *rest = lines[1:]
        rest = [line for line in rest if line.strip()]
        yield from (f"**{heading.strip().rstrip(':')}**", "", "```sh", *(line.strip() for line in rest), "```", "")
    elif lines:
        yield from (*(line.strip() for line in lines), "")


def main() -> int:
    """Write the pages and take away pages of commands that are gone."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, default=COMMANDS)
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    made = pages()
    for stray in {path.name for path in out.glob("*.md")} - set(made):
        (out / stray).unlink()
    for name, text in made.items():
        (out / name).write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
