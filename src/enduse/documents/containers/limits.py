"""The limits of unpacking, as data with reasons, and the budget that counts against them."""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec

from enduse.model.errors import UnreadableDocument
from enduse.model.yaml_text import read_yaml


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What unpacking one container may take; sizes in bytes, ``ratio`` in bytes out for each byte in. Reasons are in ``limits.yml``."""

    total_bytes: int
    member_bytes: int
    held_bytes: int
    ratio: int
    ratio_from_bytes: int
    entries: int
    parts: int
    described_bytes: int
    lines: int
    depth: int
    memory_bytes: int
    cpu_seconds: int
    seconds: int


@cache
def load_limits() -> Limits:
    """The limits of ``limits.yml``.

    Raises:
        msgspec.ValidationError: a limit is missing, unknown, or no whole number.
    """
    text = resources.files("enduse.documents.containers").joinpath("limits.yml").read_text("utf-8")
    return msgspec.convert({name: entry["most"] for name, entry in read_yaml(text)["limits"].items()}, Limits)


class Budget:
    """Counts what one container of ``size`` bytes gives; whoever goes over is stopped by ``UnreadableDocument``."""

    def __init__(self, limits: Limits, size: int) -> None:
        self.limits = limits
        self.size = size
        self.bytes = 0
        self.entries = 0

    def spend(self, count: int) -> None:
        """Count inflated bytes.

        Raises:
            UnreadableDocument: ``limit:bytes`` or ``limit:ratio``.
        """
        self.bytes += count
        if self.bytes > self.limits.total_bytes:
            raise UnreadableDocument("limit:bytes", f"it holds more than {self.limits.total_bytes:,} bytes; unpacking stopped there")
        self.check_ratio(self.bytes, self.size)

    def check_ratio(self, given: int, taken: int) -> None:
        """Compare what a part gave with what it took.

        Raises:
            UnreadableDocument: ``limit:ratio``.
        """
        if given > self.limits.ratio_from_bytes and given > self.limits.ratio * max(taken, 1):
            raise UnreadableDocument(
                "limit:ratio",
                f"{taken:,} bytes gave more than {given:,}, over {self.limits.ratio} for one; unpacking stopped there",
            )

    def entry(self) -> None:
        """Count one file.

        Raises:
            UnreadableDocument: ``limit:entries``.
        """
        self.entries += 1
        self.check_entries(self.entries)

    def check_parts(self, count: int) -> None:
        """Compare a number of records, streams or chunks with the limit.

        Raises:
            UnreadableDocument: ``limit:parts``.
        """
        if count > self.limits.parts:
            raise UnreadableDocument("limit:parts", f"it is made of more than {self.limits.parts:,} parts; unpacking stopped there")

    def check_entries(self, count: int) -> None:
        """Compare a number of files with the limit.

        Raises:
            UnreadableDocument: ``limit:entries``.
        """
        if count > self.limits.entries:
            raise UnreadableDocument("limit:entries", f"it holds more than {self.limits.entries:,} files; unpacking stopped there")
