"""What a site costs by size, and what a reader waits for: pages a second, the map's first drawing and its frames, a search's answer.

    python benchmarks/atlas_scale.py [--projects 10000] [--languages en] [--folder FOLDER] [--no-browser] [--json]

An invented case is made (``invented/atlas.py``; ten statements a project), the stages ``merged``, ``entities`` and ``findings`` are run,
and then the site is built in a process of its own: seconds, processor seconds, peak memory, pages, bytes. A second build with one
statement changed tells how many files differ. In Chromium (where there is one) the start page is opened from the disk: when the map was
first drawn, which frames were dropped while it was zoomed and while it was dragged (Chromium's own trace), and how long searches took from
a key to the answer.

The floor is rendering alone: the same number of pages of the template ``base.html`` with nothing in them, written to the same disk.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import structs

from enduse.atlas.context import DocumentInfo, SiteContext
from enduse.atlas.gathered import Gathered
from enduse.atlas.press import Press
from enduse.atlas.site import build_site
from enduse.atlas.tongue import tongues
from enduse.case.publish import hands_for
from enduse.engine.run import run_task
from enduse.engine.task import Input, Task
from enduse.entities.resolved import Resolved
from enduse.model.document import Document
from enduse.model.extraction import Extraction
from enduse.model.finding import Finding
from enduse.model.storage import read_json, write_json
from invented.atlas import Written, atlas

STAGES = {
    "merged": ("enduse.statements.merge:merge_task", ".parquet"),
    "entities": ("enduse.entities.resolve:resolve_task", ""),
    "findings": ("enduse.findings.find:find_task", ".json"),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took."""

    what: str
    seconds: float
    cpu_seconds: float
    mib: int


@dataclass(slots=True)
class Measured:
    """All figures of one size."""

    projects: int
    statements: int
    languages: str
    costs: list[Cost] = field(default_factory=list)
    pages: int = 0
    files: int = 0
    mib: float = 0.0
    changed_files: int = 0
    first_load_bytes: int = 0
    browser: dict[str, Any] = field(default_factory=dict)


def stage_task(folder: Path, stage: str) -> Task:
    """The task of a stage, as the build plans it; digests are names, for nothing is kept from one run to another."""
    function, suffix = STAGES[stage]
    if stage == "merged":
        inputs = tuple(Input(path, path.name) for path in sorted((folder / "extractions").glob("*.json")))
    else:
        inputs = (stage_task(folder, "merged" if stage == "entities" else "entities").as_input(),)
    return Task(stage, function, inputs, {}, folder / "build", ("model",), suffix)


def generate(folder: Path, projects: int, *, changed: bool) -> int:
    """Write the extractions and the documents; ``changed``: the status of one project is another."""
    tables = [_changed(table) if changed and table.name == "projects" else table for table in atlas(projects)]
    (folder / "extractions").mkdir(parents=True)
    for table in tables:
        write_json(folder / "extractions" / f"{table.name}.json", Extraction(statements=table.statements))
        write_json(folder / f"{table.name}.document.json", table.document)
    return sum(len(table.statements) for table in tables)


def _changed(table: Written) -> Written:
    at = next(n for n, s in enumerate(table.statements) if s.property == "status" and s.value == "live")
    was = table.statements[at]
    return replace(table, statements=(*table.statements[:at], structs.replace(was, value="ended"), *table.statements[at + 1 :]))


def context_of(folder: Path, languages: tuple[str, ...]) -> SiteContext:
    """The site's context, as the case hands it over."""
    documents = {
        d.sha256: (name, d)
        for name in ("sources", "companies", "projects")
        for d in [read_json(folder / f"{name}.document.json", Document)]
    }
    return SiteContext(
        resolved=Resolved(stage_task(folder, "entities").output),
        documents={sha256: DocumentInfo("table", name, (f"tables/{name}.csv",)) for sha256, (name, _) in documents.items()},
        read=lambda sha256: documents[sha256][1],
        mask=lambda document: document.text,
        title="A specimen atlas",
        summary="Invented rows to measure with.",
        findings=read_json(stage_task(folder, "findings").output, tuple[Finding, ...]),
        languages=languages,
    )


@contextmanager
def opened(folder: Path, languages: tuple[str, ...]) -> Iterator[SiteContext]:
    """The context while it is open; every process that prints opens it so."""
    context = context_of(folder, languages)
    with context.resolved:
        yield context


