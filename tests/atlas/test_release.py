"""A copy of the atlas: its manifest, its signature, its place in the line of releases, and programs that find what was changed."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.case.specimen_case import specimen_case
from tests.conftest import digests, run_here

from enduse.atlas.verifiers import verify_release

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("copies")]  # the copies are made once
PROGRAM = Path(verify_release.__file__)
CASE = """\
title: {en: Specimens}
languages: [en]
rules: [sale-to-listed-end-user, sale-to-body-under-listed-body]
specimens: ["papers/specimen-*"]
publication:
  drafts: show
  addresses: ["https://atlas.example/", "http://specimen.onion/", "ipns://specimen"]
"""


def new_key(folder: Path, name: str) -> Path:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "specimen", "-f", str(folder / name)], check=True)
    return folder / name


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("ssh-keygen") is None:
        pytest.skip("ssh-keygen (OpenSSH) is not installed")
    folder = tmp_path_factory.mktemp("keys")
    new_key(folder, "publisher")
    new_key(folder, "somebody")
    return folder


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory, keys: Path) -> Path:
    """A case released twice, signed: ``one/`` and ``two/`` are the copies, ``case/`` is as it was left."""
    folder = tmp_path_factory.mktemp("released")
    case = specimen_case(folder / "case", CASE)
    assert run_here("build", case).returncode in {0, 3}
    shutil.copytree(case / "site", folder / "none")
    for name, day in (("one", "2031-01-01"), ("two", "2031-02-01")):
        done = run_here("release", case, "--on", day, "--note", f"The {name}", "--sign-with", keys / "publisher", "--json")
        assert done.returncode == 0, done.stderr
        manifest = (case / "site" / "manifest.json").read_bytes()
        assert json.loads(done.stdout)["manifest"] == hashlib.sha256(manifest).hexdigest()
        shutil.copytree(case / "site", folder / name)
        if name == "one":
            assert "already" in run_here("release", case, "--on", "2031-01-09").stderr
            with (case / "tables" / "companies.csv").open("a", encoding="utf-8") as table:
                table.write(specimen_row(case))
            assert run_here("build", case).returncode in {0, 3}
            shutil.copytree(case / "site", folder / "between")
    return folder


def specimen_row(case: Path) -> str:
    """One invented company more."""
    columns = (case / "tables" / "companies.csv").read_text("utf-8").splitlines()[0].split(",")
    values = {"company_id": "specimen_more", "name_en": "Specimen More Works", "source_ids": "SP01", "specimen": "yes"}
    assert values.keys() <= set(columns)
    return ",".join(values.get(column, "") for column in columns) + "\n"


def checked(*options: object) -> tuple[str, str]:
    """What the program says and what it finds wrong; it runs as readers run it."""
    ran = subprocess.run([sys.executable, "-I", str(PROGRAM), *map(str, options)], capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    found = "\n".join(line for line in ran.stdout.splitlines() if line.startswith("WRONG"))
    assert ran.returncode == (1 if found else 0)
    return ran.stdout, found


def test_a_release_holds_and_says_which_it_is(copies: Path, keys: Path) -> None:
    said, wrong = checked(copies / "one", "--key", keys / "publisher.pub")
    assert wrong == ""
    assert "release 1 of 2031-01-01" in said
    assert "the signature holds, by the key given" in said
    first, second = (json.loads((copies / name / "manifest.json").read_bytes()) for name in ("one", "two"))
    assert (first["sequence"], first["previous"], second["sequence"]) == (1, None, 2)
    assert second["previous"] == hashlib.sha256((copies / "one" / "manifest.json").read_bytes()).hexdigest()
    assert second["addresses"] == ["https://atlas.example/", "http://specimen.onion/", "ipns://specimen"]


def test_openssh_accepts_the_signature_and_the_program_every_other_it_makes(copies: Path, keys: Path, tmp_path: Path) -> None:
    allowed = tmp_path / "allowed"
    allowed.write_text(f"publisher {(keys / 'publisher.pub').read_text()}")
    manifest = copies / "one" / "manifest.json"
    command = ["ssh-keygen", "-Y", "verify", "-f", allowed, "-I", "publisher", "-n", "enduse-manifest", "-s", f"{manifest}.sig"]
    with manifest.open("rb") as file:
        assert subprocess.run(command, stdin=file, capture_output=True, check=False).returncode == 0
    for number in range(8):
        key, message = new_key(tmp_path, f"key{number}"), f"message {number}".encode()
        sign = ["ssh-keygen", "-Y", "sign", "-f", str(key), "-n", "enduse-manifest"]
        signature = subprocess.run(sign, input=message, capture_output=True, check=True).stdout
        public = base64.b64decode((tmp_path / f"key{number}.pub").read_text().split()[1])
        assert verify_release.signing_key(message, signature) == public
        with pytest.raises(verify_release.Wrong):
            verify_release.signing_key(message + b" ", signature)


def test_a_copy_says_where_a_newer_one_may_be(copies: Path) -> None:
    page = (copies / "one" / "release.html").read_text("utf-8")
    assert "This copy is release 1 of 2031-01-01" in page
    assert '<a href="https://atlas.example/" rel="external noreferrer noopener">' in page
    assert "<li>ipns://specimen</li>" in page
    assert "<script" not in page
    assert "after release 1 of 2031-01-01" in (copies / "between" / "release.html").read_text("utf-8")
    assert "released none yet" in (copies / "none" / "release.html").read_text("utf-8")
    index = (copies / "one" / "index.html").read_text("utf-8")
    assert 'href="release.html"' in index
    assert "Onion-Location: http://specimen.onion/\n" in (copies / "one" / "_headers").read_text("utf-8")


def test_a_copy_is_cited_as_the_release_it_is(copies: Path) -> None:
    said = {name: json.loads((copies / name / "downloads" / "citations.csl.json").read_text("utf-8")) for name in ("none", "one", "two")}
    assert {item["version"].partition(" (")[0] for item in said["one"]} == {"release 1 of 2031-01-01"}
    assert {item["version"].partition(" (")[0] for item in said["two"]} == {"release 2 of 2031-02-01"}
    assert not any("release" in item.get("version", "") or "issued" in item for item in said["none"])
    assert said["one"][0]["URL"] == "https://atlas.example/"
    # A page says no release, so that a release changes none that says nothing new.
    pages = {item["custom"]["page"] for item in said["none"][1:]}
    assert pages == {item["custom"]["page"] for item in said["one"][1:]}
    assert all((copies / "one" / page).read_bytes() == (copies / "none" / page).read_bytes() for page in pages)


def test_an_unchanged_build_is_the_same_release_to_the_byte(copies: Path) -> None:
    case = copies / "case"
    assert run_here("build", case).returncode in {0, 3}
    assert digests(case / "site") == digests(copies / "two")


Change = Callable[[Path], object]


def forge(copy: Path) -> None:
    """Change a page and mend the manifest."""
    page = copy / "index.html"
    page.write_text(page.read_text("utf-8") + "<p>More.</p>", "utf-8")
    manifest = json.loads((copy / "manifest.json").read_bytes())
    manifest["files"]["index.html"] = {"bytes": page.stat().st_size, "sha256": hashlib.sha256(page.read_bytes()).hexdigest()}
    (copy / "manifest.json").write_text(json.dumps(manifest))


def without_signature(copy: Path) -> None:
    forge(copy)
    (copy / "manifest.json.sig").unlink()


CHANGES: dict[str, tuple[Change, str]] = {
    "a page changed": (lambda c: (c / "index.html").write_bytes(b"x"), "index.html was changed"),
    "a page gone": (lambda c: (c / "index.html").unlink(), "index.html is in the manifest and missing"),
    "a page more": (lambda c: (c / "more.html").write_bytes(b"x"), "more.html is in this copy and not in the manifest"),
    "a manifest to fit": (forge, "its signature does not hold"),
    "no signature": (without_signature, "a signature was asked for and there is none"),
    "a cut signature": (
        lambda c: (c / "manifest.json.sig").write_bytes((c / "manifest.json.sig").read_bytes()[:150]),
        "is no signature of OpenSSH",
    ),
    "no manifest": (lambda c: (c / "manifest.json").unlink(), "has no manifest.json"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_copy_is_found(copies: Path, keys: Path, tmp_path: Path, what: str) -> None:
    change, said = CHANGES[what]
    copy = Path(shutil.copytree(copies / "one", tmp_path / "copy"))
    change(copy)
    assert said in checked(copy, "--key", keys / "publisher.pub")[1]


def test_another_key_is_found(copies: Path, keys: Path) -> None:
    assert "which is not the key given" in checked(copies / "one", "--key", keys / "somebody.pub")[1]


def test_an_older_release_and_another_line_are_found(copies: Path, keys: Path, tmp_path: Path) -> None:
    one, two = copies / "one" / "manifest.json", copies / "two" / "manifest.json"
    assert checked(copies / "two", "--after", one)[1] == ""
    assert checked(copies / "two", "--after", two)[1] == ""
    assert "older than release 2, which you have seen" in checked(copies / "one", "--after", two)[1]
    other = json.loads(one.read_bytes()) | {"note": "another"}
    (tmp_path / "other.json").write_text(json.dumps(other))
    assert "another line" in checked(copies / "two", "--after", tmp_path / "other.json")[1]


def test_what_a_newer_copy_takes_back_is_told(copies: Path, tmp_path: Path) -> None:
    said, wrong = checked(copies / "one", "--newer", copies / "two")
    assert wrong == ""
    assert "0 findings of this copy were taken back" in said  # a row more in a table changes ids, and no claim
    newer = Path(shutil.copytree(copies / "two", tmp_path / "newer"))
    name = next(path.name for path in sorted((copies / "one" / "data" / "findings").glob("*.json")))
    claims = json.loads((copies / "one" / "data" / "findings" / name).read_bytes())["claims"]
    stone = {"id": name[:-5], "claims": claims, "state": "retracted", "day": "2031-02-01", "reason": "x", "rule": "x", "page": "x"}
    (newer / "data" / "retractions.json").write_text(json.dumps({"findings": [stone]}))
    said, wrong = checked(copies / "one", "--newer", newer)
    assert f"findings/{name[:-5]}.html: retracted on 2031-02-01" in said
    assert "the newer copy: data/retractions.json was changed" in wrong


def test_a_zip_is_checked_as_it_is(copies: Path, tmp_path: Path) -> None:
    done = run_here("export", copies / "case", "--format", "site", "--out", tmp_path / "a")
    assert done.returncode == 0, done.stderr
    assert run_here("export", copies / "case", "--format", "site", "--out", tmp_path / "b").returncode == 0
    packed = tmp_path / "a" / "site.zip"
    assert packed.read_bytes() == (tmp_path / "b" / "site.zip").read_bytes()
    assert checked(packed)[1] == ""
    with zipfile.ZipFile(packed) as package:
        package.extractall(tmp_path / "out")
    assert digests(tmp_path / "out" / "site") == digests(copies / "two")
    with zipfile.ZipFile(packed, "a") as package:
        package.writestr("site/more.html", "x")
    assert "more.html is in this copy and not in the manifest" in checked(packed)[1]


def test_a_key_readers_cannot_check_is_refused(copies: Path, tmp_path: Path) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ecdsa", "-N", "", "-f", str(tmp_path / "other")], check=True)
    case = Path(shutil.copytree(copies / "case", tmp_path / "case"))
    (case / "releases.jsonl").unlink()
    done = run_here("release", case, "--on", "2031-03-01", "--sign-with", tmp_path / "other")
    assert done.returncode == 2
    assert "ssh-keygen -t ed25519" in done.stderr
    assert not (case / "releases.jsonl").exists()


def test_a_damaged_log_of_releases_is_named(copies: Path, tmp_path: Path) -> None:
    case = Path(shutil.copytree(copies / "case", tmp_path / "case"))
    lines = (case / "releases.jsonl").read_bytes().splitlines(keepends=True)
    (case / "releases.jsonl").write_bytes(lines[1])
    done = run_here("build", case)
    assert "releases.jsonl line 1 says release 2" in done.stderr
