"""Enduse reads the papers of the trade in surveillance technology and shows the evidence at every step.

From Python::

    import enduse

    case = enduse.open("mycase")
    case.listed("Megvii Technology", on="2019-10-09")
    case.screen("orders.csv").to_frame()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from enduse.notebook.opened import OpenedCase

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def open(path: str | Path, *, on: str = "", atlas: str = "") -> OpenedCase:  # noqa: A001 - enduse.open reads as what it does; nothing here opens files
    """Open a built case to ask it questions. ``on``: the day asked where a question names none; ``atlas``: where its atlas is
    read, for links, else as its case.yml says.

    Raises:
        UsageError: there is no case in the folder, it has not been built, a build is under way, ``on`` is no day, or ``atlas`` no address.
    """
    from enduse.notebook.opened import OpenedCase

    return OpenedCase.at(path, on=on, atlas=atlas)
