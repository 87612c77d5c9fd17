"""Updates without stopping: a new build is switched in whole, what is under way ends on the old one, and every answer names its version."""

from __future__ import annotations

import asyncio
import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from enduse.case.layout import Case, open_case
from enduse.screening.answer import Counterparty
from enduse.screening.index import Index
from enduse.screening.run import index_of
from enduse.server.errors import Busy
from enduse.server.limits import LIMITS
from enduse.server.versions import Versions
from enduse.server.worker import Worker
from tests.case.reference_stages import with_reference
from tests.conftest import run_here
from tests.server.conftest import Client, started, wait_for
from tests.sources.samples import PACKAGE

SOURCE = "us-bis-military-end-user-list"
SAMPLE = PACKAGE / "us_bis_military_end_user_list" / "sample" / "list.json"


class Builds:
    """Indexes that are copies of one, each with a build of its own; ``versions`` makes the newest that was announced."""

    def __init__(self, index: Path, folder: Path) -> None:
        self._index, self._folder, self.stamp = index, folder, 0

    def make(self) -> Path:
        path = self._folder / str(self.stamp)
        if not path.exists():
            shutil.copytree(self._index, path)
        return path


@pytest.fixture
def builds(case: Case, tmp_path: Path) -> Builds:
    return Builds(index_of(case), tmp_path)


@pytest.fixture
def versions(builds: Builds) -> Iterator[Versions]:
    opened = Versions(builds.make, lambda: builds.stamp, LIMITS)
    yield opened
    opened.close()


def test_what_is_under_way_ends_on_the_old_version(builds: Builds, versions: Versions) -> None:
    with versions.used() as old:
        began, go_on, answers = threading.Event(), threading.Event(), []

        def slow(index: Index) -> str:
            began.set()
            assert go_on.wait(10)
            return index.about["build"]

        under_way = threading.Thread(target=lambda: answers.append(asyncio.run(old.ask(slow))))
        under_way.start()
        assert began.wait(10)
        builds.stamp = 1
        assert versions.refresh() is True
        with versions.used() as new:
            assert new is not old
            assert asyncio.run(new.ask(lambda index: len(index.bodies))) > 0
        go_on.set()
        under_way.join()
        assert answers == [old.build]
    wait_for(lambda: not old.alive)
    assert new.alive


def test_without_a_new_build_nothing_is_opened(versions: Versions) -> None:
    with versions.used() as one:
        assert versions.refresh() is False
    with versions.used() as other:
        assert one is other


def test_a_build_that_cannot_be_opened_leaves_the_old_one(builds: Builds, versions: Versions) -> None:
    with versions.used() as old:
        pass
    builds.stamp = 1
    (builds.make() / "tables.duckdb").unlink()
    assert versions.refresh() is False
    assert versions.trouble
    with versions.used() as still:
        assert still is old
    builds.stamp = 2
    assert versions.refresh() is True
    assert versions.trouble == ""


def test_too_much_waiting_is_refused_and_the_rest_is_answered(builds: Builds) -> None:
    worker = Worker(builds.make(), waiting=2)
    try:
        worker.wait_open()
        rows = [Counterparty(n, "Megvii Technology", "2020-01-01") for n in range(3)]
        with pytest.raises(Busy):
            asyncio.run(worker.screen(rows, lambda _, answers: answers))
        verdicts = asyncio.run(worker.screen(rows[:2], lambda _, answers: [each.verdict for each in answers]))
        assert verdicts == ["match to check"] * 2
    finally:
        worker.close()


