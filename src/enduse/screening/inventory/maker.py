"""The maker of a device: every hint of its row together, and what they amount to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from enduse.screening.inventory.brand import Brand, read_brand
from enduse.screening.inventory.device import Device
from enduse.screening.inventory.evidence import FIRM, LEAD, LIKELY, POSSIBLE, SAID, SEVERAL, STATED, UNKNOWN, Evidence, Made
from enduse.screening.inventory.mac import of_mac
from enduse.screening.inventory.model_grammar import of_firmware, of_model, of_text
from enduse.screening.inventory.oem import Records
from enduse.screening.inventory.serial import of_serial
from enduse.screening.inventory.tables import makers, words

_RANK = (POSSIBLE, LIKELY, STATED)


def made_by(device: Device, records: Records, ids: Mapping[str, str]) -> Made:
    """Who made a device. ``ids`` gives for the key of a maker the id of its body in the case, where it has one."""
    brand = read_brand(device.brand, records.brands)
    found = [replace(each, maker=ids[each.maker]) if each.maker in ids else each for each in _evidence(device, brand, records)]
    return weigh(tuple(dict.fromkeys(found)))


def _evidence(device: Device, brand: Brand, records: Records) -> Iterator[Evidence]:
    yield from _of_brand(brand)
    of_its_model = of_model(device.model, brand.key)
    yield from of_its_model
    yield from of_serial(device.serial, {each.maker for each in of_its_model} | {brand.maker} - {""})
    yield from of_firmware(device.firmware)
    of_brand = list(records.evidence(brand, device.model, device.day)) if brand.key else []
    yield from of_brand
    if brand.key and not brand.maker and not brand.stranger and not of_brand:
        yield Evidence("", "record", SAID, words().said["no-record"].format(brand=brand.written))
    yield from of_text(device.text)
    yield from of_mac(device.mac)


def _of_brand(brand: Brand) -> Iterator[Evidence]:
    said, known = words().said, makers().makers
    if brand.stranger:
        yield Evidence("", "brand", SAID, said["not-a-maker"].format(brand=brand.written, maker=known[brand.stranger].label))
    elif brand.maker and brand.read_like:
        text = said["look-alike"].format(brand=brand.written, known=brand.read_like, maker=known[brand.maker].label)
        yield Evidence(brand.maker, "brand", LEAD, text)
    elif brand.maker:
        yield Evidence(brand.maker, "brand", STATED, said["brand"].format(brand=brand.written, maker=known[brand.maker].label))


def weigh(evidence: Sequence[Evidence]) -> Made:
    """What the evidence amounts to; the order of the lines does not matter."""
    classes = {maker: _class([each for each in evidence if each.maker == maker]) for maker in sorted({e.maker for e in evidence} - {""})}
    if not classes:
        return Made((), UNKNOWN, tuple(evidence))
    firm = sorted(maker for maker, known in classes.items() if known != POSSIBLE)
    if len(firm) > 1 or (not firm and len(classes) > 1):
        preferred = firm or sorted(classes)
        return Made(tuple(preferred), SEVERAL, tuple(evidence), tuple(each for each in classes if each not in preferred))
    maker = firm[0] if firm else next(iter(classes))
    return Made((maker,), classes[maker], tuple(evidence), tuple(each for each in classes if each != maker))


def _class(mine: Sequence[Evidence]) -> str:
    strengths = {each.strength for each in mine}
    if STATED in strengths:
        return STATED
    families = {each.family for each in mine}
    return LIKELY if FIRM in strengths or len(families) >= words().leads_for_likely else POSSIBLE
