"""Model grammar: forms that are one maker's, forms two makers share, forms of one brand, and the lists they were drawn from."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from enduse.screening.inventory.evidence import FIRM, LEAD
from enduse.screening.inventory.model_grammar import of_firmware, of_model, of_text
from enduse.screening.inventory.tables import forms, makers, sources


@pytest.mark.parametrize(
    ("model", "maker", "strength"),
    [
        ("DS-2CD2143G0-I", "hikvision", FIRM),
        ("ds–2cd2143g0-i", "hikvision", FIRM),
        ("Hikvision DS-2CD2143G0-I", "hikvision", FIRM),
        ("DH-IPC-HFW1230S", "dahua", FIRM),
        ("IPC-HDW5442TM-AS", "dahua", FIRM),
        ("TC-C32GN", "tiandy", FIRM),
        ("DS-1006KI", "hikvision", LEAD),
        ("IPC-B120HA-LUF/SL", "hikvision", LEAD),
        ("IPC2122LB-ADF28KM-H", "uniview", LEAD),
    ],
)
def test_a_form_names_its_maker(model: str, maker: str, strength: str) -> None:
    assert {(each.maker, each.strength) for each in of_model(model, "")} == {(maker, strength)}


def test_a_form_that_makers_share_names_all_of_them() -> None:
    found = of_model("IPC-T2412", "")
    assert {each.maker for each in found} == {"hikvision", "uniview", "dahua"}
    assert all(each.strength == LEAD and "it decides nothing" in each.said for each in found)


def test_a_cell_with_two_models_gives_both() -> None:
    found = of_model("DS-2CD2032-I / DH-IPC-HFW1230S", "")
    assert {(each.maker, each.strength) for each in found} == {("hikvision", FIRM), ("dahua", FIRM)}


def test_a_form_of_one_brand_counts_under_that_brand_only() -> None:
    assert of_model("LNB4321B", "") == ()
    assert [(each.maker, each.family, each.strength) for each in of_model("LNB4321B", "lorex")] == [("dahua", "record", LEAD)]


@pytest.mark.parametrize("model", ["", "P40 Pro", "VOG-L29", "Mate 20", "SV-100", "DSC-RX100", "HC35W45R3", "IPC", "DS"])
def test_other_models_have_no_maker(model: str) -> None:
    assert of_model(model, "") == ()


def test_firmware_and_headers_settle_while_a_model_in_free_text_is_a_hint() -> None:
    assert [(each.maker, each.strength) for each in of_firmware("2.622.00LR000.10.R")] == [("dahua", FIRM)]
    assert [(each.maker, each.strength) for each in of_text("answers as DNVRS-Webs")] == [("hikvision", FIRM)]
    assert [(each.maker, each.strength) for each in of_text("replaces DS-2CD2032-I")] == [("hikvision", LEAD)]
    assert of_text("replaces a camera of 2019") == ()


def test_every_form_has_a_known_maker_and_a_source_with_an_address() -> None:
    for form in forms():
        assert set(form.makers) <= set(makers().makers)
        assert "http" in sources()[form.source]


@pytest.mark.shared
def test_hikvisions_own_models_are_found_and_none_is_called_anothers(shared: Path) -> None:
    devices = json.loads((shared / "data" / "cameras" / "hikvision_devices_models.json").read_text("utf-8"))
    models = {each["model"] for each in devices.values()}
    found = Counter[str]()
    for model in models:
        answers = of_model(model, "")
        firm = {each.maker for each in answers if each.strength == FIRM}
        assert firm <= {"hikvision"}, model
        found["hikvision" if {each.maker for each in answers} == {"hikvision"} else "open"] += 1
    assert found["hikvision"] / len(models) >= 0.9, found


@pytest.mark.shared
def test_the_tables_are_those_the_script_makes(shared: Path, root: Path, tmp_path: Path) -> None:
    script = root / "scripts" / "make_inventory_tables.py"
    given = ["--facts", shared / "facts", "--cameras", shared / "data" / "cameras", "--out", tmp_path]
    subprocess.run([sys.executable, script, *given], check=True, capture_output=True)
    for made in sorted(tmp_path.iterdir()):
        assert made.read_bytes() == (root / "src" / "enduse" / "screening" / "inventory" / made.name).read_bytes(), made.name
