"""Open elements of a page: which end tag closes what, in time that grows with the page only.

Counts of open names in each table cell say at once whether an end tag has anything to close, so that stray end tags cost nothing; every
element is pushed and popped once.
"""

from __future__ import annotations

from collections.abc import Callable


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _names("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")
BLOCK = _names(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hgroup hr html legend li main menu nav ol option p pre search section summary table tbody td textarea tfoot th thead title tr "
    "ul caption optgroup select head noscript"
)
HEADINGS = _names("h1 h2 h3 h4 h5 h6")
UNSEEN = _names("template noscript datalist")
"""Elements whose text a reader of the page does not see (with scripts allowed, as in every browser)."""
CLOSES_P = BLOCK - _names("body html head title textarea option optgroup select td th tr tbody thead tfoot caption noscript legend")
SCOPES = _names("table td th caption")
_LISTS = _names("ul ol dl menu")
ITEMS = {"li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "option": ("option",)}
"""Items of lists, and the items that each of them ends."""
_COUNTED = SCOPES | _LISTS | frozenset(ITEMS)


Element = tuple[str, bool, bool, str, bool]
"""An open element: its name, whether it begins and ends a line, and what held before it: text hidden, kind of text, lines kept."""


class Elements:
    """The stack. ``closed`` is called with every element taken from it."""

    def __init__(self, closed: Callable[[Element], None]) -> None:
        self._closed = closed
        self._stack: list[Element] = []
        self._counts: list[dict[str, int]] = [{}]
        self._here = self._counts[0]
        """Open names in the innermost scope."""
        self._items: list[dict[str, int]] = [{}]
        self._scopes: list[str] = []

    def __len__(self) -> int:
        return len(self._stack)

    def push(self, element: Element) -> None:
        """Open an element."""
        name = element[0]
        self._stack.append(element)
        self._here[name] = self._here.get(name, 0) + 1
        if name in _COUNTED:
            if name in SCOPES:
                self._scopes.append(name)
                self._here = {}
                self._counts.append(self._here)
                self._items.append({})
            elif name in _LISTS:
                self._items.append({})
            else:
                self._items[-1][name] = self._items[-1].get(name, 0) + 1

    def pop(self) -> str:
        """Close the innermost element; its name."""
        element = self._stack.pop()
        name = element[0]
        if name in _COUNTED:
            if name in SCOPES:
                self._scopes.pop()
                self._counts.pop()
                self._here = self._counts[-1]
                self._items.pop()
            elif name in _LISTS:
                self._items.pop()
            else:
                self._items[-1][name] -= 1
        self._here[name] -= 1
        self._closed(element)
        return name

    @property
    def in_caption(self) -> bool:
        """Whether the innermost of table, cell and caption is a caption."""
        return bool(self._scopes) and self._scopes[-1] == "caption"

    def is_open(self, name: str) -> bool:
        """Whether an element of that name is open in the current table cell."""
        return self._here.get(name, 0) > 0

    def close(self, name: str) -> bool:
        """Close up to and with the innermost element of that name in the current cell; False where there is none."""
        if self._here.get(name, 0) <= 0:
            return False
        while self.pop() != name:
            pass
        return True

    def close_through(self, names: frozenset[str]) -> None:
        """Close up to and with the innermost element of one of these names, whatever cells stand between."""
        while self._stack and self.pop() not in names:
            pass

    def close_item(self, name: str) -> None:
        """Before a list item (one of ``ITEMS``): close the item of the same list that is still open."""
        items, ended = self._items[-1], ITEMS[name]
        while any(items.get(other, 0) > 0 for other in ended):
            if self.pop() in ended:
                return
