"""BibTeX: an entry ``@misc`` for each citation, with the fields of biblatex beside those of BibTeX."""

from __future__ import annotations

import re

from enduse.atlas.citing.citation import Citation

_SPECIAL = re.compile(r"[\\{}%&#_$^~]")
_WRITTEN = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
r"""What has no short form. A brace is written as a word: BibTeX counts braces, those behind a ``\`` among them, so that one left open
would swallow every entry after it."""


def bibtex(cited: Citation) -> str:
    """One entry, ended by a line feed."""
    from_atlas = f"{cited.container}, page {cited.page}" if cited.container else f"page {cited.page}"
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in cited.authors),
        "title": f"{{{_tex(cited.title)}}}",
        "howpublished": _tex(from_atlas),
        "publisher": _tex(cited.publisher),
        "version": _tex(cited.version),
        "year": cited.day[:4],
        "date": cited.day,
        "url": _address(cited.address),
        "note": _tex(" ".join(filter(None, (cited.note, f"Version {cited.version}." if cited.version else "")))),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{cited.key},\n{lines}}}\n"


def _tex(text: str) -> str:
    plain = " ".join(text.split())
    return _SPECIAL.sub(lambda sign: _WRITTEN.get(sign[0], "\\" + sign[0]), plain)


def _address(address: str) -> str:
    r"""An address is read as it stands (``\url``); what would end the field, or part it, is written in per cent."""
    return address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C").replace(" ", "%20")
