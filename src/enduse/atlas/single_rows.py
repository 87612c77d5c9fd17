"""Rows and cards of a page that has no room for them in one small file: cut from the end of the longest runs, whole, for further files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_BLOCK = re.compile(r"<(tr|article)\b(?:(?!<\1\b).)*?</\1>\s*", re.DOTALL)
_TABLE = re.compile(r"<table\b[^>]*>\s*(?:<thead>.*?</thead>)?\s*<tbody[^>]*>\s*$", re.DOTALL)
LEFT = 600
"""Bytes kept for the line that stands in place of what was cut."""


@dataclass(frozen=True, slots=True)
class Run:
    """Blocks that stand behind one another: where the first begins and the last ends, each block, and what frames them elsewhere."""

    start: int
    blocks: tuple[str, ...]
    before: str
    after: str

    @property
    def is_table(self) -> bool:
        """Whether the blocks are rows."""
        return bool(self.after)


@dataclass(frozen=True, slots=True)
class Cut:
    """The end of a run, cut from the page: its blocks, and where in the shortened page a line is to stand for them."""

    run: Run
    blocks: tuple[str, ...]


def shortened(text: str, excess: int) -> tuple[list[str], list[Cut]]:
    """The page in pieces, between each two of which one of the cuts is missing; as short as ``excess`` bytes less, if its runs allow.

    The longest run is cut first, and no run loses its first block.
    """
    cuts: list[Cut] = []
    for run in sorted(_runs(text), key=lambda run: -sum(map(len, run.blocks))):
        if excess <= 0:
            break
        kept = len(run.blocks)
        excess += LEFT
        while kept > 1 and excess > 0:
            kept -= 1
            excess -= len(run.blocks[kept].encode())
        if kept < len(run.blocks):
            cuts.append(Cut(run, run.blocks[kept:]))
    cuts.sort(key=lambda cut: cut.run.start)
    pieces, at = [], 0
    for cut in cuts:
        end = cut.run.start + sum(map(len, cut.run.blocks))
        pieces.append(text[at : end - sum(map(len, cut.blocks))])
        at = end
    return [*pieces, text[at:]], cuts


def _runs(text: str) -> Iterator[Run]:
    found: list[re.Match[str]] = []
    for match in _BLOCK.finditer(text, text.find("<main")):
        if 'scope="col"' in match[0]:
            continue  # the head of a table
        if found and (match.start() != found[-1].end() or match[1] != found[-1][1]):
            yield _run(text, found)
            found = []
        found.append(match)
    if found:
        yield _run(text, found)


def _run(text: str, found: Sequence[re.Match[str]]) -> Run:
    start, blocks = found[0].start(), tuple(match[0] for match in found)
    if found[0][1] != "tr":
        return Run(start, blocks, "", "")
    table = _TABLE.search(text, max(text.rfind("<table", 0, start), 0), start)
    return Run(start, blocks, table[0] if table else "<table><tbody>", "</tbody></table>\n")


def in_files(cuts: Sequence[Cut], most: int) -> tuple[list[str], list[int]]:
    """What further files of at most ``most`` bytes hold of all that was cut, and for each cut the file (from 0) in which it begins."""
    files, begins = [""], []
    left = most
    for cut in cuts:
        opened = False
        frame = len((cut.run.before + cut.run.after).encode())
        for block in cut.blocks:
            size = len(block.encode())
            if size + (0 if opened else frame) > left and files[-1]:
                files[-1] += cut.run.after if opened else ""
                files.append("")
                left, opened = most, False
            if not opened:
                files[-1] += cut.run.before
                left, opened = left - frame, True
            if block is cut.blocks[0]:
                begins.append(len(files) - 1)
            files[-1] += block
            left -= size
        files[-1] += cut.run.after
    return files, begins
