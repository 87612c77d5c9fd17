"""XML parts of Office files, as a stream of events, with everything refused that makes XML dangerous.

A document type declaration ends the reading: Office files have none, and it is where entities and outside references are declared. Nothing
outside of the part is ever fetched, and depth is limited.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol
from xml.parsers import expat

from enduse.model.errors import UnreadableDocument

MOST_DEPTH = 400
_PIECE = 1 << 20


class Handler(Protocol):
    """What takes the events. Names are local names, without prefix or namespace; so are those of attributes."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Characters, as they stand."""


class _Refused(Exception):
    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


def parse(data: bytes, handler: Handler, part: str) -> None:
    """Give all of a part to ``handler``.

    Raises:
        UnreadableDocument: ``xml-declarations`` (a document type or entities are declared), ``limit:depth`` or ``broken``.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MOST_DEPTH:
            raise _Refused("limit:depth", f"more than {MOST_DEPTH} elements are nested")
        handler.start(name.rpartition(":")[2], {key.rpartition(":")[2]: value for key, value in attributes.items()} if attributes else {})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(name.rpartition(":")[2])

    def refuse(*_arguments: object) -> int:
        raise _Refused(
            "xml-declarations", "a document type is declared, which no Office program writes and which can reach outside of the file"
        )

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, handler.text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    try:
        for at in range(0, len(data), _PIECE):
            parser.Parse(data[at : at + _PIECE], False)  # expat takes no keyword here
        parser.Parse(b"", True)
    except _Refused as error:
        raise UnreadableDocument(error.code, f"the part {part} is refused: {error}") from error
    except (expat.ExpatError, UnicodeError, LookupError) as error:
        raise UnreadableDocument("broken", f"the part {part} is no well-formed XML ({error}); the file is cut or damaged") from error
