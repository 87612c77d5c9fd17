"""The text tier: every dossier of a site as a file of plain text, all of them in one zip file."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from enduse.atlas.exporters.packing import member
from enduse.atlas.texts import text_of
from enduse.atlas.tongue import Tongue, note_in

CONTENTS = "contents.txt"


def pack_texts(site: Path, tongues: tuple[Tongue, ...], to: Path) -> Path:
    """Write ``to``: for each language ``LANGUAGE/FOLDER/NAME.txt``, one a record that is cited, and their titles in ``contents.txt``.

    Papers, which stand in the site once, stand here once, in English. Each text ends with where its page stands in the whole, from whose
    passages every value can be checked, and with the note that being named is no accusation. The same site gives the same bytes.
    """
    to.parent.mkdir(parents=True, exist_ok=True)
    aside = to.with_name(f".{to.name}.new")
    with zipfile.ZipFile(aside, "w") as package:
        for tongue in tongues:
            contents = []
            for page, text in _texts(site, tongue):
                package.writestr(member(f"{tongue.code}/{Path(page).with_suffix('.txt')}"), text, compresslevel=9)
                contents.append(f"{Path(page).with_suffix('.txt')}  {_title(text)}\n")
            package.writestr(member(f"{tongue.code}/{CONTENTS}"), "".join(contents), compresslevel=9)
    aside.replace(to)
    return to


def _texts(site: Path, tongue: Tongue) -> Iterator[tuple[str, str]]:
    """Page, from the top of the language's pages, and its text, in the order of pages."""
    said = tongue.words["text_tier"]
    for page, key in sorted(_records(site).items()):
        file = site / tongue.page(page)
        if file.is_file():
            foot = said["foot"].format(page=tongue.page(page), key=key)
            yield page, f"{text_of(file.read_text('utf-8'))}\n-- \n{foot}\n{note_in(tongue)}\n"


def _records(site: Path) -> Mapping[str, str]:
    """The page of every record that is cited, and its key."""
    items = json.loads((site / "downloads" / "citations.csl.json").read_text("utf-8"))
    return {item["custom"]["page"]: item["id"] for item in items if "container-title" in item}


def _title(text: str) -> str:
    return next((line.removeprefix("# ") for line in text.splitlines() if line.startswith("# ")), "")
