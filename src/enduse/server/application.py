"""The application: a request finds its operation, is checked, answered by the version of that moment, and gets its headers."""

from __future__ import annotations

import asyncio
import hmac
import logging
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from enduse.model.errors import EnduseError
from enduse.server.errors import Busy, Refused
from enduse.server.operations import Call, Desk, Operation, answer
from enduse.server.parameters import read_parameters
from enduse.server.shapes import Failure

HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
"""Of every answer that does not say otherwise."""
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_LOG = logging.getLogger("enduse.server")


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask: ``hosts`` are the names under which the server may be called (empty: any, where a token guards it), ``origins`` other
    sites whose pages may call it from a browser."""

    hosts: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()


class Application:
    """The operations of a desk as an ASGI application."""

    def __init__(self, desk: Desk, operations: Iterable[Operation], access: Access) -> None:
        self._desk, self._access = desk, access
        self._routes = [(tuple(each.path.strip("/").split("/")), each) for each in operations]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        given = request.headers.get("x-request-id", "")
        request_id = given if REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
        response = await self._answered(request, request_id)
        if response is None:  # the client has gone
            return
        for name, value in {**HEADERS, **self._cross_origin(request.headers), "x-request-id": request_id}.items():
            response.headers.setdefault(name, value)
        if not response.headers["x-frame-options"]:  # a page that says itself in its policy who may show it
            del response.headers["x-frame-options"]

        async def sent(message: Message) -> None:
            if request.method != "HEAD" or message["type"] != "http.response.body":
                await send(message)
            else:
                await send({**message, "body": b""})

        await response(scope, receive, sent)

    async def _answered(self, request: Request, request_id: str) -> Response | None:
        try:
            return await self._dispatched(request)
        except Refused as error:
            return _failure(error.status, str(error), error.field, request_id, error.headers)
        except Busy as error:
            return _failure(429, str(error), "", request_id, {"retry-after": "1"})
        except TimeoutError:
            said = f"no answer within {self._desk.limits.seconds:g} seconds; send less at a time, or the same again later"
            return _failure(503, said, "", request_id, {"retry-after": "1"})
        except ClientDisconnect:
            return None
        except EnduseError as error:
            return _failure(500, str(error), "", request_id)
        except Exception:  # noqa: BLE001 - the outermost frame of a request: the client gets an answer, the operator the trace
            _LOG.exception("request %s failed", request_id)
            return _failure(500, "the server has a defect; its log has the details under this request's id", "", request_id)

    async def _dispatched(self, request: Request) -> Response:
        limits = self._desk.limits
        if len(request.scope["raw_path"]) + len(request.scope["query_string"]) > limits.address:
            raise Refused(414, _longest(request), f"{_longest(request)}: the address is longer than {limits.address} bytes; send less")
        self._check_origin(request)
        if request.method == "OPTIONS" and "origin" in request.headers:
            return Response(status_code=204)
        operation, path = self._found(request)
        if not operation.open:
            self._check_token(request.headers)
        given = read_parameters(operation.parameters, request.query_params)
        with self._desk.versions.used() as worker:
            async with asyncio.timeout(limits.upload_seconds if operation.upload else limits.seconds):
                response = await operation.handler(Call(self._desk, request, path, given, worker))
            response.headers["x-enduse-build"] = worker.build
        return response

    def _found(self, request: Request) -> tuple[Operation, dict[str, str]]:
        """The operation of an address and the values of its path; an encoded slash is part of a value."""
        parts = [unquote(part) for part in request.scope["raw_path"].decode("latin-1").split("?")[0].strip("/").split("/")]
        fitting = [(each, values) for each, values in ((each, _fit(route, parts)) for route, each in self._routes) if values is not None]
        method = "GET" if request.method == "HEAD" else request.method
        for operation, values in fitting:
            if operation.method == method:
                return operation, values
        if fitting:
            allowed = ", ".join(sorted({each.method for each, _ in fitting}))
            raise Refused(405, "method", f"method: {request.method} is not answered here; expected {allowed}", {"allow": allowed})
        raise Refused(404, "path", "path: nothing is here; see /openapi.json for what there is")

    def _check_origin(self, request: Request) -> None:
        """A page of another site that a browser shows, or a name that leads here by a trick, gets nothing."""
        host = request.headers.get("host", "")
        if self._access.hosts and _host_name(host) not in self._access.hosts:
            expected = ", ".join(sorted(self._access.hosts))
            raise Refused(421, "host", f"host: this server answers only under {expected}")
        origin = request.headers.get("origin")
        if origin is not None and origin not in self._access.origins and origin.partition("://")[2] != host:
            raise Refused(403, "origin", "origin: pages of other sites may not call this server; see  enduse serve --origin")

    def _check_token(self, headers: Headers) -> None:
        if not self._desk.token:
            return
        kind, _, given = headers.get("authorization", "").partition(" ")
        right = kind.lower() in ("bearer", "apikey") and hmac.compare_digest(given.strip().encode(), self._desk.token.encode())
        if not right:
            raise Refused(
                401, "authorization", "authorization: expected the header  Authorization: Bearer TOKEN", {"www-authenticate": "Bearer"}
            )

    def _cross_origin(self, headers: Headers) -> dict[str, str]:
        origin = headers.get("origin", "")
        if origin not in self._access.origins:
            return {}
        return {
            "access-control-allow-origin": origin,
            "access-control-allow-headers": "authorization, content-type, x-request-id",
            "access-control-allow-methods": "GET, POST, DELETE",
            "access-control-expose-headers": "x-enduse-build, x-request-id",
            "cross-origin-resource-policy": "cross-origin",
            "vary": "origin",
        }


def _fit(route: tuple[str, ...], parts: list[str]) -> dict[str, str] | None:
    """The values of a route's braces, None where the path is another."""
    if len(route) != len(parts):
        return None
    values = {}
    for expected, part in zip(route, parts, strict=True):
        if expected.startswith("{"):
            values[expected.strip("{}")] = part
        elif expected != part:
            return None
    return values


def _failure(status: int, detail: str, field: str, request_id: str, headers: Mapping[str, str] | None = None) -> Response:
    return answer(Failure(detail, field, request_id), status, headers)


def _host_name(host: str) -> str:
    """The name of a ``Host`` header without its port."""
    return host.rpartition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0].lower()


def _longest(request: Request) -> str:
    """The parameter that takes most of an address."""
    parts: dict[str, Any] = {"path": len(request.scope["raw_path"])}
    for part in request.scope["query_string"].decode("latin-1").split("&"):
        name = unquote(part.partition("=")[0])[:60]
        parts[name] = parts.get(name, 0) + len(part)
    return max(parts, key=lambda name: parts[name])
