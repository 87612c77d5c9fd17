"""Make the table of readings: `python scripts/make_pinyin.py COMPANIES [OUTPUT]`, with pypinyin (MIT), which is no dependency of Enduse.

Characters of GB 2312, one row for each syllable without tone: `characters` read so first of all, `also` those with it as a further
reading. A further reading counts when at least one in twelve of the phrases of pypinyin's dictionary that hold the character has it:
rare readings of old books would only make unlike names alike. `per_mille` is how often the syllable stands among the first two characters
of the short names of listed companies (COMPANIES: the list of cninfo, Apache-2.0): what is common tells names apart less.
Where a place keeps a reading of its own, place_spellings.yml says so.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pypinyin
from pypinyin.phrases_dict import phrases_dict

TARGET = Path(__file__).parent.parent / "src" / "enduse" / "language" / "names" / "pinyin.csv"
LEAST_SHARE = 1 / 12
BEYOND = "晟堃喆玥昇珺焱犇祎赟翀劼旸昳昀珣琎瑨璟垚烜鋆铖锟锘锴镕骉骞骐髙镁钜镒"
"""Characters of names that GB 2312 leaves out."""


def characters() -> list[str]:
    """The 6,763 characters of GB 2312, in its order."""
    found = []
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.append(bytes((row, cell)).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return list(dict.fromkeys([*found, *BEYOND]))


def plain(reading: str) -> str:
    """A reading without tone, ü as v."""
    return pypinyin.contrib.tone_convert.to_normal(reading, v_to_u=False)


def counted() -> dict[str, Counter[str]]:
    """How often each character has each reading in the phrases of the dictionary."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, readings in phrases_dict.items():
        for character, reading in zip(phrase, readings, strict=False):
            found[character][plain(reading[0])] += 1
    return found


def readings(character: str, counts: Counter[str]) -> list[str]:
    """The first reading and those frequent enough beside it."""
    first = pypinyin.lazy_pinyin(character)[0]
    total = sum(counts.values())
    return [first, *sorted(r for r, n in counts.items() if r != first and n >= 2 and n / total >= LEAST_SHARE)]


def shares(companies: Path) -> Counter[str]:
    """Of a thousand syllables at the head of the companies' short names, how many are which; at least one in ten thousand."""
    names = [re.sub(r"[^\u4e00-\u9fff]", "", entry["zwjc"])[:2] for entry in json.loads(companies.read_text("utf-8"))["stockList"]]
    heard = Counter(syllable for name in names for syllable in pypinyin.lazy_pinyin(name, v_to_u=False))
    total = sum(heard.values())
    return Counter({syllable: 1000 * number / total for syllable, number in heard.items()})


def main(arguments: list[str]) -> int:
    share = shares(Path(arguments[0]))
    target = Path(arguments[1]) if len(arguments) > 1 else TARGET
    counts = counted()
    rows: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for character in characters():
        for position, reading in enumerate(readings(character, counts[character])):
            rows[reading][min(position, 1)].append(character)
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("syllable", "per_mille", "characters", "also", "source"))
        writer.writerows(
            (s, f"{max(share[s], 0.1):.1f}", "".join(first), "".join(also), "PYPINYIN;CNINFO") for s, (first, also) in sorted(rows.items())
        )
    print(f"{len(rows)} syllables, {target.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
