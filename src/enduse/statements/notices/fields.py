"""What a notice says about itself: project, numbers, parties, days, region, budget; one value a field, or a reason."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from decimal import Decimal

from enduse.language.amounts import AmountReading, examine_amount
from enduse.language.dates import read_date
from enduse.language.masking import absence
from enduse.language.scripts import fold_name
from enduse.statements.notices import prose, records
from enduse.statements.notices.days import read_days
from enduse.statements.notices.parties import legal_body, name_in, refusal, schema_of
from enduse.statements.notices.parts import Outline, Pair
from enduse.statements.notices.passage import Span
from enduse.statements.notices.region import begins_with_place, region_of
from enduse.statements.notices.sums import read_sum
from enduse.statements.notices.values import NoticeFields, Value, value_of

_LEVELS = frozenset({"省级", "市级", "区级", "县级", "本级", "省本级", "市本级", "区本级", "中央", "国家级", "自治区本级"})
"""What ``行政区域`` says when it names a level of government and no place."""
_NUMBER = re.compile(r"[A-Za-z0-9\u4e00-\u9fff()\[\]〔〕【】_\-—–./#&+№]{4,60}")
_IN_BRACKETS = re.compile(r"(.{4,})\((?:(?:项目|采购|招标)?编号:)?([A-Za-z0-9\-]{6,40})\)$")
_AGAIN = re.compile(r"\((?:重新(?:招标|采购|公告)|重招|第?[二三四]次(?:招标|采购|公告)?)\)$")
"""That a purchase is tried again is no part of its number."""
_BY_SENTENCE, _BY_SIGNATURE, _BY_PROJECT = 0.9, 0.8, 0.7
"""Confidence of a party that no label names."""
_LONGEST_SIGNATURE = 24
_LEAST_SIGNED = 4
"""Lines of the shortest notice whose last line is looked at as a signature without a day."""
_ENDS_AS_BODY = re.compile(r"(?:局|厅|委|院|校|大学|中学|小学|学院|幼儿园|所|中心|委员会|政府|处|队|站|馆|办公室|监狱|戒毒所|法院)$")
_LAST_SUM = re.compile(r"(?<![\d.])(?:¥|人民币)?\d[\d,]*(?:\.\d+)?\s?万?元$")
_OTHER_SUM = re.compile(r"[,;。(] ?(?:其中|最高限价|最高投标限价|控制价)")


@dataclass(slots=True)
class Reader:
    """What the readers of single fields share."""

    found: Outline
    title: Span | None
    type: str | None
    read: NoticeFields = field(default_factory=NoticeFields)
    sentences: list[prose.Named] | None = None

    def named(self, name: str) -> list[Span]:
        """Spans that sentences name for a field; the sentences are searched only where a label did not give it."""
        if self.sentences is None:
            self.sentences = prose.read_sentences(self.found.page)
        return [named.span for named in self.sentences if named.field == name]


def read_fields(found: Outline, title: Span | None, type_: str | None) -> NoticeFields:
    """Read the fields of the notice itself; ``type_`` as voted, since some fields stand only in notices of a result."""
    reader = Reader(found, title, type_)
    if title is not None:
        reader.read.values["title"] = [value_of(title)]
    _project(reader)
    _numbers(reader)
    _party(reader, "agency")
    _party(reader, "buyer")
    _operator(reader)
    _proposed(reader)
    read_days(found, title, type_, reader.read)
    _region(reader)
    _budget(reader)
    _ceiling(reader)
    return reader.read


def _project(reader: Reader) -> None:
    read = reader.read
    for pair in reader.found.of("project-name"):
        span, reason = pair.value, absence(pair.value.text)
        if reason == "masked" and len(re.sub(r"[^\u4e00-\u9fff]", "", span.text)) >= 8:
            reason = None
        if reason is not None:
            read.refused.append(("projectName", reason, span))
        elif 4 <= len(span.text) <= 150 and pair.section not in {"candidates", "bidders", "experts"}:
            read.values["projectName"] = [value_of(_without_number(reader, span))]
            return
    for table in reader.found.tables:
        column = next((index for index, head in enumerate(table.known) if head.supplier == "project"), None)
        cell = table.rows[0][0][column] if column is not None and len(table.rows) == 1 else None
        if cell is not None and len(cell.text) >= 4:
            read.values["projectName"] = [value_of(cell)]
            return
    for span in reader.named("project"):
        read.values["projectName"] = [value_of(_without_number(reader, span), _BY_SENTENCE)]
        return
    if reader.title is not None and reader.type not in {"not-a-notice", None}:
        start, end = prose.project_in_title(reader.title.text)
        if 8 <= end - start < len(reader.title.text):
            read.values["projectName"] = [value_of(_without_number(reader, reader.title.part(start, end)), _BY_SENTENCE)]


def _without_number(reader: Reader, span: Span) -> Span:
    """The name without a project number in brackets at its end; the number is kept where no label gives one."""
    match = _IN_BRACKETS.fullmatch(span.text)
    if match is None or not re.search(r"\d{4}", match[2]):
        return span
    number = span.part(match.start(2), match.end(2))
    reader.read.values.setdefault("projectNumber", []).append(value_of(number, _BY_SENTENCE))
    return span.part(0, match.end(1))


def _numbers(reader: Reader) -> None:
    """The project's number first; the agency's stands in its place where there is none, the plan's only beside it."""
    read = reader.read
    spare = read.values.pop("projectNumber", [])
    kinds: dict[str, dict[str, Span]] = {"project-number": {}, "agency-number": {}, "plan-number": {}}
    for kind, seen in kinds.items():
        for pair in reader.found.of(kind):
            span = _number(pair, read)
            if span is not None:
                seen.setdefault(fold_name(span.text), span)
    main = list((kinds["project-number"] or kinds["agency-number"]).items())
    others = {**kinds["agency-number"], **kinds["plan-number"]}
    if not main and spare:
        main = [(fold_name(value.text), value.span) for value in spare]
    if main:
        read.values["projectNumber"] = [value_of(main[0][1])]
    rest = {**dict(main[1:]), **others}
    listed = [value_of(span) for key, span in rest.items() if not main or key != main[0][0]]
    if listed:
        read.values["otherNumber"] = listed


