"""The vault: one read-only copy of every received file, named by the SHA-256 of its bytes.

Layout: ``objects/ab/<sha256>`` holds the bytes, ``custody/ab/<sha256>.jsonl`` how they came here, ``incoming/`` what is
being copied. A name a file came under is never part of a path. Papers that come by the thousand lie in packs, ``packs/ab/<name>.pack``
(``page_pack.py``), each with one custody record, and are found by their hash like all others.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from enduse.evidence.custody import Custody, read_records, write_record
from enduse.evidence.pack import Pack
from enduse.model.errors import DamagedVault, UnreadableDocument

_CHUNK = 1 << 20
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Stored:
    """What storing one file gave: ``new`` is False where the same bytes were there already."""

    sha256: str
    size: int
    new: bool


class Vault:
    """A folder of content-addressed objects. Nothing is written until something is stored."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.objects = root / "objects"
        self.records = root / "custody"
        self.packs = root / "packs"
        self.incoming = root / "incoming"

    def path(self, sha256: str) -> Path:
        """Where the object of that hash stands (whether or not it is there).

        Raises:
            ValueError: not 64 lower-case hexadecimal digits.
        """
        return self.objects / checked(sha256)[:2] / sha256

    def pack_path(self, name: str) -> Path:
        """Where the pack of that name stands (whether or not it is there)."""
        return self.packs / checked(name)[:2] / f"{name}.pack"

    def keep_pack(self, path: Path, name: str) -> bool:
        """Take a whole pack in under its name, as a second name of the same file where the disk can; False where it was there already."""
        target = self.pack_path(name)
        if target.exists():
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        path.chmod(0o444)
        try:
            os.link(path, target)
        except FileExistsError:
            return False  # another build has just taken it in
        except OSError:  # another disk, or one without second names
            self._copy_pack(path, target)
        _sync(target, os.O_RDONLY)
        _sync_folder(target.parent)
        return True

    def _copy_pack(self, path: Path, target: Path) -> None:
        self.incoming.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix="pack-", dir=self.incoming)
        aside = Path(name)
        try:
            with os.fdopen(handle, "wb") as copy, path.open("rb") as source:
                _copy(source, copy, None)
            aside.chmod(0o444)
            aside.rename(target)
        finally:
            aside.unlink(missing_ok=True)

    def all_packs(self) -> list[Path]:
        """Every pack, by name."""
        return sorted(self.packs.glob("??/*.pack"))

    def read(self, sha256: str) -> bytes | None:
        """The bytes of that hash, from wherever in the vault they lie; None where they are not here.

        Raises:
            DamagedVault: they are here and no longer have that hash, or a pack that may hold them cannot be read.
        """
        data = self.path(sha256).read_bytes() if self.path(sha256).is_file() else self._packed(sha256)
        if data is not None and hashlib.sha256(data).hexdigest() != sha256:
            raise DamagedVault(f"object {sha256} no longer has its hash; restore it from a backup, then run verify")
        return data

    def _packed(self, sha256: str) -> bytes | None:
        """Looked for in one pack after another; a damaged one does not hide what lies in others."""
        damage: DamagedVault | None = None
        for path in self.all_packs():
            try:
                with Pack(path) as pack:
                    data = pack.get(bytes.fromhex(sha256))
            except DamagedVault as error:
                damage = error
                continue
            if data is not None:
                return data
        if damage is not None:
            raise damage
        return None

    def custody_path(self, sha256: str) -> Path:
        """Where the custody records of that object stand."""
        return self.records / checked(sha256)[:2] / f"{sha256}.jsonl"

    def store(self, path: Path) -> Stored:
        """Copy one regular file into the vault, hashing while copying, so that what was hashed is what is kept.

        A file whose bytes are here already is read twice and written not at all.

        Raises:
            UnreadableDocument: a symbolic link, a folder, a device, or a file that cannot be opened.
            DamagedVault: the same bytes should be here already, but the stored copy no longer has its hash.
        """
        with open_regular(path) as source:
            return self._take(source, None)

    def store_part(self, file: BinaryIO, start: int, size: int) -> Stored:
        """Copy ``size`` bytes of an open file from ``start`` into the vault: a member of a container, as it was unpacked.

        Raises:
            DamagedVault: the same bytes should be here already, but the stored copy no longer has its hash.
        """
        file.seek(start)
        return self._take(file, size)

    def _take(self, source: BinaryIO, most: int | None) -> Stored:
        begin = source.tell()
        sha256, size = _copy(source, None, most)
        if self._has(sha256):
            return Stored(sha256, size, new=False)
        source.seek(begin)
        self.incoming.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix="copy-", dir=self.incoming)
        aside = Path(name)
        try:
            with os.fdopen(handle, "wb") as copy:
                sha256, size = _copy(source, copy, most)
                copy.flush()
                os.fsync(copy.fileno())
            new = not self._has(sha256)  # it may have changed while it was read
            if new:
                self._keep(aside, sha256)
        finally:
            aside.unlink(missing_ok=True)
        return Stored(sha256, size, new)

    def _has(self, sha256: str) -> bool:
        target = self.path(sha256)
        if not target.exists():
            return False
        if hash_file(target) != sha256:
            raise DamagedVault(f"object {sha256} no longer has its hash; restore it from a backup, then run verify")
        return True

    def _keep(self, aside: Path, sha256: str) -> None:
        target = self.path(sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        aside.chmod(0o444)
        aside.rename(target)
        _sync_folder(target.parent)

    def append_custody(self, record: Custody) -> None:
        """Add one custody record; records are never changed or taken away.

        Raises:
            DamagedVault: the custody file is cut inside a line.
        """
        write_record(self.custody_path(record.sha256), record)

    def custody(self, sha256: str) -> list[Custody]:
        """The custody records of one object, oldest first.

        Raises:
            DamagedVault: a record cannot be read.
        """
        return read_records(self.custody_path(sha256))


def checked(sha256: str) -> str:
    """The hash itself, if it is one: the only text a path in the vault is made from."""
    if _SHA256.fullmatch(sha256) is None:
        raise ValueError(f"not a SHA-256 in lower-case hexadecimal: {sha256!r}")
    return sha256


def hash_file(path: Path) -> str:
    """SHA-256 (hex) of a file, read in pieces of a megabyte; the same figure as ``sha256sum`` gives."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def open_regular(path: Path) -> BinaryIO:
    """A regular file, open for reading; links are not followed.

    Raises:
        UnreadableDocument: a symbolic link, a folder, a device, or a file that cannot be opened.
    """
    if path.is_symlink():  # where the system has no O_NOFOLLOW
        raise UnreadableDocument("symlink", f"{path.name}: a symbolic link is not followed; add the file it points to")
    try:
        # O_NONBLOCK: opening a named pipe must not wait for a writer
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise UnreadableDocument(
            "unreadable", f"{path.name}: cannot be opened ({error.strerror}); check that it exists and may be read"
        ) from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise UnreadableDocument("not-a-file", f"{path.name}: not a regular file (a folder, pipe or device); add files")
    return os.fdopen(handle, "rb")


def _copy(source: BinaryIO, copy: BinaryIO | None, most: int | None) -> tuple[str, int]:
    """Hash and size of what was read, and copied where there is a copy: all of it, or ``most`` bytes."""
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(_CHUNK if most is None else min(_CHUNK, most - size)):
        digest.update(chunk)
        if copy is not None:
            copy.write(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system can do it for folders."""
    if hasattr(os, "O_DIRECTORY"):
        _sync(folder, os.O_RDONLY | os.O_DIRECTORY)


def _sync(path: Path, how: int) -> None:
    handle = os.open(path, how)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
