"""Questions from a file: a csv with the columns ``name`` and ``date``."""

from __future__ import annotations

import csv
from pathlib import Path

from enduse.findings.listed.answer import Question
from enduse.model.errors import UsageError


def read_questions(path: Path) -> list[Question]:
    """The questions of a csv in UTF-8, in their order; other columns are left unread.

    Raises:
        UsageError: the file is not UTF-8, or lacks one of the two columns.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [column for column in ("name", "date") if column not in (reader.fieldnames or ())]
            if missing:
                raise UsageError(f"{path.name}: no column {' and '.join(missing)}; the first line must name the columns name and date")
            return [Question((row["name"] or "").strip(), (row["date"] or "").strip()) for row in reader]
    except UnicodeDecodeError as error:
        raise UsageError(f"{path.name}: not UTF-8 ({error}); save it as csv in UTF-8") from error
