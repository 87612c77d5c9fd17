"""A site as readers far away have it: under any address, in pieces that are used again, as one page in one file, as JSON in its place."""

from __future__ import annotations

import functools
import http.server
import json
import re
import shutil
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin
from urllib.request import urlopen

import pytest
from casebuilder import Builder, small_world
from test_package import wrong
from tests.conftest import digests

from enduse.atlas.check import check_site
from enduse.atlas.exporters.addresses import name_of, schemas
from enduse.atlas.hosting import write_hosting
from enduse.atlas.site import build_site

REMADE = ("downloads/", "feeds/", "zh/feeds/", "manifest.json")
"""What is made of everything, and differs whenever anything does."""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each file."""


@pytest.fixture(scope="module")
def served(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site behind two folders of a server, as behind a gateway."""
    top = tmp_path_factory.mktemp("served")
    shutil.copytree(site, top / "ipfs" / "bafy-specimen")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(top)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/ipfs/bafy-specimen/"
    server.shutdown()
    server.server_close()


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src", "xlink:href") and value]


def walked(top: str) -> tuple[set[str], list[str]]:
    """Every address of ours that links lead to from the start, and those that lead nowhere or out of the folder."""
    seen, waiting, broken = set[str](), [top + "index.html"], list[str]()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        try:
            with urlopen(address) as answer:  # noqa: S310 - our own server
                content = answer.read()
        except HTTPError as error:
            broken.append(f"{address}: {error.code}")
            continue
        links = Links()
        links.feed(content.decode("utf-8") if address.endswith(".html") else "")
        for link in links.found:
            target = urldefrag(urljoin(address, link))[0]
            if target.startswith(top):
                waiting.append(target)
            elif not link.startswith(("http://", "https://")):
                broken.append(f"{address}: {link}")
    return seen, broken


def test_every_link_holds_under_a_folder_of_a_server(site: Path, served: str) -> None:
    seen, broken = walked(served)
    assert broken == []
    pages = {served + path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    alone = {page for page in pages - seen if "/embed/" not in page}
    assert alone == set()


def test_a_link_from_the_root_is_caught(site: Path, tmp_path: Path, served: str) -> None:
    copy = Path(shutil.copytree(site, tmp_path / "site"))
    page = copy / "about.html"
    page.write_text(page.read_text("utf-8").replace('href="index.html"', 'href="/index.html"'), "utf-8")
    assert any(fault.kind == "absolute-link" for fault in check_site(copy).faults)


def built(world: Builder, folder: Path) -> dict[str, str]:
    context = world.context(folder / "build", languages=("en", "zh"))
    with context.resolved:
        build_site(context, folder / "site")
    return digests(folder / "site")


def many_papers(changed: str = "569800.00元") -> Builder:
    """The small world with 260 papers more, each of a buyer and a seller of its own; one of them says ``changed``."""
    world = small_world()
    for number in range(260):
        amount = changed if number == 77 else "569800.00元"
        lines = [f"样本采购中标公告第{number}号", f"采购单位：样本局{number}", f"中标供应商：样本公司{number}", f"中标金额：{amount}"]
        buyer, seller, award = (f"{kind}:n{number}" for kind in ("body", "company", "paper:award"))
        world.paper(
            f"papers/specimen-{number}.txt",
            lines,
            [
                (buyer, "PublicBody", "name", f"样本局{number}", f"样本局{number}"),
                (seller, "Company", "name", f"样本公司{number}", f"样本公司{number}"),
                (award, "ContractAward", "buyer", buyer, f"样本局{number}"),
                (award, "ContractAward", "supplier", seller, f"样本公司{number}"),
                (award, "ContractAward", "amount", f"CNY {amount[:-1]}", amount),
            ],
        )
    return world


@pytest.mark.slow
def test_one_changed_statement_changes_one_file_in_a_hundred(tmp_path: Path) -> None:
    before, after = built(many_papers(), tmp_path / "before"), built(many_papers("969800.00元"), tmp_path / "after")
    kept = {name for name in before if not name.startswith(REMADE)}
    differ = {name for name in kept | {n for n in after if not n.startswith(REMADE)} if before.get(name) != after.get(name)}
    folders = sorted({re.sub(r"[^/]*$", "", name.removeprefix("zh/")) or name for name in differ})
    print(f"{len(differ)} of {len(kept)} files differ: {sorted(differ)}")  # noqa: T201 - shown by pytest -rP
    assert len(differ) <= len(kept) / 100
    assert {"buyers/", "companies/", "papers/"} <= set(folders)


def test_json_is_as_its_schema_says(site: Path) -> None:
    for kind, name in (("finding", "findings"), ("entity", "entities")):
        schema = json.loads((site / "data" / f"{kind}.schema.json").read_text("utf-8"))
        assert schema == schemas()[kind]
        files = sorted((site / "data" / name).glob("*.json"))
        assert files
        for file in files:
            row: dict[str, Any] = json.loads(file.read_text("utf-8"))
            assert (file.parent / row["$schema"]).resolve() == (site / "data" / f"{kind}.schema.json").resolve()
            assert wrong(schema, {**row, "passages": []}) == []
            assert row["passages"]
            assert [fault for each in row["passages"] for fault in wrong(schema["properties"]["passages"]["items"], each)] == []
            assert (site / row["page"].partition("#")[0]).is_file()


def test_the_index_of_json_names_every_file(site: Path) -> None:
    index = json.loads((site / "data" / "index.json").read_text("utf-8"))
    named = {each["file"] for kind in ("findings", "entities") for each in index[kind]}
    assert named == {path.relative_to(site / "data").as_posix() for path in (site / "data").glob("*/*.json")}


def test_names_of_files_differ_where_ids_do() -> None:
    ids = ["project:P1", "project:p1", "project.p1", "company:样本", "company:样本二", "a" * 200]
    assert len({name_of(ident).lower() for ident in ids}) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9._-]+", name_of(ident)) for ident in ids)


