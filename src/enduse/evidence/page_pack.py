"""A pack of pages: the captured papers of one stretch of a collection, and what the collection says of each.

A pack is known by the hash of its index, which names every page by its hash. So its name stands for what is in it and not for how it was
deflated: the same stretch captured elsewhere has the same name.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import msgspec

from enduse.evidence.pack import Pack, PackWriter, digest_of
from enduse.model.errors import DamagedVault

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a collection that was taken in. ``place`` counts from 0 in the collection (row, record, file); the rest is what the
    collection says: ``name`` is data only, ``media_type`` is a hint, ``fetched_at`` is when somebody else says it was fetched."""

    place: int
    name: str
    sha256: str = ""
    size: int = 0
    url: str = ""
    fetched_at: str = ""
    media_type: str = ""
    status: int | None = None
    redirects: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something to look at: a page that was not taken in and why (``rejected``), or what is odd about one, or about all (no ``name``)."""

    name: str
    code: str
    message: str
    rejected: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PageIndex:
    """What a pack holds: pages in the order of the collection, several of them with one hash where it gives the same bytes twice."""

    stretch: str
    """Which part of the collection this is, such as ``rows 0 to 9999``."""
    pages: tuple[Page, ...] = ()
    remarks: tuple[Remark, ...] = ()
    rejected: tuple[str, str] | None = None
    """Code and message where nothing of this stretch is used: a damaged archive, one over a limit."""
    left_out: tuple[tuple[str, int], ...] = ()
    """What was counted and is no paper: ``image/png``, ``answer 404``."""


class PagePacker:
    """Takes pages in, one after another."""

    def __init__(self, file: BinaryIO) -> None:
        self._pack = PackWriter(file)
        self.pages: list[Page] = []
        self.remarks: list[Remark] = []

    def take(self, data: bytes, said: Page) -> None:
        """Take one page in; hash and size of what is ``said`` are put right here."""
        key = digest_of(data)
        self._pack.put(key, data)
        self.pages.append(dataclasses.replace(said, sha256=key.hex(), size=len(data)))

    def remark(self, *, name: str, code: str, message: str, rejected: bool = True) -> None:
        """Note a page that is not taken in, or what else is to be looked at."""
        self.remarks.append(Remark(name=name, code=code, message=message, rejected=rejected))

    def close(self, stretch: str, rejected: tuple[str, str] | None = None, left_out: tuple[tuple[str, int], ...] = ()) -> None:
        """Write the index."""
        index = PageIndex(stretch=stretch, pages=tuple(self.pages), remarks=tuple(self.remarks), rejected=rejected, left_out=left_out)
        self._pack.close(msgspec.json.encode(index, order="sorted"))


def read_index(pack: Pack) -> tuple[str, PageIndex]:
    """The name a pack should have, and its index.

    Raises:
        DamagedVault: the index is not what was written.
    """
    text = pack.index()
    try:
        return hashlib.sha256(text).hexdigest(), msgspec.json.decode(text, type=PageIndex)
    except msgspec.MsgspecError as error:
        raise DamagedVault(f"pack {pack.path.name}: its index cannot be read ({error}); restore the pack from a backup") from error


def check_pack(path: Path) -> tuple[int, tuple[str, ...]]:
    """Hash every page of a pack that lies under its name: how many were looked at, and a sentence for each fault.

    One damaged page never hides another; damage to what finds them is named for the pack.
    """
    faults: list[str] = []
    checked = 0
    try:
        with Pack(path) as pack:
            name, index = read_index(pack)
            if name != path.stem:
                faults.append(f"pack {path.name}: its index is not the one it is named for")
            wanted = {page.sha256: page for page in index.pages}
            for sha256, page in wanted.items():
                checked += 1
                faults += _check_page(pack, sha256, page)
            strangers = len(pack) - len(wanted)
            if strangers > 0:
                faults.append(f"pack {path.name}: it holds {strangers} page(s) its index does not name")
    except (DamagedVault, OSError) as error:
        faults.append(str(error))
    return checked, tuple(faults)


def _check_page(pack: Pack, sha256: str, page: Page) -> list[str]:
    where = f"pack {pack.path.name}: page {sha256} ({page.name[:200]})"
    if _SHA256.fullmatch(sha256) is None:
        return [f"{where} is named by no hash"]
    try:
        data = pack.get(bytes.fromhex(sha256))
    except DamagedVault as error:
        return [f"{where}: {error}"]
    if data is None:
        return [f"{where} is missing"]
    return [] if hashlib.sha256(data).hexdigest() == sha256 else [f"{where} no longer has the content it is filed under"]
