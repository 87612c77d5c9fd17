"""The evidence bundle: everything a finding rests on is in it, and whatever is changed in it is found."""

from __future__ import annotations

import ast
import datetime
import gzip
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from casebuilder import Builder, small_world
from tests.documents.containers.given import opened

from enduse.atlas.bundle.records import UNDATED, Record, archive, packed_index, warc_date
from enduse.atlas.exporters.packing import member
from enduse.atlas.site import build_site
from enduse.atlas.verifiers import verify_bundle
from enduse.decisions.log import append, read_decisions, written_lines
from enduse.model.decision import Letter, Review
from enduse.release.claims import seen_of

Files = dict[str, bytes]
PROGRAM = Path(verify_bundle.__file__)
FINDING, STATEMENTS, DOCUMENTS = "enduse/finding.jsonl", "enduse/statements.jsonl", "enduse/documents.jsonl"
VALIDATOR = Path(__file__).parents[2] / ".venv-wacz" / "bin" / "wacz"


def write_decisions(world: Builder, folder: Path) -> Path:
    """A review of the world's finding and a letter about it, in one log."""
    log = folder / "decisions" / "ada.jsonl"
    seen = seen_of(world.findings[0], {s.id: s for s in world.statements})
    on = datetime.date(2026, 1, 1)
    append(log, Review(reviewer="ada", role="reviewer", decided=on, reason="Every passage compared", seen=seen, accepted=True))
    asked = {"party": "body:county", "channel": "by post", "deadline": datetime.date(2026, 2, 1)}
    append(log, Letter(reviewer="ada", role="reviewer", decided=on, reason="The claims were sent", seen=seen, **asked))
    return log


def world_with_an_original() -> Builder:
    """The small world, its finding resting also on a paper whose text is the file."""
    world = small_world()
    mention = "paper:2:notice"
    world.paper("papers/plain.txt", ["公告样本", "采购单位：样本局"], [(mention, "Notice", "buyer", "body:county", "样本局")])
    finding = world.findings[0]
    first = replace(finding.path[0], statements=(*finding.path[0].statements, *world.ids(mention, "buyer")))
    world.findings[0] = replace(finding, path=(first, *finding.path[1:]))
    return world


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of the small world with a reviewed finding; ``decisions/`` beside it."""
    folder = tmp_path_factory.mktemp("bundle")
    world = world_with_an_original()
    log = write_decisions(world, folder)
    context = world.context(folder / "build", decisions=tuple(read_decisions(log)), log_lines=dict(written_lines(log)))
    with context.resolved:
        build_site(context, folder / "site")
    return folder


@pytest.fixture(scope="module")
def bundle(made: Path) -> Path:
    (found,) = (made / "site" / "bundles").glob("*.wacz")
    return found


def unpacked(bundle: Path) -> Files:
    with zipfile.ZipFile(bundle) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(files: Files, to: Path, *, sealed: bool) -> Path:
    """A bundle of these files; ``sealed``: by somebody who knew to mend the package's lists."""
    if sealed:
        listed = json.loads(files["datapackage.json"])
        listed["resources"] = [
            {
                "name": name.rpartition("/")[2].lower(),
                "path": name,
                "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
                "bytes": len(content),
            }
            for name, content in files.items()
            if not name.startswith("datapackage")
        ]
        files["datapackage.json"] = json.dumps(listed).encode()
        digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(files['datapackage.json']).hexdigest()}"}
        files["datapackage-digest.json"] = json.dumps(digest).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in files.items():
            package.writestr(member(name), content)
    to.write_bytes(out.getvalue())
    return to


