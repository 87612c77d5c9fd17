"""The command ``enduse``: verbs of the work, each in a module of its own, loaded when it is used."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from enduse import __version__
from enduse.model.errors import EnduseError, UsageError

COMMANDS = {
    "new": "Start a case in a new folder, or a rule in a checkout.",
    "add": "Put files into a case, capturing them first.",
    "build": "Read everything, find, and publish the atlas.",
    "read": "Show what is read in one file, with its passages.",
    "verify": "Recompute every hash and check every quote.",
    "diff": "Say what differs between two atlases, and which documents made it.",
    "watch": "Build again whenever something changes, and say what that changed.",
    "explain": "Show one finding with the passage behind every step.",
    "trace": "Follow goods and ties from one name.",
    "list": "Say whether a name was on a control list on a day.",
    "lists": "Show the lists of a case, and take in new copies.",
    "screen": "Check a table of counterparties against a case, as of a day.",
    "serve": "Answer over HTTP from a built case.",
    "inventory": "Say who made each camera of a list, which rules touch it, and how to replace.",
    "match": "Compare two names and say why.",
    "resolve": "List pairs a person should decide, most valuable first.",
    "review": "Record, withdraw, list and exchange judgements.",
    "eval": "Measure on sets labelled by people.",
    "export": "Write the case's tables for other tools.",
    "release": "Make the last build a numbered, dated, signed release.",
    "page": "Write one page of the atlas as one small file.",
    "bundle": "Write the evidence of one finding as a file others can check.",
}

NEXT = """\
Enduse reads the papers of the trade in surveillance technology and shows the evidence at every step.

  enduse new mycase                          start a case
  enduse add --case mycase FILES             put papers in (html, txt; folders too)
  enduse build mycase                        read, find, publish
  enduse build examples/surveillance-trade   or look at the example first

Every command explains itself:  enduse COMMAND --help
"""


class Verbs(click.Group):
    """A group whose commands are imported only when one is named, so that the help is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"enduse.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Verbs, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="enduse")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Who made it, who sold it, who uses it: the papers of the trade in surveillance technology, with evidence.

    \b
    Example:
      enduse build examples/surveillance-trade
    """
    if ctx.invoked_subcommand is None:
        click.echo(NEXT)


def main(args: list[str] | None = None) -> Any:
    """Run the command line and exit: 0 done, 1 failed, 2 usage, 3 done with issues."""
    try:
        sys.exit(cli.main(args=args, prog_name="enduse", standalone_mode=False) or 0)
    except click.exceptions.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(1)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except UsageError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except (EnduseError, OSError) as error:
        click.echo(f"Failed: {error}", err=True)
        sys.exit(1)
