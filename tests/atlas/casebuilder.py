"""Makes a small invented case out of rows: documents, statements, resolution and findings, as the earlier stages would write them."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from enduse.atlas.context import DocumentInfo, SiteContext
from enduse.entities.resolved import Resolved
from enduse.entities.written import write_resolution
from enduse.findings.claims import Claim, run_claims
from enduse.model.document import Block, Cell, Document, Table
from enduse.model.entity import Entity, Parent, PossiblySame, Resolution
from enduse.model.extraction import Extraction, Witness
from enduse.model.finding import Finding, Step
from enduse.model.said import Said
from enduse.model.statement import Statement
from enduse.model.storage import write_json
from enduse.statements.merge import merge_task

Row = Mapping[str, str]
KINDS: dict[str, tuple[str, str, dict[str, str]]] = {
    "sources": (
        "source",
        "Source",
        {"title": "title", "publisher": "publisher", "date": "date", "url": "url", "read": "readStatus", "copy": "copyHeld"},
    ),
    "companies": ("company", "Company", {"name": "name", "zh": "alias", "country": "country", "sector": "sector"}),
    "bodies": ("body", "PublicBody", {"name": "name", "zh": "alias", "country": "country", "place": "place"}),
    "projects": (
        "project",
        "Project",
        {
            "title": "name",
            "country": "country",
            "city": "city",
            "lat": "latitude",
            "lon": "longitude",
            "precision": "locationPrecision",
            "vendor": "vendor",
            "technology": "technology",
            "signed": "signedDate",
            "amount": "amount",
            "status": "status",
            "status_date": "statusDate",
            "summary": "summary",
        },
    ),
    "listings": (
        "listing",
        "Sanction",
        {
            "party": "entity",
            "list": "list",
            "announced": "listingDate",
            "effective": "startDate",
            "end": "endDate",
            "citation": "citation",
            "measure": "measure",
        },
    ),
    "ties": (
        "tie",
        "PartyTie",
        {"company": "subject", "tie": "tie", "object": "object", "date": "date", "detail": "detail", "quote": "quotation"},
    ),
    "flows": ("flow", "ContractAward", {"seller": "supplier", "buyer": "buyer", "date": "date", "amount": "amount", "kind": "kind"}),
    "events": (
        "event",
        "Event",
        {"summary": "name", "type": "kind", "date": "date", "project": "project", "party": "party", "who": "subject"},
    ),
    "measures": (
        "measure",
        "Measure",
        {"name": "name", "jurisdiction": "jurisdiction", "list": "list", "effective": "effectiveDate", "citation": "citation"},
    ),
    "statistics": (
        "statistic",
        "Statistic",
        {"publisher": "publisher", "value": "value", "unit": "unit", "scope": "scope", "date": "date"},
    ),
}
KINDS["oem_relations"] = (
    "oem",
    "OemRelation",
    {"brand": "brand", "maker": "maker", "relation": "relation", "from": "startDate", "to": "endDate", "quote": "quotation"},
)
KINDS["exchange_rates"] = (
    "rate",
    "ExchangeRate",
    {"per_usd": "perUsd", "start": "startDate", "end": "endDate", "publisher": "publisher", "detail": "summary"},
)
KINDS["searches"] = ("search", "Search", {"where": "where", "asked": "asked", "date": "date", "result": "result"})
NAMING = ("name", "title", "list", "publisher")


@dataclass
class Builder:
    """Collects documents and statements."""

    documents: dict[str, Document] = field(default_factory=dict)
    infos: dict[str, DocumentInfo] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    entities: dict[str, Entity] = field(default_factory=dict)
    parents: list[Parent] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    possibly_same: list[PossiblySame] = field(default_factory=list)

    def table(self, name: str, rows: Sequence[Row], role: str = "table") -> None:
        """Add a hand-kept table: the first column is the key, ``sources`` holds source ids, ``specimen`` marks invented rows."""
        prefix, schema, properties = KINDS[name]
        columns = ["key", *properties, "sources", "specimen"]
        text, cells = _csv(columns, [[row.get(column, "") for column in columns] for row in rows])
        document = self._document(
            text, "text/csv", tables=(Table("table 1", tuple(cells)),), info=DocumentInfo(role, name, (f"tables/{name}.csv",))
        )
        places = {(cell.row, cell.column): cell for cell in cells}
        for number, row in enumerate(rows, start=1):
            mention = f"{prefix}:{row['key']}"
            specimen = row.get("specimen") == "yes"
            for column, prop in properties.items():
                cell = places[number, columns.index(column)]
                for source in row.get("sources", "S1").split(";") if row.get(column) else ():
                    witness = Witness(
                        document, f"record:{source}" if role == "table" else f"reference:{name}", "table", "1", specimen=specimen
                    )
                    value = text[cell.start : cell.end]
                    self.statements.append(witness.state(mention, schema, prop, value, cell.start, cell.end))
            caption = next((row[c] for c, p in properties.items() if p in NAMING and row.get(c)), mention)
            self.entities[mention] = Entity(id=mention, schema=schema, caption=caption, mentions=(mention,), specimen=specimen)

    def paper(self, path: str, lines: Sequence[str], said: Sequence[tuple[str, str, str, str, str]], *, specimen: bool = True) -> str:
        """Add a paper of one block a line; ``said``: mention, schema, property, value, quote."""
        text = "\n".join(lines)
        blocks, at = [], 0
        for number, line in enumerate(lines):
            blocks.append(Block(at, at + len(line), "title" if number == 0 else "paragraph"))
            at += len(line) + 1
        document = self._document(
            text, "text/plain", blocks=tuple(blocks), title=lines[0], info=DocumentInfo("paper", "", (path,), specimen)
        )
        witness = Witness(document, "paper", "notice", "1", specimen=specimen)
        for mention, schema, prop, value, quote in said:
            start = text.index(quote)
            self.statements.append(witness.state(mention, schema, prop, value, start, start + len(quote)))
            self.entities.setdefault(mention, Entity(id=mention, schema=schema, caption=mention, mentions=(mention,), specimen=specimen))
        return document.sha256

    def ids(self, entity: str, *properties: str) -> tuple[str, ...]:
        """Ids of an entity's statements of these properties."""
        return tuple(sorted(s.id for s in self.statements if s.entity == entity and s.property in properties))

    def context(self, folder: Path, *, claims: Sequence[Claim] = (), **settings: object) -> SiteContext:
        """Write the files of the earlier stages into ``folder`` and open them."""
        folder.mkdir(parents=True, exist_ok=True)
        write_json(folder / "extraction.json", Extraction(statements=tuple(self.statements)))
        merge_task([folder / "extraction.json"], {}, folder / "statements.parquet")
        entities = tuple(sorted(self.entities.values(), key=lambda e: e.id))
        resolution = Resolution(entities=entities, parents=tuple(self.parents), possibly_same=tuple(self.possibly_same))
        write_resolution(folder / "statements.parquet", resolution, folder / "entities")
        resolved = Resolved(folder / "entities")
        defaults: dict[str, object] = {
            "mask": lambda document: document.text.replace("13800000000", "▇" * 11),
            "title": "A test atlas",
            "summary": "Invented rows that stand for a case.",
            "counts": {"papers": 1, "statements": len(self.statements)},
        }
        return SiteContext(
            resolved=resolved,
            documents=self.infos,
            read=self.documents.__getitem__,
            findings=tuple(self.findings),
            claims=tuple(run_claims(claims, resolved, self.findings)),
            **(defaults | settings),  # type: ignore[arg-type]
        )

    def _document(self, text: str, media_type: str, *, info: DocumentInfo, **parts: object) -> Document:
        sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        document = Document(sha256=sha256, media_type=media_type, text=text, encoding="utf-8", **parts)  # type: ignore[arg-type]
        self.documents[sha256], self.infos[sha256] = document, info
        return document


