"""The package: WACZ 1.1.1 (https://specs.webrecorder.net/wacz/1.1.1), as its specification and the public validator want it."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence

from enduse.atlas.bundle.records import Archive, Record, packed_index
from enduse.atlas.exporters.packing import member


def package(records: Sequence[Record], archived: Archive, extra: Mapping[str, bytes], about: Mapping[str, str]) -> bytes:
    """The bytes of a WACZ. ``extra`` are files beside the archive, each in a folder one step deep; ``about`` goes into the package's list.

    The validator looks for a file by its folder and name alone, so that none may lie at the top.
    """
    index, places = packed_index(archived.index)
    files = {
        "archive/data.warc.gz": archived.data,
        "indexes/index.cdx.gz": index,
        "indexes/index.idx": places,
        "pages/pages.jsonl": _pages(records),
    } | dict(sorted(extra.items()))
    resources = [
        {
            "name": name.rpartition("/")[2].lower(),  # a data package knows no other letters in names
            "path": name,
            "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
            "bytes": len(content),
        }
        for name, content in files.items()
    ]
    listed = {"profile": "data-package", "wacz_version": "1.1.1", **about, "resources": resources}
    described = json.dumps(listed, ensure_ascii=False, indent=1).encode()
    digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(described).hexdigest()}"}
    files |= {"datapackage.json": described, "datapackage-digest.json": json.dumps(digest).encode()}
    return _zipped(files)


def _pages(records: Sequence[Record]) -> bytes:
    head = {"format": "json-pages-1.0", "id": "pages", "title": "Documents"}
    pages = [{"id": str(at), "url": each.address, "ts": each.date, "title": each.title} for at, each in enumerate(records, 1)]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in (head, *pages)).encode()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in files.items():
            info = member(name)
            if name.endswith(".gz"):  # packed once already: readers fetch parts of it
                info.compress_type = zipfile.ZIP_STORED
            package.writestr(info, content)
    return out.getvalue()
