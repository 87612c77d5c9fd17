"""`enduse lists`: what a case has, a new copy from a file or an address, and what a refused one leaves as it was."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from click.testing import CliRunner

from enduse.cli.main import cli
from enduse.evidence import fetch as fetching
from enduse.evidence.addresses import Target
from enduse.evidence.vault import Vault, hash_file
from enduse.model.errors import EnduseError, FetchRefused, SourceChanged, UsageError
from tests.case.reference_stages import with_reference
from tests.conftest import digests, run_here
from tests.sources.feeds import ERROR_PAGE
from tests.sources.samples import PACKAGE

SOURCE = "us-bis-military-end-user-list"
SAMPLE = PACKAGE / "us_bis_military_end_user_list" / "sample" / "list.json"
CASE = """title: {{en: A case}}  # a comment that stays
rules: [sale-to-listed-end-user]
lists:
  - {{source: {source}, file: {file}, expect: {{min: 1, max: 100}}}}  # ours
"""


def new_case(folder: Path, file: str = "lists/meu.json") -> Path:
    (folder / "lists").mkdir(parents=True)
    (folder / "case.yml").write_text(CASE.format(source=SOURCE, file=file), "utf-8")
    if file == "lists/meu.json":
        (folder / file).write_bytes(SAMPLE.read_bytes())
    return with_reference(folder)


def copy_of(day: str, drop: int = 0) -> bytes:
    whole = json.loads(SAMPLE.read_bytes())
    del whole["entities"][len(whole["entities"]) - drop :]
    return json.dumps({**whole, "extracted": day, "count": len(whole["entities"])}).encode()


def run(*args: str | Path) -> Any:
    """The JSON a command prints; its error raised."""
    done = CliRunner().invoke(cli, [*map(str, args), "--json"], catch_exceptions=False, standalone_mode=False)
    if done.exception is not None:
        raise done.exception
    return json.loads(done.stdout)


def test_a_new_copy_is_laid_beside_the_old_one_and_the_case_names_the_folder(tmp_path: Path) -> None:
    case = new_case(tmp_path / "case")
    newer = tmp_path / "downloaded.json"
    newer.write_bytes(copy_of("2026-09-01"))
    done = run("lists", "update", SOURCE, "--from", newer, "--case", case)
    folder = f"lists/{SOURCE}"
    assert (done["new"], done["file"], done["day"]) == (True, f"{folder}/2026-09-01.json", "2026-09-01")
    old = json.loads(SAMPLE.read_bytes())["extracted"]
    assert {path.relative_to(case).as_posix() for path in (case / "lists").rglob("*.json")} == {
        f"{folder}/2026-09-01.json", f"{folder}/{old}.json",
    }  # fmt: skip
    assert (case / "case.yml").read_text("utf-8") == CASE.format(source=SOURCE, file=folder)
    shown = run("lists", "show", "--case", case)
    (listed,) = shown["lists"]
    assert (listed["day"], listed["earlier"], listed["entries"]) == ("2026-09-01", [old], done["entries"])
    assert listed["accepted_at"] > "2026"
    assert SOURCE not in {each["source"] for each in shown["absent"]}
    assert {"us-dhs-uflpa-entity-list", "gleif-level-1"} <= {each["source"] for each in shown["absent"]}
    assert run("lists", "update", SOURCE, "--from", newer, "--case", case)["new"] is False


def test_a_source_the_case_did_not_name_gets_its_line(tmp_path: Path) -> None:
    case = new_case(tmp_path / "case")
    page = PACKAGE / "us_congress_section_889" / "statute.csv"
    done = run("lists", "update", "us-congress-section-889", "--from", page, "--case", case)
    text = (case / "case.yml").read_text("utf-8")
    assert text.startswith(CASE.format(source=SOURCE, file="lists/meu.json").rstrip("\n"))
    assert text.rstrip().endswith("- {source: us-congress-section-889, file: lists/us-congress-section-889}")
    assert done["entries"] == 5
    assert len(run("lists", "--case", case)["lists"]) == 2


def test_an_older_copy_does_not_become_the_list(tmp_path: Path) -> None:
    case = new_case(tmp_path / "case")
    older = tmp_path / "older.json"
    older.write_bytes(copy_of("2020-01-01"))
    with pytest.raises(SourceChanged, match=r"copy is of 2020-01-01, older than the copy in use"):
        run("lists", "update", SOURCE, "--from", older, "--case", case)


@pytest.mark.slow
def test_what_left_between_two_copies_stays_with_both_days(tmp_path: Path) -> None:
    case = new_case(tmp_path / "case")
    fewer = tmp_path / "fewer.json"
    fewer.write_bytes(copy_of("2026-09-01", drop=1))
    gone = json.loads(SAMPLE.read_bytes())["entities"][-1]["name"]
    assert run_here("lists", "update", SOURCE, "--from", fewer, "--case", case).returncode == 1
    taken = run_here("lists", "update", SOURCE, "--from", fewer, "--accept", "--case", case)
    assert taken.returncode == 0, taken.stderr
    assert run_here("build", case).returncode == 0
    asked = json.loads(run_here("list", gone, "--on", "2026-10-01", "--case", case, "--json").stdout)
    (standing,) = asked["bodies"][0]["standings"]
    assert (asked["outcome"], standing["copy_of"], standing["gone_by"]) == ("undetermined", "2026-07-09", "2026-09-01")
    assert "gone-from-later-copy" in asked["reasons"]
    before = digests(case / "site")
    kept = case / "lists" / SOURCE / "2026-09-01.json"
    kept.write_bytes(copy_of("2026-09-01", drop=1) + b"\n")
    stopped = run_here("build", case)
    assert stopped.returncode == 1
    assert "was taken with the hash" in stopped.stderr
    assert digests(case / "site") == before


@pytest.mark.slow
@pytest.mark.parametrize("broken", [b"", ERROR_PAGE, SAMPLE.read_bytes()[:300]], ids=["empty", "error page", "cut"])
def test_a_broken_list_stops_the_build_even_the_first(broken: bytes, tmp_path: Path) -> None:
    case = new_case(tmp_path / "case")
    (case / "lists" / "meu.json").write_bytes(broken)
    done = run_here("build", case)
    assert done.returncode == 1
    assert SOURCE in done.stderr
    assert not (case / "site").exists()
    (case / "lists" / "meu.json").write_bytes(SAMPLE.read_bytes())
    assert run_here("build", case).returncode in (0, 3)
    before = digests(case / "site")
    (case / "lists" / "meu.json").write_bytes(broken)
    assert run_here("build", case).returncode == 1
    assert digests(case / "site") == before


class Handler(BaseHTTPRequestHandler):
    """A publisher: the list, an error page with status 200, a list cut on the way."""

    answers: ClassVar[dict[str, tuple[str, bytes]]] = {}

    def do_GET(self) -> None:
        kind, body = self.answers[self.path]
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) * (2 if self.path == "/cut.json" else 1)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Silence."""


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The server of the test stands behind lists.example.org; no other way than this leads to loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()

    def connect(target: Target, _: float) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=5)

    monkeypatch.setattr(fetching, "WEB", fetching.Web(lambda *_: ["93.184.215.14"], connect))
    yield
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.usefixtures("publisher")
def test_a_copy_from_an_address_has_its_way_in_the_custody_record(tmp_path: Path) -> None:
    case = new_case(tmp_path / "case")
    Handler.answers = {"/list.json": ("application/json", copy_of("2026-09-01"))}
    done = run("lists", "update", SOURCE, "--from", "http://lists.example.org/list.json", "--case", case)
    (record,) = Vault(case / "vault").custody(done["sha256"])
    assert record.complete
    assert (record.url, record.status, record.received_from) == (
        "http://lists.example.org/list.json", 200, "http://lists.example.org/list.json",
    )  # fmt: skip
    assert dict(record.headers)["content-type"] == "application/json"
    assert record.fetched_at


