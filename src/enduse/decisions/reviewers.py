"""Reviewers: which file is whose log."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from enduse.decisions.log import read
from enduse.model.judgement import Judgement


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


def read_logs(files: Sequence[Path]) -> list[Judgement]:
    """The judgements of several logs, each oldest first, logs in the order of their names.

    Raises:
        DamagedDecisions: a log is not as it was written. Decisions keep bodies apart, so that none may be left out silently.
    """
    return [judgement for log in sorted(files, key=lambda path: path.name) for judgement in read(log)]
