"""The shard: what reading and extracting a thousand pages gave, as one file.

It is a pack. Its index says what became of every page; under a page's hash lies its reading, from which pages of the site and checks of
quotes are made; under ``STATEMENTS`` lie all statements as lines of JSON, ready to be merged.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from enduse.evidence.pack import Pack
from enduse.model.document import Document
from enduse.model.errors import DamagedBuild, DamagedVault
from enduse.model.extraction import Reading
from enduse.model.issue import Issue

SUFFIX = ".shard"
STATEMENTS = bytes(32)
"""The key under which the statements lie; no page has it for its hash."""


@dataclass(frozen=True, slots=True)
class ShardPage:
    """What became of one page: ``read`` where it gave a document, ``specimen`` where that is invented."""

    sha256: str
    name: str
    read: bool
    specimen: bool


@dataclass(frozen=True, slots=True)
class ShardSummary:
    """What a shard holds; issues name their page by its hash. ``statement_bytes``: of the statements as lines."""

    pages: tuple[ShardPage, ...]
    readings: tuple[Issue, ...]
    """Issues of reading; of a page that gave no document one is ``rejected``."""
    extractions: tuple[Issue, ...]
    statements: int
    statement_bytes: int


def read_shard(path: Path) -> ShardSummary:
    """What a shard holds.

    Raises:
        DamagedBuild: the file is not what was written.
    """
    try:
        with Pack(path) as shard:
            return msgspec.json.decode(shard.index(), type=ShardSummary)
    except (DamagedVault, msgspec.MsgspecError) as error:
        raise _damaged(path, error) from error


def read_document(path: Path, sha256: str) -> Document | None:
    """A document of a shard, None where it has none of that hash.

    Raises:
        DamagedBuild: the file is not what was written.
    """
    try:
        with Pack(path) as shard:
            text = shard.get(bytes.fromhex(sha256))
        return None if text is None else msgspec.json.decode(text, type=Reading).document
    except (DamagedVault, msgspec.MsgspecError) as error:
        raise _damaged(path, error) from error


def read_lines(path: Path) -> bytes:
    """The statements of a shard, one a line.

    Raises:
        DamagedBuild: the file is not what was written.
    """
    try:
        with Pack(path) as shard:
            return shard.get(STATEMENTS) or b""
    except DamagedVault as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> DamagedBuild:
    return DamagedBuild(f"{path.parent.name}/{path.name} is not as it was written ({error}). Delete the folder build and build again.")
