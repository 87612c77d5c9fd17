"""Exports: the files of the download page, laid where the user wants them; tables as Parquet too."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import duckdb

from enduse.case.layout import Case
from enduse.model.errors import UsageError


TABLES = ("csv", "jsonl", "parquet")
PACKED = ("ftm", "ftm-extended")
"""Forms that lie in the downloads as one zip file each."""
FORMS = (*TABLES, *PACKED)


def export_case(case: Case, form: str, out: Path) -> list[tuple[Path, int]]:
    """Write the last build to the folder ``out`` in one of ``FORMS``; files and their rows (lines of JSON, else one).

    Raises:
        UsageError: the case has not been built.
    """
    downloads = case.site / "downloads"
    if not downloads.is_dir():
        raise UsageError("This case has not been built yet. Build it first:  enduse build")
    out.mkdir(parents=True, exist_ok=True)
    if form in PACKED:
        return _unpack(downloads / f"{form}.zip", out)
    shutil.copyfile(downloads / "README.txt", out / "README.txt")
    written = []
    for lines in sorted(downloads.glob("*.jsonl")):
        target = out / f"{lines.stem}.{form}"
        if form == "parquet":
            _to_parquet(lines, target)
        else:
            shutil.copyfile(lines.with_suffix(f".{form}"), target)
        with lines.open("rb") as rows:
            written.append((target, sum(1 for _ in rows)))
    return written


def _to_parquet(lines: Path, target: Path) -> None:
    quoted = str(target).replace("'", "''")
    with duckdb.connect(":memory:", config={"threads": "1", "memory_limit": "1GB"}) as connection:
        if lines.stat().st_size == 0:
            connection.execute(f"COPY (SELECT NULL AS empty WHERE false) TO '{quoted}' (FORMAT parquet)")
            return
        rows = "SELECT * FROM read_json(?, format='newline_delimited', sample_size=-1)"
        connection.execute(f"COPY ({rows}) TO '{quoted}' (FORMAT parquet, COMPRESSION zstd)", [str(lines)])  # the path is quoted above


def _unpack(package: Path, out: Path) -> list[tuple[Path, int]]:
    """Unpack what the build itself has packed."""
    with zipfile.ZipFile(package) as members:
        members.extractall(out)
        names = members.namelist()
    return [(out / name, (out / name).read_bytes().count(b"\n") if name.endswith(".jsonl") else 1) for name in names]
