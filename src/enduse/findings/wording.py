"""Words from templates: every sentence of a finding is a template of a yml file with names, days and quoted records put in.

Templates are filled in both languages at once; a record's own words are the same in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from enduse.findings.sales import Day
from enduse.findings.sentences import sentences
from enduse.language.written_dates import chinese_date
from enduse.model.dates import PartialDate
from enduse.model.said import NOTHING, Said, Words
from enduse.vocabulary.load import vocabulary

_QUOTES = str.maketrans({"“": "‘", "”": "’", '"': "’"})


def step(name: str, /, **values: Said | str | int) -> Said:
    """The sentence (or part of one) of that name under ``steps`` in ``sentences/``."""
    return sentences().steps[name].fill(**values)


def gap(name: str, /, **values: Said | str | int) -> Said:
    """The sentence of that name under ``gaps`` in ``sentences/``."""
    return sentences().gaps[name].fill(**values)


def joined(joint: str, parts: Iterable[Said]) -> Said:
    """The parts with what stands under ``joints`` in ``sentences/`` between them: ``or``, ``and-list`` or ``sentences``."""
    return sentences().joints[joint].join(parts)


def quoted(record: str) -> str:
    """Words of a record, to stand between “ and ” of a template: on one line, its own quotation marks made single, no last full stop.

    >>> quoted('listed as\\n“Bureau”.')
    'listed as ‘Bureau’'
    """
    return " ".join(record.translate(_QUOTES).split()).removesuffix(".").removesuffix("。")


def labels(taxonomy: str, terms: Iterable[str]) -> Said:
    """What the taxonomy calls these terms, as part of a sentence; a term it does not hold stands as it is.

    >>> labels("direction", ["use", "import"])
    Said(en='import; use of its goods', zh='进口；使用')
    >>> labels("technology", ["str-kit"]).en
    'STR kits'
    """
    known = {term.id: Said(term.label["en"], term.label.get("zh", term.label["en"])) for term in vocabulary(taxonomy).terms}
    found = sorted(known.get(each, Said.alike(each)) for each in terms)
    return joined("and-list", [Said(_inside(label.en), label.zh) for label in found])


def _inside(label: str) -> str:
    """A label inside a sentence: a small letter first, abbreviations as they are."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def counted(records: int) -> Said:
    """How many records, in words."""
    return step("one-record") if records == 1 else step("several-records", count=records)


def date(text: str) -> Said:
    """A date of a record: in English as it is written, in Chinese in Chinese form, with the same precision.

    >>> date("2019-05/2021-06")
    Said(en='2019-05 to 2021-06', zh='2019年5月至2021年6月')
    """
    first, slash, last = text.partition("/")
    if slash:
        return step("span", first=date(first), last=date(last))
    return Said(text, chinese_date(text))


def any_of(days: Sequence[PartialDate]) -> Said:
    """Dates as one text; several are sources that differ."""
    return any_date(day.text for day in days)


def any_date(texts: Iterable[str]) -> Said:
    """As ``any_of``, of dates as their records write them."""
    return joined("or", map(date, texts))


def when(days: Sequence[Day]) -> Said:
    """When a sale was made, with the precision of its source and what the day is the day of."""
    if not days:
        return step("no-day")
    if len(days) > 1:
        return step("differing-days", date=any_of([day.stated for day in days]))
    day = days[0].stated
    if days[0].published:
        return step("published", date=date(day.text))
    return step({"day": "on-day", "span": "in-span"}.get(day.precision, "in-period"), date=date(day.text))


def then(days: Sequence[Day]) -> Words:
    """That something held on these days of a sale, with their precision: ``then`` inside a sentence, ``at_then`` at its head.

    What is said of a month or a longer time holds from its first day to its last.
    """
    name = "published" if any(day.published for day in days) or not days else days[0].stated.precision
    name = "differing" if len(days) > 1 else name
    return {"then": step(f"then-{name}"), "at_then": step(f"at-then-{name}")}


def amount(amounts: Sequence[str]) -> Said:
    """For how much, as stated; nothing where no amount is stated."""
    if not amounts:
        return NOTHING
    return step("amounts" if len(amounts) > 1 else "amount", amount=joined("or", map(Said.alike, amounts)))
