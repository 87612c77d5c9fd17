"""Web archives (WARC 1.0 and 1.1, ISO 28500), record by record: lengths are believed as far as bytes follow, digests are compared.

Responses whose content may be a paper become members with their address, status, headers and date. Requests, pictures, styles and scripts
are left out and counted.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import itertools
import re
from dataclasses import dataclass
from urllib.parse import urljoin

from enduse.documents import media
from enduse.documents.containers.http_body import Response, decoded, parse_response, unchunked
from enduse.documents.containers.member import Member, Outlet
from enduse.documents.containers.streams import Damaged, Forward

MAGIC = b"WARC/"
_VERSION = re.compile(rb"WARC/(?:0\.1[78]|1\.\d)\r?\n")
_LINE_MOST = 1 << 16
_LINES_MOST = 512
_HEAD_MOST = 1 << 18
_HELD = ("response", "resource", "conversion")
_DIGESTS = {"sha1": "sha1", "sha-1": "sha1", "sha256": "sha256", "sha-256": "sha256", "sha512": "sha512", "md5": "md5"}
_MARKUP = re.compile(rb"<\s*(?:!doctype|html|head|body|table|div|p|script|meta|\?xml)\b", re.I)
_NO_PAPER = re.compile(r"(?:image|font|audio|video)/|text/(?:css|javascript)|application/(?:x-)?(?:javascript|font\S*|wasm)")


@dataclass(frozen=True, slots=True)
class _Head:
    at: int
    length: int
    fields: dict[str, str]


def unpack_warc(stream: Forward, outlet: Outlet) -> None:
    """Hand out the responses of a web archive; where it breaks, what came before stands."""
    led_here: dict[str, str] = {}
    for count in itertools.count(1):
        outlet.budget.check_parts(count)
        at = stream.at
        try:
            stream.skip_blank_lines()
            at = stream.at
            head = _head(stream)
            if head is None:
                return
            kind = head.fields.get("warc-type", "").lower()
            if kind not in _HELD:
                stream.skip(head.length)
                if kind not in ("warcinfo", "request", "metadata"):
                    outlet.leave_out(f"{kind} record" if kind in ("revisit", "continuation") else "other record")
            elif head.length > outlet.budget.limits.held_bytes:
                stream.skip(head.length)
                most = outlet.budget.limits.held_bytes
                outlet.refuse("limit:member-bytes", f"a record of {head.length:,} bytes; {most:,} are held", _url(head))
            else:
                _record(head, kind, stream.exact(head.length), outlet, led_here)
        except Damaged as error:
            outlet.damage(error.code, f"the web archive cannot be read from the record at byte {at:,} on: {error}")
            return


def _head(stream: Forward) -> _Head | None:
    """The next record's head, None at the end.

    Raises:
        Damaged: what follows is no record, or its length is none.
    """
    at = stream.at
    if not stream.peek(1):
        return None
    version = stream.line(_LINE_MOST)
    if _VERSION.fullmatch(version) is None:
        cut = version and not version.endswith(b"\n")
        raise Damaged("cut" if cut else "corrupt", f"no WARC record begins at byte {at:,}")
    fields: dict[str, str] = {}
    last = ""
    for _ in range(_LINES_MOST):
        line = stream.line(_LINE_MOST)
        if not line.endswith(b"\n"):
            raise Damaged("cut", f"breaks off at byte {stream.at:,}, inside a record's head")
        if stream.at - at > _HEAD_MOST:
            raise Damaged("corrupt", f"the record's head at byte {at:,} is longer than {_HEAD_MOST:,} bytes")
        text = line.decode("utf-8", "backslashreplace").rstrip("\r\n")
        if not text:
            return _Head(at, _length(fields, at), fields)
        if text[0] in " \t" and last:
            fields[last] = f"{fields[last]} {text.strip()}"
            continue
        name, _, value = text.partition(":")
        last = name.strip().lower()
        fields[last] = value.strip()
    raise Damaged("corrupt", f"the record's head at byte {at:,} has more than {_LINES_MOST} lines")


def _length(fields: dict[str, str], at: int) -> int:
    stated = fields.get("content-length", "")
    if not (stated.isascii() and stated.isdigit() and len(stated) < 16):
        raise Damaged("corrupt", f"the record at byte {at:,} states {stated[:40]!r} as its length")
    return int(stated)


def _record(head: _Head, kind: str, block: bytes, outlet: Outlet, led_here: dict[str, str]) -> None:
    """One record that may be a paper."""
    url = _url(head)
    if "warc-segment-number" in head.fields and head.fields["warc-segment-number"] != "1":
        outlet.refuse("unsupported-member", "a record in several segments, not put together here", url)
        return
    response = parse_response(block) if kind == "response" and url.lower().startswith(("http:", "https:")) else None
    if response is None and kind == "response" and "http" in head.fields.get("content-type", "application/http").lower():
        outlet.refuse("corrupt", f"the record at byte {head.at:,} is said to hold an HTTP response and holds none", url)
        return
    try:
        body = unchunked(response, outlet.budget) if response else block
    except Damaged as error:
        outlet.refuse(error.code, str(error), url)
        return
    checks, wrong = _compare(head, block, (response.body, body) if response else (block,))
    if wrong:
        outlet.refuse("digest-mismatch", f"{wrong}: the bytes are not those that were captured; nothing of it is used", url)
    elif response is not None and response.status == 206:
        outlet.refuse("cut", "the server sent a part of it only (status 206)", url)
    elif response is not None and not 200 <= response.status < 300:
        target = response.header("location")
        if target and 300 <= response.status < 400:
            led_here[_joined(url, target)] = url
        outlet.leave_out(f"answer {response.status}")
    else:
        _hand_out(head, url, response, body, checks, outlet, led_here)


def _hand_out(
    head: _Head,
    url: str,
    response: Response | None,
    body: bytes,
    checks: tuple[str, ...],
    outlet: Outlet,
    led_here: dict[str, str],
) -> None:
    declared = (response.header("content-type") if response else head.fields.get("content-type", "")).lower()
    pieces = decoded(body, response.header("content-encoding") if response else "", outlet.budget)
    try:
        first = next(pieces, b"")
        aside = no_paper(first[:4096], declared)
        if aside or not body:
            outlet.leave_out(aside or "empty answer")
            return
        outlet.begin(
            Member(
                name=url,
                url=url,
                redirects=_redirects(url, led_here),
                status=response.status if response else None,
                headers=response.shown_headers if response else (("Content-Type", head.fields.get("content-type", "")),),
                date=head.fields.get("warc-date"),
                checks=checks,
            )
        )
        fits = outlet.data(first)
        for piece in pieces:
            fits = fits and outlet.data(piece)
    except Damaged as error:
        outlet.drop_or_refuse(error.code, str(error), url)
        return
    if fits:
        outlet.keep()
    else:
        outlet.drop_large(url)


def no_paper(first: bytes, declared: str) -> str:
    """What the content is where no paper comes in it (a picture, a style), else nothing. Bytes decide before the server's word."""
    seen = media.of_bytes(first)
    if seen is not None:
        return seen if seen.startswith("image/") or seen == "application/x-executable" else ""
    if _NO_PAPER.match(declared) and not _MARKUP.search(first):
        return declared.partition(";")[0].strip()[:60]
    return ""


