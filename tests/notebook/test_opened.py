"""The Python interface: a case opened, asked, and shown."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import enduse
from enduse.model.errors import UsageError
from enduse.notebook.opened import OpenedCase
from enduse.notebook.tables import Table
from tests.conftest import copy_built, run_enduse


@pytest.fixture(scope="module")
def case(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenedCase]:
    folder = copy_built(example, tmp_path_factory.mktemp("notebook") / "case")
    with enduse.open(folder) as opened:
        yield opened


def test_a_name_on_a_day(case: OpenedCase) -> None:
    said = case.listed("Megvii Technology", on="2019-10-09")
    assert (said.outcome, str(said)) == ("listed", "Megvii Technology on 2019-10-09: listed")
    assert said.entries[0]["citation"] == "84 FR 54004"
    assert "US Entity List" in said.law
    assert said.to_dict()["outcome"] == "listed"
    assert case.listed("Megvii Technology", on="2019-10-09", known_on="2019-01-01").outcome == "not-listed"
    assert case.listed("Sample Works", on="2021-03-01").outcome == "not-found"
    assert "<td>84 FR 54004</td>" in said._repr_html_()


def test_a_name_is_matched_with_reasons(case: OpenedCase) -> None:
    found = case.match("Hangzhou Hikvision Digital Technologies", on="2022-01-01", country="cn")
    assert (found[0]["id"], found[0]["says"]) == ("company:hikvision", "on the list that day; named in a finding of this case")
    assert "+0" in str(found[0]["why"])
    assert len(case.match("Specimen Bakery Ltd", on="2022-01-01")) == 0


class Frame:
    """What of a pandas frame is used."""

    def to_dict(self, orient: str) -> list[dict[object, object]]:
        assert orient == "records"
        return [{"name": "Megvii Technology", "date": "2019-10-09"}, {"name": "Specimen Bakery Ltd", "date": float("nan")}]


class OtherFrame:
    """What of a polars frame is used."""

    def to_dicts(self) -> list[dict[str, object]]:
        return [{"name": "Megvii Technology", "date": "2019-10-09"}, {"name": "Specimen Bakery Ltd", "date": None}]


ROWS = [{"name": "Megvii Technology", "date": "2019-10-09"}, {"name": "Specimen Bakery Ltd", "date": ""}]


@pytest.mark.parametrize("given", [ROWS, iter(ROWS), Frame(), OtherFrame(), ["Megvii Technology", "Specimen Bakery Ltd"]])
def test_rows_of_any_kind_are_screened(case: OpenedCase, given: object) -> None:
    done: list[int] = []
    screened = case.screen(given, on="2019-10-09", progress=done.append)  # type: ignore[arg-type]
    assert (dict(screened.verdicts), done) == ({"match to check": 1, "none": 1}, [2])
    assert [row["enduse_match"] for row in screened.telling] == ["Megvii"]
    assert screened.about["verdicts"]["none"] == 1
    assert "None is no clearance" in screened._repr_html_()


def test_a_file_gives_the_bytes_of_the_command(case: OpenedCase, tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text("Customer,Ship date\nMegvii Technology,2019-10-09\nSpecimen Bakery Ltd,2020-01-01\n")
    case.screen(tmp_path / "orders.csv").write(*(tmp_path / f"ours.{form}" for form in ("csv", "jsonl", "html", "xlsx")))
    outs = [part for form in ("csv", "jsonl", "html", "xlsx") for part in ("--out", str(tmp_path / f"theirs.{form}"))]
    done = run_enduse("screen", case.case.root, tmp_path / "orders.csv", *outs)
    assert done.returncode == 0, done.stderr
    for form in ("csv", "jsonl", "html", "xlsx"):
        assert (tmp_path / f"ours.{form}").read_bytes() == (tmp_path / f"theirs.{form}").read_bytes(), form


def test_ways_are_traced(case: OpenedCase) -> None:
    ways = case.trace("Thermo Fisher Scientific", depth=3)
    assert len(ways) > 0
    assert {row["from"] for row in ways if row["step"] == 1} == {"Thermo Fisher Scientific"}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda case: case.listed("Megvii"), "no day was given"),
        (lambda case: case.listed("Megvii", on="9 Oct 2019"), "9 Oct 2019"),
        (lambda case: case.listed("Megvii", on="2019", known_on="once"), "once"),
        (lambda case: case.screen([], on="2020"), "no rows"),
        (lambda case: case.screen([3], on="2020"), "row 1: found int"),
        (lambda case: case.screen("nothing.csv", on="2020"), "nothing.csv"),
        (lambda case: case.screen([{"who": "x"}], name="name", on="2020"), "'who'"),
        (lambda case: case.trace("Nobody Works"), "Nobody Works"),
        (lambda _: enduse.open("/nowhere"), "not a case"),
    ],
)
def test_what_is_wrong_is_said(case: OpenedCase, wrong: object, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        wrong(case)  # type: ignore[operator]


def test_a_table_goes_into_frames_and_shows_itself_safely(monkeypatch: pytest.MonkeyPatch) -> None:
    table = Table(("name", "n"), (("<b>&\u202e", 1), ("b", None)))
    assert table.to_columns() == {"name": ["<b>&\u202e", "b"], "n": [1, None]}
    assert table[1:].to_dicts() == [{"name": "b", "n": None}]
    assert "<td>&lt;b&gt;&amp;⟨U+202E⟩</td>" in table._repr_html_()
    assert "2 further rows" in Table(("n",), tuple((n,) for n in range(22)))._repr_html_()
    for library in ("pandas", "polars"):
        monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match="pandas"):
        table.to_frame()
    library = ModuleType("polars")
    library.DataFrame = dict  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "polars", library)
    assert table.to_frame() == table.to_columns()


def test_the_package_opens_without_loading_anything() -> None:
    done = run_enduse("--version")
    assert enduse.__version__ in done.stdout


def test_columns_that_are_unsettled_are_said_by_their_argument(case: OpenedCase) -> None:
    rows = [{"A": "Megvii Technology", "B": "LEI1", "C": "R1"}]
    said = case.screen(rows, on="2019-10-09", name="A", lei="B", registration="C")
    assert said.about["columns"] == {"name": "A", "leiCode": "B", "registrationNumber": "C"}
    with pytest.raises(UsageError, match="looks like one of names; say which it is: name='COLUMN'"):
        case.screen(rows, on="2019-10-09")
    with pytest.raises(UsageError, match=r"no column 'Z' to be the leiCode.*: lei='COLUMN'"):
        case.screen(rows, on="2019-10-09", name="A", lei="Z")
    with pytest.raises(UsageError, match="say which day is asked: on='2024-03-01'"):
        case.screen(rows, name="A")


def test_pages_are_linked_where_the_atlas_has_an_address(case: OpenedCase) -> None:
    with enduse.open(case.case.root, on="2019-10-09", atlas="https://atlas.example/") as linked:
        address = linked.match("Megvii Technology")[0]["address"]
        assert address == f"https://atlas.example/{linked.match('Megvii Technology')[0]['page']}"
        assert linked.screen(["Megvii Technology"]).table[0]["enduse_address"] == address
    assert case.match("Megvii Technology", on="2019-10-09")[0]["address"] == ""
    with pytest.raises(UsageError, match="expected the address of an atlas' top"):
        enduse.open(case.case.root, atlas="atlas")
