"""Which bodies a request is confined to: by list, by kind, and without those a person has set aside, as yente's clients ask it."""

from __future__ import annotations

from dataclasses import dataclass

from enduse.findings.listed.answer import Standing
from enduse.screening.index import Index
from enduse.server.bodies import lists_of
from enduse.server.errors import Refused
from enduse.server.operations import WHOLE, Call
from enduse.server.parameters import Parameter

FILTERS = (
    Parameter("include_dataset", "texts", "only bodies of which one of these lists says something; beside the list in the path"),
    Parameter("exclude_dataset", "texts", "no bodies of which one of these lists says something"),
    Parameter("exclude_schema", "texts", "no bodies of these kinds", example="PublicBody"),
    Parameter("exclude_entity_ids", "texts", "no bodies of these ids"),
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """``lists`` is empty for the whole case."""

    lists: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    kinds_without: frozenset[str] = frozenset()
    bodies_without: frozenset[str] = frozenset()

    @classmethod
    def of(cls, call: Call) -> Chosen:
        """What a request chooses.

        Raises:
            Refused: a list is not served here.
        """
        given = call.given
        for name in ("include_dataset", "exclude_dataset"):
            for each in given[name]:
                if each not in call.worker.lists and each not in (WHOLE, call.desk.name):
                    known = ", ".join(sorted(call.worker.lists)) or "none"
                    raise Refused(400, name, f"{name}: there is no list {each[:60]!r}; there are {known}")
        path = call.confined()
        named = {path, *given["include_dataset"]} if path else set(given["include_dataset"])
        whole = bool({WHOLE, call.desk.name} & named)
        return cls(
            frozenset() if whole else frozenset(named),
            frozenset(given["exclude_dataset"]),
            frozenset(given["exclude_schema"]),
            frozenset(given["exclude_entity_ids"]),
        )

    def has(self, index: Index, body: str, schema: str, standings: tuple[Standing, ...]) -> bool:
        """Whether a body is among those chosen."""
        if schema in self.kinds_without or body in self.bodies_without:
            return False
        if not self.lists and not self.without:
            return True
        lists = lists_of(index.record(body), standings)
        return (not self.lists or any(each in self.lists for each in lists)) and not any(each in self.without for each in lists)
