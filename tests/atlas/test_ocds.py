"""OCDS: releases keep to the fields and types that the official schema names, and each says where its values stand.

``FIELDS`` is what release-schema.json 1.1.5 (open-contracting/standard) says of the objects that are written here, read in that file.
It is not the schema itself, which ``test_ocds_schema.py`` asks where somebody has it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from casebuilder import Builder, small_world

from enduse.atlas.exporters.followthemoney.material import material
from enduse.atlas.exporters.ocds.packages import records_of
from enduse.atlas.exporters.ocds.release import Notices, release_of, stages
from enduse.atlas.site import build_site
from enduse.vocabulary.load import vocabulary

TAGS = {
    "planning",
    "planningUpdate",
    "tender",
    "tenderAmendment",
    "tenderUpdate",
    "tenderCancellation",
    "award",
    "awardUpdate",
    "awardCancellation",
    "contract",
    "contractUpdate",
    "contractAmendment",
    "implementation",
    "implementationUpdate",
    "contractTermination",
    "compiled",
}
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
FIELDS: dict[str, tuple[set[str], dict[str, Any]]] = {  # object -> required fields, field -> type or object
    "release": (
        {"ocid", "id", "date", "tag", "initiationType"},
        {
            "ocid": str,
            "id": str,
            "date": MOMENT,
            "tag": [str],
            "initiationType": re.compile("tender"),
            "language": str,
            "parties": ["organization"],
            "buyer": "reference",
            "tender": "tender",
            "awards": ["award"],
        },
    ),
    "organization": (set(), {"id": str, "name": str, "identifier": "identifier", "roles": [str]}),
    "identifier": (set(), {"id": str, "legalName": str}),
    "reference": (set(), {"id": str, "name": str}),
    "tender": (
        {"id"},
        {
            "id": str,
            "title": str,
            "status": re.compile("planning|planned|active|cancelled|unsuccessful|complete|withdrawn"),
            "value": "value",
            "procuringEntity": "reference",
            "tenderers": ["reference"],
            "items": ["item"],
            "documents": ["document"],
        },
    ),
    "award": ({"id"}, {"id": str, "date": MOMENT, "value": "value", "suppliers": ["reference"], "items": ["item"]}),
    "item": ({"id"}, {"id": str, "description": str, "quantity": (int, float), "unit": "unit"}),
    "unit": (set(), {"name": str, "value": "value"}),
    "value": (set(), {"amount": (int, float), "currency": re.compile("[A-Z]{3}")}),
    "document": ({"id"}, {"id": str, "documentType": str, "title": str, "datePublished": MOMENT}),
}


def wrong(value: Any, kind: Any, at: str = "release") -> list[str]:
    """What of a value is not as the fields say; ``enduse`` is our extension, and may stand in every object."""
    if isinstance(kind, list):
        if not isinstance(value, list) or not value:
            return [f"{at}: not a list with something in it"]
        found = [each for item in value for each in wrong(item, kind[0], f"{at}[]")]
        texts = [json.dumps(item, sort_keys=True) for item in value]
        return found if len(set(texts)) == len(texts) else [*found, f"{at}: one thing twice"]
    if isinstance(kind, re.Pattern):
        return [] if isinstance(value, str) and kind.fullmatch(value) else [f"{at}: {value!r}"]
    if not isinstance(kind, str):
        return [] if isinstance(value, kind) and value != "" else [f"{at}: {value!r}"]
    required, fields = FIELDS[kind]
    found = [f"{at}: lacks {name}" for name in sorted(required - value.keys())]
    for name, held in value.items():
        if name != "enduse":
            found += wrong(held, fields[name], f"{at}.{name}") if name in fields else [f"{at}: {name} is no field"]
    return found


def row(entity: str, schema: str, prop: str, value: str, document: str = "d1", *, specimen: bool = True) -> dict[str, Any]:
    ident = f"{entity}.{prop}.{value}.{document}"
    page = {"page": f"papers/{document}.html#s-{ident}", "source": "paper", "lang": None, "mention": entity}
    return page | {
        "id": ident,
        "entity": entity,
        "schema": schema,
        "property": prop,
        "value": value,
        "document": document,
        "specimen": specimen,
    }


NOTICE = [
    row("n", "Notice", "title", "样本采购中标公告"),
    row("n", "Notice", "noticeType", "award"),
    row("n", "Notice", "publishedDate", "2020-06-18"),
    row("n", "Notice", "projectNumber", "YB-1"),
    row("n", "Notice", "buyer", "b"),
    row("b", "PublicBody", "name", "样本市公安局"),
    row("a", "ContractAward", "notice", "n"),
    row("a", "ContractAward", "supplier", "s"),
    row("a", "ContractAward", "amount", "CNY 569800.50"),
    row("s", "Company", "name", "样本贸易有限公司"),
    row("i", "ContractItem", "award", "a"),
    row("i", "ContractItem", "name", "样本试剂盒"),
    row("i", "ContractItem", "quantity", "20"),
    row("i", "ContractItem", "unitPrice", "CNY 12000"),
]


def made(*rows: dict[str, Any], papers: frozenset[str] = frozenset({"d1", "d2"})) -> Notices:
    return Notices(material(rows, [], lambda ident: ident, "Test"), papers)


def test_a_notice_becomes_a_release_of_the_documented_fields() -> None:
    release, why = release_of(made(*NOTICE), "n")
    assert why == ""
    assert release is not None
    assert wrong(release, "release") == []
    assert release["tag"] == ["award"]
    assert release["awards"][0]["value"] == {"amount": 569800.5, "currency": "CNY"}
    assert release["awards"][0]["items"][0]["quantity"] == 20
    assert release["parties"][0]["roles"] == ["buyer"]
    assert "a.amount.CNY 569800.50.d1" in release["awards"][0]["enduse"]["statements"]
    assert "Specimen" in release["enduse"]["specimen"]
    assert wrong(release | {"date": "2020-06-18"}, "release") == ["release.date: '2020-06-18'"]


def test_what_sources_state_differently_is_left_out() -> None:
    release, _ = release_of(made(*NOTICE, row("a", "ContractAward", "amount", "CNY 1", "d2")), "n")
    assert release is not None
    assert "value" not in release["awards"][0]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"publishedDate": "2020-06"}, "day"),
        ({"noticeType": "not-notice"}, "type"),
        ({"noticeType": ""}, "type"),
    ],
)
def test_a_notice_that_is_no_release_is_named_with_the_reason(change: dict[str, str], reason: str) -> None:
    rows = [each | {"value": change.get(each["property"], each["value"])} for each in NOTICE]
    release, why = release_of(made(*rows), "n")
    assert release is None
    assert reason in why


def test_only_papers_become_releases() -> None:
    assert release_of(made(*NOTICE, papers=frozenset()), "n") == (None, "not held as a paper")


def test_notices_of_one_purchase_share_a_record() -> None:
    later = [
        row("n2", "Notice", "noticeType", "contract", "d2"),
        row("n2", "Notice", "publishedDate", "2020-07-01", "d2"),
        row("n2", "Notice", "projectNumber", "YB-1", "d2"),
        row("n2", "Notice", "buyer", "b", "d2"),
    ]
    notices = made(*NOTICE, *later)
    releases = [release for each in ("n", "n2") if (release := release_of(notices, each)[0])]
    (record,) = records_of(releases)
    assert [release["date"][:10] for release in record["releases"]] == ["2020-06-18", "2020-07-01"]


def test_stages_are_of_both_vocabularies() -> None:
    known = {term.id for term in vocabulary("notice-type").terms}
    assert stages().keys() <= known
    assert {tag for stage in stages().values() for tag in stage.tag} <= TAGS


def dated_notice() -> Builder:
    """The small world with a notice that is a release."""
    world = small_world()
    lines = ["样本市采购中标公告（样例 specimen）", "发布日期：2020-06-18", "采购单位：County Bureau below Xugou"]
    said = [
        ("paper:2:notice", "Notice", "title", lines[0], lines[0]),
        ("paper:2:notice", "Notice", "noticeType", "award", "中标公告"),
        ("paper:2:notice", "Notice", "publishedDate", "2020-06-18", "2020-06-18"),
        ("paper:2:notice", "Notice", "buyer", "body:county", "County Bureau below Xugou"),
    ]
    world.paper("papers/specimen-second.txt", lines, said)
    return world


def test_packages_of_a_site(site: Path, tmp_path: Path) -> None:
    releases = json.loads((site / "downloads" / "ocds-releases.json").read_text("utf-8"))
    assert releases["releases"] == []  # the small world's notice has no date
    assert [each["reason"] for each in releases["enduse"]["left_out"]] == ["its type is not stated, or is no stage of a purchase"]
    context = dated_notice().context(tmp_path / "build")
    with context.resolved:
        build_site(context, tmp_path / "site")
    downloads = tmp_path / "site" / "downloads"
    package = json.loads((downloads / "ocds-releases.json").read_text("utf-8"))
    records = json.loads((downloads / "ocds-records.json").read_text("utf-8"))
    assert {"uri", "version", "publisher", "publishedDate"} <= package.keys() & records.keys()
    assert [wrong(release, "release") for release in package["releases"]] == [[]]
    assert records["records"] == [{"ocid": package["releases"][0]["ocid"], "releases": package["releases"]}]
    assert package["publishedDate"] == "2020-06-18T00:00:00Z"
    for page in package["releases"][0]["enduse"]["pages"]:
        assert (tmp_path / "site" / page).is_file()
