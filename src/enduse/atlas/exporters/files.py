"""How a download is written: CSV that no spreadsheet runs as a formula, and JSON lines that keep every value unchanged."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from enduse.atlas.plaintext import STEERING, visible
from enduse.release.wording import not_an_accusation

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def formula_safe(value: object) -> str:
    """A cell's text. One that a spreadsheet would run gets an apostrophe in front (OWASP, CSV injection); typed numbers stay numbers.

    >>> formula_safe("=1+1"), formula_safe(-3), formula_safe("-3")
    ("'=1+1", '-3', "'-3")
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return repr(value)
    text = "; ".join(str(each) for each in value) if isinstance(value, list | tuple) else str(value)
    text = visible(text)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") else text


def write_csv(path: Path, columns: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write a CSV file after RFC 4180, in UTF-8."""
    names = list(columns)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(names)
        for row in rows:
            writer.writerow([formula_safe(row[name]) for name in names])


def write_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write JSON lines; steering signs stand as escapes, so that the value is unchanged and no terminal obeys it."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write(line_of(row))


def line_of(row: Mapping[str, Any]) -> str:
    """One JSON line."""
    return json_text(row) + "\n"


def json_text(value: object) -> str:
    """A value as JSON in which no steering sign stands raw."""
    text = _ENCODER.encode(value)
    return text if text.isprintable() else STEERING.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def write_readme(path: Path, title: str, licence: str, tables: Mapping[str, tuple[str, Mapping[str, str]]]) -> None:
    """Write the description of all columns as plain text."""
    lines = [
        visible(title),
        "",
        not_an_accusation("en"),
        f"Licence: {visible(licence)}",
        "",
        "CSV: UTF-8, RFC 4180. A leading apostrophe keeps a spreadsheet from running a cell;",
        "the JSON lines hold every value unchanged.",
        "",
    ]
    for name, (description, columns) in tables.items():
        lines += [name, "-" * len(name), description, ""]
        lines += [f"  {column:<16} {says}" for column, says in columns.items()]
        lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")
