"""A server over the built example, asked over real HTTP."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import uvicorn

from enduse.case.layout import Case, open_case
from enduse.server.application import Access
from enduse.server.limits import Limits
from enduse.server.serving import application, check_access, config, listen
from tests.conftest import copy_built

PATIENT = Limits(seconds=120.0)
"""A machine that does ten other things must not decide a test."""


@dataclass(frozen=True)
class Got:
    """An answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Client:
    """Asks one server; every request opens a connection of its own."""

    port: int
    host: str = "127.0.0.1"

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Got:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=30)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return Got(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def get(self, path: str, **query: str | int) -> Got:
        return self.ask("GET", path + ("?" + urlencode(query) if query else ""))

    def post(self, path: str, value: object, **headers: str) -> Got:
        return self.ask("POST", path, json.dumps(value).encode(), content_type="application/json", **headers)

    def form(self, path: str, **fields: object) -> Got:
        """A form as OpenRefine posts it: each field holds JSON."""
        body = urlencode({name: json.dumps(value) for name, value in fields.items()}).encode()
        return self.ask("POST", path, body, content_type="application/x-www-form-urlencoded")


@contextmanager
def started(
    case: Case,
    *,
    token: str = "",
    on: str = "",
    atlas: str = "",
    access: Access | None = None,
    limits: Limits = PATIENT,
    look: float = 3600.0,
) -> Iterator[Client]:
    """A server over a case, until the block ends."""
    opened = listen("127.0.0.1", 0)
    access = access or check_access("127.0.0.1", token, ())
    with opened, application(case, access, token=token, on=on, atlas=atlas, limits=limits, look=look) as app:
        server = uvicorn.Server(config(app))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]})
        thread.start()
        try:
            yield Client(opened.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="session")
def case(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A copy of the built example."""
    copy = tmp_path_factory.mktemp("server") / "specimen-case"
    copy_built(example, copy)
    return open_case(copy)


@pytest.fixture(scope="session")
def client(case: Case) -> Iterator[Client]:
    """The server most tests ask. The example holds no dated copy of a list: it has no day of its own."""
    with started(case) as asked:
        yield asked


@pytest.fixture(scope="session")
def dated(case: Case) -> Iterator[Client]:
    """A server with a day for requests that name none."""
    with started(case, on="2021-06-01") as asked:
        yield asked


def wait_for(true: Any, seconds: float = 20.0) -> None:
    """Until something is true, or a test has failed."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
