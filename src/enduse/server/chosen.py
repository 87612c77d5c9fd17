"""Which bodies a request is confined to: by list, by kind, and without those a person has set aside, as yente's clients ask it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

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

    def has(self, body: str, schema: str, lists: Callable[[], Collection[str]]) -> bool:
        """Whether a body is among those chosen; ``lists``: those that say something of it, asked for only where they matter."""
        if schema in self.kinds_without or body in self.bodies_without:
            return False
        if not self.lists and not self.without:
            return True
        own = set(lists())
        return (not self.lists or bool(own & self.lists)) and not own & self.without