def _csv(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[str, list[Cell]]:
    """The text a reader makes of a CSV: values parted by tabs, so that a cell's text is its value."""
    text, cells = io.StringIO(), []
    for number, row in enumerate([columns, *rows]):
        for column, value in enumerate(row):
            start = text.tell()
            text.write(value)
            cells.append(Cell(number, column, start, text.tell(), header=number == 0))
            text.write("\n" if column == len(row) - 1 else "\t")
    return text.getvalue(), cells


def claim(id: str, text: str, query: str, *expect: str, note: str = "") -> Claim:
    """One claim of ``claims.yml``."""
    return Claim(id, text, note, query, expect)


def small_world(*, hostile: str = "", put: Callable[[str, str], str] = lambda _, value: value) -> Builder:
    """Two countries, three projects, two makers, a listed bureau with one below it, a specimen paper; ``hostile`` is put into names.

    ``put`` takes a column and a value of the tables and says what stands there.
    """
    b = Builder()
    tables = yaml.safe_load(Path(__file__).with_name("small_world.yml").read_text("utf-8"))
    for name, rows in tables.items():
        b.table(name, [{column: put(column, value.replace("{hostile}", hostile)) for column, value in row.items()} for row in rows])
    _paper(b, hostile)
    _finding(b)
    return b


def _paper(b: Builder, hostile: str) -> None:
    lines = [
        "虚构县公安局设备采购中标公告（样例 specimen）",
        f"一、采购单位：County Bureau below Xugou{hostile}",
        "二、中标供应商：Xugou Trading Company，联系电话 13800000000",
        "三、中标金额：569800.00元。货物：Genepeak DNA kit 500 型，二十套。",
    ]
    said = [
        ("paper:1:notice", "Notice", "title", lines[0], lines[0]),
        ("paper:1:award", "ContractAward", "buyer", "body:county", "County Bureau below Xugou"),
        ("paper:1:award", "ContractAward", "supplier", "company:reseller", "Xugou Trading Company"),
        ("paper:1:award", "ContractAward", "amount", "CNY 569800.00", "569800.00元"),
        ("paper:1:item", "ContractItem", "award", "paper:1:award", "Genepeak DNA kit 500 型"),
        ("paper:1:item", "ContractItem", "name", "Genepeak DNA kit 500 型", "Genepeak DNA kit 500 型"),
        ("paper:1:item", "ContractItem", "maker", "company:genepeak", "Genepeak"),
        ("paper:1:notice", "Notice", "region", "13800000000", "13800000000"),
    ]
    b.paper("papers/specimen-award.txt", lines, said)


def _finding(b: Builder) -> None:
    parent = b.ids("body:county", "place")
    b.parents.append(Parent(child="body:county", parent="body:prefecture", reason="the place lies in the other's place", statements=parent))
    sold = b.ids("paper:1:award", "buyer", "supplier", "amount")
    path = (
        Step(
            origin="company:genepeak",
            target="company:reseller",
            relation="goods-sold-by",
            text=Said("Genepeak Instruments is named as the maker of goods sold.", "据载，所售货物的制造商为Genepeak Instruments。"),
            statements=b.ids("paper:1:item", "maker", "name"),
        ),
        Step(
            origin="company:reseller",
            target="body:county",
            relation="sold-to",
            text=Said(
                "Xugou Trading Company sold to County Bureau below Xugou.", "Xugou Trading Company向County Bureau below Xugou作出一笔销售。"
            ),
            statements=sold,
        ),
        Step(
            origin="body:county",
            target="body:prefecture",
            relation="under",
            text=Said("The one belongs under the other.", "前者隶属于后者。"),
            statements=parent,
        ),
        Step(
            origin="body:prefecture",
            target="listing:L2",
            relation="listed",
            text=Said("The list names the prefecture bureau.", "该清单列有该局。"),
            statements=b.ids("listing:L2", "entity", "startDate", "list"),
        ),
    )
    b.findings.append(
        Finding(
            rule="sale-to-body-under-listed-body",
            rule_version="1",
            outcome="shown",
            title=Said("Sale to County Bureau below Xugou, a body under a listed body", "向下级局的销售；该局隶属于被列名机构"),
            summary=Said(
                "These papers show a sale to the bureau. The list names the body above it.",
                "这些文件显示一笔向该局的销售。该清单列有其上级机构。",
            ),
            day="2021-06-06",
            subjects=("body:county",),
            path=path,
            gaps=(Said("How the reseller obtained the goods is not in these papers.", "转售方如何取得货物，这些文件未载明。"),),
            rule_says=Said("A body under a listed body is not itself listed.", "被列名机构的下属机构，其自身并未被列名。"),
            specimen=True,
        )
    )
