"""The files of citations among the downloads: written with the site, and again when a copy is laid as a release."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from enduse.atlas.citing.bibtex import bibtex
from enduse.atlas.citing.citation import Citation, of_release
from enduse.atlas.citing.csl import csl, read
from enduse.atlas.citing.ris import ris
from enduse.atlas.exporters.files import json_text
from enduse.atlas.releases.manifest import Released

FILES = ("citations.bib", "citations.ris", "citations.csl.json")


def write_citations(folder: Path, cited: Sequence[Citation]) -> None:
    """Write the three files, each with every citation in the order given."""
    items = ",\n".join(json_text(csl(each)) for each in cited)
    texts = ("\n".join(map(bibtex, cited)), "".join(map(ris, cited)), f"[\n{items}\n]\n")
    for name, text in zip(FILES, texts, strict=True):
        (folder / name).write_bytes(text.encode("utf-8", "replace"))


def lay_citations(site: Path, built: Path, release: Released | None) -> None:
    """Write the files of a copy as its release has them, from those of the site as it was built; a working copy has the built ones."""
    source = built / "downloads" / FILES[-1]
    if not source.is_file():
        return
    if release is None:
        for name in FILES:
            (site / "downloads" / name).write_bytes((source.parent / name).read_bytes())
    else:
        items = json.loads(source.read_text("utf-8"))
        write_citations(site / "downloads", [of_release(read(item), release) for item in items])
