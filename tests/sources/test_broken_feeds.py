"""A feed that came broken, for every source and every form it is read in: the copy in use stays, and the reason is said."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from enduse.case.accepted import accepted_versions
from enduse.case.layout import Case, open_case
from enduse.case.list_update import Incoming, update_list
from enduse.documents.read import read_bytes
from enduse.evidence.fetch import Fetched
from enduse.evidence.vault import Vault, hash_file
from enduse.model.document import Document
from enduse.model.errors import SourceChanged
from enduse.model.extraction import Extraction
from enduse.sources.registry import import_list, list_sources
from enduse.sources.size import check_shrink
from enduse.sources.source_file import Source
from tests.conftest import digests
from tests.sources.feeds import ERROR_PAGE, cut, every_third, last, renamed, without_entries
from tests.sources.samples import ANY, read_file, samples

SAMPLES = samples()
every_sample = pytest.mark.parametrize(("source", "sample"), SAMPLES, ids=[f"{source}-{file.name}" for source, file in SAMPLES])


def case_with(folder: Path, source: str, sample: Path, most: int = 10**6) -> Case:
    """A case that took the sample in as its list."""
    folder.mkdir()
    (folder / "case.yml").write_text(
        f"title: {{en: A case}}\nlists:\n  - {{source: {source}, file: lists/list{sample.suffix}, expect: {{min: 1, max: {most}}}}}\n",
        "utf-8",
    )
    (folder / "lists").mkdir()
    (folder / "lists" / f"list{sample.suffix}").write_bytes(sample.read_bytes())
    case = open_case(folder)
    assert update_list(case, source, Incoming(sample, sample.name, "the test")).new is False
    return case


def refused(case: Case, source: str, data: bytes, name: str, tmp_path: Path, **how: str | Fetched | None) -> str:
    """Why an update with these bytes is refused; the case is as it was, and the vault has what came."""
    file = tmp_path / f"feed-{name}"
    file.write_bytes(data)
    before = {**digests(case.root / "lists"), "case.yml": hash_file(case.root / "case.yml")}
    accepted = accepted_versions(case, source)
    fetched = how.get("fetched")
    incoming = Incoming(file, name, "the test", fetched if isinstance(fetched, Fetched) else None)
    with pytest.raises(SourceChanged) as error:
        update_list(case, source, incoming, sha256=str(how.get("sha256", "")))
    assert {**digests(case.root / "lists"), "case.yml": hash_file(case.root / "case.yml")} == before
    assert accepted_versions(case, source) == accepted
    assert Vault(case.root / "vault").custody(hash_file(file)), "what came is kept, with its custody record"
    said = str(error.value)
    assert said.startswith(f"{source}: ")
    assert "The case keeps lists/list" in said
    return said


@every_sample
def test_a_file_that_was_cut_is_refused(source: str, sample: Path, tmp_path: Path) -> None:
    case = case_with(tmp_path / "case", source, sample)
    refused(case, source, cut(sample.read_bytes()), sample.name, tmp_path)
    refused(case, source, b"", sample.name, tmp_path)


@every_sample
def test_a_file_with_another_hash_than_the_publisher_says_is_refused(source: str, sample: Path, tmp_path: Path) -> None:
    case = case_with(tmp_path / "case", source, sample)
    data = sample.read_bytes()
    assert "0000 as was said" in refused(case, source, data, sample.name, tmp_path, sha256="0" * 64)
    assert update_list(case, source, Incoming(sample, sample.name, "the test"), sha256=hash_file(sample).upper()).new is False


@every_sample
def test_an_error_page_with_status_200_is_refused(source: str, sample: Path, tmp_path: Path) -> None:
    case = case_with(tmp_path / "case", source, sample)
    refused(case, source, ERROR_PAGE, sample.name, tmp_path)
    got = Fetched("https://lists.example.org/list", (), 200, (("content-type", "text/html"),), "2026-11-23T00:00:00Z", len(ERROR_PAGE))
    said = refused(case, source, ERROR_PAGE, sample.name, tmp_path, fetched=got)
    assert sample.suffix == ".html" or "web page" in said


@every_sample
def test_a_list_with_a_fifth_of_its_entries_missing_is_refused_and_may_be_accepted(source: str, sample: Path, tmp_path: Path) -> None:
    case = case_with(tmp_path / "case", source, sample)
    whole = accepted_versions(case, source)[-1].entries
    assert whole >= 1
    data, left, number = sample.read_bytes(), whole, 0
    while left > 0.8 * whole:
        number += 1
        fewer = tmp_path / f"fewer{sample.suffix}"
        fewer.write_bytes(without_entries(data, sample.suffix, last(number)))
        try:
            left = import_list(source, read_file(fewer), expect=ANY).counts["entries"]
        except (SourceChanged, AssertionError):  # no entry is left, or nothing of the form
            left = 0
    said = refused(case, source, fewer.read_bytes(), sample.name, tmp_path)
    if left:
        assert f"read {left} entries where the version before had {whole}" in said
        done = update_list(case, source, Incoming(fewer, sample.name, "the test"), accept=True)
        assert (done.new, done.entries, done.entries_before) == (True, left, whole)


@every_sample
def test_a_changed_column_or_element_is_refused_or_named(source: str, sample: Path) -> None:
    """No name of the form may change without a word; what carries the names of the parties is refused."""
    before = import_list(source, read_file(sample), expect=ANY)
    known = {(issue.code, issue.place, issue.message) for issue in before.issues}
    silent, refusals = [], 0
    for name, data in renamed(sample.read_bytes(), sample.suffix):
        try:
            after = import_list(source, _read(data, sample.suffix), expect={"min": 1})
        except (SourceChanged, Unread):
            refusals += 1
            continue
        new = {(issue.code, issue.place, issue.message) for issue in after.issues} - known
        if not new and _said(after) != _said(before):
            silent.append(name)
    assert refusals
    assert silent == []


class Unread(Exception):
    """No reader took the bytes."""


def _read(data: bytes, suffix: str) -> Document:
    reading = read_bytes(data, sha256=hashlib.sha256(data).hexdigest(), extension=suffix)
    if reading.document is None:
        raise Unread(suffix)
    return reading.document


def _said(extraction: Extraction) -> set[tuple[str, str, str]]:
    return {(s.entity, s.property, s.value) for s in extraction.statements}


@pytest.mark.parametrize("source", list_sources(), ids=lambda source: source.name)
def test_a_fifth_is_too_much_for_every_source(source: Source) -> None:
    with pytest.raises(SourceChanged, match="200 fewer"):
        check_shrink(source, 1000, 800)


REAL = {
    "us-bis-entity-list": "us_lists_2026-07/bis_entity_list.json",
    "us-bis-military-end-user-list": "us_lists_2026-07/bis_meu.json",
    "us-bis-unverified-list": "csl_watchman_2023-11_subset.csv",
    "us-cbp-withhold-release-orders": "us_lists_2026-07/cbp_wro.json",
    "us-dhs-uflpa-entity-list": "pages_2026-07/dhs-uflpa-entity-list.html",
    "us-dod-section-1260h-list": "us_lists_2026-07/dow_1260h.json",
    "us-dod-section-1286-list": "us_lists_2026-07/dow_1286.json",
    "us-fcc-covered-list": "pages_2026-07/fcc-coveredlist.html",
    "us-federal-register-acts": "federal_register_notices.jsonl",
    "us-ofac-eo-14032-annex": "us_lists_2026-07/ofac_eo14032_annex.json",
    "us-ofac-ns-cmic-list": "us_lists_2026-07/ofac_nscmic.json",
    "us-state-nonproliferation-sanctions": "csl_watchman_2023-11_subset.csv",
}


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize(("source", "file"), sorted(REAL.items()))
def test_a_real_list_cut_or_with_a_fifth_missing_is_refused(source: str, file: str, shared: Path, tmp_path: Path) -> None:
    real = shared / "data" / "lists" / file
    case = case_with(tmp_path / "case", source, real)
    data = real.read_bytes()
    refused(case, source, cut(data), real.name, tmp_path)
    refused(case, source, ERROR_PAGE, real.name, tmp_path)
    whole = accepted_versions(case, source)[-1].entries
    fewer = without_entries(data, real.suffix, every_third)
    left = import_list(source, _read(fewer, real.suffix), expect=ANY).counts["entries"]
    assert 0 < left <= 0.8 * whole
    assert f"read {left} entries where the version before had {whole}" in refused(case, source, fewer, real.name, tmp_path)
