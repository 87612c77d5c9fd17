"""Text from papers made safe to stand in a page: signs that steer a screen or turn writing round are shown, not obeyed."""

from __future__ import annotations

import hashlib
import re
import unicodedata

STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Control signs, bidi controls, invisible signs and lone surrogates: none stands raw in any output."""

_CJK = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002ffff]")


def visible(text: str) -> str:
    """The text with every steering sign written out.

    >>> visible("abc\\u202edef")
    'abc⟨U+202E⟩def'
    """
    if text.isprintable():  # no steering sign is, and this is ten times sooner said
        return text
    return STEERING.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)


def shown(text: str, most: int = 300) -> str:
    """The text as a list shows it: visible, and cut where a source gives more than any name has.

    >>> shown("abcdef", 4)
    'abcd…'
    """
    return visible(text if len(text) <= most else text[:most].rstrip() + "…")


def has_steering_signs(text: str) -> bool:
    """Whether a raw control, bidi or invisible sign stands in the text."""
    return STEERING.search(text) is not None


def language_of(text: str) -> str | None:
    """``zh`` where Chinese characters stand in the text, so that a page can say so; ``None`` otherwise.

    >>> language_of("公安局")
    'zh'
    """
    return "zh" if not text.isascii() and _CJK.search(text) else None


def slug(name: str, identity: str) -> str:
    """A file name for a page, from ASCII letters, digits and hyphens alone.

    ``identity`` decides: where it is already such a name it is the slug; else a shortened name in ASCII and a hash of the identity.

    >>> slug("Dahua", "company:dahua")
    'dahua'
    >>> slug("../../index", "paper:ab:buyer")
    'index-3a2dc8d9'
    """
    _, _, key = identity.partition(":")
    if re.fullmatch(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*", key) and len(key) <= 60:
        return key.lower()
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = "-".join(re.findall(r"[a-z0-9]+", ascii_name.lower()))[:40].strip("-")
    digest = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{words}-{digest}" if words else digest
