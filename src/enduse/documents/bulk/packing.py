"""Taking in as a task: one stretch of a collection in, one pack out. The case puts the pack into the vault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from enduse.documents.bulk.archive_pages import pack_archive
from enduse.documents.bulk.folder_pages import pack_files
from enduse.documents.bulk.parquet_pages import pack_rows
from enduse.evidence.page_pack import PagePacker
from enduse.model.errors import UnreadableDocument


def pack_task(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    """Write the pack of one stretch of the collection ``inputs[0]``.

    ``params``: ``kind`` (``parquet``, ``archive``, ``folder``) and ``stretch`` (the words for it); for Parquet ``first``, ``last`` and
    ``columns`` (our name -> the file's); for an archive ``sha256``; for a folder ``files`` (names below it). A stretch that cannot be read
    gives a pack without pages that says why.
    """
    with output.open("wb") as file:
        packer = PagePacker(file)
        rejected, left_out = None, tuple[tuple[str, int], ...]()
        try:
            if params["kind"] == "parquet":
                pack_rows(inputs[0], params["columns"], params["first"], params["last"], packer)
            elif params["kind"] == "archive":
                left_out = pack_archive(inputs[0], params["sha256"], packer)
            else:
                pack_files(inputs[0], params["files"], packer)
        except UnreadableDocument as error:
            rejected = (error.code, str(error))
            packer.pages.clear()
            packer.remarks.clear()
        packer.close(params["stretch"], rejected, left_out)
