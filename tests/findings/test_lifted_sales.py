"""Sales lifted out of a large case are the sales that are looked for in all of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from enduse.findings import sales
from enduse.findings.find import propose
from enduse.findings.lifted_sales import LIFT, lifted
from enduse.findings.rules import chosen_rules

from .builder import CASES, OpenCase, case_parts

RULES = ["controlled-origin-goods-to-police", "purchase-from-listed-vendor", "sale-to-listed-end-user"]
FOLDERS = [folder for rule in RULES for folder in sorted((CASES / rule).iterdir()) if folder.is_dir()][::6]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_they_give_the_same_findings(folder: Path, open_case: OpenCase, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_case(*case_parts(folder)) as resolved:
        expected = propose(resolved, chosen_rules(RULES))
        monkeypatch.setattr(sales, "LIFTED_BEYOND", 0)
        assert propose(resolved, chosen_rules(RULES)) == expected


def test_only_what_is_said_around_them_is_left(open_case: OpenCase) -> None:
    statements, resolution = case_parts(CASES / "reseller-to-several-listed-bodies" / "one-before-the-listing")
    with open_case(statements, resolution) as resolved:
        awards = "SELECT DISTINCT canonical FROM statements WHERE schema = 'ContractAward' ORDER BY ALL"
        (first,), *others = resolved.connection.execute(awards).fetchall()
        assert others
        with lifted(resolved.connection, [first]) as near:
            kinds = {kind for (kind,) in near.execute("SELECT DISTINCT schema FROM statements").fetchall()}
            assert near.execute(awards).fetchall() == [(first,)]
        assert "Sanction" not in kinds
        assert len(resolved.connection.execute("SELECT 1 FROM statements").fetchall()) == len(statements)


def test_nothing_is_kept_of_all_that_is_said(open_case: OpenCase) -> None:
    with open_case(*case_parts(FOLDERS[0])) as resolved:
        ((_, plan),) = resolved.connection.execute(f"EXPLAIN {LIFT}", {"awards": ["a"]}).fetchall()
    assert "CTE Name: award" in plan
    assert "all_said" not in plan
