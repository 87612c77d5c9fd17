"""``enduse resolve``: pairs a person should look at, the most valuable first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from enduse.cli.output import as_json, case_option, print_json, say

if TYPE_CHECKING:
    from enduse.review.queue import Proposal


@click.command("resolve")
@case_option
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Most pairs to show.")
@as_json
def command(case_folder: Path, limit: int, as_json: bool) -> None:
    """List pairs of bodies that may be one, and joins by score that nobody has confirmed, for a person to decide.

    First come pairs that would tie a listing to a sale, then those with findings and listings, then the large ones, then the most alike.

    \b
    Example:
      enduse resolve --case examples/surveillance-trade --limit 5
    """
    from enduse.case.layout import open_case
    from enduse.case.state import read_state
    from enduse.review.queue import proposals
    from enduse.review.recording import all_judgements

    case = open_case(case_folder)
    state = read_state(case)
    with state.resolved() as resolved:
        found = proposals(resolved, state.read_findings(), all_judgements(case))
    if as_json:
        print_json({"proposals": found[:limit], "of": len(found)})
        return
    for number, proposal in enumerate(found[:limit], start=1):
        click.echo("\n".join(lines_of(number, proposal)))
    if not found:
        say("Nothing to decide: no two bodies of this case are alike and undecided.")
        return
    say(f"\n{min(limit, len(found))} of {len(found)}. Decide with:")
    say(f"  enduse review accept|reject|unsure --case {case_folder} LEFT RIGHT --reviewer NAME --reason TEXT")


def lines_of(number: int, proposal: Proposal) -> list[str]:
    """A pair as it is printed: score and names, ids, what a decision would change, and the reasons."""
    from enduse.entities.wording import reasons
    from enduse.model.comparison import Comparison

    score = f"{proposal.score:.2f}" if proposal.score is not None else "–"
    state = "joined by score, not confirmed" if proposal.joined else "left open by a reviewer" if proposal.left_open else "apart"
    lines = [f"{number}. {score}  {proposal.left_name}  |  {proposal.right_name}   ({state}{', specimen' if proposal.specimen else ''})"]
    lines += [f"      {proposal.left} {proposal.right}", f"      {proposal.changes}"]
    lines += [f"      {proposal.why}"]
    lines += [f"        {said}" for said in reasons(Comparison(proposal.score or 0.0, proposal.features))]
    return lines