def _number(pair: Pair, read: NoticeFields) -> Span | None:
    reason = absence(pair.value.text)
    match = _NUMBER.match(pair.value.text)
    if reason is None and match is not None and re.search(r"\d", match[0]) and (length := _balanced(match[0])):
        whole = pair.value.part(0, length)
        again = _AGAIN.search(whole.text)
        return whole.part(0, again.start()) if again else whole
    if reason == "masked":
        read.refused.append(("projectNumber", reason, pair.value))
    return None


def _balanced(number: str) -> int:
    """The length of a number up to a bracket that closes or opens nothing in it; 0 where it begins with one."""
    depth, opened = 0, 0
    for index, sign in enumerate(number):
        if sign in "([〔【":
            opened = index if depth == 0 else opened
            depth += 1
        elif sign in ")]〕】":
            if depth == 0:
                return len(number[:index].rstrip(".,-"))
            depth -= 1
    return opened if depth else len(number.rstrip(".,-"))


def _party(reader: Reader, name: str) -> None:
    """Labelled names first; then what sentences say; then, for a buyer, who signed, and an office at the head of the project's name."""
    found, read = reader.found, reader.read
    pairs = [*found.of(name), *(pair for pair in found.of("name", "contact") if pair.section == name)]
    if name == "agency":  # 3.采购代理机构 联系人:某公司
        stood = (pair for pair in found.of("edge") if pair.section == name and pair.label == "联系人")
        pairs += [pair for pair in stood if schema_of(pair.value.text) == "Company"]
    if name == "buyer" and reader.type == "contract":
        pairs += found.of("contract-buyer")
    spans: list[Span] = []
    for pair in sorted(pairs, key=lambda pair: (pair.value.hidden, pair.section in {"candidates", "bidders"}, pair.place == "summary")):
        named = name_in(pair.value)
        reason = refusal(named)
        if reason is None:
            spans.append(legal_body(named) if name == "buyer" else named)
        elif reason not in {"empty", "missing"} and pair.field != "contact":
            read.refused.append((name, reason, pair.value))
    if spans:
        read.keep(name, spans)
        return
    if any(refused == name and reason == "masked" for refused, reason, _ in read.refused):
        return
    for span in map(legal_body, reader.named(name)):
        read.values[name] = [value_of(span, _BY_SENTENCE)]
        return
    if name == "agency":
        _unlabelled_agency(reader, labelled=bool(pairs))
    elif not any(pair.field == "buyer" for pair in pairs) and reader.type != "not-a-notice":
        _unlabelled_buyer(reader)


