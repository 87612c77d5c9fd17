"""Serving: a case behind a port, loopback unless a token guards it, until the process is told to end."""

from __future__ import annotations

import gc
import ipaddress
import re
import signal
import socket
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager

import uvicorn

from enduse.case.layout import Case
from enduse.model.errors import UsageError
from enduse.screening.links import Atlas, atlas_of
from enduse.server.application import Access, Application
from enduse.server.jobs import Jobs
from enduse.server.limits import LIMITS, Limits
from enduse.server.operations import Desk
from enduse.server.table import OPERATIONS
from enduse.server.versions import Versions

TOKEN = "ENDUSE_TOKEN"  # noqa: S105 - the name of the variable
SHORTEST_TOKEN = 16
SELDOM = (50_000, 20, 50)
"""When the collector looks at new objects, at older ones, and at all of them, while it serves: somebody waits through a look at all."""
LOOK = 2.0
"""Seconds between two looks for a new build."""
NOWHERE = Atlas()
"""The atlas of an index whose case is not at hand."""
_HEAD = 4 << 20
"""Bytes of a request's head that are taken in, so that too long an address is answered and not cut off."""


def check_access(host: str, token: str, origins: Collection[str]) -> Access:
    """Who may ask a server on ``host``.

    Raises:
        UsageError: the host can be reached from elsewhere and there is no token, the token is short, or an origin is none.
    """
    if token and len(token) < SHORTEST_TOKEN:
        raise UsageError(f"{TOKEN} has {len(token)} characters; expected {SHORTEST_TOKEN} at least, such as  openssl rand -hex 24  gives")
    for origin in origins:
        if not re.fullmatch(r"https?://[^/\s]+", origin):
            raise UsageError(f"--origin {origin}: expected the beginning of an address without a path, such as http://127.0.0.1:3333")
    if is_loopback(host):
        return Access(frozenset({"localhost", "127.0.0.1", "[::1]", f"[{host}]" if ":" in host else host.lower()}), frozenset(origins))
    if not token:
        raise UsageError(f"--host {host} can be reached by others; set a token in the environment first:  {TOKEN}=… enduse serve …")
    return Access(frozenset(), frozenset(origins))


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a host."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections; they wait until ``run``.

    Raises:
        UsageError: the port is taken, or there is no such host here.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((host, port))
    except OSError as error:
        opened.close()
        raise UsageError(f"{host}, port {port}: {error.strerror}; give another with --port, or --port 0 for any that is free") from error
    opened.listen(1024)
    return opened


@contextmanager
def application(
    case: Case, access: Access, *, token: str = "", on: str = "", atlas: str = "", limits: Limits = LIMITS, look: float = LOOK
) -> Iterator[Application]:
    """The application over the last build of a case, and over each new one as it comes. ``on``: the day asked where a request names none;
    ``atlas``: where its atlas is read, else as case.yml says.

    Raises:
        UsageError: the case has not been built, a build is under way, or ``atlas`` is no address.
    """
    links = Atlas(atlas_of(case, atlas).address)
    versions = Versions.of_case(case, limits, on)
    title = case.settings.title.get("en") or next(iter(case.settings.title.values()), "")
    with application_over(versions, case.root.resolve().name, title, access, token=token, limits=limits, atlas=links) as app:
        versions.watch(look)
        yield app


@contextmanager
def application_over(
    versions: Versions, name: str, title: str, access: Access, *, token: str = "", limits: Limits = LIMITS, atlas: Atlas = NOWHERE
) -> Iterator[Application]:
    """The application over any index; closes the versions when the block ends."""
    with closing(versions), closing(Jobs(versions, limits, atlas)) as jobs:
        yield Application(Desk(name, title, versions, jobs, limits, token, access.origins), OPERATIONS, access)


def config(app: Application) -> uvicorn.Config:
    """How the application is run: HTTP alone, quiet, saying nothing of what it runs on; names that are asked are written nowhere."""
    return uvicorn.Config(
        app,
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=1_000,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=15,
        h11_max_incomplete_event_size=_HEAD,
    )


def run(app: Application, opened: socket.socket) -> None:
    """Answer until the process is told to end; what is under way is finished then."""
    signal.signal(signal.SIGTERM, _end)
    thresholds = gc.get_threshold()
    # What was loaded stays as long as its version does: the collector need not walk it again and again while names are answered, and
    # what answers remember of names has no cycles. Those of connections are young when they go, and still found.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    try:
        uvicorn.Server(config(app)).run(sockets=[opened])
    finally:
        gc.unfreeze()
        gc.set_threshold(*thresholds)


def _end(_number: int, _frame: object) -> None:
    raise SystemExit(0)
