"""The unpacking child: locked in before the first byte, it reads one container after another by an open descriptor and sends frames.

A request is a line with the container's size on standard input; the container itself is behind the descriptor named at the start. A frame
is one byte for its kind, four for its length, and its payload (``member.py``).
"""

from __future__ import annotations

import codecs
import email.message
import gc
import io
import os
import struct
import sys
import time
import zipfile
from gzip import compress

import msgspec

from enduse.documents.containers.limits import Budget, Limits, load_limits
from enduse.documents.containers.member import END, READY, End, Note, Outlet
from enduse.documents.containers.opening import unpack
from enduse.documents.containers.streams import BytesSource, Damaged, FileSource, Source
from enduse.documents.containers.zip_names import decode_names
from enduse.documents.lockdown import lock
from enduse.model.errors import UnreadableDocument

INPUT, OUTPUT = 0, 1
FRAME = struct.Struct("!cL")
REQUEST = struct.Struct("!Q")


def main(arguments: list[str]) -> None:
    """Run until the input ends. Argument: the descriptor of the container."""
    descriptor = int(arguments[0])
    limits = load_limits()
    _rehearse(limits)
    sys.stdin = sys.stdout = sys.stderr  # nothing but frames goes out by the pipe
    layers = lock(limits.memory_bytes, OUTPUT)
    send(READY, msgspec.msgpack.encode(layers))
    while len(request := os.read(INPUT, REQUEST.size)) == REQUEST.size:
        size = REQUEST.unpack(request)[0]
        end = answer(FileSource(descriptor, size), limits)
        send(END, msgspec.msgpack.encode(end))
        gc.collect()


def answer(source: Source, limits: Limits) -> End:
    """Unpack one container; whatever goes wrong becomes the answer."""
    outlet = Outlet(send, Budget(limits, source.size))
    kind, rejected = "container", None
    try:
        kind = unpack(source, outlet)
    except UnreadableDocument as error:
        rejected = Note(code=error.code, message=str(error), rejected=True)
    except Damaged as error:
        rejected = Note(code=error.code, message=str(error), rejected=True)
    except MemoryError:
        rejected = Note(code="limit:memory", message="unpacking needed more memory than is allowed", rejected=True)
    except Exception as error:  # noqa: BLE001  # the child's outermost frame: an unpacker's fault must become an answer
        rejected = Note(code="crashed", message=f"the unpacker failed: {type(error).__name__}: {str(error)[:300]}", rejected=True)
    return End(kind=kind, rejected=rejected, checks=tuple(outlet.checks), cpu=time.process_time())


def send(kind: bytes, payload: bytes) -> None:
    """Write one frame."""
    view = memoryview(FRAME.pack(kind, len(payload)) + payload)
    while view:
        view = view[os.write(OUTPUT, view) :]


def _rehearse(limits: Limits) -> None:
    """Use once what unpacking uses, since nothing can be loaded afterwards."""
    for encoding in ("utf-8", "gb18030", "big5", "cp950", "cp437", "windows-1252", "latin-1", "ascii"):
        codecs.getincrementaldecoder(encoding)("strict").decode("a".encode(encoding))
        b"a\xff\xfe\x80".decode(encoding, "backslashreplace")
    "http://example.org/测".encode("utf-8", "surrogateescape")
    decode_names([("测试".encode("gb18030"), 0, b"")])
    for sample in _samples():
        outlet = Outlet(lambda _kind, _payload: None, Budget(limits, len(sample)))
        try:
            unpack(BytesSource(sample), outlet)
        except (UnreadableDocument, Damaged) as error:
            str(error)
    gc.collect()
    gc.freeze()  # what was loaded stays: looking through it after each container would take most of a small mail's time


def _samples() -> list[bytes]:
    """One small container of each kind, made here."""
    page = "<p>样本</p>".encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("样本.html", page)
        made.writestr("archive/data.warc", b"WARC/1.1\r\n\r\n")
        made.writestr("datapackage.json", b'{"resources": [1')
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n"
    fields = b"WARC-Type: response\r\nWARC-Target-URI: http://example.org/\r\nWARC-Payload-Digest: sha1:AAAA\r\n"
    warc = b"WARC/1.1\r\n" + fields + b"Content-Length: %d\r\n\r\n" % len(http) + http + b"\r\n\r\n"
    mail = email.message.EmailMessage()
    mail["From"], mail["Message-ID"], mail["Date"] = "a@example.org", "<1@example.org>", "Mon, 1 Jan 2024 00:00:00 +0000"
    mail["Subject"] = "样本"
    mail.set_content("样本\n")
    mail.add_alternative("<p>样本 é", subtype="html", charset="utf-8")
    mail.add_attachment(page, maintype="text", subtype="html", filename="样本.html")
    inner = email.message.EmailMessage()
    inner["Subject"] = "inner"
    inner.set_content("=\n", cte="quoted-printable")
    mail.add_attachment(inner)
    tar = b"a".ljust(100, b"\0") + b"0000644\0" + b"0000000\0" * 2 + b"00000000000\0" * 2 + b" " * 8 + b"0" + bytes(100) + b"ustar\x0000"
    tar = tar.ljust(512, b"\0")
    tar = tar[:148] + b"%06o\0 " % sum(tar) + tar[156:]
    plain = [packed.getvalue(), warc, warc[:-30], mail.as_bytes(), tar + bytes(1024)]
    return [*plain, *map(compress, (page, warc, tar)), compress(page)[:20]]


if __name__ == "__main__":
    main(sys.argv[1:])
