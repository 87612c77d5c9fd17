"""One page as one small file: the style inside, every passage it cites at its end, nothing asked of a network.

For mail, chat and print. The page's policy allows the one style by its hash and nothing else. No file is longer than ``MOST`` bytes: rows
of long tables and passages that have no room stand in further files, which belong beside the first and to which it leads.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from enduse.atlas.plaintext import visible
from enduse.atlas.single_passages import ROOM, Further, Passage, allowing, cut_line, ids_of, in_sheaves, passages_of, printed, told_parts
from enduse.atlas.single_rows import in_files, shortened
from enduse.atlas.single_style import style_for

_CHANGED = re.compile(r'<(a|img|link|meta|nav|script|section(?=[^<>]* aria-labelledby="takeaway"))\b((?:[^<>"]|"[^"]*")*)>')
"""Tags that a file by itself cannot have as they are; ways to other pages, and to other forms of a finding, are of no use in it."""
_ATTRIBUTE = re.compile(r'([A-Za-z:-]+)(?:="([^"]*)")?')
_ANCHOR = re.compile(r' id="s-([0-9a-f]{32})"')
MOST = 300_000
"""Bytes of a file at most: what mail and chat carry."""
_PASSAGE = re.compile(r"#s-([0-9a-f]{32})$")
_ELSEWHERE = re.compile(r'href="#s-([0-9a-f]{32})"')
_CLASSES = re.compile(r' class="([^"]*)"')
_OWN_CLASSES = frozenset({"quiet", "prose", "hash", "original", "passage"})
"""Classes of what is added to a page here."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a single page is made with: stylesheets by file name, the atlas's name, the words of its language, where newer copies are."""

    styles: Mapping[str, str]
    atlas: str
    words: Mapping[str, Any]
    addresses: Sequence[str] = ()


def passages_cited(page: str) -> set[str]:
    """Ids of the statements whose passages a page leads to."""
    return set(re.findall(r'href="[^"]*#s-([0-9a-f]{32})"', page))


def single_page(
    page: str, rows: Mapping[str, Mapping[str, Any]], names: Mapping[str, str], around: Around, file: str = "page.html", most: int = MOST
) -> dict[str, str]:
    """The page as one file, by its name; further files with rows and passages where these make it longer than ``most`` bytes.

    ``rows`` are those of ``downloads/statements.jsonl`` that the page cites, ``names`` what documents are called.
    """
    classes = {name for found in _CLASSES.findall(page) for name in found.split()} | _OWN_CLASSES
    rewriter = _Rewriter({name: style_for(style, classes) for name, style in around.styles.items()}, rows)
    text = rewriter.rewrite(page)
    listed = [rows[ident] for ident in sorted(rewriter.cited - set(_ANCHOR.findall(text)))]
    body, _, rest = text.partition("</main>")
    head, main, inside = body.partition('<main id="main">')
    first = f"{head}{main}\n{_note(around)}{inside}"
    return _Parts(file, around.words, most, rest).files(first, passages_of(listed, names))


