"""Notices of award drawn from a world: most to bodies of no list, some planted on ways that the rules look for."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from enduse.model.statement import Statement
from invented.page import LAYOUTS, Page
from invented.world import CONTROLLED, DAYS, FIRST_DAY, GOODS, Body, Company, World

PLANTED = 125
"""One notice in so many is planted for each way."""
WAYS = ("listed", "under", "vendor", "origin")


@dataclass(frozen=True, slots=True)
class Item:
    """Goods; ``maker`` is named on the page, ``brand`` only by its brand."""

    name: str
    kind: str
    brand: Company
    maker: Company | None


@dataclass(frozen=True, slots=True)
class Award:
    """One award of a notice."""

    supplier: Company
    written: str
    amount: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """What a page says, and (``awarded``, day of the award or of publication; ``dated``, which) when."""

    number: int
    buyer: Body
    day: datetime.date
    dated: bool
    awards: tuple[Award, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A notice as a page with its statements."""

    notice: Notice
    sha256: str
    text: str
    layout: str
    statements: list[Statement]


def notices(world: World) -> Iterator[Notice]:
    """Notices with as many awards in all as the world was made for."""
    left = world.awards
    for number in itertools.count():
        if left <= 0:
            return
        way = number % PLANTED
        notice = _notice(world, number, WAYS[way] if way < len(WAYS) else "", left)
        left -= len(notice.awards)
        yield notice


def _notice(world: World, number: int, way: str, left: int) -> Notice:
    draw = world.draw
    buyers = {"listed": world.listed_bodies, "under": world.under_listed, "origin": world.police}.get(way, world.bodies)
    buyer = draw.choice(buyers) if draw.random() > 0.04 or way else draw.choice(world.police)
    lots = 1 if way else min(left, draw.choices((1, 2, 3), (7, 2, 1))[0])
    sellers = world.chosen_sellers if way in ("listed", "under") else world.sellers
    return Notice(
        number=number,
        buyer=buyer,
        day=FIRST_DAY + datetime.timedelta(days=draw.randrange(DAYS)),
        dated=draw.random() < 0.4,
        awards=tuple(_award(world, way, sellers) for _ in range(lots)),
    )


def _award(world: World, way: str, sellers: list[Company]) -> Award:
    draw = world.draw
    supplier = draw.choice(world.listed_vendors) if way == "vendor" else sellers[int(len(sellers) * draw.random() ** 2)]
    written = draw.choice(supplier.other_names) if supplier.other_names and not way and draw.random() < 0.05 else supplier.name
    items = tuple(_item(world, way if not n else "") for n in range(draw.choices((1, 2, 3), (5, 3, 2))[0]))
    return Award(supplier, written, draw.randrange(1000, 9_000_000), items)


def _item(world: World, way: str) -> Item:
    brand = world.draw.choice(world.makers)
    if way == "origin":
        foreign = [maker for maker in world.makers if maker.country == "us"]
        maker = world.draw.choice(foreign)
        return Item(*CONTROLLED, maker, maker)
    name, kind = world.draw.choice(GOODS)
    return Item(name, kind, brand, brand if world.draw.random() < 0.1 and not kind else None)


def write(notice: Notice) -> Written:
    """The notice as a page."""
    layout = LAYOUTS[notice.number % len(LAYOUTS)]
    page = Page(layout)
    project = f"{notice.buyer.name}设备采购项目{notice.number}（样本 SPECIMEN）"
    place = page.put(project + "中标（成交）结果公告")
    page.put("\n")
    page.say(place, "notice", "Notice", "title", project + "中标（成交）结果公告")
    page.say(place, "notice", "Notice", "noticeType", "award")
    page.say(page.field("项目名称", project), "notice", "Notice", "projectName", project)
    code = f"YB-SPECIMEN-{notice.number:07}"
    page.say(page.field("项目编号", code), "notice", "Notice", "projectNumber", code)
    day = notice.day.isoformat()
    when = page.field("成交日期" if notice.dated else "公告日期", day)
    if not notice.dated:
        page.say(when, "notice", "Notice", "publishedDate", day)
    buyer = page.field("采购人", notice.buyer.name)
    page.link(buyer, "notice", "Notice", "buyer", "buyer")
    page.say(buyer, "buyer", "PublicBody", "name", notice.buyer.name)
    for number, award in enumerate(notice.awards, 1):
        _write_award(page, notice, award, number, (buyer, when))
    sha256, text, statements = page.finish()
    return Written(notice, sha256, text, layout.name, statements)


def _write_award(page: Page, notice: Notice, award: Award, number: int, at: tuple[tuple[int, int], tuple[int, int]]) -> None:
    entity, supplier, (buyer, when) = f"award:{number}", f"supplier:{number}", at
    page.link(buyer, entity, "ContractAward", "buyer", "buyer")
    if notice.number % 2:
        page.say(when, entity, "ContractAward", "kind", "sale")
    if notice.dated:
        page.say(when, entity, "ContractAward", "date", notice.day.isoformat())
    seller = page.field(f"第{number}包中标供应商", award.written)
    page.link(seller, entity, "ContractAward", "supplier", supplier)
    page.link(seller, entity, "ContractAward", "notice", "notice")
    page.say(seller, entity, "ContractAward", "lot", str(number))
    page.say(seller, supplier, "Company", "name", award.written)
    if award.supplier.code and award.amount % 3 == 0:
        page.say(page.field("统一社会信用代码", award.supplier.code), supplier, "Company", "uscCode", award.supplier.code)
    amount = page.field("中标金额", f"{award.amount}元")
    page.say(amount, entity, "ContractAward", "amount", f"CNY {award.amount}")
    page.say(amount, entity, "ContractAward", "amountKind", "total")
    for position, item in enumerate(award.items, 1):
        _write_item(page, item, f"item:{number}:{position}", entity, f"maker:{number}:{position}")


def _write_item(page: Page, item: Item, entity: str, award: str, maker: str) -> None:
    name = page.field("货物名称", item.name)
    page.say(name, entity, "ContractItem", "name", item.name)
    page.link(name, entity, "ContractItem", "award", award)
    page.link(name, entity, "ContractItem", "notice", "notice")
    if item.kind:
        page.say(name, entity, "ContractItem", "subject", item.kind)
    page.say(page.field("品牌", item.brand.brand), entity, "ContractItem", "brand", item.brand.brand)
    page.say(page.field("数量", "1"), entity, "ContractItem", "quantity", "1")
    if item.maker is not None:
        place = page.field("制造商", item.maker.name)
        page.link(place, entity, "ContractItem", "maker", maker)
        page.say(place, maker, "Company", "name", item.maker.name)
