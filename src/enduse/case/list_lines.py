"""The lines of ``lists:`` in ``case.yml``, changed in place: everything else of the file stays as people wrote it."""

from __future__ import annotations

import re
from typing import Any

from enduse.case.layout import Case
from enduse.model.yaml_text import yaml_nodes


def name_in_case(case: Case, source: str, place: str) -> str:
    """Make ``case.yml`` name ``place`` as the list ``source``: in the entry it has, or in a new one. What was written, for people."""
    file = case.root / "case.yml"
    text = file.read_text("utf-8")
    entries = _entries(text)
    for entry in entries.value if entries is not None else ():
        said = {key.value: value for key, value in entry.value}
        if said["source"].value == source:
            old = said["file"]
            file.write_text(text[: old.start_mark.index] + place + text[old.end_mark.index :], "utf-8")
            return f"case.yml: {source} is {place} now (was {old.value})."
    line = f"  - {{source: {source}, file: {place}}}"
    file.write_text(_with_line(text, entries, line), "utf-8")
    return f"Named in case.yml:\n{line}"


def _entries(text: str) -> Any:
    top: Any = yaml_nodes(text)
    return next((value for key, value in top.value if key.value == "lists"), None)


def _with_line(text: str, entries: Any, line: str) -> str:
    if entries is None:
        return text.rstrip("\n") + f"\n\nlists:\n{line}\n"
    before, after = text[: entries.start_mark.index], text[entries.end_mark.index :]
    if not entries.value:
        return f"{before.rstrip()}\n{line}{after}"
    if entries.flow_style:
        end = text.rindex("]", 0, entries.end_mark.index)
        return f"{text[:end].rstrip()}, {line.strip().removeprefix('- ')}{text[end:]}"
    indent = " " * entries.start_mark.column
    last = entries.value[-1].end_mark.index
    end = len(text[:last].rstrip())
    rest = text[end:]
    comment = re.match(r"[ \t]*#[^\n]*", rest)
    end += comment.end() if comment else 0
    return f"{text[:end]}\n{indent}{line.strip()}{text[end:]}"
