"""What all rules find in a case folder, found once for all tests that look at it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from enduse.findings.find import find
from enduse.findings.rules import chosen_rules
from enduse.model.finding import Finding

from .builder import case_parts, with_parents, write_case
from .cases_view import view


@dataclass(frozen=True)
class Found:
    """Findings of all rules; of the rule the folder is a case of, findings and views; the names that stand in the case."""

    every: tuple[Finding, ...]
    own: tuple[Finding, ...]
    views: tuple[dict[str, Any], ...]
    names: frozenset[str]


@cache
def found_in(folder: Path) -> Found:
    """What is found in a case folder."""
    statements, resolution = case_parts(folder)
    with TemporaryDirectory() as aside, write_case(Path(aside), statements, with_parents(resolution, statements)) as resolved:
        every = find(resolved, chosen_rules(None))
        own = tuple(finding for finding in every if finding.rule == folder.parent.name)
        names = frozenset(each for e in resolved.entities() for each in (e.caption, e.caption_zh) if each)
        return Found(every, own, tuple(view(finding, resolved) for finding in own), names)


def each_folder(folders: list[Path]) -> list[Any]:
    """The folders as parameters; those of one rule are tested in one process, which finds in each of them once."""
    named = ((folder, folder.parent.name, f"{folder.parent.name}/{folder.name}") for folder in folders)
    return [pytest.param(folder, marks=pytest.mark.xdist_group(rule), id=name) for folder, rule, name in named]
