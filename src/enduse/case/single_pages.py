"""A page of the published site as one file, made from the site alone: what it says and what its downloads hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from enduse.atlas.pages.singles import stylesheets
from enduse.atlas.single import Around, passages_cited, single_page
from enduse.atlas.words import load_words
from enduse.case.laying import title_of
from enduse.case.layout import Case
from enduse.model.errors import UsageError


def page_alone(case: Case, page: str, out: Path) -> list[Path]:
    """Write a page, named from the top of the site, as one file to ``out``; the files written, which are several where passages have no
    room in the first.

    Raises:
        UsageError: the site has no such page.
    """
    file = case.site / page
    if not page.endswith(".html") or not file.resolve().is_relative_to(case.site.resolve()) or not file.is_file():
        raise UsageError(f"{case.site} has no page {page!r}; name one from its top, such as companies/hikvision.html")
    text = file.read_text("utf-8")
    cited = passages_cited(text)
    rows = {row["id"]: row for row in _rows(case, "statements") if row["id"] in cited}
    names = {row["sha256"]: (row["paths"] or [row["name"]])[0] for row in _rows(case, "documents")}
    code = page.partition("/")[0]
    words = load_words(code if code in case.settings.languages and code != "en" else "en", case.words)
    around = Around(stylesheets(), title_of(case), words, case.settings.addresses)
    out.parent.mkdir(parents=True, exist_ok=True)
    written = []
    for name, made in single_page(text, rows, names, around, out.name).items():
        written.append(out.with_name(name))
        written[-1].write_text(made, encoding="utf-8", newline="\n")
    return written


def _rows(case: Case, table: str) -> Iterator[dict[str, Any]]:
    decoder = msgspec.json.Decoder(dict[str, Any])
    with (case.site / "downloads" / f"{table}.jsonl").open("rb") as lines:
        for line in lines:
            yield decoder.decode(line)
