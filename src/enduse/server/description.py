"""The OpenAPI description, made of the same declarations that route and check requests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from enduse import __version__
from enduse.server.jobs import FORMS
from enduse.server.limits import LIMITS
from enduse.server.operations import Operation
from enduse.server.parameters import Parameter
from enduse.server.shapes import Failure

_ABOUT = (
    "Names, bodies, lists and files against one built case, as of a day. /match, /search, /entities and /catalog have the form that the"
    " clients of yente know; /reconcile is the Reconciliation Service API 0.2. A match is a likeness for a person to check and says nothing"
    " of conduct; no match is no clearance. Every answer names the build it rests on: x-enduse-build, and build in its body."
)
REFUSALS = {
    "400": "Something in the request is wrong; field says what, detail what was expected.",
    "401": "The token is missing or another.",
    "403": "A page of another site asked.",
    "404": "There is no such thing here.",
    "409": "The job is not done.",
    "413": f"Too much: a body of more than {LIMITS.body} bytes ({LIMITS.file} for a file), or more than {LIMITS.rows} rows.",
    "414": f"The address is longer than {LIMITS.address} bytes.",
    "421": "The server is called under a name that is not its own.",
    "422": "The body is JSON of another form, or a file that cannot be read as a table.",
    "429": "Too much waits already, or too many files are kept; ask again in a moment.",
    "503": "The answer took too long.",
}


def describe(operations: Iterable[Operation], title: str, *, token: bool, datasets: Sequence[str] = ()) -> dict[str, Any]:
    """The document; ``datasets`` are named in it where it may say what the case holds."""
    told = [each for each in operations if each.described]
    shapes = list(dict.fromkeys(shape for each in told for shape in _shapes(each)))
    schemas, components = msgspec.json.schema_components([*shapes, Failure], ref_template="#/components/schemas/{name}")
    by_shape = dict(zip([*shapes, Failure], schemas, strict=True))
    paths: dict[str, Any] = {}
    for each in told:
        paths.setdefault(each.path, {})[each.method.lower()] = _operation(each, by_shape, datasets, token=token)
    document: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {
            "title": f"Enduse: {title}",
            "version": __version__,
            "description": _ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {"schemas": components},
    }
    if token:
        document["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    return document


def _shapes(operation: Operation) -> list[Any]:
    body = () if operation.body is bytes or isinstance(operation.body, tuple) else (operation.body,)
    return [shape for shape in (*_answers(operation), *body) if shape is not None and shape is not Any]


def _answers(operation: Operation) -> tuple[Any, ...]:
    return operation.answers if isinstance(operation.answers, tuple) else (operation.answers,)


def _operation(operation: Operation, by_shape: dict[Any, Any], datasets: Sequence[str], *, token: bool) -> dict[str, Any]:
    refusals = {status: {"description": about, "content": _content(by_shape[Failure])} for status, about in REFUSALS.items()}
    said: dict[str, Any] = {
        "operationId": _name(operation),
        "summary": operation.about,
        "parameters": [*_path(operation, datasets), *_query(operation.parameters)],
        "responses": {str(operation.status): _answer(operation, by_shape), **refusals},
    }
    if operation.path == "/entities/{id}":
        said["responses"]["308"] = {"description": "The id is that of a mention; the body it was joined in is at the location."}
    if operation.body is not None:
        said["requestBody"] = {"required": True, "content": {operation.body_media: _body(operation, by_shape)}}
    if token:
        said["security"] = [] if operation.open else [{"token": []}]
    return said


def _name(operation: Operation) -> str:
    parts = re.findall(r"[a-z]+", operation.path)
    return "-".join([operation.method.lower(), *parts])


def _path(operation: Operation, datasets: Sequence[str]) -> list[dict[str, Any]]:
    schemas = {
        "dataset": {"type": "string", "enum": list(datasets)} if datasets else {"type": "string", "minLength": 1},
        "form": {"type": "string", "enum": list(FORMS)},
    }
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": about,
            "schema": schemas.get(name, {"type": "string", "minLength": 1}),
        }
        for name, about in operation.paths.items()
    ]


def _query(parameters: Sequence[Parameter]) -> list[dict[str, Any]]:
    found = []
    for each in parameters:
        said = {"name": each.name, "in": "query", "required": each.required, "description": each.about, "schema": each.schema()}
        if each.example:
            said["example"] = [each.example] if each.kind == "texts" else each.example
        found.append(said)
    return found


def _answer(operation: Operation, by_shape: dict[Any, Any]) -> dict[str, Any]:
    said: dict[str, Any] = {"description": operation.about}
    if operation.media == "application/json":
        shapes = [by_shape.get(each, {"type": "object"}) for each in _answers(operation)]
        said["content"] = _content(shapes[0] if len(shapes) == 1 else {"anyOf": shapes})
    elif operation.media:
        said["content"] = {operation.media: {"schema": {"type": "string"}}}
    return said


def _body(operation: Operation, by_shape: dict[Any, Any]) -> dict[str, Any]:
    if operation.body is bytes:
        schema: Any = {"type": "string", "format": "binary"}
    elif isinstance(operation.body, tuple):
        schema = {"type": "object", "properties": {name: {"type": "string", "description": "as JSON"} for name in operation.body}}
    else:
        schema = by_shape[operation.body]
    return {"schema": schema, "example": operation.example} if operation.example is not None else {"schema": schema}


def _content(schema: Any) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}
