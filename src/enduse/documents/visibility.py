"""What a reader of the page would not see: the styles and attributes that hide text.

Only what the page itself says is known: its ``style`` attributes, ``hidden``, and simple rules (``.class``, ``#id``, ``tag``) of its own
style sheets outside of ``@media``. Sheets loaded from elsewhere are not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from enduse.documents.character_references import entities

_BLANK = re.compile(r"/\*.*?\*/|\s+", re.S)
_HIDING = re.compile(
    r"(?:^|;|\{)(?:"
    r"display:none|visibility:(?:hidden|collapse)|content-visibility:hidden|font-size:0(?:\.0+)?(?:px|pt|em|rem|%|ex|vw)?(?=[;!}]|$)"
    r"|opacity:0?\.?0*(?=[;!}%]|$)|color:transparent|(?:text-indent|left|top|right|margin-left|margin-top):-\d{4,}"
    r"|clip:rect\((?:0(?:px)?,?){4}\)|clip-path:inset\((?:50|100)%\)"
    r")"
)
_FLAT = re.compile(r"(?:^|;)(?:max-)?(?:height|width):0(?:px|pt|em)?(?=[;!]|$)")
_APART = re.compile(r"(?:^|;)display:(?:block|flex|grid|list-item|table|table-row)(?=[;!]|$)")
_SIMPLE = re.compile(r"(?:[a-z][a-z0-9]*)?[.#][\w\u0080-\uffff-]+|[a-z][a-z0-9]*")
_BRACES = re.compile(r"[{}]")


@lru_cache(maxsize=1024)
def hides(style: str) -> bool:
    """Whether declarations of a ``style`` attribute hide an element.

    >>> hides("color:red; display : none"), hides("font-size:0.9em"), hides("height:0; overflow:hidden")
    (True, False, True)
    """
    flat = _BLANK.sub("", style).lower()
    return bool(_HIDING.search(flat)) or ("overflow:hidden" in flat and bool(_FLAT.search(flat)))


@lru_cache(maxsize=1024)
def stands_apart(style: str) -> bool:
    """Whether declarations make an inline element a block of its own (``<span style="display: block">``)."""
    return "display" in style.lower() and bool(_APART.search(_BLANK.sub("", style).lower()))


@dataclass(slots=True)
class HidingRules:
    """Simple selectors of the page's own style sheets that hide what they name."""

    selectors: set[str] = field(default_factory=set)

    def add_sheet(self, css: str) -> None:
        """Read one style sheet; rules inside ``@media`` and its like are left out, since they hold for some readers only."""
        depth, begin, selector = 0, 0, ""
        css = re.sub(r"/\*.*?\*/|<!--|-->", "", css, flags=re.S)
        for match in _BRACES.finditer(css):
            if match.group() == "{":
                if depth == 0:
                    selector = css[begin : match.start()].rpartition(";")[2].strip()
                    begin = match.end()
                depth += 1
            elif depth:
                depth -= 1
                if depth == 0:
                    if not selector.startswith("@") and hides(css[begin : match.start()]):
                        self._keep(selector)
                    begin = match.end()

    def _keep(self, selectors: str) -> None:
        for selector in selectors.split(","):
            name = selector.strip()
            if _SIMPLE.fullmatch(name):
                self.selectors.add(name)

    def match(self, tag: str, attributes: dict[str, str]) -> bool:
        """Whether a rule hides an element of that tag, ``class`` and ``id``."""
        if not self.selectors:
            return False
        names = [f".{name}" for name in attributes.get("class", "").split()]
        names += [f"#{attributes['id']}"] if attributes.get("id") else []
        return tag in self.selectors or any(name in self.selectors or tag + name in self.selectors for name in names)


def hidden_by_attributes(attributes: dict[str, str]) -> bool:
    """Whether ``hidden`` or ``style`` hide an element."""
    style = attributes.get("style")
    return "hidden" in attributes or (style is not None and hides(entities(style)))
