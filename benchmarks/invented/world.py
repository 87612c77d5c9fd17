"""The world behind the notices: places, public bodies, sellers, makers and listings, all invented and all drawn from one seed.

Every place name begins with 样 (from 样本, specimen) and every company's name with such a place, so that no name is a real one's.
"""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass

from enduse.language.identifiers import usc_check_character

SIGNS = "琅棠楚榆洛溪岭泽荷枫梅松柏竹菊兰芷薇莲桐槐柳桃杏梨橘枣栗榛椿樟楠桂槿葵蓝青朱墨碧翠丹霞云雪霜露雾虹晨暮朝夕春夏秋冬"
CORES = "安邦博昌诚达大德鼎东丰福富港高冠光广国海恒宏华汇佳建健江捷金锦京精景聚俊凯科康力联龙隆美明宁鹏奇前清庆荣瑞润三森山盛"
TRADES = ("商贸", "科技", "信息技术", "电子", "安防工程", "医疗器械", "仪器", "网络工程")
FUNCTIONS = ("公安局", "教育局", "卫生健康局", "交通运输局", "人民医院", "第一中学")
GOODS = (
    ("网络摄像机", "camera"),
    ("人脸识别终端", "face-recognition"),
    ("服务器", ""),
    ("交换机", ""),
    ("课桌椅", ""),
    ("超声诊断仪", ""),
    ("办公电脑", ""),
    ("存储设备", ""),
)
"""(name, kind of goods by the vocabulary of technologies where it is one)."""
CONTROLLED = ("人脸识别终端", "face-recognition")
FIRST_DAY = datetime.date(2017, 1, 1)
DAYS = 2800


@dataclass(frozen=True, slots=True)
class Body:
    """A public body; ``above`` is the number of the listed body it belongs under, ``listed`` its own number on the list."""

    name: str
    place: str
    police: bool
    listed: int | None = None
    above: int | None = None


@dataclass(frozen=True, slots=True)
class Company:
    """A seller or maker; ``row`` is its row in the table of companies where it has one."""

    name: str
    other_names: tuple[str, ...] = ()
    code: str = ""
    row: str = ""
    brand: str = ""
    country: str = ""
    listed: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its code, and that of the place it lies in."""

    code: str
    name: str
    level: str
    parent: str


class World:
    """What a case of ``awards`` awards is drawn from. Its parts grow with it, which a real country's do not, so that nothing saturates."""

    def __init__(self, awards: int, seed: int = 8) -> None:
        self.awards = awards
        self.draw = random.Random(f"{seed} {awards}")  # noqa: S311 - a benchmark, no secret
        stems = ["样" + a + b for a in SIGNS for b in SIGNS]
        self.draw.shuffle(stems)
        self._stems = iter(stems)
        self.places: list[Place] = []
        self.bodies: list[Body] = []
        self.listed_bodies: list[Body] = []
        self.under_listed: list[Body] = []
        self.police: list[Body] = []
        self.starts: list[datetime.date] = []
        self._settle(max(3, min(230, awards // 4000)))
        towns = [place.name for place in self.places]
        self.sellers = [self._company(towns, "") for _ in range(max(60, awards // 10))]
        self.chosen_sellers = [self._company(towns, f"s{n}") for n in range(max(4, awards // 1000))]
        self.makers = [self._maker(towns, n) for n in range(max(12, awards // 20000))]
        self.listed_vendors = [self._listed_vendor(towns, n) for n in range(max(3, awards // 20000))]

    def _settle(self, cities: int) -> None:
        """Ten cities a region and ten counties a city, each with its bodies; the police of every third city is on the list."""
        region = ""
        for city in range(cities):
            if city % 10 == 0:
                region = f"Y{chr(ord('A') + city // 10)}0000"
                self.places.append(Place(region, next(self._stems) + "省", "province", ""))
            code, name = f"{region[:2]}{city % 10 + 1:02}00", next(self._stems) + "市"
            self.places.append(Place(code, name, "prefecture", region))
            listed = self._list() if city % 3 == 0 else None
            self._body(name, listed, None)
            for county in range(10):
                self.places.append(Place(f"{code[:4]}{county + 1:02}", next(self._stems) + "县", "county", code))
                self._body(self.places[-1].name, None, listed)

    def _body(self, place: str, listed: int | None, above: int | None) -> None:
        police = Body(place + FUNCTIONS[0], place, True, listed, above)
        kept = self.listed_bodies if listed is not None else self.under_listed if above is not None else self.police
        kept.append(police)
        self.bodies += [Body(place + function, place, False) for function in FUNCTIONS[1:]]

    def _list(self) -> int:
        self.starts.append(FIRST_DAY + datetime.timedelta(days=self.draw.randrange(400, 2400)))
        return len(self.starts) - 1

    def _company(self, towns: list[str], row: str) -> Company:
        town = self.draw.choice(towns)
        rest = "".join(self.draw.choices(CORES, k=3)) + self.draw.choice(TRADES)
        names = (f"{town[:-1]}{rest}有限公司", f"{town}{rest}有限责任公司")
        body = "91" + "".join(self.draw.choices("0123456789", k=6)) + "MA" + "".join(self.draw.choices("0123456789ABCDEFGH", k=7))
        return Company(names[0], names[1:], body + usc_check_character(body), row)

    def _maker(self, towns: list[str], number: int) -> Company:
        made = self._company(towns, f"m{number}")
        return Company(made.name, made.other_names, "", made.row, f"YB{number:03}", "us" if number % 2 else "cn")

    def _listed_vendor(self, towns: list[str], number: int) -> Company:
        made = self._company(towns, f"v{number}")
        return Company(made.name, (), "", made.row, f"YV{number:03}", "cn", self._list())
