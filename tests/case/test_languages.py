"""A case in several languages, one of them by a file of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from enduse.atlas.check import check_site
from enduse.case.build import BuildFailed, Options, build_case
from enduse.case.layout import open_case
from enduse.engine.executors import Where
from tests.case.specimen_case import CASE, specimen_case

IN_THREE = CASE.replace("languages: [en]", "languages: [en, zh, eo]").replace("{en: Specimens}", "{en: Specimens, zh: 样例}")
ESPERANTO = "language: {name: Esperanto, tag: eo, label: Lingvo}\nnav: {findings: Trovoj, projects: %s}\n"


def silent(*_: object) -> None:
    """Progress nobody watches."""


def build(folder: Path) -> None:
    build_case(open_case(folder), Options(Where(workers=1)), silent)


def test_a_case_adds_a_language_by_one_file_and_a_change_of_it_is_built_anew(tmp_path: Path) -> None:
    folder = specimen_case(tmp_path / "case", IN_THREE)
    (folder / "words").mkdir()
    (folder / "words" / "eo.yml").write_text(ESPERANTO % "Projektoj", "utf-8")
    build(folder)
    page = (folder / "site" / "eo" / "index.html").read_text("utf-8")
    assert '<html lang="eo">' in page
    assert ">Projektoj</a>" in page
    assert ">Companies</a>" in page  # what the file lacks is said in English
    assert "样例" in (folder / "site" / "zh" / "index.html").read_text("utf-8")
    assert check_site(folder / "site").faults == ()
    (folder / "words" / "eo.yml").write_text(ESPERANTO % "Planoj", "utf-8")
    build(folder)
    assert ">Planoj</a>" in (folder / "site" / "eo" / "index.html").read_text("utf-8")


def test_a_language_without_a_file_stops_the_build_and_is_named(tmp_path: Path) -> None:
    folder = specimen_case(tmp_path / "case", IN_THREE)
    with pytest.raises(BuildFailed, match=r"no interface texts for language 'eo'.*add one file"):
        build(folder)
    assert not (folder / "site").exists()
