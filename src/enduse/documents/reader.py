"""The one interface of readers: a format says how it is recognised and how it is read; later formats add themselves here.

A reader is registered under the media type of what it reads::

    @register("text/html", title="an HTML page", extensions=(".html", ".htm"))
    def read_html(stored: Stored, notes: Notes) -> Document: ...

It returns a document, puts doubts into ``notes``, and raises ``UnreadableDocument`` where there is nothing to return. Bytes decide
which reader it is (``media.py``); the extension is a hint.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from enduse.documents.encoding import Decoded
from enduse.documents.notes import Notes
from enduse.model.document import Document


@dataclass(frozen=True, slots=True)
class Stored:
    """One stored file as a reader gets it. ``decoded`` is None for formats that are not text."""

    sha256: str
    data: bytes
    extension: str
    media_type: str
    decoded: Decoded | None = None

    @property
    def text(self) -> str:
        """The decoded stored file, byte order mark included."""
        return self.decoded.text if self.decoded else ""

    @property
    def body_start(self) -> int:
        """Where the text begins: after a byte order mark."""
        return int(self.text.startswith("\ufeff"))


Read = Callable[[Stored, Notes], Document]


@dataclass(frozen=True, slots=True)
class Reader:
    """A registered format. ``magic`` are first bytes that only it has; text formats have none."""

    media_type: str
    title: str
    read: Read
    extensions: tuple[str, ...] = ()
    magic: tuple[bytes, ...] = ()


_READERS: dict[str, Reader] = {}


def register(media_type: str, *, title: str, extensions: tuple[str, ...] = (), magic: tuple[bytes, ...] = ()) -> Callable[[Read], Read]:
    """Register the decorated function as the reader of a media type; the last one registered stands."""

    def keep(read: Read) -> Read:
        _READERS[media_type] = Reader(media_type, title, read, extensions, magic)
        return read

    return keep


def reader_for(media_type: str) -> Reader | None:
    """The reader of that media type, if there is one."""
    return _READERS.get(media_type)


def readers() -> list[Reader]:
    """Every registered reader, by media type."""
    return [_READERS[media_type] for media_type in sorted(_READERS)]
