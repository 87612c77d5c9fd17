"""One page as one file: the style inside, every passage it cites at its end, no link that leads to a file, nothing asked of a network.

For mail, chat and print. The page's policy allows the one style by its hash and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from html.parser import HTMLParser
from typing import Any

from enduse.atlas.page_reading import VOID
from enduse.atlas.plaintext import language_of, visible

_DROPPED = frozenset({"nav", "script", "link"})
"""Elements that are of no use in a file by itself: ways to other pages."""
_WAYS = "takeaway"
"""What a finding's page says of its other forms."""
_PASSAGE = re.compile(r"#s-([0-9a-f]{32})$")
_COMMENT = re.compile(r"/\*.*?\*/|\n\s*", re.DOTALL)


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


def single_page(page: str, rows: Mapping[str, Mapping[str, Any]], names: Mapping[str, str], around: Around) -> str:
    """The page as one file. ``rows`` are those of ``downloads/statements.jsonl`` it cites, ``names`` what documents are called."""
    rewriter = _Rewriter({name: _lean(style) for name, style in around.styles.items()}, rows)
    rewriter.feed(page)
    rewriter.close()
    text = "".join(rewriter.out)
    listed = [rows[ident] for ident in sorted(rewriter.cited - rewriter.anchors)]
    body, _, rest = text.partition("</main>")
    head, main, inside = body.partition('<main id="main">')
    return f"{head}{main}\n{_note(around)}{inside}{_passages(listed, names, around.words)}</main>{rest}"


@cache
def _lean(style: str) -> str:
    return _COMMENT.sub("", style)


@cache
def _allowing(*styles: str) -> str:
    """The policy that allows these styles and nothing else."""
    digests = [base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() for style in styles]
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return f"default-src 'none'; style-src {allowed}; base-uri 'none'; form-action 'none'"


def _note(around: Around) -> str:
    words = around.words["single"]
    places = " · ".join(escape(visible(each)) for each in around.addresses) or words["no_address"]
    return f'<p class="quiet prose">{escape(words["note"].replace("{atlas}", visible(around.atlas)))} {places}</p>\n'


def _passages(rows: Iterable[Mapping[str, Any]], names: Mapping[str, str], words: Mapping[str, Any]) -> str:
    groups: dict[tuple[str, int, int], list[Mapping[str, Any]]] = {}
    for row in rows:
        groups.setdefault((row["document"], row["start"], row["end"]), []).append(row)
    if not groups:
        return ""
    said = words["single"]
    lines = [f'<section class="prose" aria-labelledby="passages"><h2 id="passages">{escape(said["passages"])}</h2>\n<ol>']
    for (document, _, _), group in sorted(groups.items()):
        first = group[0]
        quote = f"<mark{_lang(first['quote'])}>{escape(visible(first['quote']))}</mark>"
        for row in group:
            quote = f'<span class="passage" id="s-{row["id"]}">{quote}</span>'
        before, after = escape(visible(first["prefix"])), escape(visible(first["suffix"]))
        name, digest = escape(visible(names.get(document, ""))), f"SHA-256 {document[:32]}<wbr>{document[32:]}"
        place = f'<span class="quiet">{name} · {digest}</span>'
        lines.append(f'<li class="original">{before}{quote}{after}<br>{place}</li>')
    return "\n".join([*lines, "</ol></section>\n"])


def _lang(text: str) -> str:
    found = language_of(text)
    return f' lang="{found}"' if found else ""


class _Rewriter(HTMLParser):
    """Copies a page, but for what a file by itself cannot have."""

    def __init__(self, styles: Mapping[str, str], rows: Mapping[str, Mapping[str, Any]]) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self.cited: set[str] = set()
        self.anchors: set[str] = set()
        self._styles = styles
        self._rows = rows
        self._skipped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "link" and given.get("rel") == "stylesheet":
            self.out.append(f"<style>{self._styles[given['href'].rpartition('/')[2]]}</style>")
        if self._skipped or tag in _DROPPED or given.get("aria-labelledby") == _WAYS:
            if tag not in VOID:
                self._skipped.append(tag)
            return
        if given.get("id", "").startswith("s-"):
            self.anchors.add(given["id"][2:])
        self.out.append(self._written(tag, given))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._skipped and tag not in _DROPPED:
            given = {name: value or "" for name, value in attrs}
            self.out.append(self._written(tag, given).replace(">", "/>") if self._changes(tag, given) else self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if not self._skipped:
            self.out.append(f"</{tag}>")
        elif tag in self._skipped:
            del self._skipped[len(self._skipped) - 1 - self._skipped[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        self._copy(data)

    def handle_entityref(self, name: str) -> None:
        self._copy(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._copy(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        self._copy(f"<!{decl}>")

    def _copy(self, text: str) -> None:
        if not self._skipped:
            self.out.append(text)

    def _changes(self, tag: str, given: Mapping[str, str]) -> bool:
        return tag == "img" or given.get("http-equiv", "").lower() == "content-security-policy" or "href" in given

    def _written(self, tag: str, given: dict[str, str]) -> str:
        if not self._changes(tag, given):
            return self.get_starttag_text() or ""
        if tag == "img":  # a picture would be a second file; what it shows is said
            return f'<span class="quiet">[{escape(given.get("alt", ""))}]</span>'
        if tag == "meta":
            given["content"] = _allowing(*self._styles.values())
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
        elif not address.startswith(("#", "http:", "https:")):
            del given["href"]