def test_one_who_fails_does_not_stop_the_others(builds: Builds) -> None:
    worker = Worker(builds.make())
    try:
        worker.wait_open()
        with pytest.raises(ZeroDivisionError):
            asyncio.run(worker.ask(lambda _: 1 // 0))
        assert asyncio.run(worker.ask(lambda index: index.about["build"])) == worker.build
    finally:
        worker.close()


def ask_on(client: Client, builds: set[str], failures: list[object], end: threading.Event) -> None:
    """Ask until told to end; note the version of every answer."""
    query = {"queries": {"q": {"schema": "Company", "properties": {"name": "Megvii Technology"}}}}
    while not end.wait(0.02):
        got = client.post("/match/default?on=2020-01-01", query)
        if got.status != 200 or got.json["build"] != got.headers["x-enduse-build"]:
            failures.append(got)
        builds.add(got.headers["x-enduse-build"])


def announce_a_build(case: Case) -> None:
    """As a build does when it ends: other outputs, and a state that names them."""
    state = json.loads((case.build / "state.json").read_text("utf-8"))
    site = case.build / state["site"]
    other = Path(shutil.copytree(site, site.with_name("another-build")))
    pages = json.loads((other / "pages.json").read_text("utf-8"))
    (other / "pages.json").write_text(json.dumps({**pages, "company:megvii": "companies/moved.html"}), "utf-8")
    state["site"] = other.relative_to(case.build).as_posix()
    aside = case.build / "state.part"
    aside.write_text(json.dumps(state), "utf-8")
    aside.replace(case.build / "state.json")


def list_of(day: str, *, without_last: bool) -> bytes:
    """A copy of the sample of a list."""
    whole = json.loads(SAMPLE.read_bytes())
    entities = whole["entities"][: len(whole["entities"]) - without_last]
    return json.dumps({**whole, "extracted": day, "entities": entities, "count": len(entities)}).encode()


@pytest.mark.slow
def test_a_new_copy_of_a_list_goes_in_while_names_are_asked(tmp_path: Path) -> None:
    root, newer = tmp_path / "case", tmp_path / "newer.json"
    (root / "lists").mkdir(parents=True)
    lines = f"lists:\n  - {{source: {SOURCE}, file: lists/meu.json, expect: {{min: 1, max: 100}}}}\n"
    (root / "case.yml").write_text(f"title: specimen\nrules: [sale-to-listed-end-user]\n{lines}", "utf-8")
    (root / "lists" / "meu.json").write_bytes(list_of("2026-07-09", without_last=True))
    newer.write_bytes(list_of("2026-09-01", without_last=False))
    added = json.loads(SAMPLE.read_bytes())["entities"][-1]["name"]
    case = open_case(with_reference(root))
    assert run_here("build", root).returncode == 0
    with started(case, look=0.1) as client:
        first = client.get("/catalog").json["build"]
        assert client.get("/listings", name=added, on="2026-10-01").json["outcome"] == "not-found"
        seen, failures, end = set[str](), list[object](), threading.Event()
        asking = threading.Thread(target=ask_on, args=(client, seen, failures, end))
        asking.start()
        try:
            for step in (("lists", "update", SOURCE, "--from", newer, "--case", root), ("build", root)):
                done = run_here(*step)
                assert done.returncode == 0, done.stderr
            wait_for(lambda: client.get("/catalog").json["build"] != first, 90)
            wait_for(lambda: len(seen) == 2)
            later = client.get("/listings", name=added, on="2026-10-01")
            assert later.json["outcome"] != "not-found"
            assert later.headers["x-enduse-build"] in seen - {first}
            assert [each["version"] for each in client.get("/catalog").json["datasets"] if each["name"] == SOURCE] == ["2026-09-01"]
        finally:
            end.set()
            asking.join()
    assert failures == []


def test_a_new_build_is_taken_up_while_names_are_answered(case: Case, tmp_path: Path) -> None:
    again = open_case(Path(shutil.copytree(case.root, tmp_path / "specimen-case")))
    with started(again, look=0.1) as client:
        first = client.get("/catalog").json["build"]
        seen, failures, end = set[str](), list[object](), threading.Event()
        asking = threading.Thread(target=ask_on, args=(client, seen, failures, end))
        asking.start()
        try:
            announce_a_build(again)
            wait_for(lambda: client.get("/catalog").json["build"] != first, 90)
            wait_for(lambda: len(seen) == 2)
            assert client.get("/entities/company:megvii").json["page"] == "companies/moved.html"
        finally:
            end.set()
            asking.join()
    assert failures == []
    assert len(seen) == 2
