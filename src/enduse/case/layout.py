"""The case folder: where things lie, and ``case.yml`` read strictly."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from enduse.atlas.hosting import ONION
from enduse.model.errors import UsageError
from enduse.model.yaml_text import yaml_nodes

ROLES = ("reviewer", "editor")
"""Who may do what about findings (``release/states.yml`` says which role is for which act)."""
STATISTICAL = ("none", "splink")
"""What a case may ask for beside the comparison of names and identifiers."""
FOLDERS = ("papers", "tables", "decisions", "vault")


@dataclass(frozen=True, slots=True)
class ListFile:
    """A control list the case uses: ``source`` names the importer, ``file`` is relative to the case folder."""

    source: str
    file: str
    expect: dict[str, int] | None = None


@dataclass(frozen=True, slots=True)
class BulkSource:
    """Papers that come by the thousand: ``path`` is a Parquet file, a web archive or a folder, from the case folder; archives by a pattern
    with ``*``. ``columns`` (our name -> that in the file) and ``ignore`` are for Parquet."""

    path: str
    columns: dict[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``case.yml`` says."""

    title: dict[str, str]
    summary: dict[str, str]
    languages: tuple[str, ...] = ("en",)
    rules: tuple[str, ...] = ()
    lists: tuple[ListFile, ...] = ()
    bulk: tuple[BulkSource, ...] = ()
    specimens: tuple[str, ...] = ()
    """Patterns of papers that are invented: left out of every count."""
    statistical: str = "none"
    """Whether pairs of bodies are looked at by a statistical model too (``STATISTICAL``)."""
    drafts: str = "hold"
    licence: str = "not stated"
    people: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Role (reviewer, editor) -> names of reviewers; where a case names nobody, whoever has a log may take every role."""
    addresses: tuple[str, ...] = ()
    """Where readers find newer copies of the site: web addresses, onion names, IPNS names, or words."""
    authors: tuple[str, ...] = ()
    """Who the atlas is cited by: people in their public role, or bodies."""
    publisher: str = ""
    pictures: tuple[str, ...] = ()
    """Patterns of papers whose pages may be reproduced: the case has the right to, and pictures of them are published."""


@dataclass(frozen=True, slots=True)
class Case:
    """A case folder."""

    root: Path
    settings: Settings
    build: Path = field(init=False)
    site: Path = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "build", self.root / "build")
        object.__setattr__(self, "site", self.root / "site")

    def relative(self, path: Path) -> str:
        """A path as the case writes it: from its folder, with forward slashes; the bare name for files outside."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.name

    @property
    def words(self) -> Path:
        """Where the case keeps files of words for languages that do not ship; it may be absent."""
        return self.root / "words"


