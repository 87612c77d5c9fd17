"""An invented atlas of any size: projects in cities of all countries, their vendors and sources, as extraction hands them on.

Everything is invented: bodies are called specimens and towns by numbers. Rows are not marked as specimens, for those count for nothing and
are left off the map.
"""

from __future__ import annotations

import hashlib
import io
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from enduse.atlas.geography import load_geography
from enduse.model.document import Cell, Document, Table
from enduse.model.extraction import Witness
from enduse.model.statement import Statement

CITIES_A_COUNTRY = 20
SIGNS = "虚拟样本城市安防智慧科技视讯数据云网通信华光明达海天安信"
TECHNOLOGIES = ("telecommunications", "data-centre", "identity-system", "traffic-enforcement", "video-surveillance", "face-recognition")
WEIGHTS = (30, 25, 20, 15, 7, 3)
STATUSES = ("live", "in-progress", "contracted", "planned", "completed", "cancelled", "impaired")


@dataclass(frozen=True, slots=True)
class Written:
    """A table as a document, and what it states."""

    name: str
    document: Document
    statements: tuple[Statement, ...]


def atlas(projects: int, seed: int = 6) -> list[Written]:
    """The tables ``sources``, ``companies`` and ``projects``; ten statements and a little more to a project."""
    chance = random.Random(seed)  # noqa: S311 - a benchmark, no secret
    vendors = max(10, projects // 40)
    sources = [
        {"title": f"Specimen report {n}", "publisher": f"Specimen gazette {n % 40}", "date": f"20{n % 20 + 5:02}"} for n in range(vendors)
    ]
    companies = [
        {"name": f"Specimen Vision {n}", "alias": "样本" + "".join(chance.choices(SIGNS, k=4)) + "有限公司", "country": "cn"}
        for n in range(vendors)
    ]
    rows = [_project(chance, number, vendors) for number in range(projects)]
    return [
        _table("sources", "source", "Source", sources),
        _table("companies", "company", "Company", companies),
        _table("projects", "project", "Project", rows),
    ]


def _project(chance: random.Random, number: int, vendors: int) -> dict[str, str]:
    codes = [shape.id for shape in load_geography().shapes if shape.id]
    country = chance.choice(codes)
    town = chance.randrange(CITIES_A_COUNTRY)
    place = random.Random(f"{country} {town}")  # noqa: S311 - a benchmark, no secret
    said = {
        "name": f"Specimen city system {number} of town {country}-{town}",
        "country": country,
        "city": f"Specimen town {country}-{town}",
        "latitude": f"{place.uniform(-45, 65):.4f}",
        "longitude": f"{place.uniform(-165, 170):.4f}",
        "locationPrecision": "city_centroid" if chance.random() < 0.7 else "representative_city",
        "vendor": f"company:{min(int(chance.expovariate(12 / vendors)), vendors - 1)}",
        "technologyTerm": chance.choices(TECHNOLOGIES, WEIGHTS)[0],
        "signedDate": f"{chance.randrange(2005, 2026)}-{chance.randrange(1, 13):02}",
        "status": chance.choice(STATUSES),
    }
    if number % 5 == 0:
        said["customer"] = f"project:{number}:customer"
    return said


def _table(name: str, prefix: str, schema: str, rows: Sequence[Mapping[str, str]]) -> Written:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    text, cells = io.StringIO(), []
    for at, row in enumerate([dict(zip(["key", *columns], ["key", *columns], strict=True)), *rows]):
        for column, value in enumerate([row.get("key", str(at - 1)), *(row.get(each, "") for each in columns)]):
            start = text.tell()
            text.write(value)
            cells.append(Cell(at, column, start, text.tell(), header=at == 0))
            text.write("\n" if column == len(columns) else "\t")
    written = text.getvalue()
    sha256 = hashlib.sha256(written.encode()).hexdigest()
    document = Document(sha256=sha256, media_type="text/csv", text=written, encoding="utf-8", tables=(Table("table 1", tuple(cells)),))
    said: list[Statement] = []
    for cell in cells:
        value = written[cell.start : cell.end]
        if cell.header or not cell.column or not value:
            continue
        witness = Witness(document, f"record:{(cell.row - 1) % 40}" if name != "sources" else f"record:{cell.row - 1}", "table", "1")
        mention, prop = f"{prefix}:{cell.row - 1}", columns[cell.column - 1]
        said.append(witness.state(mention, schema, prop, value, cell.start, cell.end))
        if prop == "customer":
            said.append(witness.state(value, "Organization", "name", f"Specimen Police of district {cell.row % 900}", cell.start, cell.end))
    return Written(name, document, tuple(said))
