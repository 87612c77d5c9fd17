"""What reconciliation clients ask while somebody types or points: suggestions, properties to fetch, and a small page on a body."""

from __future__ import annotations

from functools import cache
from importlib import resources

import jinja2
from starlette.responses import Response

from enduse.atlas.plaintext import visible
from enduse.release.wording import not_an_accusation
from enduse.screening.flat import entry
from enduse.screening.index import Index
from enduse.screening.policy import load_policy
from enduse.server.errors import Refused
from enduse.server.operations import DATASET, Call, Operation, answer
from enduse.server.parameters import Parameter
from enduse.server.recon_shapes import Meta, Proposed, Suggested, Suggestion, Type
from enduse.server.recon_terms import kinds, properties, types
from enduse.server.searching import said

SHOWN = 20
STYLE = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors "


async def entities(call: Call) -> Response:
    """Bodies by the beginning or a part of a name, or by id."""
    call.confined()
    prefix, skipped = call.given["prefix"], call.given["cursor"]

    def asked(index: Index) -> Suggested:
        if not prefix.strip():
            return Suggested([])
        found = [prefix] if index.record(prefix) is not None else index.directory.look(prefix)[skipped : skipped + SHOWN]
        heads = index.heads(found)
        return Suggested([_suggestion(id_, *heads[id_]) for id_ in found])

    return answer(await call.worker.ask(asked))


def _suggestion(id_: str, name: str, schema: str) -> Suggestion:
    return Suggestion(id_, name, kinds().get(schema, schema), [Type(each, label) for each, label in types(schema)][:1])


async def kinds_suggested(call: Call) -> Response:
    """Kinds by a part of name or label."""
    return answer(_suggested(kinds(), call))


async def properties_suggested(call: Call) -> Response:
    """Properties by a part of name or label."""
    return answer(_suggested({**properties(), "on": "Day asked"}, call))


def _suggested(labels: dict[str, str], call: Call) -> Suggested:
    call.confined()
    prefix, skipped = call.given["prefix"].casefold().strip(), call.given["cursor"]
    found = [Suggestion(id_, name) for id_, name in labels.items() if prefix in id_.casefold() or prefix in name.casefold()]
    return Suggested(found[skipped : skipped + SHOWN] if prefix else [])


async def proposed(call: Call) -> Response:
    """The properties that can be fetched of a kind."""
    call.confined()
    given = call.given
    found = [Meta(id_, name) for id_, name in properties(given["type"]).items()]
    return answer(Proposed(given["type"], given["limit"], found[: given["limit"]] if given["limit"] else found))


async def preview(call: Call) -> Response:
    """A small page on a body, to be shown inside another."""
    call.confined()
    on = call.given["on"] or call.worker.day
    told = await call.worker.ask(lambda index: said(index, call.path["id"], on, call.desk.name))
    if told is None:
        raise Refused(404, "id", "id: this case has no such body")
    page = _template().render(
        body=told, kind=kinds().get(told.schema, told.schema), policy=load_policy(), entry=entry, note=not_an_accusation("en")
    )
    policy = STYLE + " ".join(["'self'", *sorted(call.desk.origins)])
    return Response(page, media_type="text/html", headers={"content-security-policy": policy, "x-frame-options": ""})


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    environment.filters["visible"] = lambda value: visible(str(value))
    return environment.from_string(resources.files(__package__).joinpath("preview.html").read_text("utf-8"))


_TYPED = (
    Parameter("prefix", "text", "what was typed", "", example="hik"),
    Parameter("cursor", "whole", "suggestions to skip", 0, 0, 9_500),
    Parameter("limit", "whole", "taken for yente's clients; twenty are given", SHOWN, 0, 500),
)
OPERATIONS = (
    Operation("GET", "/reconcile/{dataset}/suggest/entity", entities, "Bodies for what is typed.", _TYPED, Suggested, paths=DATASET),
    Operation("GET", "/reconcile/{dataset}/suggest/type", kinds_suggested, "Kinds for what is typed.", _TYPED, Suggested, paths=DATASET),
    Operation(
        "GET",
        "/reconcile/{dataset}/suggest/property",
        properties_suggested,
        "Properties for what is typed.",
        _TYPED,
        Suggested,
        paths=DATASET,
    ),
    Operation(
        "GET",
        "/reconcile/{dataset}/extend/property",
        proposed,
        "Properties that data extension can give of a kind.",
        (
            Parameter("type", "text", "the kind", "", example="Company"),
            Parameter("limit", "whole", "properties at most; 0 for all", 0, 0, 500),
        ),
        Proposed,
        paths=DATASET,
    ),
    Operation(
        "GET",
        "/reconcile/{dataset}/preview/{id}",
        preview,
        "A small page on a body, for an inline frame.",
        (Parameter("on", "day", "the day asked; without it the day of the newest copy of a list", ""),),
        media="text/html",
        paths={**DATASET, "id": "the id of a body"},
    ),
)
