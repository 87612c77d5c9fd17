"""The samples in the folders of sources: a small file of our own writing in the publisher's form, and what the importer makes of it.

Beside ``sample/<file>`` stands ``sample/<file>.expected``: counts, issues and statements, one a line, for people to read.
`python -m tests.sources.samples` writes them anew; read the difference before you keep it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from enduse.documents.read import read_bytes
from enduse.model.document import Document
from enduse.model.extraction import Extraction
from enduse.sources.registry import import_list, list_sources

PACKAGE = Path(__file__).parents[2] / "src" / "enduse" / "sources"
ANY = {"min": 0}


def samples() -> list[tuple[str, Path]]:
    """(name of the source, sample file) for every sample of every source."""
    return [(source.name, file) for source in list_sources() for file in samples_of(source.name)]


def samples_of(source: str) -> list[Path]:
    """The sample files of one source."""
    folder = PACKAGE / source.replace("-", "_") / "sample"
    return sorted(path for path in folder.glob("*") if path.suffix != ".expected")


def read_file(file: Path) -> Document:
    """A file as its reader hands it on."""
    data = file.read_bytes()
    reading = read_bytes(data, sha256=hashlib.sha256(data).hexdigest(), extension=file.suffix)
    assert reading.document is not None, reading.rejected
    return reading.document


def outcome(extraction: Extraction) -> str:
    """Counts, issues and statements as lines."""
    return "\n".join(_lines(extraction)) + "\n"


def _lines(extraction: Extraction) -> Iterator[str]:
    yield from (f"count {name} = {number}" for name, number in extraction.counts.items())
    yield from (f"issue {each.code} at {each.place}" for each in extraction.issues)
    entity = ""
    for each in extraction.statements:
        if each.entity != entity:
            entity = each.entity
            yield f"{each.schema} {entity}"
        lang = f"@{each.lang}" if each.lang else ""
        span = f" [{each.valid_from or ''}..{each.valid_to or ''}]" if each.valid_from or each.valid_to else ""
        quote = f"  <- {each.quote!r}" if each.quote != each.value else ""
        yield f"  {each.property}{lang} = {each.value!r}{span}{quote}"


def main() -> None:
    """Write every expectation."""
    for source, file in samples():
        expected = file.with_name(f"{file.name}.expected")
        expected.write_text(outcome(import_list(source, read_file(file), expect=ANY)), "utf-8")


if __name__ == "__main__":
    main()
