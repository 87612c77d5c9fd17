"""All sources by name, and the one door through which the file of one is read.

A source is a folder with ``source.yml``, ``law.yml`` (what it does in law), ``importer.py``, ``reading.md`` (the part of its page that
people write) and ``sample/``: nothing outside the folder names it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module, resources

from enduse.model.document import Document
from enduse.model.errors import InvalidTaxonomy, UsageError
from enduse.model.extraction import Extraction
from enduse.sources.source_file import Source, parse_source


def list_sources() -> tuple[Source, ...]:
    """Every source, sorted by name.

    Raises:
        InvalidTaxonomy: a ``source.yml`` does not say what it must.
    """
    folders = (entry for entry in resources.files(__package__).iterdir() if entry.is_dir() and (entry / "source.yml").is_file())
    return tuple(load_source(folder.name.replace("_", "-")) for folder in sorted(folders, key=lambda entry: entry.name))


@cache
def load_source(name: str) -> Source:
    """What the source of that public name (``us-bis-entity-list``) says about itself.

    Raises:
        UsageError: there is no such source.
        InvalidTaxonomy: its ``source.yml`` does not say what it must.
    """
    folder = resources.files(__package__) / name.replace("-", "_")
    if not name.replace("-", "").isalnum() or not (folder / "source.yml").is_file():
        known = ", ".join(source.name for source in list_sources())
        raise UsageError(f"there is no source {name!r}; known sources: {known}")
    law = folder / "law.yml"
    return parse_source(name, (folder / "source.yml").read_text("utf-8"), law.read_text("utf-8") if law.is_file() else "")


def import_list(name: str, document: Document, *, expect: Mapping[str, int] | None = None) -> Extraction:
    """Statements of one file of a list. ``expect`` (``min``, ``max``) overrules the size the source declares.

    Raises:
        UsageError: there is no such source.
        SourceChanged: the file does not have the form or size the source declares.
    """
    source = load_source(name)
    module = import_module(f"{__package__}.{name.replace('-', '_')}.importer")
    read = getattr(module, "import_document", None)
    if read is None:
        raise InvalidTaxonomy(f"{module.__name__} must offer import_document(source, document, *, expect)")
    extraction = read(source, document, expect=expect)
    if not isinstance(extraction, Extraction):
        raise InvalidTaxonomy(f"{module.__name__}.import_document must return an Extraction")
    return extraction
