"""How members of containers are named in a case: ``papers/x.zip!/inner/name.html``. Names are data; a path is only ever shown."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import PurePosixPath

INSIDE = "!/"
_HEAD, _TAIL = 100, 60
_SHOWN_AS_CODE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_JUNK = {"thumbs.db", "desktop.ini"}


def shown(name: str) -> str:
    """A member's name as it may be shown: control, direction and other unseen signs as codes, very long names with their middle cut out.

    >>> shown("rlo_\\u202egnp.exe")
    'rlo_\\\\u202egnp.exe'
    """
    text = "".join(_coded(char) if unicodedata.category(char) in _SHOWN_AS_CODE else char for char in name)
    if len(text) <= _HEAD + _TAIL + 10:
        return text
    return f"{text[:_HEAD]}…{hashlib.sha256(text.encode()).hexdigest()[:8]}…{text[-_TAIL:]}"


def member_paths(container: str, members: Iterable[tuple[str, str]]) -> list[str]:
    """Paths of (name, sha256) pairs of one container, in their order. Members that share a name and differ get a part of their hash."""
    named = [(shown(name) or _inner_name(container), sha256) for name, sha256 in members]
    several = defaultdict(set)
    for name, sha256 in named:
        several[name].add(sha256)
    return [container + INSIDE + (_told_apart(name, sha256) if len(several[name]) > 1 else name) for name, sha256 in named]


def outer_paths(path: str) -> list[str]:
    """The path and those of the containers it lies in."""
    parts = path.split(INSIDE)
    return [INSIDE.join(parts[:count]) for count in range(len(parts), 0, -1)]


def extension(path: str) -> str:
    """The ending of a path, a hint only; what follows ``?`` or ``#`` in an address of a web archive is not part of it."""
    if INSIDE in path:
        path = path.rpartition(INSIDE)[2].partition("?")[0].partition("#")[0]
    return PurePosixPath(path.replace("\\", "/")).suffix.lower()


def is_hidden(name: str) -> bool:
    """Whether a system left the file and no person: hidden files, as in a case folder, and resource forks of macOS."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return last.startswith(".") or last.lower() in _JUNK or name.startswith("__MACOSX/")


def _inner_name(container: str) -> str:
    """The name of the one file in a gzip that does not say it: the container's own without its ending."""
    last = container.rpartition("/")[2]
    return last.rpartition(".")[0] or last


def _told_apart(name: str, sha256: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return f"{stem}~{sha256[:8]}.{ending}" if dot and "/" not in ending else f"{name}~{sha256[:8]}"


def _coded(char: str) -> str:
    return char.encode("unicode_escape").decode() if not "\ud800" <= char <= "\udfff" else f"\\u{ord(char):04x}"
