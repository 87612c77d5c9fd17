"""Deciding the encoding: byte order mark, declaration, validity and plausibility must agree.

Only the encodings of ``ALLOWED`` are ever used. UTF-7, HZ and the ISO-2022 family hide markup in ASCII bytes and are never
decoded; a file that declares or seems to use one is read as the ASCII it is and flagged. ``GBK`` and ``GB2312`` are read as their
superset GB 18030, as browsers do (https://encoding.spec.whatwg.org/#names-and-labels).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from enduse.documents.hanzi import looks_double_encoded, plausibility
from enduse.documents.notes import Notes

ALLOWED = ("utf-8", "gb18030", "big5", "cp950", "utf-16le", "utf-16be", "windows-1252")
"""``cp950`` is Big5 with the ETEN characters Taiwanese pages use; ``windows-1252`` is read only where a page declares it."""

_LABELS = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 x-unicode20utf8",
    "gb18030": "gb18030 gbk gb2312 gb_2312 gb_2312-80 chinese cp936 936 ms936 x-gbk gb18030-2022 csgb2312 euc-cn",
    "big5": "big5 big5-hkscs cn-big5 x-x-big5 big-5 csbig5 cp950",
    "windows-1252": "windows-1252 iso-8859-1 latin1 latin-1 l1 cp1252 us-ascii ascii iso8859-1 iso_8859-1 iso-8859-15",
    "utf-16": "utf-16 utf-16le utf-16be ucs-2 unicode",
}
_BY_LABEL = {label: name for name, labels in _LABELS.items() for label in labels.split()}
_DECLARED = re.compile(rb"""(?:charset\s*=\s*["']?|<\?xml[^>]{0,200}encoding\s*=\s*["'])\s*([a-z0-9_.:-]{2,40})""")
_DECLARING = (b"charset", b"<?xml")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16le"), (codecs.BOM_UTF16_BE, "utf-16be"))
_SHIFTED = (
    ("HZ", re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e]){2,}~\}")),
    ("ISO-2022", re.compile(rb"\x1b\$[)*+]?[@ABG]")),
    ("UTF-7", re.compile(rb"\+AD[w4]-")),  # an encoded < or >
)
_HEAD = 65_536


@dataclass(frozen=True, slots=True)
class Decoded:
    """``text`` is ``data.decode(encoding, "replace")``, byte order mark included: the stored text all offsets count in."""

    text: str
    encoding: str
    decided_by: str


def decode(data: bytes, notes: Notes) -> Decoded:
    """Decode a stored text file; doubts go to ``notes``, and nothing is left out."""
    labels = _declared(data)
    text = _as_utf8(data)
    encoding, decided_by = _decide(data, labels, whole=text is not None)
    if text is None or encoding != "utf-8":
        text = data.decode(encoding, "replace")
    if "\ufffd" in text:
        _note_damage(data, text, encoding, notes)
    _note_shifted(data, labels, notes)
    if looks_double_encoded(text if encoding != "utf-8" else data):
        notes.add(
            "mojibake-suspected",
            f"the text is valid {encoding} but reads like Chinese that was decoded wrongly once and saved again; it is kept as it stands",
            "get the page from its publisher again; values read from it cannot be trusted",
        )
    return Decoded(text, encoding, decided_by)


def _declared(data: bytes) -> tuple[str, ...]:
    """Every label the head of the file declares, in order, each once."""
    head, labels = data[:_HEAD].lower(), dict[str, None]()
    places = sorted(at for word in _DECLARING for at in _places(head, word))
    for at in places:
        match = _DECLARED.match(head, at)
        if match:
            labels[match[1].decode("ascii")] = None
    return tuple(labels)


def _places(data: bytes, word: bytes) -> Iterator[int]:
    at = data.find(word)
    while at >= 0:
        yield at
        at = data.find(word, at + 1)


def _as_utf8(data: bytes) -> str | None:
    """What the bytes say in UTF-8, which most files are; None where they are not, be it for a character cut off by their end."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _decide(data: bytes, labels: tuple[str, ...], *, whole: bool) -> tuple[str, str]:
    """The encoding and why; ``whole`` says that the bytes are UTF-8 to their end."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, "bom"
    wide = _zero_bytes(data)
    if wide:
        return wide, "zero bytes in every second place"
    declared = tuple(dict.fromkeys(_BY_LABEL[label] for label in labels if label in _BY_LABEL))
    if data.isascii():
        return "utf-8", "ascii only"
    if whole or _valid(data, "utf-8"):
        return _utf8_or_declared(data, declared)
    return _by_agreement(data, declared)


