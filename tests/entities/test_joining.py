"""What a score joins by itself, and what it only proposes."""

from __future__ import annotations

import pytest

from enduse.entities.joining import limits
from enduse.entities.likeness import ByNames
from enduse.entities.mentions import Mention
from enduse.entities.resolve import resolve
from enduse.model.judgement import Verdict
from tests.entities.worlds import groups, judge, mention, resolved

A, B, C, D = (f"paper:{n}:supplier:1" for n in "1234")
NAMES = {A: "Alpha Optics", B: "Beta Glass", C: "Gamma Works", D: "Delta Wire"}


def papers(*ids: str) -> list[Mention]:
    return [mention(each, name=NAMES[each]) for each in ids]


def test_a_score_above_match_joins_and_says_why() -> None:
    found = resolved(*papers(A, B, C), scores={(A, B): 0.95, (B, C): 0.7})
    assert groups(found) == [(A, B), (C,)]
    join = found.entities[0].joins[0]
    assert (join.rule, join.comparison.score if join.comparison else None) == ("score", 0.95)
    tie = found.possibly_same[0]
    assert (tie.left, tie.right, tie.comparison.score if tie.comparison else None) == (A, C, 0.7)
    assert found.issues == ()


def test_a_rival_leaves_both_to_a_person() -> None:
    found = resolved(*papers(A, B, C), scores={(A, B): 0.99, (B, C): 0.91})
    assert groups(found) == [(A,), (B,), (C,)]
    assert [(tie.left, tie.right) for tie in found.possibly_same] == [(A, B), (B, C)]
    assert "“Beta Glass” matches “Gamma Works” as well" in found.possibly_same[0].why


def test_three_that_match_each_other_are_one() -> None:
    assert groups(resolved(*papers(A, B, C), scores={(A, B): 0.95, (A, C): 0.92, (B, C): 0.91})) == [(A, B, C)]


def test_a_pair_judged_different_is_cut_at_the_weakest_score() -> None:
    scores = {(A, B): 0.97, (B, C): 0.93, (C, D): 0.95}
    said = [judge(A, C, Verdict.NEGATIVE), judge(B, D, Verdict.NEGATIVE), judge(A, D, Verdict.NEGATIVE)]
    found = resolved(*papers(A, B, C, D), scores=scores, judgements=said)
    assert groups(found) == [(A, B), (C, D)]
    assert [issue.code for issue in found.issues] == ["refused-union"]
    assert "judged to be different" in found.issues[0].message


def test_two_equally_weak_scores_are_both_cut() -> None:
    found = resolved(*papers(A, B, C), scores={(A, B): 0.95, (B, C): 0.95}, judgements=[judge(A, C, Verdict.NEGATIVE)])
    assert groups(found) == [(A,), (B,), (C,)]
    assert len(found.issues) == 2


@pytest.mark.parametrize("verdict", [Verdict.NEGATIVE, Verdict.UNSURE])
def test_a_judgement_on_the_pair_itself_needs_no_issue(verdict: Verdict) -> None:
    found = resolved(*papers(A, B), scores={(A, B): 0.99}, judgements=[judge(A, B, verdict)])
    assert groups(found) == [(A,), (B,)]
    assert found.issues == ()
    assert len(found.possibly_same) == (verdict is Verdict.UNSURE)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (mention(A, "PublicBody", name="Alpha Bureau"), mention(B, "PublicBody", name="Alfa Bureau")),
        (mention(A, "LegalEntity", name="Alpha Optics"), mention(B, name="Beta Glass")),
        (mention(A, name="Alpha Optics", country="cn"), mention(B, name="Beta Glass", country="de")),
        (mention(A, name="Alpha", uscCode="91330000733796106P"), mention(B, name="Beta", uscCode="91990000MA0000001B")),
    ],
    ids=["public bodies", "may be a person", "two countries", "two codes"],
)
def test_what_a_score_only_proposes(left: Mention, right: Mention) -> None:
    found = resolved(left, right, scores={(A, B): 1.0})
    assert groups(found) == [(A,), (B,)]
    assert [(tie.left, tie.right) for tie in found.possibly_same] == [(A, B)]
    assert found.possibly_same[0].comparison is not None


