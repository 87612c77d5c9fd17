"""Words from templates: every sentence of a finding is a template of a yml file with names, days and quoted records put in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from enduse.findings.sales import Day
from enduse.findings.settings import settings
from enduse.model.dates import PartialDate
from enduse.vocabulary.load import vocabulary

_QUOTES = str.maketrans({"“": "‘", "”": "’", '"': "’"})


def step(name: str, /, **values: object) -> str:
    """The sentence (or part of one) of that name under ``steps`` in ``settings.yml``."""
    return settings().steps[name].format(**values)


def gap(name: str, /, **values: object) -> str:
    """The sentence of that name under ``gaps`` in ``settings.yml``."""
    return settings().gaps[name].format(**values)


def quoted(record: str) -> str:
    """Words of a record, to stand between “ and ” of a template: on one line, its own quotation marks made single, no last full stop.

    >>> quoted('listed as\\n“Bureau”.')
    'listed as ‘Bureau’'
    """
    return " ".join(record.translate(_QUOTES).split()).removesuffix(".")


def labels(taxonomy: str, terms: Iterable[str]) -> str:
    """What the taxonomy calls these terms, as part of a sentence; a term it does not hold stands as it is.

    >>> labels("direction", ["use", "import"])
    'import; use of its goods'
    >>> labels("technology", ["str-kit"])
    'STR kits'
    """
    known = {term.id: term.label["en"] for term in vocabulary(taxonomy).terms}
    return "; ".join(_inside(label) for label in sorted(known.get(each, each) for each in terms))


def _inside(label: str) -> str:
    """A label inside a sentence: a small letter first, abbreviations as they are."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def counted(records: int) -> str:
    """How many records, in words."""
    return step("one-record") if records == 1 else step("several-records", count=records)


def any_of(days: Sequence[PartialDate]) -> str:
    """Dates as one text; several are sources that differ."""
    return " or ".join(day.text for day in days)


def when(days: Sequence[Day]) -> str:
    """When a sale was made, with the precision of its source and what the day is the day of."""
    if not days:
        return step("no-day")
    if len(days) > 1:
        return step("differing-days", date=any_of([day.stated for day in days]))
    day = days[0].stated
    if days[0].published:
        return step("published", date=day)
    return step({"day": "on-day", "span": "in-span"}.get(day.precision, "in-period"), date=day.text.replace("/", " to "))


def amount(amounts: Sequence[str]) -> str:
    """For how much, as stated; nothing where no amount is stated."""
    if not amounts:
        return ""
    return step("amounts" if len(amounts) > 1 else "amount", amount=" or ".join(amounts))
