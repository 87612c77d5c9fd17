"""``/search`` and ``/entities``: bodies looked up by name or id, in yente's form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from enduse.findings.listed.names import Asked
from enduse.model.kinds import load_kinds
from enduse.screening.index import Index
from enduse.screening.policy import load_policy
from enduse.screening.screen import concerns_of
from enduse.server.bodies import body, plain
from enduse.server.chosen import FILTERS, Chosen
from enduse.server.errors import Refused
from enduse.server.limits import LIMITS
from enduse.server.matching import ABOVE, ON
from enduse.server.operations import DATASET, Call, Operation, answer
from enduse.server.parameters import Parameter
from enduse.server.shapes import Facet, FacetItem, Said, SearchAnswer, Total

YES_NO = ("true", "false")


async def search(call: Call) -> Response:
    """The bodies whose names hold the words, or are alike."""
    chosen, given = Chosen.of(call), call.given
    schema = given["schema"]
    if schema and schema not in load_kinds() and schema not in ABOVE:
        raise Refused(400, "schema", f"schema: {schema[:60]!r} is no kind; expected one of {', '.join(load_kinds())}")
    return answer(await call.worker.ask(lambda index: _page(index, chosen, given, call.desk.name)))


def _page(index: Index, chosen: Chosen, given: Mapping[str, Any], case: str) -> SearchAnswer:
    wanted = _Wanted(index, chosen, given)
    found = [each for each in _named(index, given["q"]) if wanted(each)]
    start = given["offset"]
    return SearchAnswer(
        results=[body(index, each, case) for each in found[start : start + given["limit"]]],
        facets=_facets(index, found, given["facets"]),
        total=Total(len(found)),
        limit=given["limit"],
        offset=start,
        build=index.about["build"],
    )


def _named(index: Index, words: str) -> Iterable[str]:
    """Bodies by name: those that hold the words with those alike among them, after the ones whose name is equal."""
    if not words.strip():
        return index.directory.everyone
    asked = Asked(words)
    alike = [match.body for match in index.find([asked])[asked].matches if match.score >= load_policy().possible]
    holding = index.directory.look(words)
    return dict.fromkeys([*alike, *holding])


class _Wanted:
    """Whether a body is of the kinds, countries and lists asked for."""

    def __init__(self, index: Index, chosen: Chosen, given: Mapping[str, Any]) -> None:
        self.index, self.chosen = index, chosen
        self.countries = {each.lower() for each in given["countries"]}
        self.lists = set(given["datasets"])
        self.target = given["target"]
        kinds = load_kinds()
        self.kinds = {name for name, kind in kinds.items() if given["schema"] in ("", *ABOVE) or kind.is_a(given["schema"])}

    def __call__(self, id_: str) -> bool:
        index = self.index
        _, schema = index.heads([id_]).get(id_, ("", ""))
        if schema not in self.kinds or not self.chosen.has(id_, schema, lambda: index.known_by[id_][1]):
            return False
        if self.countries and not self.countries.intersection(index.known_by[id_][0]):
            return False
        if self.lists and not self.lists.intersection(index.known_by[id_][1]):
            return False
        return not self.target or (self.target == "true") == self._is_target(id_)

    def _is_target(self, id_: str) -> bool:
        day = self.index.newest_copy()
        return any(each.relation in ("itself", "formerly") for each in self.index.stood([(id_, day)]).get((id_, day), ()))


def _facets(index: Index, found: Sequence[str], asked: Sequence[str]) -> dict[str, Facet]:
    """How many of the bodies have each country and stand on each list."""
    countries, lists = Counter[str](), Counter[str]()
    for each in found:
        own_countries, own_lists = index.known_by[each]
        countries.update(own_countries)
        lists.update(own_lists)
    counted = {"countries": ("Countries", countries), "datasets": ("Lists", lists)}
    return {
        name: Facet(label, [FacetItem(each, each, n) for each, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))])
        for name, (label, counts) in counted.items()
        if not asked or name in asked
    }


async def entity(call: Call) -> Response:
    """One body with what the case says of it on a day; a mention that was joined leads to its body."""
    wanted = call.path["id"]
    on = call.given["on"] or call.worker.day
    found = await call.worker.ask(lambda index: said(index, wanted, on, call.desk.name) or index.canonical(wanted))
    if found is None:
        raise Refused(404, "id", f"id: this case has no body {wanted[:60]!r}; persons are not served")
    if isinstance(found, str):
        query = call.request.url.query
        return Response(status_code=308, headers={"location": f"/entities/{quote(found, safe='')}{'?' + query if query else ''}"})
    return answer(found)


def said(index: Index, id_: str, on: str, case: str) -> Said | None:
    """A body on a day; None where a name could not find it."""
    if index.record(id_) is None:
        return None
    name, schema = index.heads([id_])[id_]
    standings = index.stood([(id_, on)]).get((id_, on), ())
    related = index.related([id_]).get(id_, [])
    return Said(
        **plain(index, id_, name, schema, standings, index.pages([id_]).get(id_, ""), case),
        on=on,
        concerns=list(concerns_of(on, standings, related, load_policy())),
        listings=list(standings),
        rules={each.list: list(index.rules.get(each.list, ())) for each in standings},
        findings=related,
    )


OPERATIONS = (
    Operation(
        "GET",
        "/search/{dataset}",
        search,
        "Bodies whose names hold the words or are alike to them, page by page; all bodies without words.",
        (
            Parameter("q", "text", "words of a name", "", example="hikvision"),
            Parameter("schema", "text", "only this kind and those below it", "", example="Company"),
            Parameter("countries", "texts", "only bodies of one of these countries, as two letters", example="cn"),
            Parameter("datasets", "texts", "only bodies of which one of these lists says something"),
            Parameter("target", "text", "only bodies that are or were on a list themselves, or only others", "", choices=YES_NO),
            Parameter("limit", "whole", "bodies of a page", 10, 0, LIMITS.matches),
            Parameter("offset", "whole", "bodies before the page", 0, 0, LIMITS.offset),
            Parameter("facets", "texts", "which counts to give; all without it", choices=("countries", "datasets", "topics")),
            Parameter("fuzzy", "text", "taken for yente's clients: alike names are always found", "", choices=YES_NO),
            Parameter("simple", "text", "taken for yente's clients: words are always only words", "", choices=YES_NO),
            *FILTERS,
        ),
        SearchAnswer,
        paths=DATASET,
    ),
    Operation(
        "GET",
        "/entities/{id}",
        entity,
        "A body with its own values, how it stood on every list on the day, what those lists restrict, and the findings that name it.",
        (ON, Parameter("nested", "text", "taken for yente's clients: listings and findings are always given", "", choices=YES_NO)),
        Said,
        paths={"id": "the id of a body, or of a mention that was joined in one"},
    ),
)
