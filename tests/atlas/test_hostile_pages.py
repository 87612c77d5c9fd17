"""Hostile texts in every field of free text, and every kind of page opened in a real Chromium: texts stay texts."""

from __future__ import annotations

import datetime
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import yaml
from casebuilder import Builder, claim, small_world
from test_page_kinds import KINDS, address_of, page_of, pages_of

from enduse.atlas.check import check_site
from enduse.atlas.site import build_site
from enduse.decisions.log import append, read_decisions, written_lines
from enduse.model.decision import Reply, Review
from enduse.model.said import Said
from enduse.release.claims import seen_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TEXTS: list[str] = yaml.safe_load(Path(__file__).with_name("hostile_texts.yml").read_text("utf-8"))
BOUND = (*("key", "sources", "specimen", "country", "lat", "lon", "precision", "vendor", "maker", "party", "measure", "company", "project"),
         *("seller", "buyer", "value", "amount", "relation", "tie", "type", "status"))  # fmt: skip
"""Columns whose values are no free text: ids, codes, numbers, and terms that rules and pages ask for."""
DATED = ("date", "signed", "status_date", "announced", "effective", "from", "to", "end")
COUNT = "SELECT count(*) AS answer, NULL AS statement FROM entities WHERE schema = 'Project' AND NOT specimen"
ANSWER, REPLY = "We never supplied them.", "Our answer to the letter."
WATCH = """
  window.canaries = [];
  window.canary = what => canaries.push(String(what));
  document.addEventListener('securitypolicyviolation', event => canaries.push(`policy: ${event.violatedDirective} ${event.blockedURI}`));
"""


class Poison:
    """Puts a text of the list before each value of free text, each in turn; a value that comes again is spelt as before."""

    def __init__(self) -> None:
        self._texts = cycle(TEXTS)
        self._known: dict[str, str] = {}

    def __call__(self, column: str, value: str) -> str:
        if column in (*BOUND, *DATED) or not value:
            return value
        return self._known.setdefault(value, f"{next(self._texts)} {value}")

    def said(self, said: Said) -> Said:
        return Said(self("", said.en), self("", said.zh))


def hostile_world(put: Poison) -> Builder:
    """The small world with hostile texts in its tables, paper and finding, and with answers of a company and of others."""
    b = small_world(hostile=TEXTS[0], put=put)
    (name,) = (value for known, value in put._known.items() if known.startswith("Luma Vision"))
    answers = [("E2", name, ANSWER), ("E3", "Somebody else", "They supplied them.")]
    rows = [
        {"key": key, "summary": text, "type": "statement", "date": "2020-03", "party": "company:luma", "who": who}
        for key, who, text in answers
    ]
    b.table("events", [{column: put(column, value) if column == "summary" else value for column, value in row.items()} for row in rows])
    b.table(
        "searches", [{"key": "Q1", "where": put("", "A register"), "asked": put("", "Luma"), "date": "2020", "result": put("", "nothing")}]
    )
    for number, text in enumerate(TEXTS):
        title = f"Paper {number} {text}"
        b.paper(text, [title, text], [(f"paper:{number + 2}:notice", "Notice", "title", title, title)])
    finding = b.findings[0]
    b.findings[0] = replace(
        finding,
        title=put.said(finding.title),
        summary=put.said(finding.summary),
        gaps=tuple(map(put.said, finding.gaps)),
        path=tuple(replace(step, text=put.said(step.text)) for step in finding.path),
    )
    return b


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the hostile world, its finding reviewed and answered to."""
    folder, put = tmp_path_factory.mktemp("hostile"), Poison()
    b = hostile_world(put)
    log, on = folder / "ada.jsonl", datetime.date(2026, 1, 1)
    seen = seen_of(b.findings[0], {s.id: s for s in b.statements})
    append(log, Review(reviewer="ada", role="reviewer", decided=on, reason=put("", "Compared"), seen=seen, accepted=True))
    append(
        log,
        Reply(reviewer="ada", role="reviewer", decided=on, reason="It came", seen=seen, party="company:reseller", answer=put("", REPLY)),
    )
    context = b.context(
        folder / "build",
        claims=[claim("three", put("", "There are three."), COUNT, "3", note=put("", "A note."))],
        languages=("en", "zh"),
        decisions=tuple(read_decisions(log)),
        log_lines=dict(written_lines(log)),
        title=put("", "A hostile atlas"),
        summary=put("", "Rows of an adversary."),
        licence=put("", "CC BY 4.0"),
        addresses=tuple(TEXTS),
    )
    with context.resolved:
        build_site(context, folder / "site")
    return folder / "site"


def test_the_checker_finds_nothing(hostile: Path) -> None:
    assert [(fault.kind, fault.page, fault.detail) for fault in check_site(hostile).faults] == []


def test_nothing_runs_on_any_kind_of_page(browser: Any, hostile: Path) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    context.add_init_script(WATCH)
    tab, faults = context.new_page(), list[str]()
    tab.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.on("console", lambda message: faults.append(message.text))
    tab.on("request", lambda request: faults.append(request.url) if not request.url.startswith("file:") else None)
    context.on("page", lambda page: faults.append(f"a window: {page.url}") if page is not tab else None)
    names = [page_of(hostile, pattern) for pattern in KINDS.values()]
    names += [f"zh/{page_of(hostile / 'zh', pattern)}" for pattern in KINDS.values() if pages_of(hostile / "zh", pattern.partition("#")[0])]
    for name in dict.fromkeys(names):
        tab.goto(address_of(hostile, name))
        tab.mouse.move(300, 300)
        if "#at=" in name:
            tab.wait_for_selector(".net-card.open")
        assert (tab.evaluate("canaries"), faults) == ([], []), name
        assert tab.evaluate("document.querySelectorAll('form, iframe, object, embed, base, main style, main script').length") == 0, name
    tab.goto(address_of(hostile, "search.html"))
    for text in TEXTS:
        tab.fill("#search", text)
        tab.wait_for_function("text => document.querySelector('.seek').dataset.answered === text", arg=text)
    tab.fill("#search", "canary")
    tab.wait_for_selector(".hits li a")
    assert (tab.evaluate("canaries"), faults) == ([], [])
    context.close()


def test_texts_stand_as_they_were_written(browser: Any, hostile: Path) -> None:
    """What is escaped, not what is left out: the sets of pages hold every text, steering signs shown."""
    tab = browser.new_page()
    shown = ""
    for folder in ("companies", "buyers", "projects", "papers", "records"):
        tab.goto((hostile / folder / "index.html").as_uri())
        shown += tab.evaluate("document.body.textContent")
    tab.close()
    assert [text for text in TEXTS if text.isprintable() and text not in shown] == []
    assert "⟨U+202E⟩" in shown
    assert "49}}" not in shown


def test_a_company_shows_its_own_answers_and_no_others(hostile: Path) -> None:
    """ "Its answers": what it said in public itself, and what it answered to letters about findings."""

    def answers(page: str) -> str:
        return (hostile / page).read_text("utf-8").partition('id="answers"')[2].partition("</section>")[0]

    own = answers("companies/luma.html")
    assert ANSWER in own
    assert "They supplied them." not in own
    assert "They supplied them." in (hostile / "companies" / "luma.html").read_text("utf-8")  # among the events, as another's words
    assert REPLY in answers("companies/reseller.html")
    assert REPLY not in own
    assert answers("companies/genepeak.html") == ""
