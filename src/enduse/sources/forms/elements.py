"""Entries of an XML file as trees of elements, with every path accounted for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from enduse.model.document import Document
from enduse.model.errors import SourceChanged
from enduse.model.issue import Issue
from enduse.sources.passage import Passage
from enduse.sources.source_file import Source
from enduse.sources.troubles import Troubles

_STEP = re.compile(r"/(@?[^/\[\]]+)(?:\[(\d+)\])?")


@dataclass(slots=True)
class Element:
    """An element: its path, its own value where it has no children, its children in order. Attributes are children named ``@name``."""

    path: str
    value: Passage | None = None
    children: list[tuple[str, Element]] = field(default_factory=list)

    def each(self, *steps: str) -> Iterator[Element]:
        """All elements down these names."""
        if not steps:
            yield self
            return
        for name, child in self.children:
            if name == steps[0]:
                yield from child.each(*steps[1:])

    def all(self, *steps: str) -> list[Passage]:
        """The values down these names that have any text, trimmed."""
        return [found.value.trimmed() for found in self.each(*steps) if found.value is not None and found.value.value.strip()]

    def one(self, *steps: str) -> Passage | None:
        """The first of those values."""
        return next(iter(self.all(*steps)), None)

    def text(self, *steps: str) -> str:
        """The first of those values as text; empty where there is none."""
        found = self.one(*steps)
        return found.value if found else ""


def read_tree(source: Source, document: Document, root: str) -> Element:
    """The whole file as a tree.

    Raises:
        SourceChanged: this is no XML, or its root is another element.
    """
    top = Element("")
    known: dict[str, Element] = {"": top}
    for each in document.fields if document.media_type == "application/xml" else ():
        parent = top
        for match in _STEP.finditer(each.locator):
            path = f"{parent.path}{match[0]}"
            child = known.get(path)
            if child is None:
                child = known[path] = Element(path)
                parent.children.append((match[1], child))
            parent = child
        parent.value = Passage(document.text[each.start : each.end], each.start, each.end)
    found = next(top.each(root), None)
    if found is None:
        raise SourceChanged(f"{source.name}: this is no XML file with the root {root}. Nothing of it is used.")
    return found


def unread_paths(source: Source, document: Document, entries: Collection[Element], read: Collection[str]) -> list[Issue]:
    """Issues for what entries hold and nobody reads; one for each path, with how often it came.

    ``read`` and ``ignore_fields`` are paths below an entry (``ENTITY_ALIAS/ALIAS_NAME``); one that ends in a slash stands for all below it.
    Values that are empty are nothing to read.
    """
    known = {*read, *source.ignore_fields}
    groups = tuple(path for path in known if path.endswith("/"))
    counted: Counter[str] = Counter()
    for entry in entries:
        counted.update(path for path in _paths(entry, "") if path not in known and not f"{path}/".startswith(groups))
    troubles = Troubles(source, document)
    return [troubles.unknown_field(path, f"{times} values") for path, times in sorted(counted.items())]


def unread_spans(root: Element, entries: Collection[Element], read: Collection[str]) -> tuple[tuple[int, int], ...]:
    """Where the values stand that nobody reads: those outside of the entries, and of paths below an entry that are not in ``read``."""
    kept = {span for entry in entries for path, span in _spans(entry, "") if path in read}
    return tuple(sorted({span for _, span in _spans(root, "")} - kept))


def _spans(element: Element, path: str) -> Iterator[tuple[str, tuple[int, int]]]:
    if element.value is not None and element.value.start < element.value.end:
        yield path, (element.value.start, element.value.end)
    for name, child in element.children:
        yield from _spans(child, f"{path}/{name}" if path else name)


def _paths(element: Element, path: str) -> Iterator[str]:
    if element.value is not None and element.value.value.strip():
        yield path
    for name, child in element.children:
        yield from _paths(child, f"{path}/{name}" if path else name)
