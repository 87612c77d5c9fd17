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
from html import escape, unescape
from typing import Any

from enduse.atlas.plaintext import language_of, visible

_CHANGED = re.compile(r'<(a|img|link|meta|nav|script|section(?=[^<>]* aria-labelledby="takeaway"))\b((?:[^<>"]|"[^"]*")*)>')
"""Tags that a file by itself cannot have as they are; ways to other pages, and to other forms of a finding, are of no use in it."""
_ATTRIBUTE = re.compile(r'([A-Za-z:-]+)(?:="([^"]*)")?')
_ANCHOR = re.compile(r' id="s-([0-9a-f]{32})"')
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
    text = rewriter.rewrite(page)
    listed = [rows[ident] for ident in sorted(rewriter.cited - set(_ANCHOR.findall(text)))]
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
            given["content"] = _allowing(*self._styles.values())
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
        elif not address.startswith(("#", "http:", "https:")):
            del given["href"]
