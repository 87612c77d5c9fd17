"""A drawn notice as a portal would publish it: a page of HTML in one of three families, from which everything has to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from invented.notices import Item, Notice

HEAD = '<!doctype html><html><head><meta charset="utf-8"><title>{title}</title></head><body><!-- specimen: everything is invented -->\n'
FOOT = "<p>九、其他补充事宜</p><p>本公告为样本，内容均为虚构。</p></body></html>\n"


READ_AS = {"服务器": "data-centre"}
"""Goods that are drawn without a kind and that extraction knows by their name: a server is what a data centre is made of."""


def as_read(notice: Notice) -> Notice:
    """The notice with the kinds of goods that its page says."""
    awards = (
        replace(award, items=tuple(replace(item, kind=item.kind or READ_AS.get(item.name, "")) for item in award.items))
        for award in notice.awards
    )
    return replace(notice, awards=tuple(awards))


def web_page(notice: Notice) -> tuple[str, bytes]:
    """The family and the page."""
    name, body = FAMILIES[notice.number % len(FAMILIES)]
    project = f"{notice.buyer.name}设备采购项目{notice.number}"
    title = f"{project}（样本 SPECIMEN）中标（成交）结果公告"
    return name, (HEAD.format(title=title) + f"<h2>{title}</h2>\n" + body(notice, project) + FOOT).encode()


def _portal(notice: Notice, project: str) -> str:
    """A summary in a table, then numbered parts with tables of suppliers and of goods."""
    summary = [("采购项目名称", project), ("采购单位", notice.buyer.name), ("公告时间", _han_day(notice))]
    winners = [[str(n), award.written, f"{award.amount}.00"] for n, award in enumerate(notice.awards, 1)]
    goods = [[str(n), *_goods(item)] for n, award in enumerate(notice.awards, 1) for item in award.items]
    return (
        _table([[label, value] for label, value in summary])
        + _paragraphs(f"一、项目编号：{_number(notice)}", f"二、项目名称：{project}", *_award_day(notice), "三、中标（成交）信息")
        + _table([["包号", "供应商名称", "中标（成交）金额（元）"], *winners])
        + _paragraphs("四、主要标的信息")
        + _table([["包号", "名称", "品牌", "规格型号", "数量", "制造商"], *goods])
    )


def _sections(notice: Notice, project: str) -> str:
    """Numbered parts with labels and values one below the other, the buyer at the end."""
    head = [f"一、项目编号：{_number(notice)}", f"二、项目名称：{project}", *_award_day(notice), "三、中标（成交）信息"]
    told = []
    for number, award in enumerate(notice.awards, 1):
        lot = f"第{number}包 " if len(notice.awards) > 1 else ""
        told += [f"{lot}供应商名称：{award.written}", f"中标（成交）金额：{award.amount}.00元"]
    goods = [[str(n), *_goods(item)] for n, award in enumerate(notice.awards, 1) for item in award.items]
    return (
        _paragraphs(*head, *told, "四、主要标的信息")
        + _table([["包号", "名称", "品牌", "规格型号", "数量", "制造商"], *goods])
        + _paragraphs(f"公告日期：{_han_day(notice)}", "1.采购人信息", f"名称：{notice.buyer.name}")
    )


def _grid(notice: Notice, project: str) -> str:
    """One table from top to bottom."""
    rows = [["项目名称", project], ["项目编号", _number(notice)], ["采购人", notice.buyer.name], ["公告日期", _han_day(notice)]]
    if notice.dated:
        rows.append(["成交日期", _han_day(notice)])
    winners = [[str(n), award.written, f"{award.amount}.00"] for n, award in enumerate(notice.awards, 1)]
    goods = [[str(n), *_goods(item)] for n, award in enumerate(notice.awards, 1) for item in award.items]
    return (
        _table(rows)
        + _table([["包号", "中标供应商", "中标金额（元）"], *winners])
        + _table([["包号", "货物名称", "品牌", "规格型号", "数量", "制造商"], *goods])
    )


FAMILIES: tuple[tuple[str, Callable[[Notice, str], str]], ...] = (("portal", _portal), ("sections", _sections), ("grid", _grid))


def _award_day(notice: Notice) -> list[str]:
    return [f"成交日期：{_han_day(notice)}"] if notice.dated else []


def _han_day(notice: Notice) -> str:
    return f"{notice.day.year}年{notice.day.month:02}月{notice.day.day:02}日"


def _number(notice: Notice) -> str:
    return f"YB-SPECIMEN-{notice.number:07}"


def _goods(item: Item) -> list[str]:
    return [item.name, item.brand.brand, "", "1", item.maker.name if item.maker is not None else ""]


def _table(rows: Iterable[list[str]]) -> str:
    lines = ("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return "<table>" + "\n".join(lines) + "</table>\n"


def _paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>\n" for line in lines)
