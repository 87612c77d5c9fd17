"""Things that running text of a result describes: ``摄像机(样视 YS-4200)380台,单价2860元``.

The forms are told by what stands around the words: a run of labels behind a name (``取证系统,品牌:…,型号:…,数量:2套``), and a thing with
its number, where brand and model stand in brackets behind it or the price behind the number.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from enduse.language.first_look import FirstLook
from enduse.statements.notices.brand_model import divided
from enduse.statements.notices.dictionary import Head, head_of, load
from enduse.statements.notices.parts import Outline
from enduse.statements.notices.passage import Passage, Span

_NOT_BOUGHT = frozenset({"candidates", "bidders", "qualification", "documents", "fee", "experts", "links", "proposed", "failed"})
_TELLING = frozenset({"brand", "model", "quantity", "unit-price"})
_TOLD_BY = FirstLook(("单价", "品牌", "型号", "(", "数量"))
"""One of these stands in every line that describes a thing."""
_LEAST_LABELS = 2
"""Labels, each with its colon, behind the name of a thing."""

Cells = dict[str, Span]


@dataclass(frozen=True, slots=True)
class Described:
    """One thing: its cells by column, and the words its sums stand behind."""

    cells: Cells
    heads: dict[str, str]
    lot: Span | None = None


@dataclass(frozen=True, slots=True)
class _Forms:
    labelled: re.Pattern[str]
    part: re.Pattern[str]
    counted: re.Pattern[str]
    number: re.Pattern[str]
    """What every thing that is counted has: a number and what it counts."""
    listed: re.Pattern[str]
    """Name, brand, model, number and price one after the other, without labels but for the price."""
    spaced: re.Pattern[str]
    """The same with spaces, in the section on what was bought: ``某终端 某牌 LK-900 42套 35600元``."""
    branded: re.Pattern[str]
    """The same with the word for a brand: ``样雷牌YL-300型``."""
    inside: re.Pattern[str]
    no_thing: re.Pattern[str]
    ends_thing: re.Pattern[str]
    """What ends a thing that was counted before."""


@lru_cache(maxsize=1)
def _forms() -> _Forms:
    data = load("counted")
    value = r"(?:[^:;,。、|\n ()]|\([^()]{0,20}\)|,(?=\d{3}(?!\d))| (?=[A-Za-z0-9]))"
    label = rf"(?:{data['part-labels']})(?:\([^()]{{1,6}}\))?"
    price = r"¥?\d[\d,]*(?:\.\d+)?万?元"
    return _Forms(
        labelled=re.compile(
            rf"(?:(?<![\u4e00-\u9fff])(?:{data['name-labels']}):(?P<named>{value}{{2,60}})"
            rf"|(?:(?<=[:;。 ])|^|(?<=\d[、.])) ?(?P<bare>(?!\d)[^:;,。、|\n ]{{2,40}}))"
            rf"(?P<parts>(?:[,;、 ]{{1,2}}{label}:{value}{{1,60}}){{2,}})"
        ),
        part=re.compile(rf"(?P<label>{label}):(?P<value>{value}{{1,60}})"),
        counted=re.compile(
            rf"(?:^|[:;。、,\n]|(?<=\d[、.])) ?(?P<name>{data['name']}(?:\((?![^()]*(?:品牌|型号))[\u4e00-\u9fff]{{1,8}}\))?)"
            r"(?:\((?P<inside>[^()\n]{2,60})\))? ?"
            rf"(?P<number>\d[\d,]{{0,7}}) ?(?P<unit>{data['unit']}|[项批])"
            rf"(?:[ ,;(]{{0,2}}(?:单价:? ?|每{data['unit']}(?:单价)?:? ?)(?P<price>{price})|(?=[、,;。)]|$))"
        ),
        number=re.compile(rf"[\d,] ?(?:{data['unit']}|[项批])"),
        listed=re.compile(
            rf"(?:^|[:;。]|(?<=\d[、.])) ?(?P<name>[\u4e00-\u9fff][^:;,。|\n ]{{1,30}}),(?P<brand>[\u4e00-\u9fffA-Za-z]{{1,16}}),"
            rf"(?P<model>(?=[^,;]*\d)[A-Za-z0-9][A-Za-z0-9.\-/+ ]{{1,24}}),(?P<quantity>\d[\d,]{{0,7}} ?{data['unit']}),"
            rf"单价:? ?(?P<price>{price})"
        ),
        spaced=re.compile(
            rf"(?:^|[:;。]|(?<=\d[、.])) ?(?P<name>[\u4e00-\u9fff][^:;,。|\n ]{{1,30}}) (?P<brand>[\u4e00-\u9fffA-Za-z]{{1,16}}) "
            rf"(?P<model>(?=[^ ]*\d)[A-Za-z0-9][A-Za-z0-9.\-/+]{{1,24}}) (?P<quantity>\d[\d,]{{0,7}}{data['unit']}) "
            rf"(?P<price>{price})(?=[ ;。]|$)"
        ),
        branded=re.compile(
            rf"(?:^|[:;。]|(?<=\d[、.])) ?(?P<name>[\u4e00-\u9fff][^:;,。|\n ]{{1,30}}),(?P<brand>[\u4e00-\u9fffA-Za-z]{{1,12}})牌"
            rf"(?P<model>[A-Za-z0-9][A-Za-z0-9.\-/+]{{1,24}}型?),(?:共计?)?(?P<quantity>\d[\d,]{{0,7}} ?{data['unit']})"
            rf",(?:每{data['unit']})?单价:? ?(?P<price>{price})"
        ),
        inside=re.compile(r"(品牌|(?:规格)?型号):?([^;,:]+)"),
        no_thing=re.compile(data["no-thing"]),
        ends_thing=re.compile(rf"(?:\d ?(?:{data['unit']}|[项批])|[)元])$"),
    )


def read_described(found: Outline) -> list[Described]:
    """Every thing described in the lines of a notice of a result, outside the parts that speak of others than the winner."""
    read: list[Described] = []
    forms = _forms()
    for passage, section in found.lines:
        if section in _NOT_BOUGHT:
            continue
        if not _TOLD_BY.finds(passage.text):
            read += _found(passage, _forms().spaced) if section == "items" and "元" in passage.text else []
            continue
        text = passage.text
        labelled = list(_labelled(passage)) if text.count(":") >= _LEAST_LABELS else []
        read += labelled or (list(_listed(passage)) if "单价" in text else []) or (_counted(passage) if forms.number.search(text) else [])
    return read


def _labelled(passage: Passage) -> Iterator[Described]:
    for match in _forms().labelled.finditer(passage.text):
        group = "named" if match["named"] else "bare"
        name = passage.cut(*match.span(group))
        cells: Cells = {}
        heads: dict[str, str] = {}
        first = match.start("parts")
        for part in _forms().part.finditer(match["parts"]):
            column = _column(head_of(part["label"]))
            span = passage.cut(first + part.start("value"), first + part.end("value"))
            if column is not None and span is not None and column not in cells:
                cells[column], heads[column] = span, part["label"]
        told = _TELLING & cells.keys()
        if name is None or len(told) < 2 or _forms().no_thing.search(name.text):
            continue
        if group == "bare" and not {"brand", "model"} & told:
            continue
        yield Described({"name": name, **cells}, heads)


def _column(head: Head) -> str | None:
    return head.item if head.item != "other" else None


def _listed(passage: Passage) -> Iterator[Described]:
    forms = _forms()
    return itertools.chain(_found(passage, forms.listed), _found(passage, forms.branded))


def _found(passage: Passage, form: re.Pattern[str]) -> Iterator[Described]:
    for match in form.finditer(passage.text):
        cells = {
            column: span for column in ("name", "brand", "model", "quantity") if (span := passage.cut(*match.span(column))) is not None
        }
        price = passage.cut(*match.span("price"))
        if price is not None and not _forms().no_thing.search(match["name"]):
            yield Described({**cells, "unit-price": price}, {"unit-price": "单价"})


def _counted(passage: Passage) -> Iterator[Described]:
    for match in _forms().counted.finditer(passage.text):
        said = _inside(passage, match) if match["inside"] else {}
        if not said and not match["price"]:
            continue
        if match[0][0] == "、" and not _forms().ends_thing.search(passage.text, 0, match.start()):
            continue  # 交换机、线缆等辅材1批: two things are counted together
        name = passage.cut(*match.span("name"))
        quantity = passage.cut(match.start("number"), match.end("unit"))
        if name is None or quantity is None or _forms().no_thing.search(name.text):
            continue
        cells = {"name": name, "quantity": quantity, **said}
        price = passage.cut(*match.span("price")) if match["price"] else None
        yield Described({**cells, "unit-price": price} if price is not None else cells, {"unit-price": "单价"})


def _inside(passage: Passage, match: re.Match[str]) -> Cells:
    """Brand and model in brackets behind a thing: with their labels, or a word and a code with a space between."""
    first, cells = match.start("inside"), Cells()
    for said in _forms().inside.finditer(match["inside"]):
        span = passage.cut(first + said.start(2), first + said.end(2))
        if span is not None:
            cells.setdefault("brand" if said[1] == "品牌" else "model", span)
    whole = passage.cut(*match.span("inside"))
    if not cells and whole is not None:
        brand, model = divided(whole)
        cells = {"brand": brand, "model": model} if brand is not None and model is not None else cells
    return cells