def open_case(root: Path) -> Case:
    """Open a case folder.

    Raises:
        UsageError: there is no ``case.yml``, or it has a key or value that Enduse does not know (file, line and key named).
    """
    file = root / "case.yml"
    if not file.is_file():
        raise UsageError(
            f"{'This folder' if root == Path() else root} is not a case: it has no case.yml.\n"
            "Start one with:  enduse new DIR   or name a case folder:  enduse build examples/surveillance-trade"
        )
    try:
        node = yaml_nodes(file.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError(f"case.yml cannot be read as yml: {error}") from error
    return Case(root, _Reader("case.yml").settings(node))


class _Reader:
    """Turns yml nodes into settings, with the line of whatever is wrong."""

    def __init__(self, name: str) -> None:
        self.name = name

    def settings(self, node: Any) -> Settings:
        keys = ("title", "summary", "languages", "rules", "lists", "bulk", "specimens", "resolution", "publication")
        top = self.mapping(node, "the file", keys)
        if "title" not in top:
            raise UsageError(f"{self.name}: no title; add for example  title: {{en: My case}}")
        known = ("drafts", "licence", "people", "addresses", "authors", "publisher", "pictures")
        publication = self.mapping(top["publication"], "publication", known) if "publication" in top else {}
        drafts = self.text(publication["drafts"]) if "drafts" in publication else "hold"
        if drafts not in ("show", "hold"):
            raise self.wrong(publication["drafts"], f"drafts is {drafts!r}", "show or hold")
        return Settings(
            title=self.languages_map(top["title"]),
            summary=self.languages_map(top["summary"]) if "summary" in top else {"en": ""},
            languages=self.texts(top["languages"]) if "languages" in top else ("en",),
            rules=self.texts(top["rules"]) if "rules" in top else (),
            lists=tuple(self.list_file(entry) for entry in self.entries(top["lists"])) if "lists" in top else (),
            bulk=tuple(self.bulk_source(entry) for entry in self.entries(top["bulk"])) if "bulk" in top else (),
            specimens=self.texts(top["specimens"]) if "specimens" in top else (),
            statistical=self.statistical(top["resolution"]) if "resolution" in top else "none",
            drafts=drafts,
            licence=self.text(publication["licence"]) if "licence" in publication else "not stated",
            people=self.people(publication["people"]) if "people" in publication else {},
            addresses=self.addresses(publication["addresses"]) if "addresses" in publication else (),
            authors=self.texts(publication["authors"]) if "authors" in publication else (),
            publisher=self.text(publication["publisher"]) if "publisher" in publication else "",
            pictures=self.texts(publication["pictures"]) if "pictures" in publication else (),
        )

    def people(self, node: Any) -> dict[str, tuple[str, ...]]:
        found = {role: self.texts(names) for role, names in self.mapping(node, "people", ROLES).items()}
        if not any(found.values()):
            raise self.wrong(node, "people names nobody", "a role with names: editor: [ada], or no key people at all")
        return found

    def statistical(self, node: Any) -> str:
        found = self.mapping(node, "resolution", ("statistical",))
        said = self.text(found["statistical"]) if "statistical" in found else "none"
        if said not in STATISTICAL:
            raise self.wrong(found["statistical"], f"statistical is {said!r}", " or ".join(STATISTICAL))
        return said

    def addresses(self, node: Any) -> tuple[str, ...]:
        for entry in self.entries(node):
            if ".onion" in self.text(entry) and not ONION.fullmatch(self.text(entry)):
                raise self.wrong(entry, f"{self.text(entry)!r} is no address of an onion service", "http://NAME.onion/, or a folder there")
        return self.texts(node)

    def list_file(self, node: Any) -> ListFile:
        found = self.mapping(node, "an entry of lists", ("source", "file", "expect"))
        for key in ("source", "file"):
            if key not in found:
                raise self.wrong(node, f"an entry of lists has no {key}", "source: us-bis-entity-list and file: lists/entity-list.json")
        expect = None
        if "expect" in found:
            bounds = self.mapping(found["expect"], "expect", ("min", "max"))
            expect = {key: self.number(value) for key, value in bounds.items()}
        return ListFile(self.text(found["source"]), self.text(found["file"]), expect)

    def bulk_source(self, node: Any) -> BulkSource:
        found = self.mapping(node, "an entry of bulk", ("path", "columns", "ignore"))
        if "path" not in found:
            raise self.wrong(node, "an entry of bulk has no path", "path: pages/portal.parquet")
        named = self.mapping(found["columns"], "columns", None) if "columns" in found else {}
        columns = {ours: self.text(theirs) for ours, theirs in named.items()}
        return BulkSource(self.text(found["path"]), columns, self.texts(found["ignore"]) if "ignore" in found else ())

    def mapping(self, node: Any, where: str, known: tuple[str, ...] | None) -> dict[str, Any]:
        if not isinstance(node, yaml.MappingNode):
            raise self.wrong(node, f"{where} is not a list of keys and values", "key: value lines")
        found: dict[str, Any] = {}
        for key, value in node.value:
            name = self.text(key)
            if known is not None and name not in known:
                raise self.wrong(key, f"unknown key {name!r} in {where}", f"one of {', '.join(known)}")
            if name in found:
                raise self.wrong(key, f"key {name!r} stands twice in {where}", "it once")
            found[name] = value
        return found

    def languages_map(self, node: Any) -> dict[str, str]:
        if isinstance(node, yaml.ScalarNode):
            return {"en": node.value}
        return {key: self.text(value) for key, value in self.mapping(node, "a text in languages", None).items()}

    def entries(self, node: Any) -> list[Any]:
        if not isinstance(node, yaml.SequenceNode):
            raise self.wrong(node, "not a list", "a list: [a, b] or lines that begin with '- '")
        return list(node.value)

    def texts(self, node: Any) -> tuple[str, ...]:
        return tuple(self.text(entry) for entry in self.entries(node))

    def text(self, node: Any) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise self.wrong(node, "not a text", "one line of text")
        return str(node.value)

    def number(self, node: Any) -> int:
        text = self.text(node)
        if not text.isdigit():
            raise self.wrong(node, f"{text!r} is not a number", "a whole number")
        return int(text)

    def wrong(self, node: Any, what: str, expected: str) -> UsageError:
        mark = getattr(node, "start_mark", None)
        place = f" line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        return UsageError(f"{self.name}{place}: {what}; expected {expected}.")
