"""Facts that ship with Enduse, as tables with their sources: a case takes them in, and they are its own then, to be read and changed."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from enduse import __version__
from enduse.case.adding import Added, add_files
from enduse.case.layout import Case


def add_facts(case: Case, name: str) -> Added:
    """Lay the tables of a set into ``tables/NAME`` of the case, captured like any file that is given: ``oem``, who makes, or does not make,
    the goods of a brand; ``removals``, how others ended the use or the purchase of equipment; with the companies they name and the sources
    (``scripts/make_shipped_facts.py`` writes them).

    Raises:
        UsageError: a table of that place is there already with other content.
    """
    folder = Path(str(resources.files(__package__))) / "shipped" / name
    return add_files(case, sorted(folder.glob("*.csv")), folder=f"tables/{name}", received_from=f"shipped with Enduse {__version__}")
