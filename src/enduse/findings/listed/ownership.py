"""Rules by which a list reaches what a listed body owns (``ownership.yml``), and what each said on a day."""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec

from enduse.model.dates import PartialDate
from enduse.model.errors import InvalidTaxonomy
from enduse.model.yaml_text import read_yaml

IN_FORCE, SUSPENDED, NOT_YET, UNKNOWN = "in-force", "suspended", "not-yet", "unknown"


class Period(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"start": "from", "end": "to"}):
    """Days, both inclusive, in which the rule had one state."""

    start: str
    end: str
    state: str


class TextRead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text that was read and says when the rule held."""

    publisher: str
    title: str
    date: str
    address: str


class OwnershipRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule: from which share (percent, inclusive) it reaches, for which lists, except bodies of which countries."""

    rule: str
    lists: tuple[str, ...]
    threshold: int
    exempt_countries: tuple[str, ...]
    periods: tuple[Period, ...]
    read: tuple[TextRead, ...]

    def state(self, day: PartialDate) -> str:
        """The state on a day; ``unknown`` where the day lies in no period, or may lie in two."""
        for period in self.periods:
            if PartialDate.parse(period.start).first <= day.first and day.last <= PartialDate.parse(period.end).last:
                return period.state
        return UNKNOWN


@cache
def ownership_rules() -> tuple[OwnershipRule, ...]:
    """The rules shipped with this version.

    Raises:
        InvalidTaxonomy: ``ownership.yml`` lacks a key, has an unknown one, or a period has an unknown state.
    """
    raw = read_yaml(resources.files(__package__).joinpath("ownership.yml").read_text("utf-8"))
    try:
        rules = msgspec.convert(raw, tuple[OwnershipRule, ...])
    except msgspec.ValidationError as error:
        raise InvalidTaxonomy(f"findings/listed/ownership.yml: {error}") from error
    for period in (period for rule in rules for period in rule.periods):
        if period.state not in (IN_FORCE, SUSPENDED, NOT_YET):
            raise InvalidTaxonomy(f"findings/listed/ownership.yml: state {period.state!r} is none of in-force, suspended, not-yet")
    return rules
