"""Fetch one file from the web when a person asked for it: every hop checked, the connection pinned to what was checked, with limits.

Nothing else in Enduse opens a connection. The system's proxy settings are not used: a proxy would resolve the name once more.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin

from enduse.evidence.addresses import Resolve, Target, check_address, resolve
from enduse.evidence.custody import instant, tool_version
from enduse.model.errors import FetchRefused

MOST_BYTES = 200 << 20
"""The largest list we know of as one file is the register of the GLEIF, which is asked for by file; control lists stay below this."""
MOST_SECONDS = 300
MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NOT_KEPT = frozenset({"set-cookie", "set-cookie2", "authorization", "proxy-authenticate", "www-authenticate"})
"""Headers that may hold secrets of the session; they stay out of the custody record."""
_STEP = 30
_CHUNK = 1 << 16

Connect = Callable[[Target, float], http.client.HTTPConnection]
"""Opens a connection to a checked hop within so many seconds."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address sent: the answer is in the file given to ``fetch``."""

    url: str
    redirects: tuple[str, ...]
    """The addresses after the first, in order."""
    status: int
    headers: tuple[tuple[str, str], ...]
    fetched_at: str
    size: int

    @property
    def media_type(self) -> str:
        """The type the server names, without its parameters; empty where it names none."""
        named = dict(self.headers).get("content-type", "")
        return named.partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Web:
    """The ways out: how names are resolved and how a connection is made. Tests put their own server behind public names here."""

    resolve: Resolve
    connect: Connect


def connect_pinned(target: Target, seconds: float) -> http.client.HTTPConnection:
    """A connection to an address that was checked; the name is used for the certificate and the request only.

    Raises:
        OSError: none of the addresses answers.
    """
    failed: OSError | None = None
    for address in target.addresses:
        try:
            plain = socket.create_connection((address, target.port), timeout=seconds)
        except OSError as error:
            failed = error
            continue
        connection = http.client.HTTPConnection(target.host, target.port, timeout=seconds)
        connection.sock = plain
        if target.scheme == "https":
            connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=target.host)
        return connection
    raise failed or OSError(f"no address of {target.host}")


WEB = Web(resolve, connect_pinned)


def fetch(url: str, to: Path, *, web: Web | None = None, most_bytes: int = MOST_BYTES, most_seconds: float = MOST_SECONDS) -> Fetched:
    """Fetch one file into ``to``, by ``WEB`` where no other way is given.

    Raises:
        FetchRefused: an address on the way may not be fetched, the answer is not a whole file with status 200, or a limit was met.
    """
    web = web or WEB
    deadline, redirects = time.monotonic() + most_seconds, list[str]()
    target = check_address(url, web.resolve)
    while True:
        try:
            connection = web.connect(target, min(_STEP, most_seconds))
            try:
                answer = _asked(connection, target)
                if answer.status not in _REDIRECTS:
                    size = _take(answer, target, to, most_bytes, deadline)
                    return Fetched(url, tuple(redirects), answer.status, _kept(answer), instant(datetime.now(UTC)), size)
                target = _next(answer, target, redirects, web)
            finally:
                connection.close()
        except (OSError, http.client.HTTPException) as error:
            raise FetchRefused(f"{target.url} could not be fetched: {error or type(error).__name__}. Try again, or give a file.") from error


def _asked(connection: http.client.HTTPConnection, target: Target) -> http.client.HTTPResponse:
    connection.putrequest("GET", target.path, skip_host=True, skip_accept_encoding=True)
    usual = target.port == (443 if target.scheme == "https" else 80)
    host = f"[{target.host}]" if ":" in target.host else target.host
    for name, value in (
        ("Host", host if usual else f"{host}:{target.port}"),
        ("User-Agent", tool_version()),
        ("Accept-Encoding", "identity"),
        ("Connection", "close"),
    ):
        connection.putheader(name, value)
    connection.endheaders()
    return connection.getresponse()


def _next(answer: http.client.HTTPResponse, target: Target, redirects: list[str], web: Web) -> Target:
    """The next hop of a redirect, checked as the first one was."""
    place = answer.getheader("Location") or ""
    if not place:
        raise FetchRefused(f"{target.url} redirects (status {answer.status}) without saying where to.")
    if len(redirects) == MOST_REDIRECTS:
        raise FetchRefused(f"{target.url} redirects once more after {MOST_REDIRECTS} redirects.")
    following = check_address(urljoin(target.url, place), web.resolve)
    if target.scheme == "https" and following.scheme == "http":
        raise FetchRefused(f"{target.url} redirects from https to {following.url}, which anybody on the way could change.")
    redirects.append(following.url)
    return following


def _take(answer: http.client.HTTPResponse, target: Target, to: Path, most: int, deadline: float) -> int:
    """Write the body; its size."""
    if answer.status != 200:
        raise FetchRefused(f"{target.url} answered with status {answer.status} {answer.reason}; expected 200.")
    packed = answer.getheader("Content-Encoding", "identity")
    if packed.lower() != "identity":
        raise FetchRefused(f"{target.url} answered packed as {packed}, which was not asked for.")
    declared = answer.length
    if declared is not None and declared > most:
        raise FetchRefused(f"{target.url} announces {declared:,} bytes; at most {most:,} are taken.")
    size = 0
    with to.open("wb") as file:
        while chunk := answer.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise FetchRefused(f"{target.url} sends more than {most:,} bytes.")
            if time.monotonic() > deadline:
                raise FetchRefused(f"{target.url} takes longer than it may; {size:,} bytes had come.")
            file.write(chunk)
    if declared is not None and size != declared:
        raise FetchRefused(f"{target.url} announced {declared:,} bytes and sent {size:,}: the file is cut.")
    return size


def _kept(answer: http.client.HTTPResponse) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name.lower(), value) for name, value in answer.getheaders() if name.lower() not in _NOT_KEPT))
