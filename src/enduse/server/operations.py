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
from enduse.server.worker import Worker

WHOLE = "default"
"""The name under which yente's clients ask for everything."""
DATASET = {"dataset": "default, the case's name, or the key of a list (see /catalog)"}


@dataclass(frozen=True, slots=True)
class Desk:
    """What every operation answers from: the case by its name and title, its versions, and the files that are screened."""

    name: str
    title: str
    versions: Versions
    jobs: Jobs
    limits: Limits
    token: str = ""
    """What a request must bring; nothing where it is empty."""
    origins: frozenset[str] = frozenset()
    """Other sites whose pages may call this server and show what it serves."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request: the values of its path and of its declared parameters, and the version that answers it."""

    desk: Desk
    request: Request
    path: Mapping[str, str]
    given: Mapping[str, Any]
    worker: Worker

    def confined(self) -> str:
        """The key of the list the request is confined to; empty for the whole case.

        Raises:
            Refused: there is no such data set.
        """
        given = self.path["dataset"]
        if given in (WHOLE, self.desk.name):
            return ""
        if given in self.worker.lists:
            return given
        known = ", ".join([WHOLE, self.desk.name, *sorted(self.worker.lists)])
        raise Refused(404, "dataset", f"dataset: {given[:60]!r} is not served here; there are {known}")

    async def body(self, most: int, field: str = "body") -> bytes:
        """The bytes of the body. What is too much is read and thrown away, up to a bound, so that the client gets to read the answer.

        Raises:
            Refused: there are more than ``most``.
        """
        parts, size = [], 0
        async for part in self.request.stream():
            size += len(part)
            if size <= most:
                parts.append(part)
            if size > self.desk.limits.drained:
                break
        if size > most:
            raise Refused(413, field, f"{field}: it has more than {most} bytes; send less at a time")
        return b"".join(parts)


Handler = Callable[[Call], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Operation:
    """One address and method."""

    method: str
    path: str
    handler: Handler
    about: str
    parameters: tuple[Parameter, ...] = ()
    answers: Any = None
    """The shape of the answer, or several in a tuple; None where it is no JSON."""
    media: str = "application/json"
    status: int = 200
    body: Any = None
    """The shape of the body; ``bytes`` for a file, names of fields for a form."""
    body_media: str = "application/json"
    example: Any = None
    """An example of the body."""
    paths: Mapping[str, str] = field(default_factory=dict)
    """What each part of the path in braces is."""
    open: bool = False
    """Whether it needs no token: only what says nothing of the case."""
    described: bool = True
    """Whether the OpenAPI document has it."""
    upload: bool = False
    """Whether it may take as long as a file needs."""


def answer(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """An answer as JSON."""
    return Response(encode(value), status, headers, "application/json")
