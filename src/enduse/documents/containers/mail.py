"""Mails (RFC 5322 with MIME): bodies and attachments as members. Who wrote to whom stays in the stored mail.

Only the date, the subject and the message id go on with a part, addresses in them masked: senders and receivers are private persons as
a rule.
"""

from __future__ import annotations

import contextlib
import email.errors
import email.header
import email.message
import email.parser
import email.policy
import re

from enduse.documents.containers.member import Member, Outlet
from enduse.documents.containers.streams import Source
from enduse.model.errors import UnreadableDocument

_FIELD = re.compile(rb"[!-9;-~]{1,76}:(?:[ \t][^\r\n]*)?\r?\n(?:[ \t]+[^\r\n]*\r?\n)*")
_KNOWN = re.compile(rb"(?im)^(from|to|subject|date|message-id|mime-version|received|return-path|content-type|cc|reply-to|delivered-to):")
_ADDRESS = re.compile(r"[^\s<>@,;:\"()]+@[^\s<>@,;:\"()]+")
_PARTS_MOST = 2000
_DEPTH_MOST = 30
_MULTIPART = re.compile(rb"(?im)^content-type:\s*multipart/")
_MULTIPARTS_MOST = 100
_HEADER_MOST = 8192
_SUBJECT_MOST = 500
_NO_PAPER = re.compile(r"text/(?:x-)?(?:vcard|calendar)|application/(?:pgp-signature|pkcs7-signature|x-pkcs7-signature)|message/(?!rfc822)")
_CHARSETS = {
    **dict.fromkeys(("gb18030", "gbk", "gb2312", "x-gbk", "cp936"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs"), "big5"),
    **dict.fromkeys(("windows-1252", "iso-8859-1"), "windows-1252"),
}
"""Encodings of headers; others, and those never decoded (documents/encoding.py), are tried as UTF-8 and GB 18030."""
_BODIES = {"text/plain": "txt", "text/html": "html"}


class _AsSent(email.policy.Compat32):
    """Headers as they were sent: bytes outside of ASCII stand as lone surrogates and are decoded here."""

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002  # the policy's own signature
        """The value itself, as far as a header may go: some of the library's own steps take the square of its length."""
        return value[:_HEADER_MOST]


_POLICY = _AsSent()


def is_mail(head: bytes) -> bool:
    """Whether bytes begin with header fields of which three or more are a mail's own (and one of them says when, what or which)."""
    at, seen = 0, b""
    while (field := _FIELD.match(head, at)) is not None:
        at, seen = field.end(), head[: field.end()]
    names = {match[1].lower() for match in _KNOWN.finditer(seen)}
    ended = head[at : at + 2] in (b"\r\n", b"") or head[at : at + 1] == b"\n" or at > 2048
    return ended and len(names) >= 3 and bool(names & {b"from", b"message-id", b"received", b"mime-version"})


def unpack_mail(source: Source, outlet: Outlet) -> None:
    """Hand out the parts of one mail.

    Raises:
        UnreadableDocument: ``limit:bytes``, ``limit:lines``, ``limit:depth`` or ``limit:entries``.
    """
    limits = outlet.budget.limits
    if source.size > limits.held_bytes:
        raise UnreadableDocument("limit:bytes", f"a mail of {source.size:,} bytes; {limits.held_bytes:,} are held")
    data = source.read_at(0, source.size)
    if data.count(b"\n") > limits.lines:
        raise UnreadableDocument("limit:lines", f"a mail of more than {limits.lines:,} lines")
    if sum(1 for _ in _MULTIPART.finditer(data)) > _MULTIPARTS_MOST:
        raise UnreadableDocument("limit:depth", f"the mail has more than {_MULTIPARTS_MOST} parts that are made of parts")
    try:
        message = email.parser.BytesParser(policy=_POLICY).parsebytes(data)
    except RecursionError as error:
        raise UnreadableDocument("limit:depth", "the parts of the mail are nested too deep") from error
    headers = _headers(message)
    for count, (part, place) in enumerate(_parts(message)):
        if count > _PARTS_MOST:
            raise UnreadableDocument("limit:entries", f"the mail has more than {_PARTS_MOST:,} parts")
        _hand_out(part, place, headers, outlet)


def _parts(message: email.message.Message) -> list[tuple[email.message.Message, str]]:
    """The leaves with their place, such as ``1.2``; attached mails are leaves."""
    found: list[tuple[email.message.Message, str]] = []
    waiting = [(message, "", 0)]
    while waiting:
        part, place, depth = waiting.pop()
        inside = part.get_payload() if part.get_content_maintype() == "multipart" else None
        if isinstance(inside, list):
            if depth > _DEPTH_MOST:
                raise UnreadableDocument("limit:depth", f"the parts of the mail are nested more than {_DEPTH_MOST} deep")
            for number in range(len(inside), 0, -1):
                child = inside[number - 1]
                if isinstance(child, email.message.Message):
                    waiting.append((child, f"{place}.{number}".lstrip("."), depth + 1))
        else:
            found.append((part, place or "1"))
    return found


def _hand_out(part: email.message.Message, place: str, headers: tuple[tuple[str, str], ...], outlet: Outlet) -> None:
    kind = part.get_content_type()
    attached = part.get_content_disposition() == "attachment"
    if _NO_PAPER.match(kind) or (kind.startswith("image/") and not attached):
        outlet.leave_out(kind[:60])
        return
    name = _name(part, place, kind)
    if kind == "message/rfc822":
        data = _attached_mail(part)
    else:
        payload = part.get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else None
    if data is None:
        outlet.refuse("corrupt", "a part whose content cannot be taken out", name)
        return
    if not data.strip() and kind in _BODIES and not attached:
        outlet.leave_out("empty body")
        return
    outlet.budget.spend(len(data))
    outlet.begin(Member(name=name, headers=headers))
    if outlet.data(data):
        outlet.keep()
    else:
        outlet.drop_large(name)


def _attached_mail(part: email.message.Message) -> bytes | None:
    inside = part.get_payload()
    if isinstance(inside, list) and len(inside) == 1 and isinstance(inside[0], email.message.Message):
        return inside[0].as_bytes(policy=_POLICY)
    return None


def _name(part: email.message.Message, place: str, kind: str) -> str:
    for field, name in (("content-disposition", "filename"), ("content-type", "name")):
        given = part.get_param(name, header=field)
        if isinstance(given, tuple):  # RFC 2231: charset, language, text whose characters are bytes
            return mask(_words(given[2].encode("latin-1", "replace"), given[0]))
        if given:
            return mask(_decoded(str(given)))
    if kind == "message/rfc822":
        return f"mail {place}.eml"
    ending = _BODIES.get(kind)
    return f"body {place}.{ending}" if ending else f"part {place}"


def _headers(message: email.message.Message) -> tuple[tuple[str, str], ...]:
    """Date, subject and message id, as text with addresses masked."""
    found = []
    for name in ("Date", "Subject", "Message-ID"):
        value = message.get(name)
        if value is not None:
            text = " ".join(_decoded(str(value)).split())[:_SUBJECT_MOST]
            found.append((name, text if name == "Message-ID" else mask(text)))
    return tuple(found)


def mask(text: str) -> str:
    """The text without mail addresses.

    >>> mask("Re: offer for someone@example.org, again")
    'Re: offer for [address], again'
    """
    return _ADDRESS.sub("[address]", text)


def _decoded(value: str) -> str:
    """A header as text; what cannot be decoded stays as it was sent. Bytes sent without any encoding stand as lone surrogates in it."""
    if not value.isascii():
        return _words(value.encode("utf-8", "surrogateescape"), None)
    try:
        parts = email.header.decode_header(value)
    except (email.errors.HeaderParseError, ValueError):
        return value
    return "".join(word if isinstance(word, str) else _words(word, charset) for word, charset in parts)


def _words(word: bytes, charset: str | None) -> str:
    for encoding in (_CHARSETS.get((charset or "").lower()), "utf-8", "gb18030"):
        if encoding:
            with contextlib.suppress(UnicodeDecodeError):
                return word.decode(encoding)
    return word.decode("utf-8", "backslashreplace")
