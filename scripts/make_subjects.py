"""Make the shipped vocabulary of subjects: `python scripts/make_subjects.py FACTS_FOLDER [OUTPUT_FOLDER]`.

FACTS_FOLDER holds product_classes.csv, programmes.csv, brands.csv and sources_brands.csv. Only rows whose passage was read are taken, and
of a brand only the spellings that are not marked as recalled. `subjects.yml` beside this script says what each word is worth; a word of a
read row that it does not judge stops the run, so that a new word is never shipped unread.
Written: words.csv, near.csv, brands.csv, sources.csv.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from enduse.language.scripts import fold
from enduse.vocabulary.load import vocabulary

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "enduse" / "statements" / "relevance"
STRENGTHS = ("strong", "named", "weak", "support")
_CJK = re.compile("[\u4e00-\u9fff]")
_SCRIPT_RECALLED = {"chinese": True, "english": False, "brand_en": False}
"""Words of a remark on recalled cells, and whether they speak of the Chinese spellings."""

Row = tuple[str, ...]


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def split(cell: str) -> list[str]:
    return [word.strip() for word in cell.split(";") if word.strip()]


def key(word: str) -> str:
    """A word as it is looked for: folded, in small letters."""
    return fold(word).text.strip().lower()


def class_words(row: dict[str, str], judged: dict[str, Any]) -> Iterator[Row]:
    """The words of one read class with their strength."""
    usual = "strong" if row["signal"] == "strong" else "weak"
    listed = {str(word): strength for strength in (*STRENGTHS, "out") for word in judged.get(strength, ())}
    written = split(row["words_zh"])
    missing = sorted(set(listed) - set(written))
    if missing:
        raise SystemExit(f"subjects.yml: {row['class_id']} judges words its row does not hold: {', '.join(missing)}")
    for word in written:
        strength = listed.get(word, usual)
        if strength != "out" and not word[0].isdigit():  # numbers stand everywhere: such a word would be looked for at each of them
            yield key(word), judged["term"], strength, row["source_id"]


def programme_words(row: dict[str, str], judged: dict[str, Any]) -> Iterator[Row]:
    """The names of one read programme."""
    listed = {*judged.get("words", ()), *judged.get("out", ()), *(w for words in judged.get("support", {}).values() for w in words)}
    for word in judged.get("words", ()):
        for term in judged["strong"]:
            yield key(word), term, "strong", row["source_id"]
    for term, words in judged.get("support", {}).items():
        for word in words:
            yield key(word), term, "support", row["source_id"]
    if unjudged := {alias for alias in split(row["aliases_zh"]) if alias not in listed}:
        raise SystemExit(f"subjects.yml: names of {row['programme_id']} are not judged: {', '.join(sorted(unjudged))} ")


def look_alikes(classes: list[dict[str, str]], judged: dict[str, Any], words: set[str]) -> Iterator[Row]:
    """Phrases that stand for nothing here, for the words inside them."""
    left = {key(word) for word in judged["not_look_alikes"]}
    for row in classes:
        for word in map(key, split(row["excludes"])):
            if word not in words and word not in left and hides(word, words):
                yield word, "", "look-alike", row["source_id"]
    for entry in judged["look_alikes"]:
        for word in map(key, entry["words"]):
            if not hides(word, words):
                raise SystemExit(f"subjects.yml: the look-alike {word} neither holds a word nor runs into one")
            yield word, "", "look-alike", entry["read"]


def hides(phrase: str, words: set[str]) -> bool:
    """Whether a phrase holds a word, or ends in two signs or more with which a word begins (``电梯监控`` before ``系统``)."""
    ends = [phrase[start:] for start in range(len(phrase) - 1)]
    return any(word in phrase or any(word.startswith(end) for end in ends) for word in words)


def brand_rows(brands: list[dict[str, str]], judged: dict[str, Any]) -> Iterator[Row]:
    """Each spelling of a brand with the families it points to; the first class is what its maker is known for."""
    terms = {name: entry["term"] for name, entry in judged["classes"].items()} | judged["unread"]
    for row in brands:
        recalled = split(row["recalled_fields"])
        if row["verification"] != "read" or row["brand_id"] in judged["unread_brands"] or "all" in recalled:
            continue
        known = [terms[name] for name in split(row["product_classes"]) if name not in recalled and terms[name]]
        if not known:
            continue
        context = {key(word) for word in split(row["alias_needs_context"])}
        spellings = {key(word): word for word in [*split(row["brand_en"]), *split(row["brand_zh"])] if not is_recalled(word, recalled, row)}
        for spelling in sorted(spellings):
            lead = row["brand_id"] in judged["leads"] and spelling not in context
            if len(spelling) > 1 and not spelling[0].isdigit():
                yield spelling, row["brand_id"], ";".join(dict.fromkeys(known)), "yes" if lead else "", row["source_id"]


def is_recalled(word: str, recalled: list[str], row: dict[str, str]) -> bool:
    """Whether the row marks a spelling as recalled: by itself, by its script, or as one of most."""
    for remark in recalled:
        low = remark.lower()
        if word == remark or remark.startswith(f"{word} "):
            return True
        if "spellings" in low and word not in split(row["brand_en"]):
            return True
        for mark, chinese in _SCRIPT_RECALLED.items():
            if low.startswith(mark) and "subsidiar" not in low and bool(_CJK.search(word)) is chinese:
                return True
    return False


def vocabulary_rows(folder: Path, judged: dict[str, Any]) -> list[Row]:
    """Every word with its term, strength and source, sorted."""
    classes = [row for row in rows(folder, "product_classes.csv") if row["verification"] == "read"]
    unjudged = {row["class_id"] for row in classes} - judged["classes"].keys()
    if unjudged or not judged["classes"].keys() <= {row["class_id"] for row in classes}:
        raise SystemExit(f"subjects.yml must judge exactly the classes that were read; not judged: {sorted(unjudged)}")
    found = [entry for row in classes for entry in class_words(row, judged["classes"][row["class_id"]])]
    for row in rows(folder, "programmes.csv"):
        if row["verification"] == "read" and row["programme_id"] in judged["programmes"]:
            found += programme_words(row, judged["programmes"][row["programme_id"]])
    for entry in judged["own"]:
        found += [(key(word), entry["term"], strength, entry["read"]) for strength in STRENGTHS for word in entry.get(strength, ())]
    found = strongest(found)
    words = {word for word, *_ in found}
    brands = {word for word, *_ in brand_rows(rows(folder, "brands.csv"), judged)}
    found += sorted({entry[0]: entry for entry in look_alikes(classes, judged, words | brands) if entry[0] not in words}.values())
    return sorted(found)


def strongest(found: list[Row]) -> list[Row]:
    """One row for each word and term, the strongest; the sources of all."""
    kept: dict[tuple[str, str], Row] = {}
    for word, term, strength, source in found:
        known = kept.get((word, term))
        if known is None:
            kept[word, term] = (word, term, strength, source)
        else:
            best = min(known[2], strength, key=STRENGTHS.index)
            kept[word, term] = (word, term, best, ";".join(dict.fromkeys([*known[3].split(";"), *source.split(";")])))
    return list(kept.values())


def write(target: Path, head: Row, found: list[Row]) -> None:
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(found)


def main() -> None:
    """Read the fact tables and write the vocabulary."""
    folder, target = Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else TARGET
    judged = yaml.safe_load((HERE / "subjects.yml").read_text("utf-8"))
    found = vocabulary_rows(folder, judged)
    for term in {term for _, term, *_ in found if term}:
        vocabulary("technology").get(term)
    brands = sorted(brand_rows(rows(folder, "brands.csv"), judged))
    near = sorted((e["family"], key(w), "yes" if e.get("all") else "", e["from"]) for e in judged["near"] for w in e["words"])
    write(target / "words.csv", ("word", "term", "strength", "source"), found)
    write(target / "near.csv", ("family", "phrase", "cancels_strong", "source"), near)
    write(target / "brands.csv", ("brand", "brand_id", "terms", "lead", "source"), brands)
    cited = {source for *_, sources in [*found, *brands] for source in sources.split(";") if re.fullmatch(r"[A-Z]\d{3}", source)}
    known = [row for row in [*rows(folder, "sources_brands.csv"), *rows(folder, "sources.csv")] if row["source_id"] in cited]
    shown = ("source_id", "title", "publisher", "source_date", "url", "read_status")
    write(target / "sources.csv", shown, sorted({row["source_id"]: tuple(row[name] for name in shown) for row in known}.values()))


if __name__ == "__main__":
    main()
