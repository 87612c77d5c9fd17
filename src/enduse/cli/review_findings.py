"""``enduse review finding``: what people decide about one finding."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from enduse.cli.review_signing import DAY, act_options, desk_of, signature, told


@click.group("finding")
def finding_group() -> None:
    """Decide about one finding: accept or reject, write to those named, clear, release, retract, correct.

    \b
    Example:
      enduse review finding accept --case mycase 3f2a --by ada --reason "read every passage against its paper"
    """


@finding_group.command("accept")
@act_options
def accept(case_folder: Path, finding: str, as_json: bool, **signed: Any) -> None:
    """Record that you read FINDING against its passages and it stands: draft becomes reviewed.

    \b
    Example:
      enduse review finding accept --case mycase 3f2a --by ada --reason "read every passage against its paper"
    """
    from enduse.review.acts import review

    desk = desk_of(case_folder)
    told(review(desk, finding, signature("review", **signed), accepted=True), as_json=as_json)


@finding_group.command("reject")
@act_options
def reject(case_folder: Path, finding: str, as_json: bool, **signed: Any) -> None:
    """Record that FINDING does not stand: it is shown nowhere until you withdraw that.

    \b
    Example:
      enduse review finding reject --case mycase 3f2a --by ada --reason "the buyer is another bureau of that name"
    """
    from enduse.review.acts import review

    desk = desk_of(case_folder)
    told(review(desk, finding, signature("review", **signed), accepted=False), as_json=as_json)


@finding_group.command("letter")
@act_options
@click.option("--to", "party", default="", metavar="ID", help="To whom: a subject of the finding, by id or name.")
@click.option("--channel", required=True, metavar="TEXT", help="How: letter to its registered office, mail to its press office …")
@click.option("--deadline", required=True, type=DAY, metavar="DAY", help="The day until which an answer was asked for.")
def letter(case_folder: Path, finding: str, party: str, channel: str, deadline: Any, as_json: bool, **signed: Any) -> None:
    """Record that a letter with every claim of FINDING went to a party. Each attempt is a letter of its own.

    \b
    Example:
      enduse review finding letter --case mycase 3f2a --channel "mail to its office" --deadline 2026-12-14 --by ada --reason first
    """
    from enduse.review.acts import letter as send

    desk = desk_of(case_folder)
    done = send(desk, finding, signature("letter", **signed), party=party, channel=channel, deadline=deadline.date())
    told(done, as_json=as_json)


@finding_group.command("reply")
@act_options
@click.option("--to", "party", default="", metavar="ID", help="Who answered, or did not: a subject of the finding, by id or name.")
@click.option("--answer", metavar="TEXT", help="The answer, word for word. It stands beside the finding.")
@click.option("--answer-file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The answer, from a UTF-8 text file.")
@click.option("--none", "nothing", is_flag=True, help="The deadline has passed and no answer has come.")
def reply(
    case_folder: Path, finding: str, party: str, answer: str | None, answer_file: Path | None, nothing: bool, as_json: bool, **signed: Any
) -> None:
    """Record what a party answered about FINDING, or with --none that its deadline passed.

    \b
    Example:
      enduse review finding reply --case mycase 3f2a --none --by ada --reason "three attempts, no answer"
    """
    from enduse.model.errors import UsageError
    from enduse.review.acts import reply as take

    if sum((answer is not None, answer_file is not None, nothing)) != 1:
        raise UsageError("Give the answer one way:  --answer TEXT,  --answer-file FILE,  or  --none  where none came.")
    text = answer_file.read_text("utf-8") if answer_file else answer or ""
    if not nothing and not text.strip():
        raise UsageError("The answer is empty. If none came, say so:  --none")
    told(take(desk_of(case_folder), finding, signature("reply", **signed), party=party, answer=text), as_json=as_json)


@finding_group.command("override")
@act_options
def override(case_folder: Path, finding: str, as_json: bool, **signed: Any) -> None:
    """Let FINDING go on without an answered letter. The reason stands on its page.

    \b
    Example:
      enduse review finding override --case mycase 3f2a --by cyn --reason "a letter would endanger the source of the paper"
    """
    from enduse.review.acts import override as let

    told(let(desk_of(case_folder), finding, signature("override", **signed)), as_json=as_json)


@finding_group.command("clear")
@act_options
def clear(case_folder: Path, finding: str, as_json: bool, **signed: Any) -> None:
    """Clear a reviewed FINDING. An adverse one needs another person than its reviewer, and its letters answered or past their deadline.

    \b
    Example:
      enduse review finding clear --case mycase 3f2a --by bea --reason "checked the passages, the letter and the answer"
    """
    from enduse.review.acts import clear as give

    told(give(desk_of(case_folder), finding, signature("clearance", **signed)), as_json=as_json)


@finding_group.command("release")
@act_options
def release(case_folder: Path, finding: str, as_json: bool, **signed: Any) -> None:
    """Publish a cleared FINDING with the next build.

    \b
    Example:
      enduse review finding release --case mycase 3f2a --by cyn --reason "part of the report of December"
    """
    from enduse.review.acts import publish

    told(publish(desk_of(case_folder), finding, signature("publication", **signed)), as_json=as_json)


@finding_group.command("retract")
@act_options
def retract(case_folder: Path, finding: str, as_json: bool, **signed: Any) -> None:
    """Take FINDING back, with every other wording of the same rule and path. Its page stays as a tombstone.

    \b
    Example:
      enduse review finding retract --case mycase 3f2a --by cyn --reason "the paper is about another company"
    """
    from enduse.review.acts import retract as take_back

    told(take_back(desk_of(case_folder), finding, signature("retraction", **signed)), as_json=as_json)


@finding_group.command("correct")
@act_options
@click.option("--now", metavar="ID", help="The finding of the last build that stands in its place.")
def correct(case_folder: Path, finding: str, now: str | None, as_json: bool, **signed: Any) -> None:
    """Say that FINDING was wrong, and which finding stands in its place. Correct the table or paper and build first.

    \b
    Example:
      enduse review finding correct --case mycase 3f2a --now 77b0 --by cyn --reason "the amount was read in thousands"
    """
    from enduse.review.acts import correct as put_right

    told(put_right(desk_of(case_folder), finding, signature("correction", **signed), now=now), as_json=as_json)
