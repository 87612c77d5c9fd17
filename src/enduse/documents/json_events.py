"""JSON as a stream of scalars with positions: one pass, no recursion, exact about where and why it stops (RFC 8259)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from enduse.model.errors import UnreadableDocument

MAX_DEPTH = 200
MAX_POINTERS = 200_000_000
"""Characters of all pointers together: a long key above many values would else fill the memory."""

_SPACE = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_WORDS = ("true", "false", "null")
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')


@dataclass(slots=True)
class _Level:
    """An open object (``keys`` is a dict: key -> times seen) or array (``keys`` is None), and the pointer of the value now read."""

    pointer: str
    keys: dict[str, int] | None
    items: int = 0
    begun: bool = False


@dataclass(slots=True)
class Scan:
    """Walks one JSON value. ``scalar(pointer, kind, start, end)`` is called for each scalar with its place in the text.

    ``kind`` is ``string`` (the place leaves out the quotes), ``number``, ``true``, ``false`` or ``null``.
    """

    text: str
    scalar: Callable[[str, str, int, int], None]
    duplicates: list[tuple[str, int]] = field(default_factory=list)
    """(pointer, position) of every key that its object already had."""
    _pointers: int = 0

    def value(self, position: int, pointer: str = "") -> int:
        """Read the value at ``position``; where it ends.

        Raises:
            UnreadableDocument: ``cut`` where the text ends inside the value, ``not-json``, ``limit:depth``, ``limit:output``.
        """
        levels: list[_Level] = []
        here = pointer
        while True:
            position = self._skip(position)
            opened = self._open(position, here, levels)
            position = position + 1 if opened else self._scalar(position, here)
            following = self._next(position, levels)
            if following is None:
                return self._end
            position, here = following

    _end: int = 0

    def _open(self, position: int, pointer: str, levels: list[_Level]) -> bool:
        mark = self.text[position]
        if mark not in "{[":
            return False
        if len(levels) >= MAX_DEPTH:
            raise UnreadableDocument(
                "limit:depth", f"JSON nested deeper than {MAX_DEPTH} at {self.place(position)}; nothing real is; get the file again"
            )
        levels.append(_Level(pointer, {} if mark == "{" else None))
        return True

    def _next(self, position: int, levels: list[_Level]) -> tuple[int, str] | None:
        """After a value or an opening: close what closes, and say where the next value stands and what its pointer is."""
        while levels:
            level = levels[-1]
            position = self._skip(position)
            mark = self.text[position]
            if mark == ("]" if level.keys is None else "}"):
                levels.pop()
                position += 1
                continue
            if level.begun:
                if mark != ",":
                    raise self._wrong(position, "a comma or the end of the list or object")
                position = self._skip(position + 1)
            level.begun = True
            return self._member(position, level)
        self._end = position
        return None

    def _member(self, position: int, level: _Level) -> tuple[int, str]:
        if level.keys is None:
            pointer = f"{level.pointer}/{level.items}"
            level.items += 1
            return position, self._counted(pointer)
        start, end = self._string(position, "a key in double quotes")
        key = unescaped(self.text[start:end]).replace("~", "~0").replace("/", "~1")
        times = level.keys[key] = level.keys.get(key, 0) + 1
        pointer = f"{level.pointer}/{key}" if times == 1 else f"{level.pointer}/{key}#{times}"
        if times > 1:
            self.duplicates.append((pointer, start))
        position = self._skip(end + 1)
        if self.text[position] != ":":
            raise self._wrong(position, "a colon after the key")
        return position + 1, self._counted(pointer)

    def _scalar(self, position: int, pointer: str) -> int:
        text = self.text
        if text[position] == '"':
            start, end = self._string(position, "a value")
            self.scalar(pointer, "string", start, end)
            return end + 1
        for word in _WORDS:
            if text.startswith(word, position):
                self.scalar(pointer, word, position, position + len(word))
                return position + len(word)
        number = _NUMBER.match(text, position)
        if number is None:
            tail = text[position : position + 5]
            if position + len(tail) == len(text) and (tail == "-" or any(word.startswith(tail) for word in _WORDS)):
                raise self._cut()
            raise self._wrong(position, "a value")
        self.scalar(pointer, "number", position, number.end())
        return number.end()

    def _string(self, position: int, expected: str) -> tuple[int, int]:
        if self.text[position] != '"':
            raise self._wrong(position, expected)
        close = position
        while True:
            close = self.text.find('"', close + 1)
            if close < 0:
                raise self._cut()
            before = close
            while self.text[before - 1] == "\\":
                before -= 1
            if (close - before) % 2 == 0 or before <= position:
                break
        if self.text.find("\\", position + 1, close) >= 0:
            bad = _BAD_ESCAPE.search(self.text[position + 1 : close].replace("\\\\", "__"))
            if bad:
                raise self._wrong(position + 1 + bad.start(), "a known escape")
        return position + 1, close

    def _skip(self, position: int) -> int:
        match = _SPACE.match(self.text, position)
        after = match.end() if match else position
        if after >= len(self.text):
            raise self._cut()
        return after

    def _counted(self, pointer: str) -> str:
        self._pointers += len(pointer)
        if self._pointers > MAX_POINTERS:
            raise UnreadableDocument(
                "limit:output", "the keys of this JSON file, written out for each value, pass 200 MB; shorten the keys"
            )
        return pointer

    def _cut(self) -> UnreadableDocument:
        return UnreadableDocument(
            "cut", f"the JSON text stops inside a value at {self.place(len(self.text))}: the file is cut; get it whole"
        )

    def _wrong(self, position: int, expected: str) -> UnreadableDocument:
        found = self.text[position : position + 20]
        return UnreadableDocument("not-json", f"expected {expected} at {self.place(position)}, found {found!r}; correct the file")

    def place(self, position: int) -> str:
        """A position as a person counts: line and column from 1."""
        line = self.text.count("\n", 0, position) + 1
        return f"line {line} column {position - self.text.rfind(chr(10), 0, position)}"


_ESCAPE = re.compile(r'\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(["\\/bfnrt]))')
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def escapes(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """(start, end, character) of every escape in ``text[start:end]``; half a surrogate pair is U+FFFD."""
    return [(match.start(), match.end(), _character(match)) for match in _ESCAPE.finditer(text, start, end)]


def unescaped(text: str) -> str:
    """The inside of a JSON string with its escapes resolved."""
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    high, low, single, short = match.groups()
    if high:
        return chr(0x10000 + (int(high, 16) - 0xD800) * 0x400 + int(low, 16) - 0xDC00)
    if single:
        code = int(single, 16)
        return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)
    return _SHORT.get(short, short)