def wrong(path: Path, **given: Path) -> str:
    """What the program finds wrong, as one text; it runs as readers run it."""
    options = [part for name, value in given.items() for part in (f"--{name}", str(value))]
    ran = subprocess.run([sys.executable, "-I", str(PROGRAM), str(path), *options], capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    found = "\n".join(line for line in ran.stdout.splitlines() if line.startswith("WRONG"))
    assert ran.returncode == (1 if found else 0), ran.stdout
    return found


def test_a_bundle_holds_and_stands_in_its_logs(made: Path, bundle: Path) -> None:
    assert wrong(bundle, logs=made / "decisions") == ""
    assert len(json.loads(unpacked(bundle)[FINDING])["decisions"]) == 2


def test_documents_are_there_as_they_may_be(bundle: Path) -> None:
    files = unpacked(bundle)
    rows = {row["name"] or row["paths"][0]: row for row in map(json.loads, files[DOCUMENTS].splitlines())}
    forms = {name: row["form"] for name, row in rows.items()}
    assert forms == {"bodies": "excerpt", "listings": "excerpt", "papers/plain.txt": "original", "papers/specimen-award.txt": "text"}
    assert rows["papers/specimen-award.txt"]["masked"] == 11
    records = {fields["WARC-Target-URI"]: (fields["WARC-Type"], content) for _, _, fields, content in records_of(files)}
    assert records[rows["papers/plain.txt"]["record"]] == ("resource", "公告样本\n采购单位：样本局".encode())
    kind, text = records[rows["papers/specimen-award.txt"]["record"]]
    assert kind == "conversion"
    assert "▇▇▇".encode() in text
    assert b"13800000000" not in b"".join(files.values()) + text


def records_of(files: Files) -> Iterator[tuple[int, int, dict[str, str], bytes]]:
    """The records that say where they are from."""
    return (each for each in verify_bundle.records(files["archive/data.warc.gz"]) if "WARC-Target-URI" in each[2])


def with_documents(files: Files, change: Callable[[str, bytes], bytes]) -> None:
    """Write the archive and its index anew, each content changed: by somebody who mends every digest."""
    records = [
        Record(f["WARC-Type"], f["WARC-Target-URI"], f["WARC-Date"], f["Content-Type"], change(f["WARC-Target-URI"], content), "")
        for _, _, f, content in records_of(files)
    ]
    made = archive(records, {"software": "somebody"})
    files["archive/data.warc.gz"], (files["indexes/index.cdx.gz"], files["indexes/index.idx"]) = made.data, packed_index(made.index)


def with_finding(files: Files, change: Callable[[dict[str, Any]], object]) -> None:
    finding = json.loads(files[FINDING])
    change(finding)
    files[FINDING] = json.dumps(finding, ensure_ascii=False).encode() + b"\n"


def with_statements(files: Files, change: Callable[[list[dict[str, Any]]], object]) -> None:
    rows = [json.loads(line) for line in files[STATEMENTS].splitlines()]
    change(rows)
    files[STATEMENTS] = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def flip(files: Files, name: str) -> None:
    files[name] = files[name][:-40] + bytes([files[name][-40] ^ 1]) + files[name][-39:]


CRUDE: dict[str, tuple[Callable[[Files], object], str]] = {
    "a bit of the archive": (lambda f: flip(f, "archive/data.warc.gz"), "archive/data.warc.gz has not the hash"),
    "a bit of the statements": (lambda f: flip(f, STATEMENTS), "statements.jsonl has not the hash"),
    "a bit of the list": (lambda f: flip(f, "datapackage.json"), "datapackage"),
    "the digest": (lambda f: flip(f, "datapackage-digest.json"), "datapackage.json has not the hash that datapackage-digest.json states"),
    "no digest": (lambda f: f.pop("datapackage-digest.json"), "datapackage-digest.json is missing"),
    "no list": (lambda f: f.pop("datapackage.json"), "datapackage.json is missing"),
    "no statements": (lambda f: f.pop(STATEMENTS), "statements.jsonl is listed in datapackage.json and is missing"),
    "one file more": (lambda f: f.update({"pages/more.html": b"<p>"}), "pages/more.html is in the package and not in"),
}


@pytest.mark.parametrize("what", CRUDE)
def test_a_changed_package_is_found(bundle: Path, tmp_path: Path, what: str) -> None:
    change, said = CRUDE[what]
    files = unpacked(bundle)
    change(files)
    assert said in wrong(packed(files, tmp_path / "changed.wacz", sealed=False))


def _plain(address: str, content: bytes) -> bytes:
    return content.replace("公告样本".encode(), "公告样品".encode())


def _award(address: str, content: bytes) -> bytes:
    return content.replace("569800.00元".encode(), "969800.00元".encode())


def _excerpt(address: str, content: bytes) -> bytes:
    return (
        content.replace(b"Kalenga County", b"Kalenga county") if b'"parts"' not in content else content.replace(b'"start": ', b'"start": 1')
    )


def _decided(change: Callable[[list[dict[str, Any]]], object]) -> Callable[[Files], object]:
    return lambda files: with_finding(files, lambda finding: change(finding["decisions"]))


SEALED: dict[str, tuple[Callable[[Files], object], str]] = {
    "a sign of a document as stored": (lambda f: with_documents(f, _plain), "has not its hash"),
    "a sum in a text": (lambda f: with_documents(f, _award), "its quote does not stand in document"),
    "the place of a row": (lambda f: with_documents(f, _excerpt), "its quote does not stand in document"),
    "a document gone": (
        lambda f: f.update({DOCUMENTS: b"".join(f[DOCUMENTS].splitlines(keepends=True)[1:])}),
        "is not in the bundle",
    ),
    "a value": (lambda f: with_statements(f, lambda rows: rows[-1]["fields"].update(value="x")), "its id is not the hash of its fields"),
    "a quote": (lambda f: with_statements(f, lambda rows: rows[0]["fields"].update(quote="x")), "its quote does not stand"),
    "a statement gone": (lambda f: with_statements(f, lambda rows: rows.pop()), "is not in the bundle"),
    "a statement more": (
        lambda f: with_statements(f, lambda rows: rows.append(rows[0] | {"id": "0" * 32})),
        "is in the bundle and in no step",
    ),
    "a step gone": (lambda f: with_finding(f, lambda finding: finding["path"].pop()), "its id is not the hash of its rule and path"),
    "a step without evidence": (
        lambda f: with_finding(f, lambda finding: finding["path"][0].update(statements=[])),
        "step 1 of the path rests on no statement",
    ),
    "another seller": (
        lambda f: with_finding(f, lambda finding: finding["path"][0].update(target="company:other")),
        "its id is not the hash",
    ),
    "other words": (lambda f: with_finding(f, lambda finding: finding["summary"].update(en="They did it.")), "hash of claims"),
    "a gap kept quiet": (lambda f: with_finding(f, lambda finding: finding["gaps"].pop()), "hash of claims"),
    "a reason": (_decided(lambda rows: rows[0]["line"]["decision"].update(reason="x")), "its hash does not hold"),
    "a decision gone": (_decided(lambda rows: rows.pop()), "a decision was added or taken away"),
    "decisions in another order": (_decided(lambda rows: rows.reverse()), "does not follow line 2"),
    "the index": (lambda f: f.update({"indexes/index.cdx.gz": gzip.compress(b"", mtime=0)}), "does not name the records of the archive"),
    "no path at all": (lambda f: with_finding(f, lambda finding: finding.pop("path")), "not as a bundle has it"),
}


@pytest.mark.parametrize("what", SEALED)
def test_what_is_changed_and_sealed_anew_is_found(bundle: Path, tmp_path: Path, what: str) -> None:
    change, said = SEALED[what]
    files = unpacked(bundle)
    change(files)
    assert said in wrong(packed(files, tmp_path / "changed.wacz", sealed=True))


def test_sealing_anew_alone_changes_nothing_the_program_minds(bundle: Path, tmp_path: Path) -> None:
    again = packed(unpacked(bundle), tmp_path / "again.wacz", sealed=True)
    assert wrong(again) == ""
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps({"files": {"bundles/x.wacz": {"sha256": hashlib.sha256(bundle.read_bytes()).hexdigest()}}}))
    assert wrong(bundle, manifest=manifest) == ""
    assert "lists no file with the SHA-256 of again.wacz" in wrong(again, manifest=manifest)


