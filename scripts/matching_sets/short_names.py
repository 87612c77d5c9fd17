"""Names that hold the letters of a short vendor name and are somebody else's: letzte is not ZTE.

From contracts in the European Union's tender journal that a search by letters had given to ZTE and Dahua.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from matching_sets.rows import Row

VENDORS = {"zte": ("ZTE", "ZTE Corporation", "中兴通讯股份有限公司"), "dahua": ("Dahua", "Zhejiang Dahua Technology Co., Ltd.")}


def short_names(shared: Path) -> list[Row]:
    """Every name, and every word of a text, that holds the letters, against the vendor's names; none is a match."""
    held = json.loads((shared / "data" / "procurement" / "ted_false_positive_shortname_matches.json").read_text("utf-8"))
    names = {row[field] for row in held["supplier_name_matches"] for field in ("supplier_name", "contracting_authority")}
    for row in held["text_contexts"]:
        names.update(word for word in re.findall(r"\w+", row["context"]) if row["matched_short_name"] in word.casefold())
    return [
        Row(vendor, name, match=False, note=f"holds the letters {letters}")
        for letters, vendors in VENDORS.items()
        for name in sorted(names)
        if letters in name.casefold()
        for vendor in vendors
    ]
