"""RIS: a tag and its value on each line, each line ended by carriage return and line feed, as the format's description has it
(refman.com, RIS Format Specifications)."""

from __future__ import annotations

from enduse.atlas.citing.citation import Citation


def ris(cited: Citation) -> str:
    """One reference, from ``TY`` to ``ER``: AU author, TI title, T2 the atlas, PB publisher, ET version, PY and DA day, UR address."""
    day = cited.day.replace("-", "/")
    tags = [
        ("TY", "ELEC" if cited.container else "DATA"),
        ("ID", cited.key),
        *(("AU", name.replace("*", " ")) for name in cited.authors),  # the one sign the format forbids in a name
        ("TI", cited.title),
        ("T2", cited.container),
        ("PB", cited.publisher),
        ("ET", cited.version),
        ("PY", day[:4]),
        ("DA", day),
        ("UR", cited.address),
        ("N1", " ".join(filter(None, (cited.note, f"Page {cited.page}.", f"Version {cited.version}." if cited.version else "")))),
    ]
    body = "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in tags if value)
    return body + "ER  - \r\n"
