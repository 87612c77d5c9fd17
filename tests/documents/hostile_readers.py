"""Readers that misbehave, registered inside the jail by its tests: each is chosen by the first bytes of the file."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import socket
import time
from pathlib import Path

from enduse.documents.notes import Notes
from enduse.documents.reader import Stored, register
from enduse.model.document import Document

HOME = Path.home()


def hostile(name: str) -> bytes:
    """The first bytes that choose a misbehaving reader."""
    return f"HOSTILE {name}\n".encode()


def _done(stored: Stored) -> Document:
    return Document(sha256=stored.sha256, media_type=stored.media_type, text="escaped")


@register("x-hostile/fork", title="forks", magic=(hostile("fork"),))
def fork(stored: Stored, notes: Notes) -> Document:
    if os.fork() == 0:
        os._exit(0)
    return _done(stored)


@register("x-hostile/memory", title="takes 8 GB", magic=(hostile("memory"),))
def memory(stored: Stored, notes: Notes) -> Document:
    held = [bytearray(1 << 26) for _ in range(128)]
    del held
    return _done(stored)


@register("x-hostile/sleep", title="sleeps", magic=(hostile("sleep"),))
def sleep(stored: Stored, notes: Notes) -> Document:
    time.sleep(600)
    return _done(stored)


@register("x-hostile/spin", title="never ends", magic=(hostile("spin"),))
def spin(stored: Stored, notes: Notes) -> Document:
    while True:
        pass


@register("x-hostile/socket", title="calls home", magic=(hostile("socket"),))
def call(stored: Stored, notes: Notes) -> Document:
    socket.create_connection(("127.0.0.1", int(stored.data.split()[2])), timeout=1)
    return _done(stored)


@register("x-hostile/write", title="writes to home", magic=(hostile("write"),))
def write(stored: Stored, notes: Notes) -> Document:
    (HOME / "CANARY_enduse_jail").write_text("written")
    return _done(stored)


@register("x-hostile/quiet-write", title="writes and hides it", magic=(hostile("quiet"),))
def quiet_write(stored: Stored, notes: Notes) -> Document:
    with contextlib.suppress(OSError):
        (HOME / "CANARY_enduse_jail").write_text("written")
    return _done(stored)


@register("x-hostile/segfault", title="crashes", magic=(hostile("segfault"),))
def segfault(stored: Stored, notes: Notes) -> Document:
    faulthandler._read_null()  # type: ignore[attr-defined]  # made for such tests
    return _done(stored)


@register("x-hostile/exit", title="leaves", magic=(hostile("exit"),))
def leave(stored: Stored, notes: Notes) -> Document:
    os._exit(3)


@register("x-hostile/run", title="starts a program", magic=(hostile("run"),))
def run(stored: Stored, notes: Notes) -> Document:
    os.execv("/bin/true", ["/bin/true"])  # noqa: S606  # it is what the jail must stop


@register("x-hostile/recursion", title="recurses", magic=(hostile("recursion"),))
def recurse(stored: Stored, notes: Notes) -> Document:
    return recurse(stored, notes)


@register("x-hostile/babble", title="writes nonsense to the parent", magic=(hostile("babble"),))
def babble(stored: Stored, notes: Notes) -> Document:
    os.write(1, (9).to_bytes(8, "big") + b"nonsense!")
    return _done(stored)
