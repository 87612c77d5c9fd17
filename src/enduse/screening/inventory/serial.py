"""Serial numbers: those of a maker that begin with the model. Weak: what a device says of itself, or what was typed off a label."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from enduse.screening.inventory.evidence import LEAD, SAID, Evidence
from enduse.screening.inventory.model_grammar import fold_model, of_model
from enduse.screening.inventory.tables import forms, makers, sources, words


def of_serial(serial: str, others: Collection[str]) -> Iterator[Evidence]:
    """What a serial says beside ``others``, the makers that model and brand name: nothing new where it agrees with one, and nothing that
    counts where it does not. A serial of another shape says nothing, whatever it begins with.

    >>> [found.maker for found in of_serial("DS-2CD2143G0-I20201110AAWR123456789", ())]
    ['hikvision']
    >>> list(of_serial("594199052", ()))
    []
    """
    for form in forms():
        met = form.pattern.match(fold_model(serial)) if form.field == "serial" and serial else None
        if met is None:
            continue
        maker, model = form.makers[0], met["model"]
        if maker in others or maker not in {each.maker for each in of_model(model, "")}:
            continue
        code, named, strength = ("serial-beside", "", SAID) if others else ("serial", maker, LEAD)
        said = words().said[code].format(model=model, maker=makers().makers[maker].label, meaning=form.meaning)
        yield Evidence(named, "serial", strength, said, (sources()[form.source],))
