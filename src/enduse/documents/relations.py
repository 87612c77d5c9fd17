"""Which parts of an Office package belong together, and what it points to outside of itself; nothing outside is ever fetched."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from enduse.documents.notes import Notes
from enduse.documents.package import Package
from enduse.documents.xml_parts import parse

_HARMLESS = frozenset({"hyperlink"})
_ACTIVE = ("vbaproject", "activex", "embeddings/", "macrosheets", "dialogsheets", "attachedtemplate")


@dataclass(frozen=True, slots=True)
class Relation:
    """One reference: ``kind`` is the last word of its type, ``target`` a part name, or an address where ``external``."""

    ident: str
    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class _Reader:
    folder: str
    found: list[Relation] = field(default_factory=list)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name != "Relationship":
            return
        external = attributes.get("TargetMode", "").lower() == "external"
        target = attributes.get("Target", "")
        if not external:
            target = posixpath.normpath(posixpath.join("/", self.folder, target)).lstrip("/")
        kind = attributes.get("Type", "").rpartition("/")[2].lower()
        self.found.append(Relation(attributes.get("Id", ""), kind, target, external))

    def end(self, name: str) -> None:
        """Nothing ends."""

    def text(self, text: str) -> None:
        """There is no text."""


def relations_of(package: Package, part: str) -> list[Relation]:
    """The references of a part, in the order of the file; empty where it has none."""
    folder, _, name = part.rpartition("/")
    data = package.part(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
    reader = _Reader(folder)
    if data:
        parse(data, reader, f"{name}.rels")
    return reader.found


def note_outside(package: Package, notes: Notes) -> None:
    """Flag references that an Office program would follow by itself, and parts that act."""
    outside = 0
    for name in sorted(package.names):
        if name.endswith(".rels"):
            folder, _, base = name.rpartition("_rels/")
            part = folder + base[: -len(".rels")]
            outside += sum(relation.external and relation.kind not in _HARMLESS for relation in relations_of(package, part))
    if outside:
        notes.add(
            "external-reference",
            f"the file refers to {outside} things outside of itself (templates, pictures, data); none was fetched",
            "open the stored file only where it cannot reach a network",
        )
    active = sorted(name for name in package.names if any(word in name.lower() for word in _ACTIVE))
    if active:
        notes.add(
            "active-content",
            f"the file holds {len(active)} parts that act or hide other files ({active[0]}); none was run or read",
            "never open the stored file outside of a sandbox",
        )