def _utf8_or_declared(data: bytes, declared: tuple[str, ...]) -> tuple[str, str]:
    """Valid UTF-8 is UTF-8, except where a page too short to tell declares a double-byte set and reads as good Chinese in it."""
    if len(data) < _HEAD and declared and declared[0] in ("gb18030", "big5") and _valid(data, declared[0]):
        text, other = data.decode("utf-8", "ignore"), data.decode(declared[0], "ignore")
        if max(text) < "\u0800" and plausibility(other) > 0.95 > plausibility(text):
            return declared[0], f"declared {declared[0]}, and plausible in it"
    if "utf-8" in declared:
        return "utf-8", "declared utf-8, and valid"
    return "utf-8", f"valid utf-8 against declared {declared[0]}" if declared else "valid utf-8"


def _by_agreement(data: bytes, declared: tuple[str, ...]) -> tuple[str, str]:
    """The candidate with fewest broken places and most plausible text; a declaration breaks ties only."""
    scored = []
    wide = len(data.translate(None, bytes(range(0x80)))) or 1
    for rank, encoding in enumerate(("gb18030", "big5", "cp950", "utf-8")):
        text = data.decode(encoding, "replace")
        broken = 2 * text.count("\ufffd") / wide
        family = "big5" if encoding == "cp950" else encoding
        scored.append((plausibility(text) - 2 * broken + (0.05 if family in declared else 0.0), -rank, encoding, broken))
    score, _, encoding, broken = max(scored)
    if "windows-1252" in declared and score < 0.6:
        return "windows-1252", "declared, and no Chinese encoding fits"
    how = "valid" if not broken else "fewest broken bytes"
    family = "big5" if encoding == "cp950" else encoding
    if family in declared:
        return encoding, f"declared {family}, {how} and plausible"
    return encoding, f"{how} and plausible as {family} against declared {declared[0]}" if declared else f"{how} and plausible as {family}"


def _zero_bytes(data: bytes) -> str | None:
    """UTF-16 without a mark: ASCII characters leave zeros in every second place and none in the others."""
    head = data[: _HEAD & ~1]
    if 0 not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    for here, there, encoding in ((odd, even, "utf-16le"), (even, odd, "utf-16be")):
        if here * 10 >= len(head) // 2 and there * 50 <= here and here > 1 and _valid(data[: len(data) & ~1], encoding):
            return encoding
    return None


def _valid(data: bytes, encoding: str) -> bool:
    """Whether the bytes are valid, a character cut off by the end of the file allowed."""
    try:
        codecs.getincrementaldecoder(encoding)("strict").decode(data, final=False)
    except UnicodeDecodeError:
        return False
    return True


def _note_damage(data: bytes, text: str, encoding: str, notes: Notes) -> None:
    stored = data.count("\ufffd".encode()) if encoding == "utf-8" else 0
    lost = text.count("\ufffd") - stored
    if lost > 0:
        first = text.index("\ufffd")
        notes.add(
            "undecodable-bytes",
            f"{lost} places are no valid {encoding} (first at character {first}); each stands as U+FFFD in the text",
            "get the file again; it may be cut, damaged or made of parts in two encodings",
            f"character {first}",
        )
    if stored:
        notes.add(
            "replacement-characters",
            f"the file itself holds {stored} replacement characters (U+FFFD): its text was damaged before it came here",
            "get the file from its publisher again",
            f"character {text.index(chr(0xFFFD))}",
        )


def _note_shifted(data: bytes, labels: tuple[str, ...], notes: Notes) -> None:
    """Flag encodings that are never decoded: declared, or seen in the bytes."""
    declared = {label for label in labels if label.startswith(("utf-7", "hz", "iso-2022", "utf-32", "x-mac", "scsu", "cesu"))}
    escapes = 0x1B in data and data.find(b"\x1b$", 0, 1 << 20) >= 0
    seen = {name for name, pattern in _SHIFTED if pattern.search(data, 0, 1 << 20)} if escapes or data.isascii() else set()
    if declared or seen:
        names = ", ".join(sorted(declared | seen))
        notes.add(
            "encoding-not-allowed",
            f"the file declares or seems to use {names}, which is never decoded (it can hide markup); its bytes were read as they stand",
            "have a person look at the file, and convert it to UTF-8 by hand if it is wanted",
        )
