"""``/listings``: whether a name was on a control list on a day, as ``enduse list --json`` answers it."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from enduse.findings.listed.answer import Question
from enduse.findings.listed.written import record
from enduse.screening.index import Index
from enduse.server.operations import Call, Operation, answer
from enduse.server.parameters import Parameter
from enduse.server.shapes import ListedAnswer


async def listings(call: Call) -> Response:
    """What every list says of a name on a day."""
    given = call.given

    def asked(index: Index) -> dict[str, Any]:
        said = index.listed([Question(given["name"], given["on"])], given["known_on"])[0]
        consulted = [{"list": key, "copy": day, "entries": entries} for key, day, entries in index.copies]
        return {**record(said, index.rules), "consulted": consulted, "build": index.about["build"]}

    return answer(await call.worker.ask(asked))


OPERATIONS = (
    Operation(
        "GET",
        "/listings",
        listings,
        "Whether a name was listed on a day, itself or through a body above it or an owner, by which act, and what the rule restricts.",
        (
            Parameter("name", "text", "the name, whole, in either script", required=True, example="Megvii Technology"),
            Parameter("on", "day", "the day asked", required=True, example="2019-10-09"),
            Parameter("known_on", "day", "count only what could be known on that day", ""),
        ),
        ListedAnswer,
    ),
)
