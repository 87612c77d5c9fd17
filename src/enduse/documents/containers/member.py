"""What comes out of a container: members with their bytes, and notes on what did not."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from enduse.documents.containers.limits import Budget
from enduse.model.errors import UnreadableDocument

BEGIN, DATA, KEEP, DROP, NOTE, LEFT_OUT, END, READY = b"B", b"D", b"K", b"X", b"N", b"L", b"E", b"R"
"""Kinds of frames the unpacking child sends: a member begins, some of its bytes, it is whole, it is not, a note, left out, the end."""

_PLAIN = re.compile(r"[A-Za-z0-9.+/ -]{1,60}")

PIECE = 1 << 18
"""Most bytes of one data frame."""


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """One file as its container names it; ``name`` is data and never a path. Empty: the container's own name without its ending.

    ``url``, ``redirects``, ``status``, ``headers`` and ``date`` are of what came from an address; ``headers`` of a mail's parts are its
    date, subject and message id. ``checks`` say which digests were compared and hold.
    """

    name: str
    url: str | None = None
    redirects: tuple[str, ...] = ()
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    date: str | None = None
    checks: tuple[str, ...] = ()


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """Something to look at in a container; ``rejected``: the member ``name`` (the container where it is empty) gives no document."""

    code: str
    message: str
    name: str = ""
    rejected: bool = False


class End(msgspec.Struct, frozen=True, kw_only=True):
    """The last frame: ``kind`` is empty for a file that is no container; ``rejected`` why nothing of it is kept."""

    kind: str
    rejected: Note | None = None
    checks: tuple[str, ...] = ()
    cpu: float = 0.0


class Outlet:
    """Where unpackers put what they find. Counts against the budget; sends frames by ``send(kind, payload)``."""

    def __init__(self, send: Callable[[bytes, bytes], None], budget: Budget) -> None:
        self.budget = budget
        self.checks: list[str] = []
        self._send = send
        self._found = 0
        self._damage: Note | None = None
        self._described = 0
        self._member_bytes = 0
        self._open = False

    def begin(self, member: Member) -> None:
        """Begin a member; its bytes follow by ``data``, then ``keep`` or ``drop``."""
        self.budget.entry()
        self._found += 1
        self._member_bytes = 0
        self._open = True
        self._describe(BEGIN, msgspec.msgpack.encode(member))

    def data(self, piece: bytes) -> bool:
        """Some bytes of the member begun, already counted by whoever inflated them. False once the member is larger than a file may be."""
        self._member_bytes += len(piece)
        if self._member_bytes > self.budget.limits.member_bytes:
            return False
        for start in range(0, len(piece), PIECE):
            self._send(DATA, piece[start : start + PIECE])
        return True

    def keep(self) -> None:
        """The member begun is whole."""
        self._open = False
        self._send(KEEP, b"")

    def drop(self, code: str, message: str, name: str) -> None:
        """The member begun is not to be used."""
        self._open = False
        self._send(DROP, b"")
        self.note(code, message, name, rejected=True)

    def drop_or_refuse(self, code: str, message: str, name: str) -> None:
        """Drop the member if it was begun, else refuse it."""
        (self.drop if self._open else self.refuse)(code, message, name)

    def drop_large(self, name: str) -> None:
        """The member begun is larger than a file may be."""
        self.drop("limit:member-bytes", f"larger than {self.budget.limits.member_bytes:,} bytes inside its container", name)

    def refuse(self, code: str, message: str, name: str) -> None:
        """A member that is not even begun, counted and named."""
        self.budget.entry()
        self._found += 1
        self.note(code, message, name, rejected=True)

    def note(self, code: str, message: str, name: str = "", *, rejected: bool = False) -> None:
        """Note something; see ``Note``."""
        self._describe(NOTE, msgspec.msgpack.encode(Note(code=code, message=message[:2000], name=name, rejected=rejected)))

    def leave_out(self, what: str) -> None:
        """Count something that is no paper, such as a picture of a web page, in plain words."""
        self._found += 1
        self._send(LEFT_OUT, (what if _PLAIN.fullmatch(what) else "other").encode())

    def _describe(self, kind: bytes, payload: bytes) -> None:
        self._described += len(payload)
        if self._described > self.budget.limits.described_bytes:
            most = self.budget.limits.described_bytes
            raise UnreadableDocument("limit:described-bytes", f"its names, headers and troubles take more than {most:,} bytes")
        self._send(kind, payload)

    def damage(self, code: str, message: str) -> None:
        """The rest of the container cannot be read. What came before stands; where nothing did, the container is rejected."""
        if self._open:
            self._open = False
            self._found -= 1
            self._send(DROP, b"")
        self._damage = Note(code=code, message=message)

    def finish(self) -> None:
        """Say at the end what became of the container as a whole.

        Raises:
            UnreadableDocument: nothing was found in it at all.
        """
        if self._damage is not None:
            if not self._found:
                raise UnreadableDocument(self._damage.code, self._damage.message)
            self._send(NOTE, msgspec.msgpack.encode(self._damage))
        elif not self._found:
            raise UnreadableDocument("empty", "the container is whole but holds no file")
