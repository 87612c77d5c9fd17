"""WACZ (1.1.1, https://specs.webrecorder.net/wacz/1.1.1): every file is compared with the package's list, and the list with its digest,
before anything is taken out of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Any

import msgspec

from enduse.documents.containers import warc
from enduse.documents.containers.gunzip import MAGIC, Gunzip
from enduse.documents.containers.limits import Budget
from enduse.documents.containers.member import Outlet
from enduse.documents.containers.streams import Damaged, Forward, Source
from enduse.documents.containers.unzip import contents, note_directory, opened, refusal
from enduse.documents.containers.zip_directory import Directory, Entry
from enduse.model.errors import UnreadableDocument

PACKAGE, DIGEST = "datapackage.json", "datapackage-digest.json"
_LIST_MOST = 1 << 22
_ARCHIVE = re.compile(r"archive/.+\.warc(?:\.gz)?", re.I)
_UNLISTED = (PACKAGE, DIGEST)


def is_wacz(names: set[str]) -> bool:
    """Whether an archive's files are those of a WACZ, a damaged one included."""
    holds_warc = any(_ARCHIVE.fullmatch(name) for name in names)
    has_list = PACKAGE in names or DIGEST in names
    if PACKAGE in names and DIGEST in names:
        return True
    return holds_warc and (has_list or any(name.startswith(("indexes/", "pages/")) for name in names))


def unpack_wacz(source: Source, directory: Directory, outlet: Outlet) -> None:
    """Compare everything, then hand out the responses of the web archives inside.

    Raises:
        UnreadableDocument: ``digest-mismatch`` or ``missing-member``, naming the file; nothing is used then.
    """
    note_directory(directory, outlet)
    files = {entry.name: entry for entry in directory.entries if not entry.is_folder}
    if len(files) < sum(not entry.is_folder for entry in directory.entries):
        raise UnreadableDocument("digest-mismatch", "two files of the package have one name, so that no list can say which is meant")
    outlet.checks += _verify(source, files, outlet.budget)
    archives = sorted(name for name in files if _ARCHIVE.fullmatch(name))
    if not archives:
        raise UnreadableDocument("missing-member", "the package holds no web archive (archive/….warc.gz)")
    for _ in files.keys() - set(archives):
        outlet.leave_out("part of the package")
    for name in archives:
        _unpack_archive(source, files[name], outlet)


def _unpack_archive(source: Source, entry: Entry, outlet: Outlet) -> None:
    stream = Forward(opened(source, entry, outlet.budget))
    if stream.peek(2) == MAGIC:
        packed = stream
        stream = Forward(Gunzip(packed.some, outlet.budget).read)
    warc.unpack_warc(stream, outlet)


def _verify(source: Source, files: dict[str, Entry], budget: Budget) -> list[str]:
    """What was compared and holds, as sentences."""
    package = _whole(source, files, PACKAGE, budget)
    resources = _resources(package)
    checks = []
    if DIGEST in files:
        stated = _field(_json(_whole(source, files, DIGEST, budget), DIGEST), "hash", DIGEST)
        found = _hash(stated, [package], PACKAGE)
        checks.append(f"{PACKAGE} {found} as {DIGEST} states")
    unlisted = sorted(files.keys() - {path for path, _ in resources} - set(_UNLISTED))
    if any(not name.startswith("signature") for name in unlisted):
        raise UnreadableDocument("digest-mismatch", f"{unlisted[0][:200]!r} lies in the package and is not in {PACKAGE}")
    for path, stated in resources:
        entry = files.get(path)
        if entry is None:
            raise UnreadableDocument("missing-member", f"{path[:200]!r} is listed in {PACKAGE} and is not in the package")
        why = refusal(entry)
        if why is not None:
            raise UnreadableDocument(why[0], f"{path[:200]}: {why[1]}")
        try:
            checks.append(f"{path} {_hash(stated, contents(source, entry, Budget(budget.limits, source.size)), path)} as {PACKAGE} states")
        except Damaged as error:
            raise UnreadableDocument("digest-mismatch", f"{path[:200]}: {error}") from error
    return checks


def _whole(source: Source, files: dict[str, Entry], name: str, budget: Budget) -> bytes:
    entry = files.get(name)
    if entry is None:
        raise UnreadableDocument("missing-member", f"{name} is not in the package, so that nothing in it can be checked")
    if entry.size > _LIST_MOST:
        raise UnreadableDocument("limit:bytes", f"{name} is larger than {_LIST_MOST:,} bytes")
    data = bytearray()
    try:
        for piece in contents(source, entry, budget):
            data += piece
            if len(data) > _LIST_MOST:
                raise UnreadableDocument("limit:bytes", f"{name} is larger than {_LIST_MOST:,} bytes")
    except Damaged as error:
        raise UnreadableDocument("digest-mismatch", f"{name}: {error}") from error
    return bytes(data)


def _json(data: bytes, name: str) -> dict[str, Any]:
    try:
        return msgspec.json.decode(data, type=dict[str, Any])
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise UnreadableDocument("corrupt", f"{name} is no JSON object ({str(error)[:200]})") from error


def _resources(package: bytes) -> list[tuple[str, str]]:
    """Path and stated hash of every file the package lists."""
    listed = _json(package, PACKAGE).get("resources")
    if not isinstance(listed, list) or not all(isinstance(item, dict) for item in listed):
        raise UnreadableDocument("corrupt", f"{PACKAGE} lists no resources")
    found = [(_field(item, "path", PACKAGE), _field(item, "hash", PACKAGE)) for item in listed]
    if len({path for path, _ in found}) < len(found):
        raise UnreadableDocument("corrupt", f"{PACKAGE} lists a file twice")
    return found


def _field(item: dict[str, Any], name: str, where: str) -> str:
    value = item.get(name)
    if not isinstance(value, str):
        raise UnreadableDocument("corrupt", f"{where}: a {name!r} is missing or no text")
    return value


def _hash(stated: str, pieces: Iterable[bytes], name: str) -> str:
    """Compare; the hash as stated, shortened for a sentence."""
    algorithm, _, value = stated.partition(":")
    if algorithm not in ("sha256", "md5"):
        raise UnreadableDocument("digest-mismatch", f"{name[:200]}: its hash {stated[:40]!r} is of no kind known here")
    digest = hashlib.new(algorithm, usedforsecurity=False)
    for piece in pieces:
        digest.update(piece)
    if digest.hexdigest() != value.lower():
        raise UnreadableDocument("digest-mismatch", f"{name[:200]} has not the {algorithm} that is stated for it; nothing of it is used")
    return stated
