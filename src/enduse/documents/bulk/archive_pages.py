"""Pages of one web archive (WARC, WACZ) in one pack: opened by the locked child that opens every container, under the same limits."""

from __future__ import annotations

import tempfile
from pathlib import Path

from enduse.documents.containers.unpack import unpack_object
from enduse.evidence.page_pack import Page, PagePacker
from enduse.model.errors import UnreadableDocument


def pack_archive(path: Path, sha256: str, packer: PagePacker) -> tuple[tuple[str, int], ...]:
    """Take in what the archive holds; what was left out, by kind and number.

    Raises:
        UnreadableDocument: nothing of it is used: it is damaged, over a limit, or no archive at all.
    """
    with tempfile.TemporaryFile() as unpacked:
        listing = unpack_object(path, sha256, unpacked)
        if listing.rejected is not None:
            raise UnreadableDocument(listing.rejected.code, listing.rejected.message)
        if not listing.kind:
            raise UnreadableDocument("wrong-type", "it is no web archive")
        for place, found in enumerate(listing.members):
            unpacked.seek(found.offset)
            member = found.member
            page = Page(
                place=place,
                name=member.name or "record",
                url=member.url or "",
                fetched_at=member.date or "",
                status=member.status,
                redirects=member.redirects,
                headers=member.headers,
                checks=member.checks,
            )
            packer.take(unpacked.read(found.size), page)
    for note in listing.notes:
        packer.remark(name=note.name, code=note.code, message=note.message, rejected=note.rejected)
    return tuple(sorted(listing.left_out.items()))
