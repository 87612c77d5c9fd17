"""Who may ask: this machine alone, under its own name, from its own pages; from elsewhere with a token."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from enduse.case.layout import Case
from enduse.model.errors import UsageError
from enduse.server.serving import check_access
from enduse.server.table import OPERATIONS
from tests.conftest import run_enduse, run_here
from tests.server.conftest import Client, Got, started

TOKEN = "specimen-token-0123456789"  # noqa: S105 - invented
OPENREFINE = "http://127.0.0.1:3333"
OPEN = {"/", "/page.css", "/page.js", "/algorithms", "/healthz", "/readyz", "/openapi.json"}


def ask(client: Client, path: str = "/catalog", **headers: str) -> Got:
    return client.ask("GET", path, **headers)


def test_every_answer_has_strict_headers_and_an_id(client: Client) -> None:
    for got in (ask(client), ask(client, "/nothing"), ask(client, "/"), client.ask("OPTIONS", "/catalog")):
        assert got.headers["x-content-type-options"] == "nosniff"
        assert got.headers["referrer-policy"] == "no-referrer"
        assert got.headers["cache-control"] == "no-store"
        assert "default-src 'none'" in got.headers["content-security-policy"]
        assert got.headers["x-request-id"]
        assert "server" not in got.headers
    assert ask(client, x_request_id="mine-1").headers["x-request-id"] == "mine-1"
    assert ask(client, x_request_id="two words").headers["x-request-id"] != "two words"


def test_nothing_changes_a_case(client: Client, case: Case) -> None:
    before = {path: path.stat().st_mtime_ns for path in case.root.rglob("*") if path.is_file()}
    for each in OPERATIONS:
        client.ask(each.method, each.path.replace("{dataset}", "default").replace("{id}", "company:megvii"), b"{}")
    assert {path: path.stat().st_mtime_ns for path in case.root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", ""])
def test_a_name_that_leads_here_by_a_trick_gets_nothing(client: Client, host: str) -> None:
    assert (ask(client, host=host).status, ask(client, host=host).json["field"]) == (421, "host")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:8000", "[::1]:8000"])
def test_its_own_names_are_answered(client: Client, host: str) -> None:
    assert ask(client, host=host).status == 200


def test_pages_of_other_sites_get_nothing_unless_named(case: Case, client: Client) -> None:
    assert (ask(client, origin="http://evil.example").status, ask(client, origin=OPENREFINE).status) == (403, 403)
    assert ask(client, origin=f"http://127.0.0.1:{client.port}").status == 200
    with started(case, access=check_access("127.0.0.1", "", [OPENREFINE])) as open_to:
        got = ask(open_to, origin=OPENREFINE)
        assert (got.status, got.headers["access-control-allow-origin"], got.headers["vary"]) == (200, OPENREFINE, "origin")
        assert open_to.ask("OPTIONS", "/match/default", origin=OPENREFINE).status == 204
        assert OPENREFINE in ask(open_to, "/reconcile/default/preview/company:megvii").headers["content-security-policy"]
        evil = ask(open_to, origin="http://evil.example")
        assert (evil.status, "access-control-allow-origin" in evil.headers) == (403, False)


def test_with_a_token_only_what_says_nothing_is_open(case: Case) -> None:
    with started(case, token=TOKEN) as guarded:
        for each in OPERATIONS:
            path = each.path.replace("{dataset}", "default").replace("{id}", "company:megvii")
            status = guarded.ask(each.method, path).status
            assert (status == 401) is (each.path not in OPEN), each.path
        for page in ("/", "/openapi.json"):
            assert "trade in surveillance technology" not in ask(guarded, page).body.decode()
        wrong = (f"Bearer {TOKEN[:-1]}", f"Basic {TOKEN}", TOKEN, "Bearer", f"Bearer {TOKEN}é".encode().decode("latin-1"))
        assert {ask(guarded, authorization=each).status for each in wrong} == {401}
        assert ask(guarded).headers["www-authenticate"] == "Bearer"
        for right in (f"Bearer {TOKEN}", f"ApiKey {TOKEN}"):
            assert ask(guarded, authorization=right).status == 200
        assert ask(guarded, "/reconcile/default", authorization=f"Bearer {TOKEN}").json["authentication"]["type"] == "apiKey"


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "example.org", "::"])  # noqa: S104 - refused here
def test_other_hosts_need_a_token(host: str) -> None:
    with pytest.raises(UsageError, match="ENDUSE_TOKEN"):
        check_access(host, "", ())
    assert check_access(host, TOKEN, ()).hosts == frozenset()


@pytest.mark.parametrize(("token", "origins"), [("short", ()), ("", ("3333",)), ("", ("http://a/b",)), ("", ("*",))])
def test_weak_access_is_refused(token: str, origins: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        check_access("127.0.0.1", token, origins)


def test_the_command_says_what_is_missing(case: Case, tmp_path: Path) -> None:
    done = run_enduse("serve", case.root, "--host", "0.0.0.0", env={"ENDUSE_TOKEN": ""})  # noqa: S104 - refused here
    assert (done.returncode, "ENDUSE_TOKEN" in done.stderr) == (2, True)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run_enduse("serve", case.root, "--port", str(taken.getsockname()[1]))
        assert (done.returncode, "--port" in done.stderr) == (2, True)
    (tmp_path / "starlette.py").write_text("raise ModuleNotFoundError(name='starlette')")
    done = run_enduse("serve", case.root, env={"PYTHONPATH": f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"})
    assert (done.returncode, "[serve]" in done.stderr) == (2, True)


def test_the_command_serves_until_it_is_told_to_end(case: Case) -> None:
    code = "from enduse.cli.main import main; main()"
    command = [sys.executable, "-c", code, "serve", str(case.root), "--port", "0", "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        address = process.stdout.readline()
        port = int(address.partition("127.0.0.1:")[2].partition("/")[0])
        got = Client(port).get(f"/search/{quote('default')}", q="megvii")
        assert got.json["results"][0]["id"] == "company:megvii"
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=30)
        assert (process.returncode, "Traceback" in said, "leaked" in said) == (0, False, False), said
    finally:
        process.kill()


def test_a_server_is_not_begun_with_an_atlas_that_is_no_address(case: Case) -> None:
    done = run_here("serve", case.root, "--port", "0", "--atlas", "javascript:alert(1)")
    assert (done.returncode, "expected the address of an atlas' top" in done.stderr) == (2, True), done.stderr
