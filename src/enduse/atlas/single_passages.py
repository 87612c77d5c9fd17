"""The passages of a page in one file: under the document each stands in, and in further files where one would be too long."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from enduse.atlas.plaintext import language_of, visible
from enduse.atlas.single_rows import Cut

ROOM = 2_000
"""Bytes of a file kept for what frames its passages."""
_STYLE = (
    ":root{color-scheme:light dark}body{max-width:46rem;margin:1rem auto;padding:0 1rem;font:1rem/1.5 serif;overflow-wrap:anywhere}"
    "td,th{text-align:left;vertical-align:top;padding:.2rem .5rem}"
    "li{margin:.3rem 0;white-space:pre-line}mark{background:#fd6;color:#111}h2{font-size:1rem}.quiet{font-size:.8rem}"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as it is printed, with its document, and the statements that rest on it."""

    document: str
    name: str
    statements: tuple[str, ...]
    markup: str


Sheaf = Sequence[Passage]


def passages_of(rows: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> list[Passage]:
    """The passages of statements, each once, by document and place."""
    groups: dict[tuple[str, int, int], list[Mapping[str, Any]]] = {}
    for row in rows:
        groups.setdefault((row["document"], row["start"], row["end"]), []).append(row)
    return [_passage(document, names.get(document, ""), group) for (document, _, _), group in sorted(groups.items())]


def _passage(document: str, name: str, group: Sequence[Mapping[str, Any]]) -> Passage:
    first = group[0]
    quote = f"<mark{_lang(first['quote'])}>{escape(visible(first['quote']))}</mark>"
    for row in group:
        quote = f'<span class="passage" id="s-{row["id"]}">{quote}</span>'
    before, after = escape(visible(first["prefix"])), escape(visible(first["suffix"]))
    return Passage(document, name, tuple(row["id"] for row in group), f'<li class="original">{before}{quote}{after}</li>\n')


def in_sheaves(passages: Sequence[Passage], first: int, further: int) -> list[Sheaf]:
    """The passages in sheaves: one of at most ``first`` bytes, which may be empty, then as many as are needed of ``further`` bytes."""
    sheaves: list[list[Passage]] = [[]] if passages else []
    left, document = first, ""
    for passage in passages:
        size = len(passage.markup.encode())
        head = len(_head(passage).encode()) if passage.document != document else 0
        if size + head > left:
            sheaves.append([])
            left, head = further, len(_head(passage).encode())
        sheaves[-1].append(passage)
        left, document = left - size - head, passage.document
    return list(sheaves)


def ids_of(sheaf: Sheaf) -> set[str]:
    """Statements whose passages stand in a sheaf."""
    return {ident for passage in sheaf for ident in passage.statements}


def printed(sheaf: Sheaf, words: Mapping[str, Any]) -> str:
    """The part of a page that holds passages; nothing where there are none."""
    if not sheaf:
        return ""
    lines = [f'<section class="prose" aria-labelledby="passages"><h2 id="passages">{escape(words["single"]["passages"])}</h2>\n']
    document = ""
    for passage in sheaf:
        if passage.document != document:
            lines.append(("</ol>\n" if document else "") + _head(passage))
            document = passage.document
        lines.append(passage.markup)
    return "".join([*lines, "</ol></section>\n"])


def _head(passage: Passage) -> str:
    digest = f"SHA-256 {passage.document[:32]}<wbr>{passage.document[32:]}"
    return f'<p class="quiet hash">{escape(visible(passage.name))} · {digest}</p><ol>\n'


def told_parts(files: Sequence[str], words: Mapping[str, Any]) -> str:
    """What the first file says of those that belong beside it."""
    links = " · ".join(f'<a href="{escape(name)}">{escape(name)}</a>' for name in files[1:])
    return f'<p class="quiet prose">{escape(words["single"]["parts"])} {links}</p>'


def cut_line(cut: Cut, file: str, words: Mapping[str, Any]) -> str:
    """What stands in place of rows or cards that go on in a further file."""
    said = escape(words["single"]["rows"].replace("{number}", str(len(cut.blocks))))
    link = f'<p class="quiet">{said} <a href="{escape(file)}">{escape(file)}</a></p>'
    return f'<tr><td colspan="9">{link}</td></tr>\n' if cut.run.is_table else link + "\n"


@dataclass(frozen=True, slots=True)
class Further:
    """What the further files of a page share: its title, language and foot, and the file of the page itself."""

    title: str
    lang: str
    file_of_page: str
    foot: str
    words: Mapping[str, Any]

    def file(self, inside: str) -> str:
        """A file of rows or passages, as they are printed."""
        said = escape(self.words["single"]["part_of"])
        head = f'<!doctype html>\n<html lang="{self.lang}">\n<head>\n<meta charset="utf-8">\n'
        head += f'<meta http-equiv="Content-Security-Policy" content="{escape(allowing(_STYLE))}">\n'
        head += '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        head += f"<title>{self.title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        back = f'<h1 class="ref">{self.title}</h1><p>{said} <a href="{escape(self.file_of_page)}">{escape(self.file_of_page)}</a></p>\n'
        return f"{head}<main>\n{back}{inside}</main>\n{self.foot}\n</body>\n</html>\n"


def allowing(*styles: str) -> str:
    """The policy that allows these styles and nothing else."""
    digests = [base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() for style in styles]
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return f"default-src 'none'; style-src {allowed}; base-uri 'none'; form-action 'none'"


def _lang(text: str) -> str:
    found = language_of(text)
    return f' lang="{found}"' if found else ""
