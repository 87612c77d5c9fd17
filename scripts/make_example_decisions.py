"""Write the decisions of the example case: a whole way to publication for its invented findings, and for no other.

Nobody has reviewed the findings about real bodies, so they stay drafts. Run it again when the words or passages of the specimens change.
"""

from __future__ import annotations

import datetime
import shutil
import sys
import tempfile
from pathlib import Path

import click

from enduse.case.build import Options, build_case
from enduse.case.layout import open_case
from enduse.model.errors import EnduseError
from enduse.review.acts import clear, letter, publish, reply, review
from enduse.review.findings import Desk, Signed

ONE, TWO = "specimen-reviewer-one", "specimen-reviewer-two"
SENT, DEADLINE, ANSWERED, CLEARED, RELEASED = (datetime.date(2026, 10, day) for day in (1, 15, 12, 16, 19))
ANSWER = "Specimen answer: this body is invented, and so is the sale."


def decide(desk: Desk, finding: str) -> None:
    """Take one finding the whole way; the case is read anew before each step, as two people at two desks would."""
    case = desk.case
    if not desk.findings[finding].specimen:
        raise ValueError(f"finding {finding} is about real bodies; only people decide on it")

    def signed(who: str, role: str, day: datetime.date, reason: str) -> Signed:
        return Signed(who, role, day, f"Specimen: {reason}")

    review(desk, finding, signed(ONE, "reviewer", SENT, "every passage compared with its invented paper"), accepted=True)
    for party in desk.findings[finding].subjects:
        sent = signed(ONE, "reviewer", SENT, "a letter with every claim")
        letter(Desk(case), finding, sent, party=party, channel="letter to its invented address", deadline=DEADLINE)
        answered = signed(ONE, "reviewer", ANSWERED, "the answer as it came")
        reply(Desk(case), finding, answered, party=party, answer=ANSWER)
    clear(Desk(case), finding, signed(TWO, "reviewer", CLEARED, "passages, letter and answer checked by a second person"))
    publish(Desk(case), finding, signed(TWO, "editor", RELEASED, "released to show how it is done"))


@click.command()
@click.argument("case_folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(case_folder: Path) -> None:
    """Write CASE_FOLDER/decisions anew for its specimens."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "case"
        shutil.copytree(case_folder, copy, ignore=shutil.ignore_patterns("build", "site", "vault", "decisions"))
        case = open_case(copy)
        try:
            build_case(case, Options(), lambda *_: None)
            desk = Desk(case)
            for finding in sorted(ident for ident, each in desk.findings.items() if each.specimen):
                decide(Desk(case), finding)
        except EnduseError as error:
            click.echo(f"make_example_decisions: {error}", err=True)
            sys.exit(1)
        target = case_folder / "decisions"
        target.mkdir(exist_ok=True)
        for log in sorted((copy / "decisions").glob("specimen-reviewer-*.jsonl")):
            shutil.copyfile(log, target / log.name)
            click.echo(f"{log.name}: {sum(1 for _ in log.open('rb'))} decisions")


if __name__ == "__main__":
    main()
