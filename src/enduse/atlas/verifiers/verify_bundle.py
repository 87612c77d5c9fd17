#!/usr/bin/env python3
"""Checks the evidence bundle of a finding (a .wacz file), offline, with Python 3.9 or newer and nothing else.

    python3 verify_bundle.py FINDING.wacz
    python3 verify_bundle.py FINDING.wacz --manifest manifest.json --logs decisions/

--manifest: the manifest of the release it came from; says whether that release lists this very file.
--logs: the reviewers' complete logs, where you have them; says whether the decisions stand in them.

Prints what was checked, what is wrong, and what cannot be checked from this file. Exit code: 0 all as it should be, 1 something is wrong,
3 a web archive without an Enduse finding (only the package was checked).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PACKAGE, DIGEST, ARCHIVE = "datapackage.json", "datapackage-digest.json", "archive/data.warc.gz"
FINDING, STATEMENTS, DOCUMENTS = "enduse/finding.jsonl", "enduse/statements.jsonl", "enduse/documents.jsonl"
MOST = 1 << 30  # bytes that one file of the package may have, unpacked
NOT_CHECKED = (
    "that a document is what its publisher put out: only its hash is here, and whoever made the bundle read it",
    "that a text is all its document says, where the bundle has a text or an excerpt in place of the document itself",
    "that the sentences of the finding follow from the quotes: read them",
    "who made this bundle: compare its SHA-256 with a signed manifest (verify_release.py)",
)


class Wrong(Exception):
    """Something without which the rest cannot be checked."""


class Report:
    """What was checked, and what is wrong."""

    def __init__(self) -> None:
        self.checked: list[str] = []
        self.wrong: list[str] = []

    def each(self, what: str, faults: Iterator[str]) -> None:
        """Note a check; it holds where ``faults`` is empty."""
        found = list(faults)
        self.wrong += found
        self.checked.append(f"{'WRONG' if found else 'ok'}: {what}")


def sha256(value: Any, *, sort: bool = False) -> str:
    """The hash of bytes, or of a value as the shortest JSON."""
    written = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=sort)
    return hashlib.sha256(written if isinstance(written, bytes) else written.encode("utf-8", "surrogatepass")).hexdigest()


def rows(files: dict[str, bytes], name: str, *, lines: bool = True) -> list[dict[str, Any]]:
    if name not in files:
        raise Wrong(f"{name} is missing")
    try:
        return [
            json.loads(each.decode("utf-8", "surrogatepass")) for each in (files[name].split(b"\n") if lines else [files[name]]) if each
        ]
    except ValueError as error:
        raise Wrong(f"{name} is no JSON ({error})") from error


def unpack(path: Path) -> dict[str, bytes]:
    """All files of the package."""
    try:
        with zipfile.ZipFile(path) as package:
            infos = package.infolist()
            names = [info.filename for info in infos]
            if len(set(names)) < len(names) or any(info.file_size > MOST for info in infos):
                raise Wrong(f"two files of the package have one name, or one is larger than {MOST:,} bytes")
            return {info.filename: package.read(info) for info in infos if not info.is_dir()}
    except (zipfile.BadZipFile, OSError, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Wrong(f"{path.name} cannot be read as a zip file: {error}") from error


def package_faults(files: dict[str, bytes]) -> Iterator[str]:
    """File by file against datapackage.json, and that against its digest."""
    listed = {str(item.get("path")): item for item in rows(files, PACKAGE, lines=False)[0].get("resources", []) if isinstance(item, dict)}
    if rows(files, DIGEST, lines=False)[0].get("hash") != f"sha256:{sha256(files[PACKAGE])}":
        yield f"{PACKAGE} has not the hash that {DIGEST} states"
    for name in sorted(files.keys() - listed.keys() - {PACKAGE, DIGEST}):
        yield f"{name} is in the package and not in {PACKAGE}"
    for name, item in listed.items():
        if name not in files:
            yield f"{name} is listed in {PACKAGE} and is missing"
        elif item.get("hash") != f"sha256:{sha256(files[name])}" or item.get("bytes") != len(files[name]):
            yield f"{name} has not the hash or the size that {PACKAGE} states"


def gunzipped(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Each member of a gzip file: where it begins, how long it is packed, and what it holds."""
    at = total = 0
    while at < len(data):
        member = zlib.decompressobj(wbits=31)
        try:
            text = member.decompress(data[at:], MOST - total)
        except zlib.error as error:
            raise Wrong(f"{ARCHIVE} is damaged at byte {at}: {error}") from error
        total += len(text)
        if not member.eof:
            raise Wrong(f"{ARCHIVE} breaks off, or holds more than {MOST:,} bytes")
        length = len(data) - at - len(member.unused_data)
        yield at, length, text
        at += length


