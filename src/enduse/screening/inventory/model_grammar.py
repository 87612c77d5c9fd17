"""Model grammar: whose forms a model, a firmware or a header has. A form two makers share decides nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from enduse.screening.inventory.evidence import FIRM, LEAD, Evidence
from enduse.screening.inventory.tables import Form, forms, makers, sources, words

_TOKEN = re.compile(r"[A-Z0-9][A-Z0-9/.()_-]{3,}")
_DASHES = re.compile("[‐‑‒–—−－﹣]")


def fold_model(model: str) -> str:
    """A model as compared: capital letters, one kind of hyphen, single blanks.

    >>> fold_model(" ds–2cd2143g0-i ")
    'DS-2CD2143G0-I'
    """
    return " ".join(_DASHES.sub("-", model).upper().split())


@lru_cache(maxsize=65536)
def of_model(model: str, brand: str) -> tuple[Evidence, ...]:
    """What the model says. ``brand`` is the brand of the row, folded; some forms speak of goods under certain brands only."""
    return tuple(_of_model(model, brand))


def _of_model(model: str, brand: str) -> Iterator[Evidence]:
    whole = fold_model(model)
    seen: set[str] = set()
    for each in dict.fromkeys([whole, *_TOKEN.findall(whole)]):
        met = [form for form in forms() if form.field == "model" and form.pattern.match(each) and form.pattern.pattern not in seen]
        seen |= {form.pattern.pattern for form in met}
        own = [form for form in met if not form.brands and not form.shared]
        yield from (_evidence("model", form, each) for form in _strongest(own))
        if not own:
            yield from (_evidence("model-of-brand", form, each) for form in _strongest(_under(met, brand)))
            yield from (found for form in met if form.shared for found in _shared(form, each))


def _under(met: Iterable[Form], brand: str) -> Iterator[Form]:
    return (form for form in met if brand in map(fold_brand, form.brands))


def of_firmware(firmware: str) -> Iterator[Evidence]:
    """What the version of the firmware says."""
    text = fold_model(firmware)
    for form in forms():
        if form.field == "firmware" and form.pattern.match(text):
            yield _evidence("firmware", form, text)


@lru_cache(maxsize=65536)
def of_text(text: str) -> tuple[Evidence, ...]:
    """What free text says: a header settles the maker, a model is a hint, since the text may speak of another device."""
    return tuple(_of_text(text))


def _of_text(text: str) -> Iterator[Evidence]:
    for form, header in _headers():
        if found := header.search(text):
            yield _evidence("header", form, found[0], family="text")
    for token in _TOKEN.findall(fold_model(text)):
        met = [form for form in forms() if form.field == "model" and form.strength == FIRM and form.pattern.match(token)]
        yield from (_evidence("model-text", form, token, family="text", strength=LEAD) for form in _strongest(met))


@lru_cache(maxsize=1)
def _headers() -> tuple[tuple[Form, re.Pattern[str]], ...]:
    """The headers of servers, to be found inside a text; their forms stand for a whole header."""
    return tuple((form, re.compile(form.pattern.pattern.strip("^$"), re.IGNORECASE)) for form in forms() if form.field == "text")


def fold_brand(brand: str) -> str:
    """Letters and digits of a brand, without case."""
    return "".join(sign for sign in brand.casefold() if sign.isalnum())


def _strongest(met: Iterable[Form]) -> Iterator[Form]:
    """For each maker its first form, a firm one before a hint."""
    seen: dict[tuple[str, ...], Form] = {}
    for form in met:
        known = seen.get(form.makers)
        if known is None or (known.strength != FIRM and form.strength == FIRM):
            seen[form.makers] = form
    return iter(seen.values())


def _shared(form: Form, model: str) -> Iterator[Evidence]:
    others = ", ".join(makers().makers[each].label for each in form.makers)
    said = words().said["shared"].format(model=model, others=others)
    for maker in form.makers:
        yield Evidence(maker, "model", LEAD, said, (sources()[form.source],))


def _evidence(code: str, form: Form, model: str, *, family: str = "", strength: str = "") -> Evidence:
    maker = form.makers[0]
    said = words().said[code].format(model=model, maker=makers().makers[maker].label, meaning=form.meaning, brand="/".join(form.brands))
    family = family or {"model-of-brand": "record"}.get(code, code)
    return Evidence(maker, family, strength or form.strength, said, (sources()[form.source],))
