"""Exports: the files of the download page, laid where the user wants them."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from enduse.atlas.exporters.downloads import FORMS
from enduse.atlas.exporters.packing import member
from enduse.atlas.text_tier import pack_texts
from enduse.atlas.tongue import tongues
from enduse.case.layout import Case
from enduse.model.errors import UsageError

TABLES = ("csv", "jsonl", "parquet")
"""Forms with one file a table."""
SITE = "site"
"""The whole site as one zip file."""
TEXT = "text"
"""Every dossier as plain text, in one zip file."""
PACKED = ("ftm", "ftm-extended")
"""Forms that lie in the downloads as one zip file each, and are unpacked."""


def export_case(case: Case, form: str, out: Path) -> list[tuple[Path, int]]:
    """Write the last build to the folder ``out`` in one form; files, and how many rows (lines of JSON, else 1) each has.

    ``form`` is one of ``TABLES``, of ``PACKED``, ``SITE``, ``TEXT``, or a key of the atlas's ``FORMS``.

    Raises:
        UsageError: the case has not been built, or by a version that did not write this form.
    """
    downloads = case.site / "downloads"
    if form == SITE and downloads.is_dir():
        return [(pack_site(case.site, out / f"{SITE}.zip"), 1)]
    if not downloads.is_dir():
        raise UsageError("This case has not been built yet. Build it first:  enduse build")
    if form == TEXT:
        return [(pack_texts(case.site, tongues(case.settings.languages, case.words), out / f"{TEXT}.zip"), 1)]
    names = [f"{form}.zip"] if form in PACKED else _tables(downloads, form) if form in TABLES else list(FORMS[form].files)
    missing = [name for name in names if not (downloads / name).is_file()]
    if missing:
        raise UsageError(f"{downloads} has no {', '.join(missing)}: the site is of an older version. Build it again:  enduse build")
    out.mkdir(parents=True, exist_ok=True)
    if form in PACKED:
        return _unpack(downloads / names[0], out)
    written = []
    for name in names:
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(downloads / name, out / name)
        rows = downloads / Path(name).with_suffix(".jsonl") if form in TABLES else downloads / name
        written.append((out / name, _lines(rows)))
    if form in TABLES:
        shutil.copyfile(downloads / "README.txt", out / "README.txt")
    return written


def pack_site(site: Path, to: Path) -> Path:
    """The site in one zip file, the same bytes for the same site: open ``site/index.html`` of what it unpacks to; no network is needed."""
    to.parent.mkdir(parents=True, exist_ok=True)
    aside = to.with_name(f".{to.name}.new")
    with zipfile.ZipFile(aside, "w", compresslevel=9) as package:
        for path in sorted(site.rglob("*"), key=lambda each: each.relative_to(site).as_posix()):
            if path.is_file():
                info = member(f"{SITE}/{path.relative_to(site).as_posix()}")
                if path.suffix in (".wacz", ".zip", ".xlsx", ".parquet", ".png"):
                    info.compress_type = zipfile.ZIP_STORED
                package.writestr(info, path.read_bytes(), compresslevel=9)
    aside.replace(to)
    return to


def _tables(downloads: Path, form: str) -> list[str]:
    return [f"{lines.stem}.{form}" for lines in sorted(downloads.glob("*.jsonl"))]


def _lines(path: Path) -> int:
    if path.suffix != ".jsonl":
        return 1
    with path.open("rb") as rows:
        return sum(1 for _ in rows)


def _unpack(package: Path, out: Path) -> list[tuple[Path, int]]:
    """Unpack what the build itself has packed."""
    with zipfile.ZipFile(package) as members:
        members.extractall(out)
        return [(out / name, _lines(out / name)) for name in members.namelist()]