def _unlabelled_agency(reader: Reader, *, labelled: bool) -> None:
    """The agency that signed where no label speaks of one, or that a complaint was made about."""
    signed = signature(reader.found)
    if signed is not None and prose.is_agency(legal_body(signed[0]).text) and not labelled:
        reader.read.values["agency"] = [value_of(signed[0], _BY_SIGNATURE)]
        return
    for span in (name_in(pair.value) for pair in reader.found.of("respondent")):
        if refusal(span) is None and prose.is_agency(span.text):
            reader.read.values["agency"] = [value_of(span, _BY_SENTENCE)]
            return


def _unlabelled_buyer(reader: Reader) -> None:
    read = reader.read
    dated = signature(reader.found)
    signed = dated[0] if dated is not None else last_line(reader.found)
    agency = read.first("agency")
    signed = legal_body(signed) if signed is not None else None
    if signed is not None and not prose.is_agency(signed.text) and (agency is None or fold_name(agency.text) != fold_name(signed.text)):
        read.values["buyer"] = [value_of(signed, _BY_SIGNATURE)]
        return
    project = read.first("projectName")
    if project is not None and reader.type not in {"award", "contract", "candidate"}:
        office = prose.office_at_head(project.span)
        if office is not None and begins_with_place(office.text):
            read.values["buyer"] = [value_of(office, _BY_PROJECT)]


def signature(found: Outline) -> tuple[Span, Span] | None:
    """The organisation and the day that sign a notice: two lines near the end that hold nothing else."""
    lines = [passage for passage, _ in found.lines][-5:]
    for above, passage in itertools.pairwise(lines):
        if len(passage.text) > 24 or len(above.text) > 44:
            continue
        name, day = above.whole(), passage.whole()
        if name is not None and day is not None and read_date(day.text) is not None and refusal(name) is None:
            return name, day
    return None


def last_line(found: Outline) -> Span | None:
    """The public body that alone stands on the last line: a signature without a day."""
    if len(found.lines) < _LEAST_SIGNED or len(found.lines[-1][0].text) > _LONGEST_SIGNATURE:
        return None
    last = found.lines[-1][0].whole()
    signs = last is not None and _ENDS_AS_BODY.search(last.text) is not None
    return last if last is not None and signs and schema_of(last.text) == "PublicBody" and refusal(last) is None else None


def _operator(reader: Reader) -> None:
    """The operator that gives a record, its branch that buys, and the public body it buys for."""
    read = reader.read
    pairs = reader.found.of("operator")
    if not pairs:
        return
    read.values["operator"] = [value_of(pairs[0].value)]
    places = [span for span in (reader.title, *(pair.value for pair in reader.found.of("description"))) if span is not None]
    if "buyer" not in read.values and reader.title is not None:
        branch = records.operator_branch(reader.title, pairs[0].value.text)
        if branch is not None:
            read.values["buyer"] = [value_of(branch)]
    users = [user for user in map(records.end_user, places) if user is not None]
    if users and len({fold_name(user.text) for user in users}) == 1:
        read.values["endUser"] = [value_of(users[0])]


def _proposed(reader: Reader) -> None:
    if reader.type != "single-source":
        return
    found = reader.found
    pairs = [*found.of("proposed", "intended"), *(pair for pair in found.of("name", "supplier") if pair.section == "proposed")]
    spans = [span for span in (name_in(pair.value) for pair in pairs) if refusal(span) is None]
    if spans:
        reader.read.keep("proposedSupplier", spans)
    addresses = [pair.value for pair in found.of("address", "supplier-address") if pair.section == "proposed"]
    addresses += [after.value for pair, after in itertools.pairwise(found.pairs) if pair in pairs and after.field == "address"]
    if spans and addresses and absence(addresses[0].text) is None:
        reader.read.values["proposedAddress"] = [value_of(addresses[0])]