@dataclass(frozen=True, slots=True)
class _Parts:
    """The files of one page: its own, then rows without room there, then passages."""

    file: str
    words: Mapping[str, Any]
    most: int
    rest: str

    def files(self, first: str, passages: Sequence[Passage]) -> dict[str, str]:
        """Each file by its name. Links to a passage that stands elsewhere are longer by that name, which is counted for every link."""
        apart: list[str] = []
        left = self._left(first)
        if left < 0:
            first, apart = self._shortened(first, self._longer(first) - left)
            left = self._left(first) - self._longer(first)
        sheaves = in_sheaves(passages, left, self._room)
        if len(sheaves) > 1 and not apart:
            sheaves = in_sheaves(passages, left - self._longer(first), self._room)
        names = [self._name(number) for number in range(1, len(apart) + max(1, len(sheaves)) + 1)]
        of_passages = [names[0], *names[len(apart) + 1 :]]
        where = {ident: name for name, sheaf in zip(of_passages, sheaves, strict=False) for ident in ids_of(sheaf)}
        if len(names) > 1:
            first = first.replace('<main id="main">', '<main id="main">\n' + told_parts(names, self.words), 1)
        whole = f"{first}{printed(sheaves[0], self.words) if sheaves else ''}</main>{self.rest}"
        further = self._further(first)
        made = [whole, *(further.file(each) for each in apart), *(further.file(printed(each, self.words)) for each in sheaves[1:])]
        return {name: _led(text, name, where) for name, text in zip(names, made, strict=True)}

    @property
    def _room(self) -> int:
        """Bytes of rows or passages that a further file has room for."""
        return self.most - ROOM - len(_footer(self.rest).encode())

    def _left(self, first: str) -> int:
        return self.most - ROOM - len(first.encode()) - len(self.rest.encode())

    def _longer(self, first: str) -> int:
        return len(_ELSEWHERE.findall(first)) * len(self._name(99))

    def _name(self, number: int) -> str:
        return self.file if number == 1 else f"{self.file.removesuffix('.html')}-{number}.html"

    def _shortened(self, first: str, excess: int) -> tuple[str, list[str]]:
        """The page without the rows it has no room for, and files of those."""
        pieces, cuts = shortened(first, excess)
        apart, begins = in_files(cuts, self._room) if cuts else ([], [])
        while any(len(each.encode()) + self._longer(each) > self._room for each in apart):
            apart, begins = in_files(cuts, max(len(each.encode()) for each in apart) * 3 // 4)
        lines = [cut_line(cut, self._name(begin + 2), self.words) for cut, begin in zip(cuts, begins, strict=True)]
        return "".join(piece + line for piece, line in zip(pieces, [*lines, ""], strict=True)), apart

    def _further(self, first: str) -> Further:
        title = first[first.index("<title>") + 7 : first.index("</title>")]
        lang = re.search(r'<html lang="([^"]*)"', first)
        return Further(title, lang[1] if lang else "", self.file, _footer(self.rest), self.words)


def _led(text: str, name: str, where: Mapping[str, str]) -> str:
    """A file whose links to passages lead to the file these stand in."""

    def led(match: re.Match[str]) -> str:
        there = where.get(match[1], name)
        return match[0] if there == name else f'href="{there}#s-{match[1]}"'

    return _ELSEWHERE.sub(led, text)


def _footer(rest: str) -> str:
    """What stands at the foot of the page, that being named is no accusation among it."""
    return rest[rest.index("<footer") : rest.index("</footer>") + 9] if "<footer" in rest else ""


def _note(around: Around) -> str:
    words = around.words["single"]
    places = " · ".join(escape(visible(each)) for each in around.addresses) or words["no_address"]
    return f'<p class="quiet prose">{escape(words["note"].replace("{atlas}", visible(around.atlas)))} {places}</p>\n'


class _Rewriter:
    """Copies a page of ours, but for what a file by itself cannot have.

    Pages are well formed and every ``<`` and ``>`` of a text is written as a reference, so that tags are found by a pattern; a parser of
    any HTML takes ten times as long.
    """

    def __init__(self, styles: Mapping[str, str], rows: Mapping[str, Mapping[str, Any]]) -> None:
        self.cited: set[str] = set()
        self._styles = styles
        self._rows = rows

    def rewrite(self, page: str) -> str:
        """The page with its styles inside, without ways to other pages, its links to passages leading inside."""
        out, done = list[str](), 0
        for match in _CHANGED.finditer(page):
            if match.start() < done:
                continue  # inside of an element that is left out
            out.append(page[done : match.start()])
            done = match.end()
            given = {name: unescape(value or "") for name, value in _ATTRIBUTE.findall(match[2])}
            if match[1] in ("nav", "script", "section"):
                done = page.index(f"</{match[1]}>", done) + len(match[1]) + 3
            elif match[1] == "link":
                if given.get("rel") == "stylesheet":
                    out.append(f"<style>{self._styles[given['href'].rpartition('/')[2]]}</style>")
            else:
                out.append(self._written(match[0], match[1], given))
        return "".join([*out, page[done:]])

    def _written(self, whole: str, tag: str, given: dict[str, str]) -> str:
        if tag == "img":  # a picture would be a second file; what it shows is said
            return f'<span class="quiet">[{escape(given.get("alt", ""))}]</span>'
        if tag == "meta":
            if given.get("http-equiv", "").lower() != "content-security-policy":
                return whole
            given["content"] = allowing(*self._styles.values())
        elif "href" not in given:
            return whole
        else:
            self._lead(given)
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in given.items())
        return f"<{tag}{attributes}>"

    def _lead(self, given: dict[str, str]) -> None:
        """A link to a passage leads to the one below, one out to the web or inside the page stays, any other leads nowhere."""
        address = given["href"]
        passage = _PASSAGE.search(address)
        if passage is not None and passage[1] in self._rows:
            self.cited.add(passage[1])
            given["href"] = passage[0]
            given.pop("data-statement", None)  # the address says it
        elif not address.startswith(("#", "http:", "https:")):
            del given["href"]
