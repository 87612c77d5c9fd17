"""Fetching from a server of the test: names are public ones, the connection goes to loopback only because the test hands in the way."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from enduse.evidence.addresses import Target
from enduse.evidence.fetch import Web, fetch
from enduse.model.errors import FetchRefused

PUBLIC = "93.184.215.14"


class Handler(BaseHTTPRequestHandler):
    """Answers by path."""

    asked: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self) -> None:
        self.asked.append((self.headers["Host"], self.path))
        steer = {
            "/to-loopback": "http://127.0.0.1/",
            "/to-file": "file:///etc/passwd",
            "/to-whole": "/whole",
            "/round": "/round",
            "/nowhere": "",
        }
        if self.path in steer:
            self.send_response(302)
            if steer[self.path]:
                self.send_header("Location", steer[self.path])
            self.end_headers()
            return
        self.send_response(404 if self.path == "/gone" else 200)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Set-Cookie", "secret=1")
        if self.path == "/packed":
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", {"/cut": "100", "/huge": str(10**12)}.get(self.path, "4"))
        self.end_headers()
        self.wfile.write(b"data")

    def log_message(self, format: str, *args: Any) -> None:
        """Silence."""


@pytest.fixture
def port() -> Iterator[int]:
    Handler.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


def web(port: int, resolve: Any = lambda *_: [PUBLIC]) -> Web:
    def connect(target: Target, seconds: float) -> http.client.HTTPConnection:
        assert target.addresses == (PUBLIC,), "only what was checked is connected to"
        return http.client.HTTPConnection("127.0.0.1", port, timeout=5)

    return Web(resolve, connect)


def test_a_file_comes_with_what_the_custody_record_needs(port: int, tmp_path: Path) -> None:
    got = fetch("http://lists.example.org/to-whole", tmp_path / "got", web=web(port))
    assert (tmp_path / "got").read_bytes() == b"data"
    assert (got.url, got.redirects) == ("http://lists.example.org/to-whole", ("http://lists.example.org/whole",))
    assert (got.status, got.size, got.media_type) == (200, 4, "application/json")
    assert "set-cookie" not in dict(got.headers)
    assert Handler.asked == [("lists.example.org", "/to-whole"), ("lists.example.org", "/whole")]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/to-loopback", "no address of the public network"),
        ("/to-file", "only http and https"),
        ("/round", "after 5 redirects"),
        ("/nowhere", "without saying where"),
        ("/gone", "status 404"),
        ("/packed", "packed as gzip"),
        ("/cut", "is cut"),
        ("/huge", "announces"),
    ],
)
def test_what_is_no_whole_file_of_a_public_host_is_refused(port: int, tmp_path: Path, path: str, said: str) -> None:
    with pytest.raises(FetchRefused, match=said):
        fetch(f"http://lists.example.org{path}", tmp_path / "got", web=web(port))


def test_a_limit_of_bytes_counts_what_comes(port: int, tmp_path: Path) -> None:
    with pytest.raises(FetchRefused, match=r"at most 3 are taken"):
        fetch("http://lists.example.org/whole", tmp_path / "got", web=web(port), most_bytes=3)


def test_a_limit_of_time_holds(port: int, tmp_path: Path) -> None:
    with pytest.raises(FetchRefused, match=r"longer than it may"):
        fetch("http://lists.example.org/whole", tmp_path / "got", web=web(port), most_seconds=0)


def test_a_resolver_that_changes_its_mind_is_asked_once_a_hop(port: int, tmp_path: Path) -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    fetch("http://rebind.example.org/whole", tmp_path / "got", web=web(port, lambda *_: next(answers)))
    assert len(Handler.asked) == 1
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    with pytest.raises(FetchRefused, match=r"stands for 127\.0\.0\.1"):
        fetch("http://rebind.example.org/to-whole", tmp_path / "got", web=web(port, lambda *_: next(answers)))


def test_a_server_that_is_not_there_is_said(tmp_path: Path) -> None:
    def refuse(target: Target, seconds: float) -> http.client.HTTPConnection:
        raise ConnectionRefusedError("refused")

    with pytest.raises(FetchRefused, match="could not be fetched: refused"):
        fetch("http://lists.example.org/", tmp_path / "got", web=Web(lambda *_: [PUBLIC], refuse))
