"""An HTTP response as a web archive keeps it (RFC 9112): its head, and its body freed of chunks and compression."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from enduse.documents.containers.gunzip import Gunzip
from enduse.documents.containers.limits import Budget
from enduse.documents.containers.streams import STEP, BytesSource, Damaged, Read, forward, inflated

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})(?:[ \t][^\r\n]*)?\r?\n")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_HEAD_MOST = 1 << 18
_LINES_MOST = 1024
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,4096})?\r\n")
_KEPT_OUT = frozenset({"set-cookie", "set-cookie2", "cookie", "authorization", "proxy-authorization", "www-authenticate"})
"""Headers that may carry what signs a person in; they stay in the stored archive and go nowhere else."""


@dataclass(frozen=True, slots=True)
class Response:
    """``headers`` in their order, names as sent; ``body`` as it was sent, still chunked and compressed."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """The first header of that name (lower case), or nothing."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def shown_headers(self) -> tuple[tuple[str, str], ...]:
        """The headers without those that may sign a person in."""
        return tuple((name, value) for name, value in self.headers if name.lower() not in _KEPT_OUT)


def parse_response(block: bytes) -> Response | None:
    """The response in a record's block, or None where it is none."""
    status = _STATUS.match(block)
    if status is None:
        return None
    end = _HEAD_END.search(block, status.end() - 2, _HEAD_MOST)
    if end is None:
        return None
    headers: list[tuple[str, str]] = []
    lines = block[status.end() : end.start()].splitlines()
    if len(lines) > _LINES_MOST:
        return None
    for line in lines:
        text = line.decode("utf-8", "backslashreplace")
        if text[:1] in (" ", "\t") and headers:
            headers[-1] = (headers[-1][0], f"{headers[-1][1]} {text.strip()}")
            continue
        name, colon, value = text.partition(":")
        if colon:
            headers.append((name.strip(), value.strip()))
    return Response(int(status[1]), tuple(headers), block[end.end() :])


def unchunked(response: Response, budget: Budget) -> bytes:
    """The body without transfer chunks. A body that says it is chunked and is not (archivers often undo it) is returned as it is.

    Raises:
        Damaged: it begins in chunks and breaks off or goes on otherwise.
        UnreadableDocument: ``limit:parts``.
    """
    body = response.body
    if "chunked" not in response.header("transfer-encoding").lower() or _CHUNK.match(body) is None:
        return body
    whole = bytearray()
    at = 0
    for number in itertools.count(1):
        budget.check_parts(number)
        size = _CHUNK.match(body, at)
        if size is None:
            raise Damaged("cut" if at >= len(body) else "corrupt", f"the response's chunks break off at byte {at:,} of its body")
        count = int(size[1], 16)
        if not count:
            break
        if size.end() + count > len(body):
            raise Damaged("cut", f"the response's last chunk breaks off, at byte {at:,} of its body")
        whole += memoryview(body)[size.end() : size.end() + count]
        at = size.end() + count
        at += 2 if body.startswith(b"\r\n", at) else 0
    return bytes(whole)


def decoded(body: bytes, codings: str, budget: Budget) -> Iterator[bytes]:
    """The content of a body in pieces.

    Raises:
        Damaged: ``unsupported-compression``, or the compressed bytes are cut or wrong.
        UnreadableDocument: a limit is met.
    """
    read: Read = forward(BytesSource(body))
    for coding in reversed([word.strip().lower() for word in codings.split(",") if word.strip()][:4]):
        if coding == "identity":
            continue
        if coding in ("gzip", "x-gzip"):
            if body[:2] == b"\x1f\x8b":  # some archives keep the header and undo the compression
                read = Gunzip(read, budget).read
        elif coding == "deflate":
            # zlib by the letter, raw in practice (RFC 9110 section 8.4.1.2)
            zlib_like = len(body) > 1 and body[0] & 15 == 8 and (body[0] << 8 | body[1]) % 31 == 0
            read = inflated(read, 15 if zlib_like else -15, budget)
        else:
            raise Damaged("unsupported-compression", f"the server packed it by {coding[:20]!r}, which is not read here")
    while piece := read(STEP):
        yield piece
