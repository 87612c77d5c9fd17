#!/usr/bin/env python3
"""Checks a copy of an atlas, offline, with Python 3.9 or newer and nothing else.

    python3 verify_release.py FOLDER-OR-ZIP --key publisher.pub
    python3 verify_release.py FOLDER-OR-ZIP --after manifest-i-kept.json
    python3 verify_release.py FOLDER-OR-ZIP --newer NEWER-FOLDER-OR-ZIP

--key: the publisher's public key (a file with a line `ssh-ed25519 AAAA...`, or that line), which you have from somewhere else.
--after: a manifest you kept from before: says whether this copy is the same release, a later one of the same line, or an older one.
--newer: another copy: says which findings of this one it takes back or no longer shows.

Prints what was checked, what is wrong, and what cannot be seen from here. Exit code: 0 all as it should be, 1 something is wrong.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

MANIFEST, SIGNATURE, RETRACTIONS = "manifest.json", "manifest.json.sig", "data/retractions.json"
FINDINGS = "data/findings/"
NAMESPACE = b"enduse-manifest"
Point = tuple[int, int, int, int]  # a point of the curve in extended coordinates


class Wrong(Exception):
    """Something without which the rest cannot be checked."""


class Copy:
    """A folder or a zip file: its files by name, read one at a time."""

    def __init__(self, path: Path) -> None:
        self.names: list[str] = []
        self.read: Callable[[str], bytes]
        try:
            if path.is_dir():
                self.names = sorted(each.relative_to(path).as_posix() for each in path.rglob("*") if each.is_file() or each.is_symlink())
                self.read = lambda name: (path / name).read_bytes()
            else:
                package = zipfile.ZipFile(path)
                found = [info.filename for info in package.infolist() if not info.is_dir()]
                top = min((name for name in found if name.rpartition("/")[2] == MANIFEST), key=len, default=MANIFEST)[: -len(MANIFEST)]
                if len(set(found)) < len(found) or not all(name.startswith(top) for name in found):
                    raise Wrong(f"{path.name}: two files have one name, or a file lies outside of the atlas")
                self.names = sorted(name[len(top) :] for name in found)
                self.read = lambda name: package.read(top + name)
        except (OSError, zipfile.BadZipFile) as error:
            raise Wrong(f"{path} cannot be read: {error}") from error
        if MANIFEST not in self.names:
            raise Wrong(f"{path} has no {MANIFEST}: it is no copy of an atlas, or of one that was never given a manifest")
        self.manifest = self.json(MANIFEST)

    def json(self, name: str) -> Any:
        try:
            return json.loads(self.read(name))
        except ValueError as error:
            raise Wrong(f"{name} is no JSON ({error})") from error


def file_faults(copy: Copy) -> Iterator[str]:
    """Every file against the manifest, and the manifest against the files."""
    listed = copy.manifest["files"]
    for name in sorted(set(copy.names) - listed.keys() - {MANIFEST, SIGNATURE}):
        yield f"{name} is in this copy and not in the manifest"
    for name in sorted(listed):
        if name not in copy.names:
            yield f"{name} is in the manifest and missing"
        else:
            content = copy.read(name)
            if (len(content), hashlib.sha256(content).hexdigest()) != (listed[name]["bytes"], listed[name]["sha256"]):
                yield f"{name} was changed: it has not the SHA-256 of the manifest"


def order_faults(copy: Copy, kept: bytes) -> Iterator[str]:
    """This copy against a manifest kept from before, by its number and hash."""
    before, now = json.loads(kept), copy.manifest
    if hashlib.sha256(kept).hexdigest() == hashlib.sha256(copy.read(MANIFEST)).hexdigest():
        return
    known = {each["sequence"]: each["manifest"] for each in now["history"]}
    if before["sequence"] is None:
        yield "the kept manifest is of a working copy, which has no place in the line of releases"
    elif now["sequence"] is not None and now["sequence"] < before["sequence"]:
        yield f"this copy is release {now['sequence']}, older than release {before['sequence']}, which you have seen"
    elif known.get(before["sequence"]) != hashlib.sha256(kept).hexdigest():
        yield f"this copy does not follow the release {before['sequence']} you know: another line, or that one was rewritten"


def own_line_faults(copy: Copy) -> Iterator[str]:
    """The numbers of the releases before this one, without a hole, the last of them the one that is named."""
    numbers = [each["sequence"] for each in copy.manifest["history"]]
    last = copy.manifest["history"][-1]["manifest"] if numbers else None
    if numbers != list(range(1, len(numbers) + 1)) or copy.manifest["sequence"] not in (None, len(numbers) + 1):
        yield "the releases before this one are not numbered from 1 without a hole"
    if copy.manifest["previous"] != last:
        yield "the manifest names another release as the one before than its own history does"


def taken_back(copy: Copy, newer: Copy) -> Iterator[str]:
    """Findings of this copy that a newer one takes back or shows no longer."""
    stones = {each["claims"]: each for each in newer.json(RETRACTIONS)["findings"]}
    now = {name: newer.json(name)["claims"] for name in newer.names if name.startswith(FINDINGS)}
    for name in sorted(each for each in copy.names if each.startswith(FINDINGS)):
        finding = copy.json(name)
        stone = stones.get(finding["claims"])
        if stone is not None:
            yield f"{finding['page']}: {stone['state']}{' on ' + stone['day'] if stone['day'] else ''}: {finding['title']}"
        elif finding["claims"] not in now.values():  # under another id it is the same finding, from a new copy of a table or list
            yield f"{finding['page']}: {'says something else now' if name in now else 'not shown any more'}: {finding['title']}"


# Ed25519 as RFC 8032, section 5.1, has it; signatures as OpenSSH writes them (PROTOCOL.sshsig, `ssh-keygen -Y sign`).
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def x_of(y: int, odd: int) -> int:
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or y >= P or (x == 0 and odd):
        raise ValueError("no point of the curve")
    return P - x if x % 2 != odd else x


def decoded(data: bytes) -> Point:
    number = int.from_bytes(data, "little")
    y = number & ((1 << 255) - 1)
    x = x_of(y, number >> 255)
    return x, y, 1, x * y % P


def added(one: Point, other: Point) -> Point:
    a, b = (one[1] - one[0]) * (other[1] - other[0]) % P, (one[1] + one[0]) * (other[1] + other[0]) % P
    c, d = 2 * one[3] * other[3] * D % P, 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, point: Point) -> Point:
    total: Point = (0, 1, 1, 0)
    while number:
        total, point, number = (added(total, point) if number & 1 else total), added(point, point), number >> 1
    return total


def ed25519_holds(key: bytes, message: bytes, signature: bytes) -> bool:
    try:
        at, r, s = decoded(key), decoded(signature[:32]), int.from_bytes(signature[32:], "little")
    except ValueError:
        return False
    base_y = 4 * pow(5, P - 2, P) % P
    base: Point = (x_of(base_y, 0), base_y, 1, x_of(base_y, 0) * base_y % P)
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    left, right = times(s, base), added(r, times(k, at))
    same = not ((left[0] * right[2] - right[0] * left[2]) % P or (left[1] * right[2] - right[1] * left[2]) % P)
    return len(signature) == 64 and s < L and same


def texts(data: bytes) -> Iterator[bytes]:
    while data:
        size = int.from_bytes(data[:4], "big")
        if len(data) < 4 + size:
            raise Wrong(f"{SIGNATURE} is cut")
        yield data[4 : 4 + size]
        data = data[4 + size :]


def packed(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def signing_key(manifest: bytes, armoured: bytes) -> bytes:
    """The key a signature was made with, as it stands in a public key file, if the signature holds for these bytes."""
    lines = armoured.split()
    try:
        blob = base64.b64decode(b"".join(lines[3:-3]), validate=True)
        key, namespace, reserved, algorithm, signature = texts(blob[10:])
        (kind, raw), (signed, value) = texts(key), texts(signature)
    except ValueError as error:
        raise Wrong(f"{SIGNATURE} is no signature of OpenSSH ({error})") from error
    if blob[:10] != b"SSHSIG\x00\x00\x00\x01" or namespace != NAMESPACE or (kind, signed) != (b"ssh-ed25519", b"ssh-ed25519"):
        raise Wrong(f"{SIGNATURE} is no Ed25519 signature of a manifest")
    if algorithm not in (b"sha512", b"sha256"):
        raise Wrong(f"{SIGNATURE} uses a hash that is not known here")
    digest = hashlib.new(algorithm.decode(), manifest).digest()
    if not ed25519_holds(raw, b"SSHSIG" + packed(namespace, reserved, algorithm, digest), value):
        raise Wrong("the manifest was changed: its signature does not hold")
    return key


def fingerprint(key: bytes) -> str:
    return "SHA256:" + base64.b64encode(hashlib.sha256(key).digest()).decode().rstrip("=")


def signature_faults(copy: Copy, wanted: str | None) -> tuple[str, list[str]]:
    """What is to be said of the signature, and what is wrong with it."""
    if SIGNATURE not in copy.names:
        return "not checked: who made this copy; it is not signed", ["a signature was asked for and there is none"] if wanted else []
    key = signing_key(copy.read(MANIFEST), copy.read(SIGNATURE))
    if wanted is None:
        return f"the signature holds, by the key {fingerprint(key)}; whose key that is you must know from somewhere else (--key)", []
    known = [base64.b64decode(word) for word in wanted.split() if word.startswith("AAAA")]
    faults = [] if key in known else [f"signed by {fingerprint(key)}, which is not the key given"]
    return "the signature holds, by the key given" if not faults else "the signature is somebody else's", faults


def verify(path: Path, *, key: str | None = None, after: Path | None = None, newer: Path | None = None) -> tuple[list[str], list[str]]:
    """What was checked and said, and what is wrong."""
    said: list[str] = []
    wrong: list[str] = []
    try:
        copy = Copy(path)
        number, day = copy.manifest["sequence"], copy.manifest["date"]
        said.append(f"release {number} of {day}" if number else f"a working copy, made after release {len(copy.manifest['history'])}")
        wrong += [*own_line_faults(copy), *file_faults(copy)]
        said.append(f"{len(copy.manifest['files'])} files of the manifest, each by SHA-256 and size; no other file may be there")
        about, faults = signature_faults(copy, key)
        said.append(about)
        wrong += faults
        if after is not None:
            said.append(f"its place after {after.name}")
            wrong += order_faults(copy, after.read_bytes())
        if newer is not None:
            other = Copy(newer)
            gone = list(taken_back(copy, other))
            wrong += [f"the newer copy: {each}" for each in (*file_faults(other), *signature_faults(other, key)[1])]
            wrong += [f"the newer copy: {each}" for each in order_faults(other, copy.read(MANIFEST))]
            said += [f"since then, {len(gone)} findings of this copy were taken back or changed", *(f"  - {each}" for each in gone)]
        else:
            said.append("not checked: whether there is a newer release; release.html says where to look")
    except (Wrong, KeyError, TypeError, ValueError, AttributeError, OSError) as error:
        wrong.append(str(error) if isinstance(error, Wrong) else f"a part is not as an atlas has it ({type(error).__name__}: {error})")
    return said, wrong


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("copy", type=Path)
    parser.add_argument("--key")
    parser.add_argument("--after", type=Path)
    parser.add_argument("--newer", type=Path)
    given = parser.parse_args(arguments)
    key = Path(given.key).read_text("utf-8") if given.key and Path(given.key).is_file() else given.key
    said, wrong = verify(given.copy, key=key, after=given.after, newer=given.newer)
    lines = [*said, *(f"WRONG: {each}" for each in wrong), "All as it should be." if not wrong else "Do not trust this copy."]
    sys.stdout.write("\n".join(line if line.isprintable() else ascii(line)[1:-1] for line in lines) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
