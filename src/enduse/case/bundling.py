"""Evidence bundles: the one of a finding, laid where the user wants it."""

from __future__ import annotations

import shutil
from pathlib import Path

from enduse.atlas.bundle.writing import FOLDER
from enduse.case.layout import Case
from enduse.model.errors import UsageError


def bundle_finding(case: Case, finding: str, out: Path) -> Path:
    """Copy the bundle of a finding (an id, or the beginning of one) from the last build to ``out``, which is returned.

    Raises:
        UsageError: the case has not been built, the atlas shows no such finding, or more than one begins so.
    """
    folder = case.site / FOLDER
    if not folder.is_dir():
        raise UsageError("This case has no bundles: it has not been built, or by an older version. Build it:  enduse build")
    found = sorted(path for path in folder.glob("*.wacz") if path.stem.startswith(finding))
    if len(found) != 1:
        shown = len(list(folder.glob("*.wacz")))
        raise UsageError(
            f"{len(found)} findings of the atlas have an id that begins with {finding!r}; it shows {shown}, none held back."
            f" List them:  enduse explain --case {case.root}"
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(found[0], out)
    return out
