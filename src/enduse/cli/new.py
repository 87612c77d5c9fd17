"""``enduse new``: a case folder with everything in its place, or the files of a rule."""

from __future__ import annotations

from pathlib import Path

import click

from enduse.cli.output import as_json, print_json, say
from enduse.model.errors import UsageError

CASE_YML = """\
# What this case is about. Unknown keys are refused, so a typing error never passes unseen.
title:
  en: {title}
summary:
  en: Say in one or two sentences what is looked at, where and when.
languages: [en]

# Rules that look for findings; take a line out to leave a rule out.
rules:
{rules}

# Control lists: put the publisher's file into lists/ and name it here, or:  enduse add --list us-bis-entity-list FILE
lists: []

# Patterns of papers that are invented (for tests and demonstrations): they are marked and never counted.
specimens: []

publication:
  drafts: show        # show: findings on the way to publication are shown, marked; hold: only published ones
  # people: {{reviewer: [ada, bea], editor: [cyn]}}   only these count, each in that role; without it, anybody with a log
  licence: not stated
"""


class _CaseFirst(click.Group):
    """A group in which a word that is no command is the folder of a new case."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As Click does, ``case`` put before what names no command."""
        if args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = ["case", *args]
        return super().parse_args(ctx, args)


@click.group("new", cls=_CaseFirst)
def command() -> None:
    """Start a case in a new folder, or a rule in a checkout of enduse.

    `enduse new DIR` is short for `enduse new case DIR`.

    \b
    Example:
      enduse new mycase
    """


@command.command("case")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@as_json
def case_command(folder: Path, as_json: bool) -> None:
    """Start a case in the new folder DIR.

    \b
    Example:
      enduse new case mycase
    """
    from enduse.findings.rules import chosen_rules

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there already and is not an empty folder; name another, or empty it.")
    for inside in ("papers", "tables", "lists", "decisions"):
        (folder / inside).mkdir(parents=True, exist_ok=True)
    rules = "\n".join(f"  - {rule.name}" for rule in chosen_rules(None))
    title = folder.resolve().name.replace("-", " ") or "My case"
    (folder / "case.yml").write_text(CASE_YML.format(title=title, rules=rules), "utf-8")
    (folder / ".gitignore").write_text("build/\nsite/\n", "utf-8")
    if as_json:
        print_json({"case": str(folder), "next": [f"enduse add --case {folder} FILES", f"enduse build {folder}"]})
        return
    say(f"{folder} is ready.\n\n  enduse add --case {folder} FILES    put papers in")
    say(
        f"  enduse add --case {folder} --facts oem    put in who makes which brand's goods, for inventories (removals: how others ended it)"
    )
    say(f"  enduse build {folder}{' ' * 15}read, find, publish")


@command.command("rule")
@click.argument("name", metavar="RULE")
@click.option("--in", "checkout", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="Top of a checkout of enduse.")
@as_json
def rule_command(name: str, checkout: Path, as_json: bool) -> None:
    """Start a rule: its module, words, page and two cases, each place that is still to write marked TO WRITE.

    The rule runs in no build while a mark is left. `python -m pytest tests/findings` says what is still to write.

    \b
    Example:
      enduse new rule sale-of-specimens
    """
    from enduse.findings.scaffold import new_rule

    written = [path.as_posix() for path in new_rule(name, checkout)]
    if as_json:
        print_json({"rule": name, "files": written, "next": ["python -m pytest tests/findings"]})
        return
    say("\n".join([f"The rule {name} is begun:", "", *(f"  {path}" for path in written)]))
    say("\n  python -m pytest tests/findings    says what is still to write")
