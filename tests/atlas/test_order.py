"""The order in which findings stand: the latest day first, those without a day after all that have one, specimens last."""

from __future__ import annotations

import dataclasses

from tests.release.book import FINDING

from enduse.atlas.library import newest_first


def test_the_latest_first_and_those_without_a_day_after_them() -> None:
    days = ["2019-10-09", None, "2021-06", "2021-06-06"]
    findings = [dataclasses.replace(FINDING, day=day, specimen=False) for day in days]
    findings.append(dataclasses.replace(FINDING, day="2025-01-01", specimen=True))
    assert [finding.day for finding in sorted(findings, key=newest_first)] == ["2021-06", "2021-06-06", "2019-10-09", None, "2025-01-01"]
