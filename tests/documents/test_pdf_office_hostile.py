"""The hostile PDF and Office files, read in the jail: each as its manifest says, within ten seconds and 256 MB over the idle process."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from enduse.documents.jail import Jail
from enduse.model.extraction import Reading
from tests.documents.given import codes

pytestmark = pytest.mark.shared

EXPECTED = {
    "pdf/d01_control.pdf": set(),
    "pdf/d02_truncated.pdf": {"broken", "cut"},
    "pdf/d05_flate_bomb_nested.pdf": {"limit:inflated"},
    "pdf/d07_js_launch.pdf": {"active-content"},
    "pdf/d08_cmap_absolute_path.pdf": {"unmapped-characters", "needs-ocr"},
    "pdf/d10_invisible_text.pdf": {"hidden-text"},
    "pdf/d12_encrypted.pdf": {"encrypted"},
    "pdf/d15_empty.pdf": {"empty"},
    "office/c10_control.docx": set(),
    "office/c11_xxe.docx": {"xml-declarations"},
    "office/c13_bomb.docx": {"limit:inflated"},
    "office/c22_formula_cells.xlsx": {"formula-values"},
    "office/c23_hidden_sheet.xlsx": {"hidden-text"},
}


@pytest.fixture(scope="module")
def jail() -> Iterator[Jail]:
    with Jail() as made:
        yield made


def peak(jail: Jail) -> int:
    """The most memory the child has held, in bytes."""
    assert jail._child is not None
    status = Path(f"/proc/{jail._child.pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+)", status)
    assert found
    return int(found[1]) << 10


def read(jail: Jail, data: bytes, extension: str) -> Reading:
    return jail.read(data, sha256=hashlib.sha256(data).hexdigest(), extension=extension)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_hostile_file_behaves_as_its_manifest_says(shared: Path, jail: Jail, name: str) -> None:
    path = shared / "hostile" / name
    read(jail, b"x", ".txt")
    idle, begun = peak(jail), time.monotonic()
    result = read(jail, path.read_bytes(), path.suffix)
    assert time.monotonic() - begun < 10
    assert peak(jail) - idle < 256 << 20
    assert codes(result) == EXPECTED[name]
    assert "root:" not in repr(result)


def test_every_file_that_is_there_is_expected(shared: Path) -> None:
    present = {f"{group}/{path.name}" for group in ("pdf", "office") for path in (shared / "hostile" / group).iterdir()}
    assert present == set(EXPECTED)


def test_hidden_claims_are_marked(shared: Path, jail: Jail) -> None:
    for name, words in (
        ("pdf/d10_invisible_text.pdf", ("Innocent Corp", "Hidden Buyer Ltd")),
        ("office/c23_hidden_sheet.xlsx", ("Hidden Vendor",)),
    ):
        path = shared / "hostile" / name
        document = read(jail, path.read_bytes(), path.suffix).document
        assert document is not None
        for word in words:
            at = document.text.index(word)
            assert all(block.hidden for block in document.blocks if block.start <= at < block.end)


def test_the_control_pdf_has_page_and_place(shared: Path, jail: Jail) -> None:
    document = read(jail, (shared / "hostile/pdf/d01_control.pdf").read_bytes(), ".pdf").document
    assert document is not None
    assert document.text == "Buyer: Example City Police Bureau. Supplier: Example Reseller Ltd."
    assert document.page_of(7, 34) == 1