@pytest.mark.usefixtures("publisher")
@pytest.mark.parametrize(
    ("path", "answer", "error", "said"),
    [
        ("/list.json", ("text/html", ERROR_PAGE), SourceChanged, "a web page came where a file .json"),
        ("/list.json", ("application/json", ERROR_PAGE), SourceChanged, "a web page came"),
        ("/list.json", ("application/json", copy_of("2026-09-01", drop=1)), SourceChanged, "fewer"),
        ("/cut.json", ("application/json", b"{"), FetchRefused, "cut"),
    ],
    ids=["page", "page called json", "fewer", "cut"],
)
def test_a_refused_answer_changes_nothing(
    path: str, answer: tuple[str, bytes], error: type[EnduseError], said: str, tmp_path: Path
) -> None:
    case = new_case(tmp_path / "case")
    run("lists", "update", SOURCE, "--from", SAMPLE, "--case", case)
    before = {**digests(case / "lists"), "case.yml": hash_file(case / "case.yml"), **digests(case / "vault" / "accepted")}
    Handler.answers = {path: answer}
    with pytest.raises(error, match=said):
        run("lists", "update", SOURCE, "--from", f"http://lists.example.org{path}", "--case", case)
    assert {**digests(case / "lists"), "case.yml": hash_file(case / "case.yml"), **digests(case / "vault" / "accepted")} == before


def test_nothing_is_fetched_unless_told(tmp_path: Path) -> None:
    case = new_case(tmp_path / "case")
    with pytest.raises(UsageError, match="--download"):
        run("lists", "update", SOURCE, "--case", case)
    with pytest.raises(UsageError, match="no address of a file is on record"):
        run("lists", "update", "us-dod-section-1286-list", "--download", "--case", case)
    with pytest.raises(FetchRefused, match="no address of the public network"):
        run("lists", "update", SOURCE, "--from", "http://127.0.0.1/list.json", "--case", case)
