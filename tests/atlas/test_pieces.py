"""Pieces: parts made once for many pages, and made anew where they would lead to the page they stand on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from casebuilder import small_world
from markupsafe import Markup, escape

from enduse.atlas.gathered import Gathered
from enduse.atlas.press import Press
from enduse.atlas.sheet import Sheet
from enduse.atlas.tongue import tongues


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    context = small_world().context(tmp_path / "build", languages=("en", "zh"))
    with context.resolved:
        spoken = tongues(context.languages)
        yield Press(Gathered(context), tmp_path / "site", spoken[0], spoken)


def named(sheet: Sheet, ident: str, made: list[str]) -> Markup:
    def make() -> Markup:
        made.append(sheet.path)
        return escape(sheet.name(ident))

    return sheet.piece("name", ident, make)


def test_a_piece_is_made_once_for_all_pages_of_a_depth(press: Press) -> None:
    made: list[str] = []
    ident, page = next(each for each in press.library.pages.items() if each[1].startswith("companies/"))
    pages = ("countries/kz.html", "projects/index.html", "index.html", "about.html")
    printed = [named(press.sheet(path), ident, made) for path in pages]
    assert made == ["countries/kz.html", "index.html"]
    assert printed[0] == printed[1]
    assert f'href="../{page}"' in printed[0]
    assert printed[2] == printed[3]
    assert f'href="{page}"' in printed[2]


def test_a_page_is_not_led_to_from_itself(press: Press) -> None:
    made: list[str] = []
    ident, page = next(each for each in press.library.pages.items() if each[1].startswith("companies/"))
    own, other = named(press.sheet(page), ident, made), named(press.sheet("countries/kz.html"), ident, made)
    assert 'class="claim"' in own
    assert f'href="../{page}"' in other
    assert named(press.sheet(page), ident, made) == own  # and what was made elsewhere does not stand here either
    assert made == [page, "countries/kz.html", page]


def test_what_a_piece_rests_on_counts_on_every_page_it_stands_on(press: Press) -> None:
    project = next(each for each in press.library.of_kind("Project") if press.library.facts[each.id].get("city"))
    sheets = [press.sheet(path) for path in ("countries/kz.html", "cities/kalenga.html")]
    for sheet in sheets:
        sheet.piece("city", project.id, partial(escape, sheet.one(project.id, "city")))
    assert sheets[0].sources == sheets[1].sources != []
