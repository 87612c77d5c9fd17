"""Make the table of further spellings of places: `python scripts/make_place_spellings.py DATA_FOLDER [OUTPUT]`, with pypinyin installed.

For every division of cn.csv: its name without the word for its rank in pinyin (as pypinyin reads the whole word, so that 长 is chang in
长沙), for provinces, prefectures and all of Xinjiang in Wade-Giles as well, by rule from the pinyin; for Xinjiang the Uyghur name in
Arabic script from GeoNames (CC BY 4.0), where the record carries the division's full Chinese name; and the spellings of
place_spellings.yml. A spelling that cn.csv has for the place already is left out.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pypinyin
import yaml

HERE = Path(__file__).parent
PLACES = HERE.parent / "src" / "enduse" / "language" / "places"
COLUMNS = ("code", "spelling", "system", "source")
RANK = re.compile(r"(特别行政区|自治区|自治州|自治县|自治旗|生产建设兵团|地区|省|市|县|区|盟|旗|州)$")
PEOPLES = re.compile(
    r"(维吾尔|哈萨克|柯尔克孜|塔吉克|蒙古族|蒙古|回族|壮族|藏族|锡伯|彝族|苗族|侗族|土家族|布依族|哈尼族|傣族|白族|景颇族|傈僳族|朝鲜族|羌族"
    r"|瑶族|满族|畲族|仡佬族|拉祜族|佤族|纳西族|水族|黎族|毛南族|仫佬族|土族|撒拉族|东乡族|保安族|裕固族|独龙族|怒族|普米族|布朗族|达斡尔族|各族|回)+$"
)
INITIALS = [
    ("zh", "ch"), ("ch", "ch'"), ("sh", "sh"), ("z", "ts"), ("c", "ts'"), ("s", "s"), ("j", "ch"), ("q", "ch'"), ("x", "hs"), ("b", "p"),
    ("p", "p'"), ("d", "t"), ("t", "t'"), ("g", "k"), ("k", "k'"), ("r", "j"), ("m", "m"), ("f", "f"), ("n", "n"), ("l", "l"), ("h", "h"),
    ("y", "y"), ("w", "w"),
]  # fmt: skip
FINALS = {"ian": "ien", "ie": "ieh", "ong": "ung", "iong": "iung", "ue": "ueh", "ve": "ueh", "uo": "o", "er": "erh", "v": "u"}
WHOLE = {"zi": "tzu", "ci": "tz'u", "si": "ssu", "zhi": "chih", "chi": "ch'ih", "shi": "shih", "ri": "jih", "yi": "i", "you": "yu",
         "yan": "yen", "ye": "yeh", "yue": "yueh", "yong": "yung", "ju": "chu", "qu": "ch'u", "xu": "hsu", "yu": "yu", "ge": "ko",
         "ke": "k'o", "he": "ho", "e": "o", "er": "erh", "gui": "kuei", "kui": "k'uei", "guo": "kuo", "kuo": "k'uo", "huo": "huo",
         "shuo": "shuo", "juan": "chuan", "quan": "ch'uan", "xuan": "hsuan", "jun": "chun", "qun": "ch'un", "xun": "hsun"}  # fmt: skip


def wade_giles(syllable: str) -> str:
    """A syllable of pinyin in Wade-Giles, without tone.

    >>> wade_giles("bei"), wade_giles("xin"), wade_giles("zhong"), wade_giles("qing")
    ('pei', 'hsin', 'chung', "ch'ing")
    """
    if syllable in WHOLE:
        return WHOLE[syllable]
    for pinyin, wade in INITIALS:
        if syllable.startswith(pinyin):
            rest = syllable[len(pinyin) :]
            return wade + FINALS.get(rest, rest)
    return syllable


def rows_of(
    place: dict[str, str], arabic: dict[str, list[str]], by_hand: dict[str, list[tuple[str, str]]]
) -> Iterator[tuple[str, str, str, str]]:
    """(code, spelling, system, source) for one place."""
    code, name = place["code"], place["name_zh"]
    base = RANK.sub("", name) or name
    bare = PEOPLES.sub("", base) if name.endswith(("自治区", "自治州", "自治县", "自治旗")) else base
    kept = [("", "")] if name.endswith("兵团") else by_hand.get(bare) or by_hand.get(base)
    if kept:
        if kept[0][0]:
            yield code, kept[0][0], "pinyin", kept[0][1]
        syllables = []
    else:
        syllables = pypinyin.lazy_pinyin(bare or base, v_to_u=False)
    joined = "".join(syllables)
    if joined and not joined.isascii():
        return
    spelt = joined.replace("lv", "lyu").replace("nv", "nyu").replace("v", "u").capitalize()
    if spelt:
        yield code, spelt, "pinyin", "PYPINYIN"
    if spelt and (code.endswith("00") or code.startswith("65")):
        wade = "-".join(wade_giles(s) for s in syllables).capitalize()
        if wade.replace("-", "").casefold() != spelt.casefold():
            yield code, wade, "wade-giles", "RULE"
    yield from ((code, spelling, "uyghur-arabic", "GEONAMES") for spelling in arabic.get(code, []))
    yield from ((code, spelling, "postal" if source == "POSTAL" else "english", source) for spelling, source in by_hand.get(code, []))


def uyghur(path: Path, places: list[dict[str, str]]) -> dict[str, list[str]]:
    """Names in Arabic script by code, for divisions of Xinjiang that a GeoNames record names in full."""
    by_name: dict[str, list[str]] = {}
    for place in places:
        if place["code"].startswith("65") and not place["valid_to"]:
            by_name.setdefault(place["name_zh"], []).append(place["code"])
    found: dict[str, set[str]] = {}
    for record in json.loads(path.read_text("utf-8")):
        names = [record["name"], *record["alternatenames"]]
        codes = {code for name in names for code in by_name.get(name, [])}
        if len(codes) == 1:
            found.setdefault(codes.pop(), set()).update(name.strip() for name in names if re.fullmatch(r"[\u0600-\u06ff ]+", name))
    return {code: sorted(names) for code, names in found.items()}


def main(arguments: list[str]) -> int:
    if len(arguments) not in (1, 2):
        print("usage: python scripts/make_place_spellings.py DATA_FOLDER [OUTPUT]", file=sys.stderr)
        return 2
    target = Path(arguments[1]) if len(arguments) == 2 else PLACES / "spellings.csv"
    with (PLACES / "cn.csv").open(encoding="utf-8", newline="") as lines:
        places = list(csv.DictReader(lines))
    by_hand: dict[str, list[tuple[str, str]]] = {}
    for block in yaml.safe_load((HERE / "place_spellings.yml").read_text("utf-8")):
        for name, reading in block.get("readings", {}).items():
            by_hand[name] = [(reading, block["source"])]
        for code, spellings in block.get("names", {}).items():
            by_hand.setdefault(str(code), []).extend((spelling, block["source"]) for spelling in spellings)
    arabic = uyghur(Path(arguments[0]) / "geonames_xinjiang_names.json", places)
    count = 0
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        for place in places:
            known = {place["name_en"], *place["aliases"].split(";")}
            for row in dict.fromkeys(rows_of(place, arabic, by_hand)):
                if row[1] not in known:
                    known.add(row[1])
                    writer.writerow(row)
                    count += 1
    print(f"{count} spellings, {target.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
