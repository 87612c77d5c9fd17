"""Reads a set of hand-read notices: one JSON object a line, in the field names of ``enduse read --json`` beside the notice's ``text``."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from enduse.model.errors import UsageError

LISTS = ("notice_type_also", "alt_numbers", "awards", "lots", "failed_lots", "items", "losing_bidders", "private_spans")
SCALARS = (
    *("project_name", "project_number", "buyer", "end_user", "operator", "agency", "budget_yuan", "budget_text", "ceiling_yuan"),
    *("proposed_supplier", "proposed_supplier_address", "publication_date", "award_date", "open_date", "original_notice_date"),
    *("buyer_region", "layout_family", "text_kind"),
)
_ROW_KEYS = {
    "awards": ("supplier", "lot", "amount_yuan", "amount_kind", "candidate", "rank"),
    "losing_bidders": ("name", "rank"),
    "lots": ("lot", "name"),
    "items": ("name", "lot"),
}


@dataclass(frozen=True, slots=True)
class GoldSet:
    """The notices of a set, every field there (None or empty where the file leaves it out), and the SHA-256 of the file."""

    sha256: str
    notices: tuple[dict[str, Any], ...]


def read_gold(path: Path) -> GoldSet:
    """Read a set.

    Raises:
        UsageError: a line is no JSON object, or has no ``text`` or no ``notice_type``; the message says which line.
    """
    data = path.read_bytes()
    notices = [_notice(path, number, line) for number, line in enumerate(data.decode("utf-8-sig").splitlines(), start=1) if line.strip()]
    if not notices:
        raise UsageError(f"{path}: no notice in it; expected one JSON object a line, with `text` and `notice_type`.")
    return GoldSet(hashlib.sha256(data).hexdigest(), tuple(notices))


def _notice(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except json.JSONDecodeError as error:
        raise UsageError(f"{path}, line {number}: not JSON ({error.msg} at character {error.colno}). Expected a notice a line.") from error
    missing = [name for name in ("text", "notice_type") if not isinstance(found, dict) or not isinstance(found.get(name), str)]
    if missing:
        raise UsageError(f"{path}, line {number}: {', '.join(missing)} missing or no text; expected a notice and what a person read.")
    record = {**dict.fromkeys(SCALARS), **found}
    record.update({name: found.get(name) or [] for name in LISTS})
    for name, keys in _ROW_KEYS.items():
        record[name] = [{**dict.fromkeys(keys), **row} for row in record[name]]
    return record
