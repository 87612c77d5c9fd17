"""The checker's eye for languages: every page says which it is in, and leads to the same page in every other."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from enduse.atlas.page_reading import Page

START = "index.html"


def language_faults(pages: Mapping[str, Page]) -> Iterator[tuple[str, str]]:
    """Page and what is wrong with it. The languages of a site are those its start page names as alternates of itself.

    A page names its form in each language, itself among them; each such form names the page in turn, and says in ``<html lang>`` what it
    is named as. A page that stands once for all languages names none and holds, for each other language, an element ``in-CODE``.
    """
    alternates = {name: _alternates(name, page) for name, page in pages.items()}
    site = alternates.get(START, {})
    for name, page in pages.items():
        own, spoken = alternates[name], _language(page)
        if not spoken:
            yield name, "no <html lang>"
        elif page.styles:
            continue  # a page in one file leads to no other, in no language
        elif not own:
            missing = [tag for tag in site if tag != spoken and not any(_is_block(e.attributes, tag) for e in page.elements)]
            yield from ((name, f"neither a form in {tag} nor its words on the page") for tag in missing)
        else:
            yield from ((name, fault) for fault in _of_forms(name, spoken, own, alternates, site))


def _of_forms(
    name: str, spoken: str, own: Mapping[str, str], alternates: Mapping[str, Mapping[str, str]], site: Mapping[str, str]
) -> Iterator[str]:
    if own.keys() != site.keys():
        yield f"names its forms in {', '.join(own)}; the site has {', '.join(site)}"
    if own.get(spoken) != name:
        yield f"is in {spoken} and does not name itself as that"
    for tag, other in own.items():
        if alternates.get(other, {}).get(spoken) != name:
            yield f"its form in {tag}, {other}, does not lead back"


def _alternates(name: str, page: Page) -> dict[str, str]:
    links = [
        e.attributes for e in page.elements if e.tag == "link" and e.attributes.get("rel") == "alternate" and "hreflang" in e.attributes
    ]
    return {link["hreflang"]: posixpath.normpath(posixpath.join(posixpath.dirname(name), link.get("href", ""))) for link in links}


def _language(page: Page) -> str:
    return next((e.attributes.get("lang", "") for e in page.elements if e.tag == "html"), "")


def _is_block(attributes: Mapping[str, str], tag: str) -> bool:
    return attributes.get("id", "").startswith("in-") and attributes.get("lang") == tag
