"""A look at the raw file before PDFium opens it: how large its packed streams become, and whether it wants to act.

Every stream is unpacked here once, piece by piece and with its output counted and thrown away, so that a file of a few kilobytes that
becomes gigabytes is refused before anything keeps it. Streams that hold objects (``ObjStm``) are also looked through for actions.
Only counting is done: nothing of what a file asks for is ever carried out.
"""

from __future__ import annotations

import base64
import itertools
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from enduse.model.errors import UnreadableDocument

STREAM_BYTES = 64 << 20
"""What one stream may become; the content of a very full page has a few hundred kilobytes."""
TOTAL_BYTES = 512 << 20
"""What all streams of one file may become; pictures are counted only up to the size their own dictionary gives them."""
STREAMS = 200_000

_STREAM = re.compile(rb"stream\r?\n")
_END = re.compile(rb"endstream|endobj")
_FILTER = re.compile(rb"/(?:Filter|F)\s*(\[[^\]]{0,400}\]|/[A-Za-z0-9]+)")
_AS_TEXT = {b"ASCIIHexDecode": b"16", b"AHx": b"16", b"ASCII85Decode": b"85", b"A85": b"85"}
_SIDES = re.compile(rb"/(Width|Height|W|H)\s+(\d{1,6})\b")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTIONS = re.compile(rb"/(JavaScript|JS|Launch|SubmitForm|ImportData|RichMedia|XFA|GoToE|Rendition)(?![A-Za-z0-9])")
_DICTIONARY = 4096
_PIECE = 1 << 16
_KEPT = 8 << 20

Unpacker = Any  # zlib has no public name for the type of its decompression objects


@dataclass(slots=True)
class RawLook:
    """What was seen. ``actions`` are the names of what the file wants to do; ``ended`` says that its end stands where it should."""

    actions: set[str] = field(default_factory=set)
    unpacked: int = 0
    ended: bool = True


def look(data: bytes) -> RawLook:
    """Go through a file.

    Raises:
        UnreadableDocument: ``limit:inflated``, where its streams become larger than any real paper's.
    """
    seen = RawLook(ended=b"%%EOF" in data[-2048:])
    position = between = 0
    for _ in range(STREAMS):
        match = _STREAM.search(data, position)
        if match is None:
            break
        _note_actions(data[between : match.start()], seen)
        dictionary = data[max(between, match.start() - _DICTIONARY) : match.start()]
        dictionary = dictionary[max(0, dictionary.rfind(b" obj")) :]
        end = _END.search(data, match.end())
        between = position = end.start() if end else len(data)
        _unpack(memoryview(data)[match.end() : position], dictionary, seen)
    else:
        raise UnreadableDocument("limit:streams", f"the PDF has more than {STREAMS:,} streams")
    _note_actions(data[between:], seen)
    return seen


def _unpack(packed: memoryview, dictionary: bytes, seen: RawLook) -> None:
    """Count what one stream becomes, through as many layers as it has, and look through it where it holds objects."""
    before, flates = _layers(_ESCAPE.sub(_unescaped, dictionary))
    if not flates:
        return
    data: bytes | memoryview = packed
    for layer in before:
        data = _from_text(bytes(data), layer)
    picture = b"/Image" in dictionary
    most = _picture_bytes(dictionary) if picture else STREAM_BYTES
    kept = bytearray() if b"/ObjStm" in dictionary else None
    unpackers = [zlib.decompressobj() for _ in range(flates)]
    total = 0
    for start in range(0, len(data), _PIECE):
        for part in _through(unpackers, data[start : start + _PIECE]):
            total += len(part)
            if total > most:
                if picture:  # nobody unpacks more of a picture than its own size
                    return
                raise UnreadableDocument("limit:inflated", f"a stream of the PDF becomes more than {most:,} bytes from {len(packed):,}")
            if kept is not None and len(kept) < _KEPT:
                kept += part
    seen.unpacked += 0 if picture else total
    if seen.unpacked > TOTAL_BYTES:
        raise UnreadableDocument("limit:inflated", f"the streams of the PDF become more than {TOTAL_BYTES:,} bytes")
    if kept:
        _note_actions(bytes(kept), seen)


def _through(layers: list[Unpacker], data: bytes | memoryview, at: int = 0) -> Iterator[bytes]:
    """What one piece becomes behind all layers, in parts of limited size. A damaged layer gives what stands before the damage."""
    if at == len(layers):
        yield bytes(data)
        return
    pending: bytes | memoryview = data
    while pending and not layers[at].eof:
        try:
            part = layers[at].decompress(pending, _PIECE)
        except zlib.error:
            return
        yield from _through(layers, part, at + 1)
        pending = layers[at].unconsumed_tail


def _layers(dictionary: bytes) -> tuple[list[bytes], int]:
    """The text layers (hexadecimal, base 85) that stand before, and how many layers of Flate follow them."""
    match = _FILTER.search(dictionary)
    names = re.findall(rb"/([A-Za-z0-9]+)", match[1]) if match else []
    before = []
    while names and names[0] in _AS_TEXT:
        before.append(_AS_TEXT[names.pop(0)])
    flates = list(itertools.takewhile(lambda name: name in (b"FlateDecode", b"Fl"), names))
    return before, len(flates)


def _from_text(data: bytes, layer: bytes) -> bytes:
    """Bytes written as text; empty where they are no such text."""
    body = re.sub(rb"\s", b"", data).partition(b"~>" if layer == b"85" else b">")[0]
    try:
        return base64.a85decode(body) if layer == b"85" else bytes.fromhex(body.decode("ascii"))
    except (ValueError, UnicodeDecodeError):
        return b""


def _picture_bytes(dictionary: bytes) -> int:
    """The most a picture of that width and height can have: four colours of two bytes, and a byte for each row."""
    sides = {name[:1]: int(value) for name, value in _SIDES.findall(dictionary)}
    return sides.get(b"W", 0) * sides.get(b"H", 0) * 8 + sides.get(b"H", 0)


def _note_actions(data: bytes, seen: RawLook) -> None:
    plain = _ESCAPE.sub(_unescaped, data) if b"#" in data else data
    seen.actions.update(match[1].decode("ascii") for match in _ACTIONS.finditer(plain))


def _unescaped(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[1], 16)])
