"""Addresses an archiver must refuse, and those it must not."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from enduse.evidence.addresses import check_address, is_public
from enduse.model.errors import FetchRefused

PUBLIC = "93.184.215.14"
INSIDE = {"127.0.0.1.nip.io": ["127.0.0.1"], "mixed.example.org": [PUBLIC, "10.0.0.7"], "none.example.org": []}


def resolver(host: str, port: int) -> list[str]:
    return INSIDE.get(host, [PUBLIC])


def allowed(url: str) -> bool:
    try:
        check_address(url, resolver)
    except FetchRefused:
        return False
    return True


@pytest.mark.shared
def test_every_address_of_the_hostile_list_is_decided_as_it_says(shared: Path) -> None:
    with (shared / "hostile" / "ssrf" / "h01_urls.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    # of two the answer comes on the way: a resolver that changes its mind, a redirect (test_fetch)
    on_the_way = {"http://rebind.test/", "http://redirect.test/to-loopback"}
    decided = {row["url"]: ("allow" if allowed(row["url"]) else "deny") for row in rows}
    assert len(rows) > 50
    assert {url: said for url, said in decided.items() if said == "allow" and url in on_the_way} == dict.fromkeys(on_the_way, "allow")
    assert [row for row in rows if decided[row["url"]] != row["expected"] and row["url"] not in on_the_way] == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://0x7f.1/",
        "http://１２７.0.0.1/",
        "http://[::ffff:10.0.0.1]/",
        "http://[2002:7f00:1::]/",
        "http://intranet/",
        "http://printer.local/",
        "http://user@example.org/",
        "http://example.org:25/",
        "http://example.org:99999/",
        "http://mixed.example.org/",
        "http://none.example.org/",
        "http://exam ple.org/",
        "http://-.example.org/",
        "HTTP:/example.org",
        "",
    ],
)
def test_an_address_that_may_lead_inside_is_refused(url: str) -> None:
    assert not allowed(url)


def test_what_is_asked_for_is_ascii_and_what_was_checked() -> None:
    target = check_address("https://例子.example/公告.html?名=1#part", resolver)
    assert (target.host, target.port, target.addresses) == ("xn--fsqu00a.example", 443, (PUBLIC,))
    assert target.path == "/%E5%85%AC%E5%91%8A.html?%E5%90%8D=1"
    assert check_address("http://example.org/%0d%0aX-Injected:1", resolver).path == "/%0d%0aX-Injected:1"


def test_a_password_does_not_get_into_the_message() -> None:
    with pytest.raises(FetchRefused) as refused:
        check_address("https://user:hunter2@example.org/", resolver)
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize("text", ["100.64.0.1", "169.254.169.254", "198.18.0.1", "255.255.255.255", "fe80::1", "fc00::1", "ff02::1", "x"])
def test_ranges_that_are_not_public(text: str) -> None:
    assert not is_public(text)