def _region(reader: Reader) -> None:
    found, read = reader.found, reader.read
    stated = None
    for pair in found.of("region"):
        if absence(pair.value.text) is None and pair.value.text not in _LEVELS and re.fullmatch(r"[\u4e00-\u9fff]{2,20}", pair.value.text):
            stated = pair.value
            read.values["region"] = [value_of(stated)]
            break
    seat = read.first("endUser") or read.first("buyer")
    project = read.first("projectName") if reader.type != "not-a-notice" else None
    addresses = [pair.value for pair in found.of("buyer-address")] + _addresses_below_buyer(found)
    located = region_of(
        found.page.text,
        seat=seat.span if seat else None,
        addresses=addresses,
        stated=stated,
        hints=[*([project.span] if project else []), *(pair.value for pair in found.of("lot-name"))],
    )
    if located is not None:
        read.values["regionCode"] = [value_of(located[1], located[2], located[0])]


def _addresses_below_buyer(found: Outline) -> list[Span]:
    """Addresses that follow the buyer's name before another party is named."""
    party, addresses = "", []
    for pair in found.pairs:
        if pair.field in {"buyer", "agency", "winner", "supplier", "proposed", "respondent", "contract-party"}:
            party = pair.field
        elif pair.field == "name":
            party = pair.section
        elif pair.field == "address" and (party == "buyer" or pair.section == "buyer"):
            addresses.append(pair.value)
    return addresses


def _budget(reader: Reader) -> None:
    """The budget of the whole notice: the first in the body and the one in the summary, when they do not disagree."""
    found, read = reader.found, reader.read
    readings: list[tuple[AmountReading, Span]] = []
    for place in ("cell", "line"):
        pair = next((pair for pair in found.of("budget") if pair.place == place), None)
        if pair is None:
            continue
        reading, span = _sum(pair)
        if reading.money is not None:
            readings.append((reading, span))
        elif reading.status in {"masked", "ambiguous"}:
            read.refused.append(("budget", reading.status, span))
    for table in found.tables:
        columns = [index for index, head in enumerate(table.known) if head.supplier == "budget"]
        cell = table.rows[0][0][columns[0]] if columns and len(table.rows) == 1 and not readings else None
        if cell is not None:
            reading = examine_amount(cell.text, header=table.heads[columns[0]], kind="budget")
            readings += [(reading, cell)] if reading.money is not None else []
    sums = {reading.amount for reading, _ in readings}
    if len(sums) > 1:
        read.refused.append(("budget", "conflict", readings[1][1]))
    elif readings:
        reading, span = readings[0]
        read.values["budget"] = [value_of(span, None, str(reading.money))]


def _sum(pair: Pair) -> tuple[AmountReading, Span]:
    """The sum a value is, or the one at its end or before another is told: ``班班通设备(品目二)175万元``, ``158万元,最高限价156万元``."""
    span, reading = read_sum(pair.value, label=pair.label, kind=pair.field)
    if reading.status != "invalid":
        return reading, span
    other = _OTHER_SUM.search(pair.value.text)
    last = _LAST_SUM.search(pair.value.text[: other.start()] if other else pair.value.text)
    if last is None or (last.start() == 0 and other is None):
        return reading, pair.value
    span = pair.value.part(last.start(), last.end())
    return examine_amount(span.text, label=pair.label, kind=pair.field), span


def _ceiling(reader: Reader) -> None:
    """The ceiling, where it says something the budget does not."""
    read = reader.read
    budget = read.first("budget")
    spans = [_sum(pair) for pair in reader.found.of("ceiling")[:1]]
    sentence = prose.read_ceiling(reader.found.page) if not spans else None
    if sentence is not None:
        bare = re.sub(r"[】\]]", "", sentence.text)
        spans = [(examine_amount(bare, kind="ceiling"), sentence)]
    lots = reader.found.of("lot-name")
    for stated, span in spans:
        reading = _below_budget(stated, span, budget)
        if reading.money is None or reading.kind == "unit-price" or len(lots) > 1:
            continue
        money = str(reading.money)
        if budget is None or budget.text.split(" (")[0] != money.split(" (")[0]:
            read.values["ceiling"] = [value_of(span, None, money)]


def _below_budget(reading: AmountReading, span: Span, budget: Value | None) -> AmountReading:
    """A ceiling without a unit is in yuan where it then is the budget or somewhat below it: in 万元 it would be thousands of budgets."""
    if budget is None or reading.status != "ambiguous" or not budget.text.startswith("CNY "):
        return reading
    most = Decimal(budget.text.split(" ")[1])
    told = examine_amount(span.text, header="(元)", kind="ceiling")
    return told if told.money is not None and most / 2 <= told.money.amount <= most else reading