def test_a_log_written_anew_is_found(made: Path, bundle: Path, tmp_path: Path) -> None:
    lines = (made / "decisions" / "ada.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "ada.jsonl").write_bytes(lines[0])
    assert "the complete log does not hold the line 2" in wrong(bundle, logs=tmp_path)


@pytest.mark.parametrize("cut", [0, 100, -30])
def test_a_cut_file_is_said_to_be_none(bundle: Path, tmp_path: Path, cut: int) -> None:
    (tmp_path / "cut.wacz").write_bytes(bundle.read_bytes()[:cut])
    assert "cannot be read as a zip file" in wrong(tmp_path / "cut.wacz")


def test_the_bundle_of_two_builds_is_the_same(made: Path, bundle: Path, tmp_path: Path) -> None:
    log = write_decisions(world_with_an_original(), tmp_path)
    context = world_with_an_original().context(tmp_path / "b", decisions=tuple(read_decisions(log)), log_lines=dict(written_lines(log)))
    with context.resolved:
        build_site(context, tmp_path / "site")
    assert (tmp_path / "site" / "bundles" / bundle.name).read_bytes() == bundle.read_bytes()


def test_enduse_reads_its_own_bundles(bundle: Path) -> None:
    listing, found = opened(bundle.read_bytes())
    assert [note for note in listing.notes if note.rejected] == []
    assert "公告样本\n采购单位：样本局".encode() in [content for parts in found.values() for content in parts]


def test_the_program_inside_is_the_program(bundle: Path) -> None:
    assert unpacked(bundle)["enduse/verify_bundle.py"] == PROGRAM.read_bytes()


@pytest.mark.parametrize("program", sorted(PROGRAM.parent.glob("verify_*.py")), ids=lambda path: path.name)
def test_a_program_for_readers_is_short_and_needs_nothing(program: Path) -> None:
    text = program.read_text("utf-8")
    assert len(text.splitlines()) < 300
    imported = {
        (node.module or "").partition(".")[0] if isinstance(node, ast.ImportFrom) else alias.name.partition(".")[0]
        for node in ast.walk(ast.parse(text, feature_version=(3, 9)))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert imported <= sys.stdlib_module_names


def test_days_of_any_precision_become_dates() -> None:
    assert [warc_date(day) for day in ("2020", "2020-06", "2020-06-18", None)] == [
        "2020-01-01T00:00:00Z",
        "2020-06-01T00:00:00Z",
        "2020-06-18T00:00:00Z",
        UNDATED,
    ]


@pytest.mark.skipif(not VALIDATOR.is_file(), reason="the public validator is not installed (make test-wacz installs it)")
def test_the_public_validator_accepts_a_bundle(bundle: Path) -> None:
    ran = subprocess.run([str(VALIDATOR), "validate", "-f", str(bundle)], capture_output=True, text=True, check=False)
    assert "the passed WACZ is valid" in ran.stdout, ran.stdout


@pytest.mark.shared
def test_other_packages_are_checked_as_packages(shared: Path) -> None:
    codes = {path.name: verify_bundle.verify(path) for path in sorted((shared / "hostile" / "wacz").glob("*.wacz"))}
    assert {name: code for name, (code, _) in codes.items()} == {name: 3 if "control" in name else 1 for name in codes}
    assert any("archive/data.warc.gz" in each for each in codes["b21_warc_replaced.wacz"][1].wrong)