def records(archive: bytes) -> Iterator[tuple[int, int, dict[str, str], bytes]]:
    """The records of the web archive: place, length, head and content."""
    for at, length, record in gunzipped(archive):
        head, gap, rest = record.partition(b"\r\n\r\n")
        lines = head.decode("utf-8", "replace").split("\r\n")
        fields = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
        size = fields.get("Content-Length", "")
        if not gap or not lines[0].startswith("WARC/1.") or not size.isdigit() or rest[int(size) :] != b"\r\n\r\n":
            raise Wrong(f"{ARCHIVE}: no whole record at byte {at}")
        yield at, length, fields, rest[: int(size)]


def archive_faults(files: dict[str, bytes], held: dict[str, bytes]) -> Iterator[str]:
    """Digests of the records, and the index against them. Fills ``held``: address of a document -> its content."""
    places = {}
    for at, length, fields, content in records(files.get(ARCHIVE, b"")):
        address = fields.get("WARC-Target-URI", "")
        if fields.get("WARC-Block-Digest") != f"sha256:{sha256(content)}":
            yield f"{ARCHIVE}: the record of {address or fields.get('WARC-Type')} has not the digest it states"
        if address:
            if address in held:
                yield f"{ARCHIVE}: two records of {address}"
            held[address], places[address] = content, (str(at), str(length))
    index = b"".join(text for _, _, text in gunzipped(files.get("indexes/index.cdx.gz", b""))).decode("utf-8", "replace")
    indexed = [json.loads(line.split(" ", 2)[2]) for line in index.splitlines() if line.count(" ") >= 2]
    if {item["url"]: (item["offset"], item["length"]) for item in indexed} != places:
        yield "indexes/index.cdx.gz does not name the records of the archive"


def texts_of(documents: list[dict[str, Any]], held: dict[str, bytes]) -> Iterator[tuple[str, str | list[dict[str, Any]] | None, str]]:
    """Hash of each document, its text (or the parts of it that are here), and what is wrong with it."""
    for row in documents:
        ident, form, content = row["sha256"], row["form"], held.get(row["record"])
        if content is None:
            yield ident, None, f"document {ident}: the archive has no record {row['record']}"
        elif form == "original":
            yield ident, content.decode("utf-8", "surrogatepass"), "" if sha256(content) == ident else f"document {ident} has not its hash"
        elif form == "text":
            yield ident, content.decode("utf-8", "surrogatepass"), ""
        else:
            yield ident, json.loads(content.decode("utf-8", "surrogatepass"))["parts"], ""


def passage(text: str | list[dict[str, Any]], start: int, end: int) -> str | None:
    if isinstance(text, str):
        return text[start:end]
    for part in text:
        if part["start"] <= start and end <= part["start"] + len(part["text"]):
            return str(part["text"][start - part["start"] : end - part["start"]])
    return None


def quote_faults(statements: list[dict[str, Any]], texts: dict[str, Any]) -> Iterator[str]:
    for row in statements:
        document, start, end, quote = (row["fields"][name] for name in ("document", "start", "end", "quote"))
        if texts.get(document) is None:
            yield f"statement {row['id']}: its document {document} is not in the bundle"
        elif passage(texts[document], start, end) != quote:
            yield f"statement {row['id']}: its quote does not stand in document {document} from {start} to {end}"


def identity_faults(statements: list[dict[str, Any]]) -> Iterator[str]:
    """The id of a statement is a hash of all its fields, in their order."""
    for row in statements:
        if not row["masked"] and sha256([[name, value] for name, value in row["fields"].items()])[:32] != row["id"]:
            yield f"statement {row['id']}: a field was changed, its id is not the hash of its fields"


def path_faults(finding: dict[str, Any], statements: dict[str, Any]) -> Iterator[str]:
    edges = [[s["origin"], s["target"], s["relation"], s["statements"]] for s in finding["path"]]
    if hashlib.sha256(json.dumps([finding["rule"], edges], separators=(",", ":")).encode()).hexdigest()[:16] != finding["id"]:
        yield f"finding {finding['id']}: its id is not the hash of its rule and path"
    for number, step in enumerate(finding["path"], 1):
        if not step["statements"]:
            yield f"step {number} of the path rests on no statement"
        yield from (f"step {number}: statement {ident} is not in the bundle" for ident in step["statements"] if ident not in statements)
    used = {ident for step in finding["path"] for ident in step["statements"]}
    yield from (f"statement {ident} is in the bundle and in no step of the path" for ident in sorted(statements.keys() - used))


def claims_of(finding: dict[str, Any], statements: dict[str, Any]) -> str:
    """What decisions hold for: the words in English and the passages, as one hash."""
    names, edges = ("entity", "property", "value", "source", "document", "quote"), []
    for step in finding["path"]:
        rows = [statements[ident]["fields"] for ident in step["statements"]]
        shown = [row if row["source"] == "paper" else row | {"document": ""} for row in rows]  # a row may come in a new copy of its table
        passages = sorted({tuple(row[name] for name in names) for row in shown})
        edges.append([step["origin"], step["target"], step["relation"], step["text"]["en"], passages])
    said = [finding["title"]["en"], finding["summary"]["en"], [gap["en"] for gap in finding["gaps"]], finding["rule_says"]["en"]]
    about = [finding["rule"], finding["rule_version"], finding["outcome"], finding["day"], finding["specimen"], sorted(finding["subjects"])]
    return sha256([about, said, edges])


