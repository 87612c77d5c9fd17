"""The files of the index: lines of text in the order in which a script looks them up, so that a browser has nothing to take apart.

A key's file is chosen by its first characters, an entry's by its kind and code; neither holds a number that counts through the index. So
what changes in one entry changes the files of its keys and its own, and ``front.js``, which holds what stands first of each kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from enduse.atlas.map.files import power_of_two
from enduse.atlas.plaintext import shown
from enduse.atlas.script_files import write_call
from enduse.atlas.search.entries import Entry
from enduse.atlas.search.keys import bucket_of

KEYS_A_FILE, ENTRIES_A_FILE = 400, 4096
"""An answer reads one file of keys for each part of the question, and every file of the entries it shows that are not in front."""
FRONT = 32
"""Entries of each kind in ``front.js``: a question that half of the atlas answers is answered from there."""
SIGNS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
"""Signs of a code, in their order: codes that follow each other stand in one file."""
_BREAK = re.compile(r"[\t\n\r]")

Posting = tuple[str, str | None, str | None]
"""Key, codes of entries of which it is a name of their own, codes of others."""


def write_keys(folder: Path, rows: Sequence[Posting]) -> int:
    """Write the files of keys: ``key, tab, codes of its own|codes of others``; how many files there are."""
    buckets = power_of_two(len(rows), KEYS_A_FILE)
    files: list[list[str]] = [[] for _ in range(buckets)]
    for key, own, related in rows:
        files[bucket_of(key, buckets)].append(f"{key}\t{own or ''}" + (f"|{related}" if related else ""))
    for number, lines in enumerate(files):
        write_call(folder / f"keys-{number}.js", "enduseKeys", number, _text(lines))
    return buckets


def write_entries(folder: Path, found: Sequence[Entry], others: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Write the files of entries and ``front.js``; for each kind how many files it has."""
    files = {kind: power_of_two(number, ENTRIES_A_FILE) for kind, number in sorted(Counter(e.code[0] for e in found).items())}
    lines: dict[str, list[str]] = {f"{kind}{number}": [] for kind, most in files.items() for number in range(most)}
    for each in found:
        lines[file_of(each.code, files[each.code[0]])].append(_as_shown(each, others.get(each.code, ())))
    for name, held in lines.items():
        write_call(folder / f"entries-{name}.js", "enduseEntries", name, _text(held))
    front = [e for kind in files for e in sorted((e for e in found if e.code[0] == kind), key=lambda e: (-e.weight, e.code))[:FRONT]]
    write_call(folder / "front.js", "enduseFront", _text(_as_shown(e, others.get(e.code, ())) for e in front))
    return files


def file_of(code: str, files: int) -> str:
    """Which file of entries holds a code: its kind and a number; ``files`` is a power of two, how many its kind has.

    >>> file_of("p-abcdef", 4), file_of("pzabcdef", 4), file_of("czabcdef", 1)
    ('p0', 'p3', 'c0')
    """
    return f"{code[0]}{(SIGNS.index(code[1]) * 64 + SIGNS.index(code[2])) * files >> 12}"


def _as_shown(entry: Entry, others: Iterable[str]) -> str:
    """An entry as the script shows it: its code and fields between tabs; what is empty at the end is left out."""
    said = (entry.code, entry.title, entry.page, entry.chinese, entry.city, entry.country, entry.year, "1" if entry.specimen else "")
    return "\t".join(_BREAK.sub(" ", field) for field in (*said, *map(shown, others))).rstrip("\t")


def _text(lines: Iterable[str]) -> str:
    """Lines in the order in which a browser compares strings: by units of UTF-16."""
    return "\n".join(sorted(lines, key=lambda line: line.encode("utf-16-be", "surrogatepass")))
