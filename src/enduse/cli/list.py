"""``enduse list``: whether a name was on a control list on a day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from enduse.cli.output import as_json, printable, say, table
from enduse.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from enduse.entities.resolved import Resolved
    from enduse.findings.listed.answer import Answer, Standing
    from enduse.findings.listed.written import Rules


@click.command("list")
@click.argument("name", required=False)
@click.option("--on", "day", metavar="DATE", help="The day asked: 2019-10-09; a month, a year or a span a/b too.")
@click.option("--known-on", "known_on", metavar="DATE", default="", help="Count only what could be known on that day.")
@click.option(
    "--file",
    "questions",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Questions: a csv with the columns name and date.",
)
@click.option("--format", "form", type=click.Choice(["csv", "jsonl"]), default="csv", show_default=True, help="Of the answers to --file.")
@click.option(
    "--case", "case_folder", type=click.Path(file_okay=False, path_type=Path), help="The case folder; the current folder without --list."
)
@click.option(
    "--list", "lists", metavar="SOURCE=FILE", multiple=True, help="A file of a list, read without a case; several times for several lists."
)
@click.option(
    "--history",
    "histories",
    metavar="LIST=FILE",
    multiple=True,
    help="Dated changes of a list (list_date, action, name, note), read without a case.",
)
@click.option("--partial", is_flag=True, help="Read files of --list that hold only a part of the list.")
@as_json
def command(
    name: str | None,
    day: str | None,
    known_on: str,
    questions: Path | None,
    form: str,
    case_folder: Path | None,
    lists: tuple[str, ...],
    histories: tuple[str, ...],
    partial: bool,
    as_json: bool,
) -> None:
    """Say whether NAME was listed on a day, itself or through a body above it or an owner; by which act, and what the rule restricts.

    Answers are listed, not-listed, undetermined (with the reason), not-found (no list consulted has the name, which proves nothing) and
    not-answered (the name may be a natural person's). A name alike to several bodies shows them all with score and reasons, and
    determines nothing.

    \b
    Example:
      enduse list "Megvii Technology" --on 2019-10-09 --case examples/surveillance-trade
      enduse list "Megvii Technology" --on 2019-10-09 --list us-bis-entity-list=entity-list.json
      enduse list --file counterparties.csv --format jsonl --case mycase
    """
    _check(name, day, known_on, questions)
    from enduse.findings.listed.answer import Question
    from enduse.findings.listed.ask import Listings
    from enduse.findings.listed.questions import read_questions
    from enduse.findings.listed.written import csv_lines, json_lines, record

    asked = read_questions(questions) if questions is not None else [Question(str(name), str(day))]
    with _resolved(case_folder, lists, histories, partial) as resolved:
        listings = Listings.of(resolved)
        answers, rules, copies = listings.ask(asked, known_on), listings.rules(), listings.copies()
    if questions is not None:
        for line in json_lines(answers, rules) if form == "jsonl" or as_json else csv_lines(answers, rules):
            click.echo(line)
    elif as_json:
        from enduse.cli.output import print_json

        print_json({**record(answers[0], rules), "consulted": [{"list": key, "copy": day, "entries": n} for key, day, n in copies]})
    else:
        click.echo("\n".join(_shown(answers[0], rules)))
        say("Consulted: " + "; ".join(f"{key} ({number} entries{', copy of ' + day if day else ''})" for key, day, number in copies) + ".")


def _check(name: str | None, day: str | None, known_on: str, questions: Path | None) -> None:
    from enduse.model.dates import PartialDate
    from enduse.model.errors import AmbiguousValue

    if questions is not None and (name is not None or day is not None):
        raise UsageError("--file brings its own names and days; leave NAME and --on out")
    if questions is None and (name is None or day is None):
        raise UsageError(
            'Give a name and a day:  enduse list "Megvii Technology" --on 2019-10-09   or a file of both: --file QUESTIONS.csv'
        )
    for option, text in (("--on", day), ("--known-on", known_on)):
        try:
            if text:
                PartialDate.parse(text)
        except AmbiguousValue as error:
            raise UsageError(f"{option}: {error}") from error


def _resolved(case_folder: Path | None, lists: tuple[str, ...], histories: tuple[str, ...], partial: bool) -> Resolved:
    if not lists and not histories:
        from enduse.case.layout import open_case
        from enduse.case.state import read_state

        return read_state(open_case(case_folder or Path())).resolved()
    if case_folder is not None:
        raise UsageError("--list and --history are read without a case; put the file into the case instead:  enduse add --list SOURCE FILE")
    from enduse.case.list_files import open_lists

    return open_lists([_pair(each) for each in lists], [_pair(each) for each in histories], partial=partial)


def _pair(text: str) -> tuple[str, Path]:
    name, equals, file = text.partition("=")
    if not equals or not name or not file:
        raise UsageError(f"{text!r} is not SOURCE=FILE, such as us-bis-entity-list=entity-list.json")
    return name, Path(file)


def _shown(answer: Answer, rules: Rules) -> Iterator[str]:
    from enduse.findings.listed.written import words_of

    then = f", as known on {answer.known_on}" if answer.known_on else ""
    yield f"{printable(answer.name)} on {answer.date}{then}: {answer.outcome.replace('-', ' ')}"
    yield from (f"  {words_of(code)}" for code in answer.reasons)
    for body in answer.bodies:
        mark = " (specimen)" if body.specimen else ""
        yield f"\n{printable(body.name)}{mark}  [{body.id}]  {body.match.how.replace('-', ' ')}, score {body.match.score:.3f}"
        yield from (f"  because {printable(why)}" for why in body.match.reasons)
        if body.former_names:
            yield f"  formerly called {printable('; '.join(body.former_names))}"
        rows = [_row(standing) for standing in body.standings]
        if rows:
            yield table(["list", "relation", "", "announced", "effective", "ended", "citation"], rows)
        yield from _details(body.standings)
    yield from _law(answer, rules)


def _row(s: Standing) -> list[str]:
    days = [" / ".join(each) for each in (s.announced, s.effective, s.ended, s.citations)]
    return [s.list_title, s.relation, s.outcome.replace("-", " "), *days]


def _details(standings: tuple[Standing, ...]) -> Iterator[str]:
    from enduse.findings.listed.written import words_of

    for s in standings:
        about = f"{s.list_title}, {printable(s.listed_body)}"
        for code in s.reasons:
            yield f"  {about}: {words_of(code)}"
        for head, said in (("act", s.acts), ("later acts", s.amendments), ("the entry says", s.provisions), ("licence policy", s.licence)):
            if said:
                yield f"  {about}: {head}: {printable('; '.join(said))}"
        if s.gone_by:
            yield f"  {about}: shown by the copy of {s.copy_of or 'an earlier day'}, no longer by that of {s.gone_by}"
        if len(s.trail) > 1:
            yield f"  {about}: reached by {printable(' → '.join(s.trail))}{' (' + s.share + ')' if s.share else ''}"


def _law(answer: Answer, rules: Rules) -> Iterator[str]:
    from enduse.findings.listed.written import law_of

    for title, said in law_of(answer, rules):
        yield f"\n{title}"
        yield from (f"  {printable(line)}" for line in said or ("What this list restricts is not described.",))
