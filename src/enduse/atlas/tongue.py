"""A tongue: one language of the site, with its words and the folder its pages stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from enduse.atlas.words import load_words
from enduse.model.errors import InvalidTaxonomy
from enduse.model.said import LANGUAGES, Said
from enduse.release.wording import not_an_accusation

CODE = re.compile(r"(?:[a-z]{2,3}|x(?=-))(?:-[a-z0-9]{1,8})*")
"""Codes as BCP 47 writes them, in lower case; a code is the name of a file and of a folder."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language pages are written in: ``code`` names its file of words, ``folder`` is empty or ends with a slash."""

    code: str
    words: dict[str, Any]
    folder: str

    @property
    def name(self) -> str:
        """What its readers call it."""
        return str(self.words["language"]["name"])

    @property
    def tag(self) -> str:
        """Its BCP 47 tag, as pages name it in ``lang``."""
        return str(self.words["language"]["tag"])

    def said(self, text: Said) -> str:
        """A text of ours in this language; English where it is not said in it."""
        return text.text(self.spoken)

    @property
    def spoken(self) -> str:
        """The language of ``LANGUAGES`` whose sentences pages of this one have: its own, or English."""
        return self.code if self.code in LANGUAGES else "en"

    def page(self, path: str) -> str:
        """Where the page ``path`` of this language stands, from the top of the site."""
        return self.folder + path


def tongues(codes: Sequence[str], folder: Path | None = None) -> tuple[Tongue, ...]:
    """The languages of a site: English at its top, every other in a folder named by its code, in the order given.

    ``folder`` holds files of words beside those that ship.

    Raises:
        InvalidTaxonomy: a code is none, a language has no file of words, or its file is not as it should be.
    """
    others = [code for code in dict.fromkeys(codes) if code != "en"]
    for code in others:
        if not CODE.fullmatch(code):
            raise InvalidTaxonomy(
                f"languages: {code!r} is no code of a language; write it as in zh, pt-br, x-mine: lower-case letters and digits"
            )
    return (Tongue("en", load_words("en"), ""), *(Tongue(code, load_words(code, folder), f"{code}/") for code in others))


def note_in(tongue: Tongue) -> str:
    """That being named is no accusation, in plain words."""
    return str(tongue.words["note"] or not_an_accusation(tongue.code))
