"""Parameters of a request, declared once: read by the server, and described by its OpenAPI document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import QueryParams

from enduse.model.dates import PartialDate
from enduse.model.errors import AmbiguousValue
from enduse.server.errors import Refused
from enduse.server.limits import LIMITS


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of the query. ``kind``: ``text``, ``whole``, ``number``, ``day`` or ``texts`` (may stand several times).

    ``least`` and ``most`` bound a number; ``most`` bounds the characters of a text where it is not 0.
    """

    name: str
    kind: str
    about: str
    default: Any = None
    least: float = 0
    most: float = 0
    choices: tuple[str, ...] = ()
    required: bool = False
    example: str = ""

    def read(self, given: Sequence[str]) -> Any:
        """The value of what the query gives.

        Raises:
            Refused: it is not of the kind, or beyond its bounds.
        """
        if self.kind == "texts":
            return tuple(self._text(each) for each in given)
        if not given:
            if self.required:
                raise self._wrong("it is missing", self.about)
            return self.default
        if len(given) > 1:
            raise self._wrong("it stands more than once", "it once")
        if self.kind in ("whole", "number"):
            return self._number(given[0])
        return self._day(given[0]) if self.kind == "day" else self._text(given[0])

    def schema(self) -> dict[str, Any]:
        """As JSON Schema."""
        if self.kind in ("whole", "number"):
            said: dict[str, Any] = {"type": "integer" if self.kind == "whole" else "number", "minimum": self.least, "maximum": self.most}
        else:
            said = {"type": "string", "maxLength": self._longest()}
            if self.required:
                said["minLength"] = 1
            if self.choices:
                said = {"type": "string", "enum": list(self.choices)}
            if self.kind == "day":
                said["pattern"] = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?$"
        if self.default not in (None, ""):
            said["default"] = self.default
        return {"type": "array", "items": said} if self.kind == "texts" else said

    def _text(self, text: str) -> str:
        if len(text) > self._longest():
            raise self._wrong(f"it has {len(text)} characters", f"{self._longest()} at most")
        if self.choices and text not in self.choices:
            raise self._wrong(f"it is {text[:60]!r}", f"one of {', '.join(self.choices)}")
        if self.required and not text.strip():
            raise self._wrong("it is empty", self.about)
        return text

    def _longest(self) -> int:
        return int(self.most) or LIMITS.name

    def _number(self, text: str) -> float | int:
        try:
            number = int(text) if self.kind == "whole" and len(text) < 20 else float(text)
        except ValueError:
            raise self._wrong(f"it is {text[:60]!r}", "a number" if self.kind == "number" else "a whole number") from None
        if (self.kind == "whole" and not isinstance(number, int)) or not self.least <= number <= self.most:
            raise self._wrong(f"it is {text[:60]}", f"a {'whole ' * (self.kind == 'whole')}number from {self.least} to {self.most}")
        return number

    def _day(self, text: str) -> str:
        return day(text, self.name)

    def _wrong(self, what: str, expected: str) -> Refused:
        return Refused(400, self.name, f"{self.name}: {what}; expected {expected}")


def day(text: str, field: str) -> str:
    """A day as asked: a day, a month, a year or a span.

    Raises:
        Refused: it is none.
    """
    if not text:
        return ""
    if len(text) > 40:
        raise Refused(400, field, f"{field}: {text[:40]!r}… is no day; expected such as 2024-03-01, 2024-03 or 2024")
    try:
        PartialDate.parse(text)
    except AmbiguousValue as error:
        raise Refused(400, field, f"{field}: {error}; expected a day such as 2024-03-01, a month, a year, or a span a/b") from error
    return text


def read_parameters(declared: Sequence[Parameter], given: QueryParams) -> Mapping[str, Any]:
    """The values of all declared parameters.

    Raises:
        Refused: a value is wrong, or a parameter is not known: one that would be passed over might have been a filter.
    """
    known = {each.name for each in declared}
    unknown = sorted(set(given) - known)
    if unknown:
        name = unknown[0][:60]
        raise Refused(400, name, f"{name}: this address knows no such parameter; it knows {', '.join(sorted(known)) or 'none'}")
    return {each.name: each.read(given.getlist(each.name)) for each in declared}
