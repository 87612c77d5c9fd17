"""Persons whom no label names but a form of writing does: bylines, experts in running text, names with titles. Words: private.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from enduse.language.first_look import FirstLook
from enduse.language.person_names import private_words, says_no_person, surname


@lru_cache(maxsize=1)
def _byline_pattern() -> tuple[tuple[FirstLook, re.Pattern[str]], ...]:
    """Forms of bylines, each with the words one of which stands in a text that has it."""
    words, name = private_words(), rf"{surname()}[\u4e00-\u9fff]{{1,2}}"
    other = rf"[{words['transliterated']}]{{3,8}}"
    forms = [
        (("/文", "/ 文", "/\n文"), rf"(?<![\u4e00-\u9fff])({name})\s?/\s?文"),
        ((")",), rf"\(({name})\)(?=\s*(?:\n|$))"),
        (("建造师",), rf"(?<![\u4e00-\u9fff])({name}|{other})(?= ?[|,( ]{{1,3}}[^|\n。]{{0,14}}(?:建造师|工程师|造价师|建筑师|监理师))"),
        (("老",), rf"(老{surname()})(?=告诉|表示|说|介绍)"),
        (("介绍,", "表示,", "指出,", "介绍说", "表示:", "介绍:"), rf"(?:总裁|总经理|董事长|{words['titles']})({name})(?=介绍|表示|指出)"),
        (("",), rf"(?:{words['parties']})(?:为|:)?\s?[【\[(]?\s?({name})(?=\s?[】\])【\[。,]|\s|$)"),
    ]
    return tuple((FirstLook(signs), re.compile(form)) for signs, form in forms)


@lru_cache(maxsize=1)
def _experts_in_prose() -> re.Pattern[str]:
    """Names between the word for experts and what they did: ``经专家甲、乙论证``."""
    name = rf"{surname()}[\u4e00-\u9fff]{{1,2}}"
    return re.compile(rf"专家:?({name}(?:[、,]{name}){{0,6}})(?=(?:等|共同|一致|三位|专家){{0,2}}(?:论证|评审|评议|认为|同意|出具|审核))")


@lru_cache(maxsize=1)
def _titled() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = private_words()
    name = rf"{surname()}[\u4e00-\u9fff]{{0,2}}|[{words['transliterated']}]{{3,6}}"
    return (
        re.compile(rf"{words['titles']}(?![\u4e00-\u9fff])"),
        re.compile(rf"(?:(?<![\u4e00-\u9fff])|(?<=[电系询找请由与向和或]))({name})$"),
        re.compile(words["no-titled"]),
    )


def find_bylines(text: str) -> Iterator[tuple[int, int, str]]:
    """Names in bylines, behind the word for experts, and before titles, with their places: ``(start, end, "person")``."""
    for look, pattern in _byline_pattern():
        if not look.finds(text):
            continue
        for match in pattern.finditer(text):
            if not says_no_person(match[1]):
                yield match.start(1), match.end(1), "person"
    if "专家" in text:
        for match in _experts_in_prose().finditer(text):
            for word in re.finditer(r"[\u4e00-\u9fff]+", match[1]):
                if not says_no_person(word[0]):
                    yield match.start(1) + word.start(), match.start(1) + word.end(), "person"
    title, before, untitled = _titled()
    for match in title.finditer(text):
        first = max(0, match.start() - 7)
        name = before.search(text[first : match.start()])
        if name is not None and not says_no_person(name[1]) and not untitled.fullmatch(name[1] + match[0]):
            yield first + name.start(1), match.end(), "person"
