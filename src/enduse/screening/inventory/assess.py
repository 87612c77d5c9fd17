"""An inventory assessed: for each device its maker, the lists, what rules ask of its owner, its exposure, and its place in the order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from enduse.findings.listed.answer import ALIKE, Standing
from enduse.findings.listed.ask import Stood
from enduse.findings.listed.names import Asked
from enduse.screening.index import Index
from enduse.screening.inventory.device import Device
from enduse.screening.inventory.evidence import Made
from enduse.screening.inventory.exposure import exposure
from enduse.screening.inventory.maker import made_by
from enduse.screening.inventory.obligations import BOUND, NOT_BOUND, NOT_KNOWN, MakerOn, Obligation, obligations
from enduse.screening.inventory.oem import Records
from enduse.screening.inventory.records import Known
from enduse.screening.inventory.rules import USING
from enduse.screening.inventory.tables import makers, order


@dataclass(frozen=True, slots=True)
class Candidate:
    """A maker that a device may have: its id, how it is called, what the lists say, what rules ask of the owner if it is the maker."""

    id: str
    name: str
    bought: tuple[Standing, ...]
    asked: tuple[Standing, ...]
    obligations: tuple[Obligation, ...]
    page: str = ""


@dataclass(frozen=True, slots=True)
class Assessed:
    """The answer to one row. ``order`` is its place among those to replace, 0 for none; ``group`` one of ``order.yml``."""

    device: Device
    made: Made
    candidates: tuple[Candidate, ...]
    exposure: int
    exposed: tuple[str, ...]
    group: str
    order: int = 0


class Case:
    """What a built case says of makers: their bodies, the records on brands, the lists."""

    def __init__(self, index: Index, known: Known) -> None:
        self._index = index
        self._obligations: dict[tuple[str, ...], tuple[Obligation, ...]] = {}
        self.records = Records(known.brands)
        self._names = {maker.id: maker.name.en for each in known.brands for maker in each.record.makers}
        self.ids = _bodies(index)
        self._keys = {body: key for key, body in self.ids.items()}
        self._names |= {self.ids.get(key, key): maker.label for key, maker in makers().makers.items()}

    def assess(self, devices: Iterable[Device], day: str) -> list[Assessed]:
        """An answer to each device, in their order; ``day`` is the day asked of rules on use."""
        made = [(device, made_by(device, self.records, self.ids)) for device in devices]
        wanted = {(maker, on) for device, each in made for maker in each.makers for on in (device.day, day) if on}
        stood = self._index.stood(wanted)
        pages = self._index.pages({maker for maker, _ in wanted})
        return in_order([self._assessed(device, each, stood, pages, day) for device, each in made])

    def _assessed(self, device: Device, made: Made, stood: Stood, pages: Mapping[str, str], day: str) -> Assessed:
        found = []
        for maker in made.makers:
            bought, asked = tuple(stood.get((maker, device.day), ())), tuple(stood.get((maker, day), ()))
            asks = self._asked(device, MakerOn(self._keys.get(maker, maker), bought, asked), day)
            found.append(Candidate(maker, self.name(maker), bought, asked, asks, pages.get(maker, "")))
        points, said = exposure(device)
        return Assessed(device, made, tuple(found), points, said, _group(made, found))

    def _asked(self, device: Device, maker: MakerOn, day: str) -> tuple[Obligation, ...]:
        """The obligations, worked out once for all devices that are alike in what they rest on."""
        key = (maker.key, day, device.day, device.owner, device.country, device.money, device.place)
        if key not in self._obligations:
            self._obligations[key] = tuple(obligations(device, maker, day))
        return self._obligations[key]

    def name(self, maker: str) -> str:
        """How a maker is called."""
        return self._names.get(maker, maker)


def in_order(assessed: Sequence[Assessed]) -> list[Assessed]:
    """The same with their place in the order: by group, then exposure, then day of purchase (the oldest first), then row."""
    groups = {group.id: at for at, group in enumerate(order().groups)}
    ranked = sorted(
        (each for each in assessed if each.group),
        key=lambda each: (groups[each.group], -each.exposure, each.device.day or "9999", each.device.row),
    )
    places = {each.device.row: at for at, each in enumerate(ranked, 1)}
    return [replace(each, order=places.get(each.device.row, 0)) for each in assessed]


def _group(made: Made, candidates: Sequence[Candidate]) -> str:
    asked = [each for candidate in candidates for each in candidate.obligations]
    if not made.settled:
        return "possible" if asked else ""
    bound = {each.act for each in asked if each.outcome == BOUND}
    if bound:
        return "bound-use" if USING in bound else "bound-buying"
    if any(each.outcome == NOT_KNOWN for each in asked):
        return "open"
    return "listed" if any(each.outcome == NOT_BOUND for each in asked) else ""


def _bodies(index: Index) -> dict[str, str]:
    """For each maker of the tables the body of the case that bears one of its names, the first name that any bears."""
    asked = {key: [Asked(name) for name in maker.names] for key, maker in makers().makers.items()}
    found = index.find(each for several in asked.values() for each in several)
    bodies = {}
    for key, several in asked.items():
        named = [match.body for each in several for match in found[each].matches if match.how != ALIKE]
        if named:
            bodies[key] = named[0]
    return bodies
