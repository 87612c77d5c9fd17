"""All operations of the server, and their description."""

from __future__ import annotations

from starlette.responses import Response

from enduse.server import catalog, listings, matching, pages, reconciling, searching, suggesting, uploads
from enduse.server.description import describe
from enduse.server.operations import WHOLE, Call, Operation, answer


async def description(call: Call) -> Response:
    """The OpenAPI document of all operations."""
    guarded = bool(call.desk.token)
    datasets = () if guarded else (*dict.fromkeys((WHOLE, call.desk.name)), *call.worker.lists)
    return answer(describe(OPERATIONS, "a case" if guarded else call.desk.title, token=guarded, datasets=datasets))


OPERATIONS: tuple[Operation, ...] = (
    *matching.OPERATIONS,
    *searching.OPERATIONS,
    *listings.OPERATIONS,
    *uploads.OPERATIONS,
    *reconciling.OPERATIONS,
    *suggesting.OPERATIONS,
    *catalog.OPERATIONS,
    *pages.OPERATIONS,
    Operation("GET", "/openapi.json", description, "This description.", open=True, described=False),
)
