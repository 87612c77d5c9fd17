"""People: which file is whose log, which names of reviewers are one person, and which are nobody's.

A name is a handle; nothing here proves who is behind it. It is only made sure that one handle, however written, never counts as two.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")
"""Alphabets with letters that look like one another's; a name that mixes them is no name."""


def person_of(name: str) -> str:
    """The person a reviewer's name stands for: case, width, accents, spaces and signs between letters do not make another one.

    Empty where the name holds no letter or digit, or mixes alphabets that look alike.

    >>> person_of("Ada  Li") == person_of("ada-li") == person_of("ＡＤＡ\\u200bＬI")
    True
    >>> person_of("ad\\N{CYRILLIC SMALL LETTER A}")
    ''
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    letters = [sign for sign in folded if sign.isalnum()]
    alphabets = {word for sign in letters for word in ALPHABETS if unicodedata.name(sign, "").startswith(word)}
    return "" if len(alphabets) > 1 else "".join(letters)


def log_of(folder: Path, reviewer: str) -> Path:
    """The log of one reviewer in a case's ``decisions`` folder.

    A plain name (``ada``, ``ada-li``) is its own file name. Any other gives what is plain of it and eight digits of its hash, so that two
    names never share a file, on file systems that fold case either.
    """
    plain = "-".join(re.findall(r"[a-z0-9]+", reviewer.lower()))[:40]
    if plain == reviewer:
        return folder / f"{plain}.jsonl"
    digits = hashlib.sha256(reviewer.encode()).hexdigest()[:8]
    return folder / f"{f'{plain}-' if plain else 'reviewer-'}{digits}.jsonl"
