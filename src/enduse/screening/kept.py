"""Answers kept in a file while a run goes on, one a line, so that any number of them needs the memory of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from enduse.screening.answer import Screened


def keep_answers(path: Path, answers: Iterable[Screened]) -> None:
    """Write answers to a file, one JSON value a line, to be walked as often as wanted without holding them."""
    encoder = msgspec.json.Encoder()
    with path.open("wb") as file:
        for answer in answers:
            file.write(encoder.encode(answer) + b"\n")


def kept_answers(path: Path) -> Iterator[Screened]:
    """The answers ``keep_answers`` wrote."""
    decoder = msgspec.json.Decoder(Screened)
    with path.open("rb") as file:
        yield from map(decoder.decode, file)
