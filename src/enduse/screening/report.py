"""The report of a screening as a page one can file: what was asked, what it rests on, and every match with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import resources
from pathlib import Path

from enduse.screening.about import About
from enduse.screening.answer import CHECK, POSSIBLE, Screened
from enduse.screening.flat import Rules, law, why
from enduse.screening.page import write_page
from enduse.screening.policy import load_policy


def write_report(path: Path, head: About, answers: Callable[[], Iterable[Screened]], rules: Rules) -> None:
    """Write the page. ``answers`` may be walked as often as wanted, each time one by one; ``head`` has counted them."""
    write_page(
        path,
        resources.files(__package__).joinpath("report.html").read_text("utf-8"),
        head=head,
        groups=[(verdict, head.counts[verdict], _of(verdict, answers)) for verdict in (CHECK, POSSIBLE)],
        glance=(each for verdict in (CHECK, POSSIBLE) for each in _of(verdict, answers)),
        policy=load_policy(),
        why=why,
        law=partial(law, rules=rules),
        atlas=head.atlas.beside(path),
    )


def _of(verdict: str, answers: Callable[[], Iterable[Screened]]) -> Iterator[Screened]:
    return (each for each in answers() if each.verdict == verdict)
