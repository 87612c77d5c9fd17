"""Reviewers: several logs read together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from enduse.decisions.log import read, read_decisions
from enduse.model.decision import Given
from enduse.model.judgement import Judgement


def read_logs(files: Sequence[Path]) -> list[Judgement]:
    """The judgements of several logs, each oldest first, logs in the order of their names.

    Raises:
        DamagedDecisions: a log is not as it was written. Decisions keep bodies apart, so that none may be left out silently.
    """
    return [judgement for log in sorted(files, key=lambda path: path.name) for judgement in read(log)]


def decisions_of(files: Sequence[Path]) -> list[Given]:
    """The decisions of several logs that are not on pairs, logs in the order of their names.

    Raises:
        DamagedDecisions: as ``read_decisions``; a release rests on all of them or on none.
    """
    return [given for log in sorted(files, key=lambda path: path.name) for given in read_decisions(log)]
