"""Sums of money as papers write them: value, unit with the place it was found, kind; no unit, no sum."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from enduse.language.masking import absence
from enduse.language.numerals import NUMERAL, read_capital_amount
from enduse.language.scripts import fold
from enduse.model.errors import AmbiguousValue
from enduse.model.money import Money
from enduse.model.yaml_text import read_yaml

_NUMBER = r"(?P<sign>-)?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<short>[kmb]|mn|bn)?"
_WORDS = re.compile(
    rf"(?:人民币|RMB|¥)?:?(?:大写)?[:(]?((?<![\d.])(?![百佰千仟万亿兆]){NUMERAL}+[元圆](?:{NUMERAL}角)?零?(?:{NUMERAL}分)?[整正]?)\)?"
)
_WORDS_PER_UNIT = re.compile(
    rf"^每[\u4e00-\u9fff]{{1,2}}(?:人民币|大写|[(:¥])*{NUMERAL}+[元圆]|[元圆][整正]?\(?(?:¥|小写:?)?[\d,.]*元?/[^\d()]{{1,4}}"
)
"""A sum in words that is paid for each of what is counted: ``每吨人民币柒佰捌拾伍元整(785.00元/吨)``."""
_SIGN = re.compile(r"(¥|RMB|人民币|小写):")
_AND_SO_ON = re.compile(r"\([^()]*等\)")
_LEAD = re.compile(r"^(?:单价|总价|合计|报价|每[\u4e00-\u9fff]{1,2}(?=[(¥\d])|为|:)+")
"""Words that say which sum follows: ``单价每套(¥460)``."""
_WRITTEN_OUT = re.compile(r"\d{1,3}(?:,\d{3})+\.\d{2}")
_SHORT = {"k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9}
_USABLE = frozenset({"ok"})


class AmountReading(Struct, frozen=True):
    """What was read. ``status`` is ``ok`` or why the sum must not be counted.

    ``approximate``, ``negative``, ``implausible_low``, ``currency_unknown`` and ``placeholder`` carry the number all the same.
    """

    amount: Decimal | None
    currency: str | None
    status: str
    kind: str = "stated"
    unit_from: str | None = None
    """Where the unit stood: ``cell``, ``header``, ``label`` or ``words``; ``size`` where no other unit than yuan can be meant."""

    @property
    def money(self) -> Money | None:
        """The sum, where it may be counted."""
        if self.status not in _USABLE or self.amount is None or self.currency is None:
            return None
        return Money(self.amount, self.currency, self.kind)


def read_yuan(text: str, *, header: str = "", label: str = "", kind: str | None = None) -> Money:
    """Read a sum in yuan, as ``582.3万元`` or ``￥5,823,000.00元``; the unit may stand in the header or the label.

    Raises:
        AmbiguousValue: no unit, masked, missing, a rate, another currency, or two readings.

    >>> str(read_yuan("￥56.980000 万元（人民币）")), str(read_yuan("873.27", header="中标金额(万元)")), str(read_yuan("陆万陆仟元整"))
    ('CNY 569800', 'CNY 8732700', 'CNY 66000')
    """
    reading = examine_amount(text, header=header, label=label, kind=kind)
    money = reading.money
    if money is None:
        raise AmbiguousValue(f"no sum that can be counted in {text!r}: {reading.status}; give the number with its unit (元, 万元)")
    if money.currency != "CNY":
        raise AmbiguousValue(f"{text!r} is in {money.currency}, not in yuan")
    return money


def examine_amount(text: str, *, header: str = "", label: str = "", kind: str | None = None) -> AmountReading:
    """Read a sum and say why where there is none.

    Status: ``ok``, ``empty``, ``missing``, ``masked``, ``placeholder`` (0.000000), ``not_an_amount`` (a rate), ``ambiguous`` (no unit,
    units that disagree, words and digits that disagree), ``invalid``, ``negative``,
    ``approximate``, ``implausible_low``, ``currency_unknown``.
    """
    rules = _rules()
    cell = fold(text).text.replace(" ", "").replace("\n", "").strip(";,。:")
    context = fold(f"{header} {label}").text.replace(" ", "")
    context = _AND_SO_ON.sub("", context) if "等" in context else context
    found = kind or _kind(f"{context}{cell}")
    gone = absence(text)
    if gone is not None:
        return AmountReading(None, None, gone, found)
    both = f"{cell}{context}"
    if "%" in cell or any(word in both for word in rules["rates"]):
        return AmountReading(None, None, "not_an_amount", "rate")
    words = _read_words(cell)
    digits = _read_digits(cell, context, "header" if header else "label", found, rules)
    if words is None:
        return digits
    found = "unit-price" if _WORDS_PER_UNIT.search(cell) else found
    if digits.amount is not None and digits.status == "ok" and digits.amount != words:
        return AmountReading(None, None, "ambiguous", found)
    return AmountReading(words, "CNY", "ok", found, "words")


def _kind(text: str) -> str:
    return next((kind for kind, pattern in _kinds() if pattern.search(text)), "stated")


@lru_cache(maxsize=1)
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["kind"], re.compile(row["pattern"])) for row in _rules()["kinds"])


def _read_words(cell: str) -> Decimal | None:
    match = _WORDS.search(cell) if "元" in cell or "圆" in cell else None
    if match is None:
        return None
    try:
        return read_capital_amount(match[1])
    except AmbiguousValue:
        return None


def _read_digits(cell: str, context: str, place: str, kind: str, rules: dict[str, Any]) -> AmountReading:
    bare = _WORDS.sub("", cell) if "元" in cell or "圆" in cell else cell
    bare = (_SIGN.sub(r"\1", bare) if ":" in bare else bare).strip("小写:,;。")
    bare = _LEAD.sub("", bare)
    bare = bare[1:-1] if bare.startswith("(") and re.fullmatch(r"\([^()]*\)", bare) else bare
    label, colon, tail = bare.rpartition(":")
    if colon and tail and not label[:1].isdigit():  # 0.00(万元)包号:2 is no 2
        bare, context, place = tail, f"{context}{label}", "label" if _unit_pattern().search(label) else place
    match = _pattern().fullmatch(bare)
    if match is None:
        return AmountReading(None, None, "invalid", kind)
    number = Decimal(match["number"].replace(",", ""))
    if len(str(int(number))) > int(rules["limits"]["implausible_digits"]):
        return AmountReading(None, None, "invalid", kind)
    factor, currency, unit_from = _unit(match, context, place, rules)
    if factor is None:
        return AmountReading(None, None, "ambiguous", kind)
    if match["per"]:
        kind = "unit-price"
    amount = _plain(number * factor) if factor != 1 else number
    if match["sign"]:
        return AmountReading(-amount, currency, "negative", kind, unit_from)
    status = _status(match, amount, currency, kind, rules)
    return AmountReading(amount, currency, status, kind, unit_from)


def _status(match: re.Match[str], amount: Decimal, currency: str | None, kind: str, rules: dict[str, Any]) -> str:
    if amount == 0:
        return "placeholder"
    if currency is None:
        return "currency_unknown"
    if match["about"] or match["after"]:
        return "approximate"
    low = Decimal(rules["limits"]["implausible_low"])
    return "implausible_low" if amount < low and kind != "unit-price" else "ok"


def _unit(match: re.Match[str], context: str, place: str, rules: dict[str, Any]) -> tuple[Decimal | None, str | None, str | None]:
    """Factor, currency and place of the unit; a factor of None where no unit stands anywhere or two disagree."""
    multipliers, currencies = rules["multipliers"], rules["currencies"]
    sign, multiplier, word, short = match["currency"], match["multiplier"], match["word"], match["short"]
    around = _unit_pattern().findall(context)
    units = {(multiplier_word, currencies[word_]) for multiplier_word, word_ in around}
    own = currencies.get(word or "") or currencies.get(sign or "")
    if sign in rules["unknown_signs"] and not word:
        return Decimal(_SHORT.get(short or "", 1)) * multipliers.get(multiplier or "", 1), None, "cell"
    if short:
        return None, None, None
    if multiplier in rules["alone"] and not word and own is None and re.search(rules["sum-words"], context):
        own = rules["home"]
    if word or multiplier:
        if own is None:
            return None, None, None
        disagree = units and all((multiplier or "", own) != unit for unit in units)
        return (None, None, None) if disagree else (Decimal(multipliers.get(multiplier or "", 1)), own, "cell")
    if not units and own is None and (match["whole"] or _only_yuan(match["number"], rules["limits"])):
        return Decimal(1), "CNY", "words" if match["whole"] else "size"
    if len(units) > 1 or (not units and own is None):
        return None, None, None
    if not units:
        return Decimal(1), own, "cell"
    header_multiplier, header_currency = units.pop()
    if own is not None and own != header_currency:
        return None, None, None
    return Decimal(multipliers.get(header_multiplier, 1)), header_currency, place


def _only_yuan(number: str, limits: dict[str, Any]) -> bool:
    """Whether a bare number can be in nothing but yuan: from its size, and sooner where it is written as sums in yuan are."""
    written_out = _WRITTEN_OUT.fullmatch(number) is not None
    return Decimal(number.replace(",", "")) >= int(limits["only_yuan_written_out" if written_out else "only_yuan"])


def _plain(amount: Decimal) -> Decimal:
    """Without the noughts a factor leaves behind the point: 56.980000 ten-thousands are 569800."""
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount.normalize()


@lru_cache(maxsize=1)
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = read_yaml(files("enduse.language").joinpath("amounts.yml").read_text(encoding="utf-8"))
    return rules


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=1)
def _unit_pattern() -> re.Pattern[str]:
    """Multiplier and currency word inside a header, never the 元 of 单元 nor a word inside another."""
    rules = _rules()
    words = [word for word in rules["currencies"] if word not in {"人民币", "¥"}]
    return re.compile(rf"(?<!单)({_alternatives(list(rules['multipliers']))}|)({_alternatives(words)})")


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    rules = _rules()
    currencies = _alternatives([*rules["currencies"], *rules["unknown_signs"]])
    about = _alternatives(rules["approximate"])
    return re.compile(
        rf"(?P<about>{about})?(?:人民币)?:?(?P<currency>{currencies})?:?{_NUMBER}\(?(?P<multiplier>{_alternatives(list(rules['multipliers']))})?"
        rf"(?P<word>{_alternatives(list(rules['currencies']))})?\)?(?P<whole>[整正])?\)?(?P<after>{about})?(?:\((?:人民币|含税|大写|小写)\))?"
        rf"(?P<per>(?:{_alternatives(rules['per_unit'])})[^\d]{{1,4}})?",
        re.IGNORECASE,
    )
