"""XML: every value of a leaf element and every attribute as a field with its place, under an XPath such as ``/LIST[1]/ENTITY[3]/NAME[1]``.

Nothing outside of the file is ever opened: a document type ends the reading, for it is where entities and outside references are declared,
and inclusions are elements like any other. As with JSON, the document's text is a rendering of one line for each value, its path, a
tab, the value with references resolved; segments lead each value back to its stored characters. Names are local names, without prefix.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from xml.parsers import expat

from enduse.documents.json_events import MAX_POINTERS
from enduse.documents.notes import Notes
from enduse.documents.reader import Stored, register
from enduse.documents.textmap import TextMap
from enduse.documents.xml_parts import MOST_DEPTH
from enduse.model.document import Document, Field
from enduse.model.errors import UnreadableDocument

_TAG = re.compile(r"<[^\s/>]+")
_ATTRIBUTE = re.compile(r"""\s+([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_REFERENCE = re.compile(r"&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_CUT = frozenset(
    {
        expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
        expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
        expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
        expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR],
    }
)


@register("application/xml", title="an XML file", extensions=(".xml",))
def read_xml(stored: Stored, notes: Notes) -> Document:
    """Read one file.

    Raises:
        UnreadableDocument: ``xml-declarations`` (a document type is declared), ``limit:depth``, ``limit:output``, ``cut`` or ``broken``.
    """
    walk = _Walk(stored.text, stored.body_start)
    walk.run()
    notes.controls(walk.page.dropped)
    return Document(
        sha256=stored.sha256,
        media_type=stored.media_type,
        text=walk.page.text(),
        encoding=stored.decoded.encoding if stored.decoded else None,
        decoded_by=stored.decoded.decided_by if stored.decoded else "",
        fields=tuple(walk.fields),
        segments=walk.page.segments(),
    )


@dataclass(slots=True)
class _Element:
    """An open element: its path, how often each child name came, and its own text as (text, first, after) in the stored file."""

    path: str
    children: Counter[str] = field(default_factory=Counter)
    runs: list[tuple[str, int, int]] = field(default_factory=list)


class _Walk:
    """One pass of expat over the decoded text, with the place of every event in it."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.start = start
        self.page = TextMap(text)
        self.fields: list[Field] = []
        self.open = [_Element("")]
        self._pointers = 0
        self._data = text[start:].encode("utf-8", "surrogatepass")
        self._byte, self._position = 0, start
        self._parser = expat.ParserCreate("utf-8")  # the text is decoded already; what the file declares no longer counts

    def run(self) -> None:
        parser = self._parser
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = self.begin, self.finish, self.characters
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = parser.ExternalEntityRefHandler = self.refuse
        try:
            parser.Parse(self._data, True)
        except expat.ExpatError as error:
            code = "cut" if error.code in _CUT else "broken"
            raise UnreadableDocument(code, f"no well-formed XML ({error}); the file is cut or damaged") from error

    def refuse(self, *_arguments: object) -> int:
        raise UnreadableDocument(
            "xml-declarations",
            "a document type is declared, which can reach outside of the file or grow without end; nothing was read",
        )

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.open) > MOST_DEPTH:
            raise UnreadableDocument("limit:depth", f"more than {MOST_DEPTH} elements are nested; nothing real is; get the file again")
        parent, local = self.open[-1], name.rpartition(":")[2]
        parent.children[local] += 1
        element = _Element(f"{parent.path}/{local}[{parent.children[local]}]")
        self._pointers += len(element.path)
        if self._pointers > MAX_POINTERS:
            raise UnreadableDocument("limit:output", "the paths of this file, written out for each value, pass 200 MB")
        self.open.append(element)
        if attributes:
            self.attributes(element.path)

    def attributes(self, path: str) -> None:
        """The attributes of the tag at this place; expat has found it well formed."""
        name = _TAG.match(self.text, self.here())
        at = name.end() if name else 0
        while match := _ATTRIBUTE.match(self.text, at):
            at = match.end()
            group = 2 if match[2] is not None else 3
            if not match[1].startswith("xmlns"):
                self.value(f"{path}/@{match[1].rpartition(':')[2]}", self.references(match.start(group), match.end(group)))

    def finish(self, _name: str) -> None:
        element = self.open.pop()
        if not element.children:
            self.value(element.path, element.runs)
        elif any(text.strip() for text, _, _ in element.runs):
            self.value(f"{element.path}/text()", element.runs)

    def characters(self, data: str) -> None:
        first = self.here()
        if self.text.startswith(data, first):
            self.open[-1].runs.append((data, first, first + len(data)))
            return
        reference = _REFERENCE.match(self.text, first)
        self.open[-1].runs.append((data, first, reference.end() if reference else first + 2))  # else a line break of two signs

    def value(self, path: str, runs: list[tuple[str, int, int]]) -> None:
        """Write one line of the rendering."""
        page = self.page
        page.insert(f"\n{path}\t" if page.length else f"{path}\t")
        begin = page.length
        for text, first, after in runs:
            if len(text) == after - first:
                page.copy_clean(first, after)
            else:
                page.decode(text, first, after)
        self.fields.append(Field(path, begin, page.length))

    def references(self, start: int, end: int) -> list[tuple[str, int, int]]:
        """The runs of an attribute's value, references resolved."""
        runs, at = [], start
        for match in _REFERENCE.finditer(self.text, start, end):
            runs.append((self.text[at : match.start()], at, match.start()))
            code = int(match[1], 16) if match[1] else int(match[2]) if match[2] else None
            runs.append((chr(code) if code is not None else _NAMED[match[3]], match.start(), match.end()))
            at = match.end()
        runs.append((self.text[at:end], at, end))
        return [run for run in runs if run[1] < run[2]]

    def here(self) -> int:
        """The place of the event in the text. Events come in order, so each byte is counted once."""
        byte = self._parser.CurrentByteIndex
        self._position += len(self._data[self._byte : byte].decode("utf-8", "surrogatepass"))
        self._byte = byte
        return self._position