@pytest.mark.parametrize(
    ("left", "right", "joins"),
    [
        ("Yangben Lantern Instruments Limited", "Yangben Lantern Instruments", True),
        ("Yangben Lantern Instruments", "Yangben Lantern Instrumants", False),
        ("Yangben Lantern Instruments Limited", "Yangben Lantern Instruments, Inc.", False),
        ("Yangben Lantern Instruments Ltd.", "Yangben Lantern Instruments Pte. Ltd.", False),
        ("Yangben Lantern Instruments", "Yangben Lantern Holding", False),
        ("深圳市花安科技有限公司", "Shenzhen Huaan Technology Co., Ltd.", False),
        ("深圳市样本灯笼仪器有限公司", "Shenzhen Yangben Denglong Instruments Co., Ltd.", True),
        ("样本灯笼仪器有限公司", "Yangben Denglong Instruments Co., Ltd.", False),
        ("深圳市样本灯笼仪器有限公司", "Shenzhen Yangben Denglong Instruments Co., Ltd. Nanjing Branch", False),
        ("样本市公安局", "样本县公安局", False),
        ("杭州海康威视数字技术股份有限公司", "Hangzhou Hikvision Digital Technology Co., Ltd.", True),
        ("杭州海康威视系统技术有限公司", "Hangzhou Hikvision Digital Technology Co., Ltd.", False),
        ("海康威视", "Hikvision", False),
        ("深圳市柳溪灯科技有限公司", "深圳市柳溪科技有限公司", False),
        ("柳溪市样本灯笼科技有限公司", "样本灯笼科技有限公司", False),
        ("广州样本灯笼金华科技有限公司", "广州样本灯笼科技有限公司", False),
        ("深圳市样本灯笼科技股份有限公司", "深圳市样本灯笼科技有限公司", True),
    ],
)
def test_names_as_the_comparison_weighs_them(left: str, right: str, joins: bool) -> None:
    mentions = [mention(A, name=left), mention(B, name=right)]
    found = resolve({m.id: m for m in mentions}, (), ByNames())
    assert (len(found.entities) == 1) == joins
    turned = [mention(A, name=right), mention(B, name=left)]
    assert len(resolve({m.id: m for m in turned}, (), ByNames()).entities) == len(found.entities)


def test_who_keeps_two_rows_keeps_two_bodies() -> None:
    for ids in (("us-bis-entity-list:1", "us-bis-entity-list:2"), ("company:a", "company:b")):
        rows = [mention(ids[0], name="Yangben Lantern Instruments Limited"), mention(ids[1], name="Yangben Lantern Instruments")]
        found = resolve({m.id: m for m in rows}, (), ByNames())
        assert len(found.entities) == 2
        assert "keeps them as two" in found.possibly_same[0].why
    paper = mention(A, name="Yangben Lantern Instrument Limited")
    mixed = resolved(*rows, paper, scores={(ids[0], A): 0.95, (ids[1], A): 0.93, (ids[0], ids[1]): 0.97})
    assert len(mixed.entities) == 3, "nor through a third"


def test_an_equal_code_is_enough_across_scripts() -> None:
    code = "91990000MA0000001B"
    mentions = [mention(A, name="花安科技有限公司", uscCode=code), mention(B, name="Huaan Technology", uscCode=code)]
    (entity,) = resolve({m.id: m for m in mentions}, (), ByNames()).entities
    assert entity.joins[0].rule == "identifier"


def test_what_a_score_does_not_even_propose() -> None:
    persons = [mention(A, "LegalEntity", name="Sample Person"), mention(B, "LegalEntity", name="Sampel Person")]
    mixed = [mention(A, name="Alpha", specimen=True), mention(B, name="Alfa")]
    people = [mention(A, "Person", name="Sample Person"), mention(B, "Person", name="Sampel Person")]
    for pair in (persons, mixed, people):
        found = resolved(*pair, scores={(A, B): 1.0})
        assert (len(found.entities), found.possibly_same) == (2, ())


def test_a_web_of_look_alikes_joins_nothing_and_is_reported() -> None:
    many = [mention(f"paper:{n:03}:supplier:1", name=f"Name {n} of many") for n in range(limits().largest_web + 1)]
    ids = [m.id for m in many]
    found = resolved(*many, scores={(a, b): 0.95 for n, a in enumerate(ids) for b in ids[n + 1 :]})
    assert len(found.entities) == len(many)
    assert [issue.code for issue in found.issues] == ["crowded-scores"]
    assert len(found.possibly_same) == len(many) * (len(many) - 1) // 2