def _compare(head: _Head, block: bytes, payloads: tuple[bytes, ...]) -> tuple[tuple[str, ...], str]:
    """Digests that hold, and the first that does not. A payload may be counted with its chunks or without: writers differ."""
    held = []
    for field, candidates in (("warc-block-digest", (block,)), ("warc-payload-digest", payloads)):
        stated = head.fields.get(field)
        if stated is None:
            continue
        name, _, value = stated.partition(":")
        algorithm = _DIGESTS.get(name.strip().lower())
        wanted = _digest(value.strip(), algorithm) if algorithm else None
        if algorithm is None or wanted is None:
            continue
        if all(hashlib.new(algorithm, candidate, usedforsecurity=False).digest() != wanted for candidate in candidates):
            return (), f"{field} {stated[:120]}"
        held.append(f"{field} {stated[:140]}")
    return tuple(held), ""


def _digest(value: str, algorithm: str) -> bytes | None:
    """A digest written in base 32 or in hexadecimal; None where it is neither."""
    size = hashlib.new(algorithm, usedforsecurity=False).digest_size
    try:
        raw = bytes.fromhex(value) if len(value) == 2 * size else base64.b32decode(value.upper() + "=" * (-len(value) % 8))
    except (ValueError, binascii.Error):
        return b""  # stated, and no digest: it cannot hold
    return raw


def _redirects(url: str, led_here: dict[str, str]) -> tuple[str, ...]:
    """Addresses that led to this one, the first first."""
    chain: list[str] = []
    while url in led_here and led_here[url] not in chain and len(chain) < 20:
        url = led_here[url]
        chain.append(url)
    return tuple(reversed(chain))


def _joined(url: str, target: str) -> str:
    try:
        return urljoin(url, target)
    except ValueError:
        return target


def _url(head: _Head) -> str:
    return head.fields.get("warc-target-uri", "").strip("<> ") or f"record at byte {head.at}"
