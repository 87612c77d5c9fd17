"""The checker: walks a built site and counts what must be none (dead links, requests to others, claims without a passage …)."""

from __future__ import annotations

import base64
import hashlib
import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from enduse.atlas.check_languages import language_faults
from enduse.atlas.loose_values import LooseValues
from enduse.atlas.page_reading import Element, Page, read_page
from enduse.atlas.plaintext import has_steering_signs, visible

KINDS = (
    "dead-link",
    "third-party",
    "no-passage",
    "loose-value",
    "inline",
    "steering-sign",
    "absolute-link",
    "no-policy",
    "double-anchor",
    "language",
)
_LOADS = {"src", "srcset", "poster", "data", "background", "action", "formaction", "ping"}
_RELATIONS = frozenset({"noreferrer", "noopener", "external"})
_PAGES = {"default-src": "'none'", "style-src": "'self'", "img-src": "'self'", "base-uri": "'none'", "form-action": "'none'"}
"""What every page's policy says, and nothing beside it: a source of anything else falls to ``default-src``. Which of it a page in one file,
or one with scripts, says otherwise: ``_policy_of``."""
_CSS_ADDRESS = re.compile(r"url\(\s*['\"]?([^'\")]*)|@import\s+['\"]([^'\"]*)", re.IGNORECASE)
_TEXT_FILES = frozenset({".html", ".css", ".js", ".csv", ".jsonl", ".txt", ".json", ".svg"})


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that must not be: ``kind`` is one of ``KINDS``."""

    kind: str
    page: str
    detail: str


@dataclass(frozen=True, slots=True)
class SiteReport:
    """The outcome of a walk."""

    pages: int
    links: int
    claims: int
    faults: tuple[Fault, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Number of faults of every kind, 0 included."""
        found = Counter(fault.kind for fault in self.faults)
        return {kind: found[kind] for kind in KINDS}


@dataclass(slots=True)
class _Walk:
    folder: Path
    pages: dict[str, Page]
    quotes: dict[str, tuple[str, str]]
    """Statement -> its quote and the page and anchor of its passage."""
    links: int = 0
    claims: int = 0


