"""Operations: every address of the server with its method, who may use it, what it reads and what it answers, declared once.

Routes, the policy that tests compare, and the OpenAPI document are made of these declarations.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from enduse.server.errors import Refused
from enduse.server.jobs import Jobs
from enduse.server.limits import Limits
from enduse.server.parameters import Parameter
from enduse.server.shapes import encode
from enduse.server.versions import Versions


@dataclass(frozen=True, slots=True)
class Desk:
    """What every operation answers from: the case by its name and title, its versions, and the files that are screened."""

    name: str
    title: str
    versions: Versions
    jobs: Jobs
    limits: Limits
    origins: tuple[str, ...] = ()
    """Other sites whose pages may call this server (a browser's OpenRefine)."""


Handler = Callable[[Desk, Request, Mapping[str, Any]], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Operation:
    """One address and method."""

    method: str
    path: str
    handler: Handler
    about: str
    parameters: tuple[Parameter, ...] = ()
    answers: Any = None
    """The shape of the answer; None where it is no JSON."""
    media: str = "application/json"
    status: int = 200
    body: Any = None
    body_media: str = "application/json"
    example: Any = None
    """An example of the body."""
    paths: Mapping[str, str] = field(default_factory=dict)
    """What each part of the path in braces is."""
    open: bool = False
    """Whether it needs no token: only what says nothing of the case."""
    strict: bool = True
    """Whether a parameter that is not declared is refused."""
    described: bool = True
    upload: bool = False


def json(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """An answer as JSON."""
    return Response(encode(value), status, headers, "application/json")


async def body_of(request: Request, most: int, field: str = "body") -> bytes:
    """The bytes of a body.

    Raises:
        Refused: there are more than ``most``.
    """
    said = request.headers.get("content-length", "0")
    if said.isdigit() and int(said) > most:
        raise Refused(413, field, f"{field}: it has {said} bytes; expected {most} at most")
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise Refused(413, field, f"{field}: it has more than {most} bytes; send it in parts")
        parts.append(part)
    return b"".join(parts)


def check_dataset(desk: Desk, given: str, lists: Mapping[str, object]) -> str:
    """The key of the list a request is confined to; empty for the whole case.

    Raises:
        Refused: there is no such data set.
    """
    if given in ("default", desk.name):
        return ""
    if given in lists:
        return given
    known = ", ".join(["default", desk.name, *sorted(lists)])
    raise Refused(404, "dataset", f"dataset: {given[:60]!r} is not served here; there are {known}")