def words_faults(finding: dict[str, Any], statements: dict[str, Any]) -> Iterator[str]:
    complete = all(ident in statements for step in finding["path"] for ident in step["statements"])
    if complete and claims_of(finding, statements) != finding["claims"]:
        yield f"finding {finding['id']}: words or passages were changed, they are not those of its hash of claims"


def chain_faults(finding: dict[str, Any], logs: Path | None) -> Iterator[str]:
    last: dict[str, dict[str, Any]] = {}
    for row in finding["decisions"]:
        log, line = row["log"], row["line"]
        place, before = f"decisions, {log} line {line['number']}", last.get(log)
        if sha256({k: v for k, v in line.items() if k != "hash"}, sort=True) != line["hash"]:
            yield f"{place}: was changed, its hash does not hold"
        if before and (
            line["number"] <= before["number"] or (line["number"] == before["number"] + 1) != (line["previous"] == before["hash"])
        ):
            yield f"{place}: does not follow line {before['number']}"
        if line["decision"]["seen"]["claims"] != finding["claims"]:
            yield f"{place}: is about other words than this finding's"
        last[log] = line
    heads = {log: {"line": line["number"], "hash": line["hash"]} for log, line in last.items()}
    if heads != finding["heads"]:
        yield "the heads of the reviewers' logs are not those of the decisions here: a decision was added or taken away"
    for log in sorted(heads) if logs is not None else ():
        complete = (logs / Path(log).name).read_bytes().splitlines() if logs is not None and (logs / Path(log).name).is_file() else []
        at = heads[log]["line"]
        if len(complete) < at or json.loads(complete[at - 1])["hash"] != heads[log]["hash"]:
            yield f"{log}: the complete log does not hold the line {at} that stands here"


def manifest_faults(manifest: Path, bundle: Path) -> Iterator[str]:
    listed = {item["sha256"] for item in json.loads(manifest.read_bytes())["files"].values()}
    if sha256(bundle.read_bytes()) not in listed:
        yield f"{manifest.name} lists no file with the SHA-256 of {bundle.name}"


def verify(path: Path, manifest: Path | None = None, logs: Path | None = None) -> tuple[int, Report]:
    """Check everything; the exit code and what was found."""
    report = Report()
    held: dict[str, bytes] = {}
    try:
        files = unpack(path)
        report.each(f"the {len(files)} files of the package, each by SHA-256 and size, and their list by its digest", package_faults(files))
        if FINDING not in files:
            return (1 if report.wrong else 3), report
        report.each("the records of the web archive, each by its digest, and their index", archive_faults(files, held))
        finding, listed, documents = rows(files, FINDING)[0], rows(files, STATEMENTS), rows(files, DOCUMENTS)
        found = list(texts_of(documents, held))
        originals, masked = sum(row["form"] == "original" for row in documents), sum(bool(row["masked"]) for row in listed)
        texts, statements = {ident: text for ident, text, _ in found}, {row["id"]: row for row in listed}
        report.each(f"{originals} of {len(documents)} documents are here as stored, by their hash", (each for _, _, each in found if each))
        report.each(f"{len(listed)} quotes, each at its place in its document", quote_faults(listed, texts))
        report.each(f"ids of {len(listed) - masked} statements as hashes of their fields", identity_faults(listed))
        if masked:
            report.checked.append(f"not checked: the ids of {masked} statements that stand in or beside private data, which is masked")
        report.each(f"the {len(finding['path'])} steps of the path rest on statements of the bundle", path_faults(finding, statements))
        if any({"quote", "value"} & set(row["masked"]) for row in listed):
            report.checked.append("not checked: the hash of the finding's words and passages, one of which is masked")
        else:
            report.each("the finding's words and passages, by its hash of claims", words_faults(finding, statements))
        report.each(f"{len(finding['decisions'])} decisions of people, each by its hash and in its order", chain_faults(finding, logs))
        if manifest is not None:
            report.each("the manifest lists this file", manifest_faults(manifest, path))
    except (Wrong, KeyError, TypeError, ValueError, AttributeError, IndexError, OSError) as error:
        report.wrong.append(
            str(error) if isinstance(error, Wrong) else f"a part is not as a bundle has it ({type(error).__name__}: {error})"
        )
    return (1 if report.wrong else 0), report


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--manifest", type=Path)
    parser.add_argument("--logs", type=Path)
    given = parser.parse_args(arguments)
    code, report = verify(given.bundle, given.manifest, given.logs)
    lines = [*report.checked, *(f"WRONG: {each}" for each in report.wrong)]
    if code == 3:
        lines.append("This is a web archive without a finding of Enduse; only the package was checked.")
    if code == 0:
        lines += ["Not checked, and not to be seen from this file:", *(f"  - {each}" for each in NOT_CHECKED)]
    sys.stdout.write("\n".join(ascii(line)[1:-1] if not line.isprintable() else line for line in lines) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