def check_site(folder: Path) -> SiteReport:
    """Walk the site in ``folder``. Statements are read from its ``downloads/statements.jsonl``.

    Raises:
        FileNotFoundError: the folder holds no site.
    """
    walk = _Walk(folder, {}, {})
    values = LooseValues()
    for line in (folder / "downloads" / "statements.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        walk.quotes[row["id"]] = (row["quote"], row["page"])
        if not row["source"].startswith("reference:"):
            values.add(row["value"], row["quote"])
    faults: list[Fault] = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in _TEXT_FILES:
            name = path.relative_to(folder).as_posix()
            text = path.read_text("utf-8")
            faults.extend(_check_text(name, path.suffix, text))
            if path.suffix == ".html":
                walk.pages[name] = read_page(text)
    for name, page in walk.pages.items():
        faults.extend(_check_page(walk, name, page))
        faults.extend(Fault("loose-value", name, value) for text in page.loose for value in values.inside(text))
    faults.extend(Fault("language", name, detail) for name, detail in language_faults(walk.pages))
    return SiteReport(len(walk.pages), walk.links, walk.claims, tuple(faults))


def _check_text(name: str, suffix: str, text: str) -> Iterator[Fault]:
    if has_steering_signs(text.replace("\r\n", "\n")):
        yield Fault("steering-sign", name, "a raw control, bidi or invisible sign")
    if suffix in (".css", ".svg"):
        for match in _CSS_ADDRESS.finditer(text):
            address = match[1] or match[2] or ""
            if _is_outside(address):
                yield Fault("third-party", name, address)


def _check_page(walk: _Walk, name: str, page: Page) -> Iterator[Fault]:
    stated = [element.attributes.get("content", "") for element in page.elements if _is_policy(element)]
    wanted = _policy_of(page)
    if [_directives(policy) for policy in stated] != [wanted]:
        yield Fault("no-policy", name, f"the content policy must be {wanted}, and is {stated}")
    if page.scripts:
        yield Fault("inline", name, "text inside <script>")
    for style in page.styles:  # a page in one file carries its style, which its policy allows by hash
        if not any(_allowing(style) in policy for policy in stated):
            yield Fault("inline", name, "a <style> that its policy does not allow by hash")
    for double in page.doubles:
        yield Fault("double-anchor", name, double)
    for element in page.elements:
        yield from _check_element(walk, name, element)


def _is_policy(element: Element) -> bool:
    return element.tag == "meta" and element.attributes.get("http-equiv", "").lower() == "content-security-policy"


def _policy_of(page: Page) -> dict[str, str]:
    """The policy a page must state, of what stands on it: scripts of the site's own where it has any; and a page in one file, which carries
    its styles, allows these by hash, no file and no picture."""
    if page.styles:
        single = _PAGES | {"style-src": " ".join(map(_allowing, page.styles))}
        del single["img-src"]
        return single
    scripted = any(element.tag == "script" for element in page.elements)
    return _PAGES | {"script-src": "'self'"} if scripted else _PAGES


def _allowing(style: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"


def _directives(policy: str) -> dict[str, str]:
    """The directives of a policy; of one that is said twice the first, which is what browsers heed."""
    found: dict[str, str] = {}
    for directive in policy.split(";"):
        name, _, sources = directive.strip().partition(" ")
        found.setdefault(name, sources)
    return found


def _check_element(walk: _Walk, name: str, element: Element) -> Iterator[Fault]:
    attributes = element.attributes
    if element.tag in ("iframe", "object", "embed", "base", "form") or (
        element.tag == "script" and not _is_own_script(walk, name, element)
    ):
        yield Fault("inline", name, f"<{element.tag}>")
    for attribute in attributes:
        if attribute == "style" or attribute.startswith("on"):
            yield Fault("inline", name, f"{element.tag} {attribute}={attributes[attribute]!r}")
    for attribute in _LOADS & attributes.keys():
        if _is_outside(attributes[attribute]):
            yield Fault("third-party", name, f"{element.tag} {attribute}={attributes[attribute]!r}")
    if "href" in attributes or "xlink:href" in attributes:
        yield from _check_link(walk, name, element, attributes.get("href", attributes.get("xlink:href", "")))
    if element.tag == "img" and not (walk.folder / posixpath.join(posixpath.dirname(name), attributes.get("src", ""))).is_file():
        yield Fault("dead-link", name, f"<img src={attributes.get('src', '')!r}>")
    if "claim" in element.classes:
        walk.claims += 1
        yield from _check_claim(walk, name, element)
    if "told" in element.classes:
        for ident in attributes.get("data-statements", "").split():
            yield from _check_passage(walk, name, ident)


def _is_own_script(walk: _Walk, name: str, element: Element) -> bool:
    """Whether a script is a file of the site's own folder ``assets``; what one of those loads later stands there as well."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), element.attributes.get("src", "")))
    return target.startswith("assets/") and (walk.folder / target).is_file()


def _check_link(walk: _Walk, name: str, element: Element, address: str) -> Iterator[Fault]:
    walk.links += 1
    if _is_outside(address):
        relations = set(element.attributes.get("rel", "").split())
        scheme = urlsplit(address).scheme.lower()
        if element.tag != "a" or scheme not in ("http", "https") or not relations >= _RELATIONS:
            yield Fault("third-party", name, f"{element.tag} href={address!r}")
        return
    if address.startswith(("/", "\\")) or re.match(r"[A-Za-z]:[\\/]", address):
        yield Fault("absolute-link", name, address)
        return
    path, _, fragment = address.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path))) if path else name
    if target in walk.pages:
        if fragment and unquote(fragment) not in walk.pages[target].anchors and not _is_state(walk, target, fragment):
            yield Fault("dead-link", name, address)
    elif target.startswith("..") or not (walk.folder / target).is_file():
        yield Fault("dead-link", name, address)


def _is_state(walk: _Walk, target: str, fragment: str) -> bool:
    """Whether a fragment tells the script of a page which body to show first (``network.html#at=companies/x``), and that has a page."""
    key, _, body = fragment.partition("=")
    scripted = any(element.tag == "script" for element in walk.pages[target].elements)
    return key == "at" and scripted and posixpath.join(posixpath.dirname(target), f"{body}.html") in walk.pages


def _is_outside(address: str) -> bool:
    address = address.strip()
    return address.startswith(("//", "\\\\", "/\\")) or (bool(urlsplit(address).scheme) and not re.match(r"[A-Za-z]:[\\/]", address))


def _check_claim(walk: _Walk, name: str, element: Element) -> Iterator[Fault]:
    address = element.attributes.get("href", "")
    path, _, fragment = address.partition("#")
    alone = bool(walk.pages[name].styles)  # a page in one file names the statement in the address alone
    ident = fragment.removeprefix("s-") if alone else element.attributes.get("data-statement", "")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
    if not ident or fragment != f"s-{ident}":
        yield Fault("no-passage", name, f"claim of statement {ident!r} leads to {address!r}")
    elif ident not in walk.quotes:
        yield Fault("no-passage", name, f"claim of a statement that is in no download: {ident}")
    elif target not in walk.pages or fragment not in walk.pages[target].anchors:
        yield Fault("no-passage", name, f"no passage at {address}")
    elif _plain(walk.pages[target].anchors[fragment]) != _plain(visible(walk.quotes[ident][0])):
        yield Fault("no-passage", name, f"the text at {address} is not the quote of statement {ident}")


def _check_passage(walk: _Walk, name: str, ident: str) -> Iterator[Fault]:
    target, _, fragment = walk.quotes.get(ident, ("", ""))[1].partition("#")
    if target not in walk.pages or fragment not in walk.pages[target].anchors:
        yield Fault("no-passage", name, f"told from statement {ident}, which has no passage")


def _plain(text: str) -> str:
    return " ".join(text.split())