def run_child(folder: Path, what: str, languages: tuple[str, ...]) -> None:
    """In the child: a stage, the site, or the floor."""
    if what in STAGES:
        run_task(stage_task(folder, what))
        return
    with opened(folder, languages) as context:
        if what == "site":
            hands = hands_for(context.resolved, languages)
            build_site(context, folder / "site", again=partial(opened, folder, languages), hands=hands)
        else:
            _floor(context, folder / "floor", int(what.partition(" ")[2]))


def _floor(context: SiteContext, out: Path, pages: int) -> None:
    spoken = tongues(("en",))
    press = Press(Gathered(replace(context, findings=())), out, spoken[0], spoken)
    for number in range(pages):
        press.publish(press.sheet(f"floor/{number}.html"), "base.html", title=str(number))


def measure(folder: Path, what: str, languages: tuple[str, ...]) -> Cost:
    """Run a child and take its figures."""
    began = time.perf_counter()
    options = ["--folder", str(folder), "--child", what, "--languages", ",".join(languages)]
    child = subprocess.Popen([sys.executable, __file__, *options])
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{what} failed in {folder}; its message stands above")
    return Cost(what, round(time.perf_counter() - began, 1), round(used.ru_utime + used.ru_stime, 1), used.ru_maxrss // 1024)


def first_load(site: Path) -> int:
    """Compressed bytes of the start page and of all it loads before anybody touches it."""
    page = site / "index.html"
    linked = re.findall(r'<(?:script defer src|link rel="stylesheet" href|img src)="([^"]+)"', page.read_text("utf-8"))
    titles = [site / "assets" / "map" / "titles-0.js"]
    return sum(len(gzip.compress(path.read_bytes(), 6, mtime=0)) for path in [page, *(site / each for each in linked), *titles])


def differing(one: Path, other: Path) -> int:
    """Files that are not the same in both sites."""
    names = {path.relative_to(site) for site in (one, other) for path in site.rglob("*") if path.is_file()}
    return sum(not _same(one / name, other / name) for name in names)


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and other.is_file() and one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()


def whole(folder: Path, projects: int, languages: tuple[str, ...], *, browser: bool, change: bool) -> Measured:
    """All figures of one size."""
    result = Measured(projects, generate(folder, projects, changed=False), ",".join(languages))
    result.costs = [measure(folder, what, languages) for what in (*STAGES, "site")]
    site = folder / "site"
    files = [path for path in site.rglob("*") if path.is_file()]
    result.pages, result.files = sum(path.suffix == ".html" for path in files), len(files)
    result.mib = round(sum(path.stat().st_size for path in files) / (1 << 20), 1)
    result.costs.append(measure(folder, f"floor {result.pages}", languages))
    result.first_load_bytes = first_load(site)
    if browser:
        from invented.reader import read_site

        result.browser = read_site(site)
    if change:
        other = folder / "changed"
        generate(other, projects, changed=True)
        for what in (*STAGES, "site"):
            measure(other, what, languages)
        result.changed_files = differing(site, other / "site")
    return result


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--projects", type=int, default=1_000)
    options.add_argument("--languages", default="en")
    options.add_argument("--folder", type=Path)
    options.add_argument("--no-browser", action="store_true")
    options.add_argument("--no-change", action="store_true")
    options.add_argument("--json", action="store_true")
    options.add_argument("--child", help=argparse.SUPPRESS)
    given = options.parse_args()
    languages = tuple(given.languages.split(","))
    if given.child:
        run_child(given.folder, given.child, languages)
        return
    folder = given.folder or Path(tempfile.mkdtemp(prefix="enduse-atlas-"))
    try:
        result = whole(folder, given.projects, languages, browser=not given.no_browser, change=not given.no_change)
    finally:
        if not given.folder:
            shutil.rmtree(folder, ignore_errors=True)
    if given.json:
        print(json.dumps(asdict(result), sort_keys=True))
        return
    for cost in result.costs:
        print(f"{cost.what:<16}{cost.seconds:>8.1f} s {cost.cpu_seconds:>8.1f} s cpu {cost.mib:>6} MiB")
    share = 100 * result.changed_files / result.files
    print(
        f"{result.statements:,} statements, {result.pages:,} pages, {result.files:,} files, {result.mib} MiB;"
        f" first load {result.first_load_bytes:,} bytes"
    )
    if not given.no_change:
        print(f"one statement changed: {result.changed_files} files differ ({share:.2f} %)")
    for name, value in result.browser.items():
        print(f"{name}: {value}")


if __name__ == "__main__":
    main()
