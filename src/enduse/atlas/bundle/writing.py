"""The bundles of a site: one for each finding shown, in ``bundles/``."""

from __future__ import annotations

from enduse.atlas.bundle.enclosing import bundle_of
from enduse.atlas.press import Press

FOLDER = "bundles"


def write(press: Press) -> None:
    """Write ``bundles/ID.wacz``."""
    folder = press.out / FOLDER
    folder.mkdir()
    for finding in press.library.findings:
        (folder / f"{finding.id}.wacz").write_bytes(bundle_of(press, finding))
