"""Every check fails on a page doctored for it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from enduse.atlas.check import KINDS, check_site

PAGE = "projects/p1.html"


def into_main(html: str) -> Callable[[str], str]:
    return lambda text: text.replace('<main id="main">', f'<main id="main">{html}', 1)


DOCTORED: list[tuple[str, Callable[[str], str]]] = [
    ("dead-link", into_main('<a href="nowhere.html">x</a>')),
    ("dead-link", into_main('<a href="../index.html#nothing">x</a>')),
    ("dead-link", into_main('<a href="../../outside.txt">x</a>')),
    ("third-party", into_main('<img src="https://tracker.example/p.gif" alt="">')),
    ("third-party", into_main('<img src="//tracker.example/p.gif" alt="">')),
    ("third-party", into_main('<a href="https://example.org/">without the right rel</a>')),
    ("third-party", into_main('<link rel="stylesheet" href="https://fonts.example/f.css">')),
    ("third-party", into_main('<a href="javascript:alert(1)" rel="noreferrer noopener external">x</a>')),
    ("no-passage", lambda text: re.sub(r'(class="claim"[^>]*#s-)[0-9a-f]{32}', r"\g<1>" + "0" * 32, text, count=1)),
    ("no-passage", lambda text: re.sub(r'(class="claim" data-statement=")[0-9a-f]{32}', r"\g<1>", text, count=1)),
    ("no-passage", into_main('<p class="told" data-statements="ffff">x</p>')),
    ("loose-value", into_main("<p>Cameras: video surveillance; command centre, said again.</p>")),
    ("loose-value", into_main("<p>虚明视讯</p>")),
    ("inline", into_main('<p style="color:red">x</p>')),
    ("inline", into_main('<p onclick="x()">x</p>')),
    ("inline", into_main("<script>x()</script>")),
    ("inline", into_main("<style>p{}</style>")),
    ("inline", into_main('<iframe title="x"></iframe>')),
    ("steering-sign", into_main("<p>a\u202eb</p>")),
    ("steering-sign", into_main("<p>a\x08b</p>")),
    ("absolute-link", into_main('<a href="/index.html">x</a>')),
    ("no-policy", lambda text: text.replace("default-src ", "default-src http: ", 1)),
    ("double-anchor", into_main('<p id="life"></p><p id="life"></p>')),
    ("language", lambda text: text.replace('<html lang="en">', "<html>", 1)),
    (
        "language",
        lambda text: text.replace('hreflang="zh-Hans" href="../zh/projects/p1.html"', 'hreflang="zh-Hans" href="../zh/index.html"', 1),
    ),
]


@pytest.mark.parametrize(("kind", "doctor"), DOCTORED, ids=[f"{number}-{kind}" for number, (kind, _) in enumerate(DOCTORED)])
def test_a_doctored_page_is_found(site: Path, tmp_path: Path, kind: str, doctor: Callable[[str], str]) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    before = (copy / PAGE).read_text("utf-8")
    after = doctor(before)
    assert after != before
    (copy / PAGE).write_text(after, encoding="utf-8")
    found = [fault for fault in check_site(copy).faults if fault.page == PAGE]
    assert kind in {fault.kind for fault in found}


def test_a_policy_that_says_less_or_more_is_found(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    single = next(copy.glob("single/*.html")).relative_to(copy).as_posix()
    said = {
        "about.html": ("; base-uri 'none'", ""),
        "claims.html": ("; form-action 'none'", ""),
        "method.html": ("style-src", "script-src 'self'; style-src"),
        "index.html": ("script-src 'self'; ", ""),
        "numbers.html": ("img-src 'self'", "img-src 'self' data:"),
        "rules.html": ("img-src", "connect-src 'self'; img-src"),
        "search.html": ("'none'; script-src", "'self'; script-src"),
        "projects/p1.html": (
            '<meta name="viewport"',
            '<meta http-equiv="Content-Security-Policy" content="img-src *"><meta name="viewport"',
        ),
        single: ("style-src ", f"style-src 'sha256-{'A' * 43}=' "),
    }
    for name, (was, becomes) in said.items():
        text = (copy / name).read_text("utf-8").replace("&#39;", "'")
        assert was in text
        (copy / name).write_text(text.replace(was, becomes, 1), encoding="utf-8")
    network = (copy / "network.html").read_text("utf-8")
    (copy / "network.html").write_text(network.replace("</main>", '<a href="#at=companies/nobody">x</a></main>'), encoding="utf-8")
    faults = check_site(copy).faults
    assert {fault.page for fault in faults if fault.kind == "no-policy"} == set(said)
    assert [fault.detail for fault in faults if fault.kind == "dead-link"] == ["#at=companies/nobody"]


def test_a_changed_quote_is_found(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    record = copy / "records" / "projects-p1.html"
    record.write_text(record.read_text("utf-8").replace("Kalenga town", "Another town"), encoding="utf-8")
    report = check_site(copy)
    assert report.counts["no-passage"] > 0


def test_a_stylesheet_that_asks_others_is_found(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    with (copy / "assets" / "atlas.css").open("a") as style:
        style.write("@import 'https://fonts.example/f.css'; p { background: url(//x.example/a.png) }")
    assert check_site(copy).counts["third-party"] == 2


def test_every_kind_of_fault_has_a_doctored_page() -> None:
    assert {kind for kind, _ in DOCTORED} == set(KINDS)
