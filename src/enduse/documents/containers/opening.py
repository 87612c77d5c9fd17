"""Which container a file is, told from its bytes, and its unpacking. Office files are ZIP archives too, but are documents of their own."""

from __future__ import annotations

from enduse.documents.containers.gunzip import MAGIC as GZIP
from enduse.documents.containers.gunzip import Gunzip, note_trailing, stored_name, unpack_gzip
from enduse.documents.containers.limits import Budget
from enduse.documents.containers.mail import is_mail, unpack_mail
from enduse.documents.containers.member import Outlet
from enduse.documents.containers.streams import Forward, Read, Source, forward
from enduse.documents.containers.untar import is_tar, unpack_tar
from enduse.documents.containers.unzip import STORED, contents, unpack_zip
from enduse.documents.containers.wacz import is_wacz, unpack_wacz
from enduse.documents.containers.warc import MAGIC as WARC
from enduse.documents.containers.warc import unpack_warc
from enduse.documents.containers.zip_directory import Directory, read_directory

HEAD = 4096
"""How many first bytes tell a container."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OFFICE = (b"application/vnd.oasis.opendocument", b"application/vnd.sun.xml")


def may_be_container(head: bytes) -> bool:
    """Whether a file with these first bytes goes to the unpacker, which then decides; its name has no say."""
    return head.startswith((*_ZIP, GZIP, WARC)) or is_tar(head) or is_mail(head)


def unpack(source: Source, outlet: Outlet) -> str:
    """Hand out what a file holds; its kind, or nothing for a file that is no container (then nothing was handed out).

    Raises:
        UnreadableDocument: it is a container and nothing of it can be used.
    """
    head = source.read_at(0, HEAD)
    kind = ""
    if head.startswith(_ZIP):
        kind = _zip(source, outlet)
    elif head.startswith(GZIP):
        kind = _gzip(source, head, outlet)
    elif head.startswith(WARC):
        kind = "warc"
        unpack_warc(Forward(_counted(forward(source), outlet.budget)), outlet)
    elif is_tar(head):
        kind = "tar"
        unpack_tar(Forward(_counted(forward(source), outlet.budget)), outlet)
    elif is_mail(head):
        kind = "mail"
        unpack_mail(source, outlet)
    if kind:
        outlet.finish()
    return kind


def _zip(source: Source, outlet: Outlet) -> str:
    directory = read_directory(source, outlet.budget)
    names = {entry.name for entry in directory.entries}
    if _is_office(source, directory, names, outlet.budget):
        return ""
    if is_wacz(names):
        unpack_wacz(source, directory, outlet)
        return "wacz"
    unpack_zip(source, directory, outlet)
    return "zip"


def _is_office(source: Source, directory: Directory, names: set[str], budget: Budget) -> bool:
    """OOXML by its two required parts (ECMA-376 part 2), OpenDocument by its first file (ODF 1.3 part 2, 3.3)."""
    if {"[Content_Types].xml", "_rels/.rels"} <= names:
        return True
    first = directory.entries[0] if directory.entries else None
    if first is None or first.name != "mimetype" or first.method != STORED or first.size > 256:
        return False
    return next(contents(source, first, budget), b"").startswith(_OFFICE)


def _gzip(source: Source, head: bytes, outlet: Outlet) -> str:
    gunzip = Gunzip(forward(source), outlet.budget)
    stream = Forward(gunzip.read)
    inner = stream.peek(HEAD)
    if is_tar(inner):
        unpack_tar(stream, outlet)
    elif inner.startswith(WARC):
        unpack_warc(stream, outlet)
    else:
        unpack_gzip(stream, gunzip, stored_name(head), outlet)
        return "gzip"
    note_trailing(gunzip, outlet)
    return "tar.gz" if is_tar(inner) else "warc.gz"


def _counted(read: Read, budget: Budget) -> Read:
    """The read, its bytes counted: what is not compressed counts as well."""

    def counted(count: int) -> bytes:
        piece = read(count)
        budget.spend(len(piece))
        return piece

    return counted
