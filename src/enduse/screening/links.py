"""Links into the atlas: where its site can be read, and the full address of a page of it.

The address is that of ``publication.addresses`` in case.yml, or one given. Without either a page filed in the case's own folder links to
the ``site`` folder beside it, and other answers hold the page's place from the top of the atlas alone. What is looked at of the machine is
only where the report lies to the case, so that the same question gives the same bytes elsewhere.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, quote, urlsplit

from enduse.case.layout import Case
from enduse.model.errors import UsageError

_UNSAFE = re.compile(r"[\s\x00-\x20\x7f\"'<>\\^`{|}]")
NO_ADDRESS = "from the top of the atlas; case.yml names no address of it (publication.addresses), and none was given"


@dataclass(frozen=True, slots=True)
class Atlas:
    """Where the atlas of a case is read. ``address`` ends in ``/``, or is empty; ``case`` is the folder of the case, where
    it is at hand."""

    address: str = ""
    case: Path | None = None

    def to(self, page: str) -> str:
        """The full address of a page; empty where the atlas has no address, or the body no page."""
        return self.address + _encoded(page) if self.address and page else ""

    def beside(self, report: Path) -> Atlas:
        """As seen from a page filed at ``report``: its own address, else the site folder where both lie in the folder of the case."""
        if self.address or self.case is None or not report.resolve().is_relative_to(self.case.resolve()):
            return self
        way = Path(os.path.relpath(self.case.resolve() / "site", report.resolve().parent)).as_posix()
        return Atlas(_encoded(way) + "/")


def atlas_of(case: Case, given: str = "") -> Atlas:
    """The atlas of a case: at the address given, else at the first web address that ``case.yml`` names.

    Raises:
        UsageError: the address given is none of ``http``, ``https`` or ``file``, or names more than a folder.
    """
    return Atlas(checked(given) if given else _first(case.settings.addresses), case.root)


def checked(address: str) -> str:
    """The address of the top of an atlas, with a slash at its end.

    >>> checked("https://atlas.example/trade/index.html")
    'https://atlas.example/trade/'

    Raises:
        UsageError: it is no such address.
    """
    parts = _split(address)
    right = (parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc) or (
        parts.scheme == "file" and parts.path.startswith("/") and not parts.netloc
    )
    if not right or parts.query or parts.fragment:
        shown = address[:80].encode("ascii", "backslashreplace").decode()
        raise UsageError(f"{shown}: expected the address of an atlas' top: https://atlas.example/, http://… or file:///…/site/")
    path = parts.path.rpartition("/")[0] if parts.path.endswith(".html") else parts.path.rstrip("/")
    return f"{parts.scheme}://{parts.netloc}{quote(path, safe='/%~')}/"


def _split(address: str) -> SplitResult:
    """The parts of an address; those of none where it is none."""
    try:
        parts = urlsplit("" if _UNSAFE.search(address) else address)
        return parts if parts.port != 0 else urlsplit("")
    except ValueError:  # a port that is no number, a bracket left open
        return urlsplit("")


def _first(addresses: Iterable[str]) -> str:
    """The first that is a web address; a case may name words and other places beside it."""
    for each in addresses:
        if each.startswith(("https://", "http://")):
            try:
                return checked(each)
            except UsageError:
                continue
    return ""


def _encoded(page: str) -> str:
    path, mark, anchor = page.partition("#")
    return quote(path, safe="/~") + mark + quote(anchor)
