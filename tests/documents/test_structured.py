"""JSON: every scalar as a field with its place; what is cut, too deep or doubled is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.model.document import Document
from tests.documents.given import codes, document, read


def values(found: Document) -> dict[str, str]:
    return {field.locator: found.text[field.start : field.end] for field in found.fields}


def test_scalars_pointers_and_places() -> None:
    stored = '\ufeff{"list": [{"name": "\\u4e2d\\u6587 A\\n", "n": -1.50, "ok": true, "none": null, "": "", "a/b~c": "x"}], "empty": []}'
    found = document(stored, ".json")
    assert values(found) == {
        "/list/0/name": "中文 A\n",
        "/list/0/n": "-1.50",
        "/list/0/ok": "true",
        "/list/0/none": "",
        "/list/0/": "",
        "/list/0/a~1b~0c": "x",
    }
    at = found.text.index("文")
    first, last = found.stored_span(at, at + 1)
    assert stored[first:last] == "\\u6587"
    assert found.text.split("\n")[0] == "/list/0/name\t中文 A"


def test_json_lines_begin_their_pointers_with_the_record() -> None:
    found = document('{"a": 1}\n\n{"a": "x", "b": [2]}\n', ".jsonl")
    assert values(found) == {"/0/a": "1", "/1/a": "x", "/1/b/0": "2"}
    assert document('{"a": 1}\n{"a": 2}', ".json").media_type == "application/x-ndjson"


def test_doubled_keys_are_flagged_and_both_kept() -> None:
    result = read('{"a": 1, "b": {"a": 2}, "a": 3}', ".json")
    assert result.document is not None
    assert values(result.document) == {"/a": "1", "/b/a": "2", "/a#2": "3"}
    assert "duplicate-key" in codes(result)


@pytest.mark.parametrize("text", ['{"a": [1, 2', '{"a": "x', '{"a"', '{"a": tr', "[1,", '[{"a": 1}', '{"a": "x\\', "[-"])
def test_a_cut_file_is_rejected_as_cut(text: str) -> None:
    assert codes(read(text, ".json")) == {"cut"}


@pytest.mark.parametrize("text", ['{"a": 1,}', "{'a': 1}", "[1 2]", '{"a" 1}', "[01]", "[NaN]", '["\\x"]', "[1] x", "[,1]", '{"a": 1]'])
def test_what_is_no_json_is_rejected_with_its_place(text: str) -> None:
    result = read(text, ".json")
    assert codes(result) == {"not-json"}
    assert result.rejected is not None
    assert "line 1 column" in result.rejected.message


def test_depth_and_surrogates_do_no_harm() -> None:
    for text in ("[" * 100_000 + "]" * 100_000, '{"a":' * 100_000 + "1" + "}" * 100_000):
        assert codes(read(text, ".json")) == {"limit:depth"}
    found = document('{"half": "\\ud83d", "pair": "\\ud83d\\ude00"}', ".json")
    assert values(found) == {"/half": "\ufffd", "/pair": "😀"}


@pytest.mark.shared
def test_hostile_and_real_files(shared: Path) -> None:
    folder = shared / "hostile" / "json"
    assert codes(read((folder / "c30_deep.json").read_bytes(), ".json")) == {"limit:depth"}
    assert codes(read((folder / "c33_truncated.jsonl").read_bytes(), ".jsonl")) == {"cut"}
    path = shared / "data" / "lists" / "us_lists_2026-07" / "bis_entity_list.json"
    found = document(path.read_bytes(), ".json")
    assert values(found) == flat(json.loads(path.read_text()))


def flat(value: Any, pointer: str = "") -> dict[str, str]:
    if isinstance(value, dict):
        members = [(key.replace("~", "~0").replace("/", "~1"), member) for key, member in value.items()]
        return {place: text for key, member in members for place, text in flat(member, f"{pointer}/{key}").items()}
    if isinstance(value, list):
        return {place: text for at, member in enumerate(value) for place, text in flat(member, f"{pointer}/{at}").items()}
    return {pointer: "" if value is None else value if isinstance(value, str) else json.dumps(value)}


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('"\\/~\n\t😀'), max_size=8)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


@given(st.lists(JSON, min_size=1).filter(flat), st.booleans(), st.sampled_from([None, 1]))
def test_any_json_gives_all_its_values(value: Any, ascii_only: bool, indent: int | None) -> None:
    text = json.dumps([*value, "x"], ensure_ascii=ascii_only, indent=indent)
    assert values(document(text, ".json")) == flat([*value, "x"])
