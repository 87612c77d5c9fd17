"""``enduse explain``: one finding, step by step, with the passage behind each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from enduse.cli.output import as_json, case_option, print_json, table
from enduse.model.errors import UsageError

if TYPE_CHECKING:
    from enduse.case.layout import Case
    from enduse.case.state import State as Built
    from enduse.model.finding import Finding


@click.command("explain")
@case_option
@click.option("--lang", "language", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Language of the sentences.")
@click.argument("finding", required=False)
@as_json
def command(case_folder: Path, language: str, finding: str | None, as_json: bool) -> None:
    """Show FINDING (an id or the beginning of one) with its path, quotes and gaps; without FINDING, list them all.

    Quotes stand as the papers have them; --json gives every sentence in both languages.

    \b
    Example:
      enduse explain --case examples/surveillance-trade
    """
    from dataclasses import asdict

    from enduse.case.layout import open_case
    from enduse.case.state import read_state
    from enduse.findings.evidence import gather
    from enduse.findings.explain import explain_dict, explain_lines

    case = open_case(case_folder)
    state = read_state(case)
    findings = _in_their_states(case, state)
    if finding is None:
        if as_json:
            print_json([{"id": each.id, **asdict(each)} for each in findings])
            return
        rows = [[f.id, f.rule, f.outcome, f.state, "specimen" if f.specimen else "", f.day or "", f.title.text(language)] for f in findings]
        click.echo(table(["finding", "rule", "outcome", "state", "", "day", "title"], rows))
        return
    matching = [f for f in findings if f.id.startswith(finding)]
    if len(matching) != 1:
        raise UsageError(
            f"{len(matching)} findings have an id that begins with {finding!r}. List them:  enduse explain --case {case_folder}"
        )
    with state.resolved() as resolved:
        evidence = gather(resolved, matching)
    if as_json:
        print_json(explain_dict(matching[0], evidence))
    else:
        click.echo("\n".join(explain_lines(matching[0], evidence, language)))


def _in_their_states(case: Case, state: Built) -> list[Finding]:
    """The findings of the last build, each in the state that people's decisions give it now."""
    from dataclasses import replace

    from enduse.decisions.reviewers import decisions_of
    from enduse.release.release import release_of
    from enduse.release.states import Drafts

    findings = state.read_findings()
    given = decisions_of(sorted((case.root / "decisions").glob("*.jsonl")))
    with state.resolved() as resolved:
        courses = release_of(resolved, findings, given, Drafts.SHOW, case.settings.people).courses
    return [replace(finding, state=courses[finding.id].state.value) for finding in findings]