def test_a_finding_is_one_file_by_itself(site: Path, tmp_path: Path) -> None:
    (page,) = (site / "single").glob("*.html")
    text = page.read_text("utf-8")
    assert page.stat().st_size < 300_000
    assert "<link" not in text
    styles = (site / "findings" / page.name).read_text("utf-8").count('rel="stylesheet"')
    assert text.count("<style>") == text.count("sha256-") == styles
    assert "<script" not in text
    links = Links()
    links.feed(text)
    assert [link for link in links.found if not link.startswith("#")] == []
    quotes = re.findall(r'<span class="passage" id="s-([0-9a-f]{32})">', text)
    assert set(quotes) == {link[3:] for link in links.found if link.startswith("#s-")}
    assert "13800000000" not in text
    copy = Path(shutil.copytree(site, tmp_path / "site"))
    (copy / "single" / page.name).write_text(text.replace("<style>", "<style>p{color:red}", 1), "utf-8")
    assert {fault.kind for fault in check_site(copy).faults} == {"inline", "no-policy"}


def test_a_card_to_frame_says_what_every_page_says(site: Path) -> None:
    cards = sorted((site / "embed").rglob("*.html"))
    assert {card.parent.name for card in cards} == {"findings", "companies", "buyers"}
    for card in cards:
        text = card.read_text("utf-8")
        assert "not an accusation" in text
        assert text.count('target="_blank" rel="noopener"') == 1
        assert "<nav" not in text


@pytest.mark.parametrize(
    ("address", "page", "anywhere"),
    [
        ("http://specimen.onion", "http://specimen.onion$request_uri", "http://specimen.onion/"),
        ("http://www.specimen.onion:8080/atlas/", "http://www.specimen.onion:8080/atlas/", "http://www.specimen.onion:8080/atlas/"),
    ],
)
def test_servers_are_told_of_the_onion_address(tmp_path: Path, address: str, page: str, anywhere: str) -> None:
    write_hosting(tmp_path, ["https://atlas.example/", address, "http://other.onion/"])
    nginx = (tmp_path / "hosting" / "nginx.conf").read_text("utf-8")
    assert f'add_header Onion-Location "{page}" always;\n' in nginx
    assert (tmp_path / "_headers").read_text("utf-8").splitlines()[0] == "/*"
    assert f"  Onion-Location: {anywhere}\n" in (tmp_path / "_headers").read_text("utf-8")


def test_without_an_onion_address_servers_are_told_nothing(site: Path, tmp_path: Path) -> None:
    for addresses in (
        [],
        ["https://atlas.example/"],
        ['http://a.onion/"; evil'],
        ["http://a.onion/\nEvil: 1"],
        ["https://a.onion.example/"],
    ):
        write_hosting(tmp_path, addresses)
    assert list(tmp_path.iterdir()) == []
    assert not any("onion" in page.read_text("utf-8").lower() for page in site.rglob("*.html"))
