"""Which mentions become one entity, and which never do."""

from __future__ import annotations

import itertools
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.entities.ways import edges_between
from enduse.model.judgement import Verdict
from tests.entities.worlds import World, groups, judge, mention, resolved, worlds


def test_a_name_joins_across_width_script_and_case() -> None:
    found = resolved(
        mention("company:yangben", name=["Yangben Instruments Co., Ltd.", "样本（虚构）仪器股份有限公司"]),
        mention("paper:1:supplier:1", name="樣本(虛構)儀器股份有限公司"),
        mention("us-bis-entity-list:ab", name="YANGBEN INSTRUMENTS CO LTD"),
    )
    assert groups(found) == [("company:yangben", "paper:1:supplier:1", "us-bis-entity-list:ab")]
    assert found.entities[0].id == "company:yangben"
    assert found.entities[0].caption == "Yangben Instruments Co., Ltd."
    assert len(found.entities[0].reasons) == 2


def test_an_alias_joins_a_name_but_not_another_alias() -> None:
    found = resolved(
        mention("company:a", name="Alpha Optics", alias=["Lens House", "Beta Glass"]),
        mention("company:b", name="Beta Glass"),
        mention("company:c", name="Gamma Works", alias="Lens House"),
    )
    assert groups(found) == [("company:a", "company:b"), ("company:c",)]
    assert [(pair.left, pair.right) for pair in found.possibly_same] == [("company:a", "company:c")]


def test_weak_short_masked_and_generic_names_never_join() -> None:
    pairs = [
        ({"weakAlias": "Yangben"}, {"name": "Yangben"}),
        ({"name": "YBI"}, {"name": "YBI"}),
        ({"name": "样"}, {"name": "样"}),
        ({"name": "样本****公司"}, {"name": "样本****公司"}),
        ({"name": "市公安局"}, {"name": "市公安局"}),
        ({"name": "Public Security Bureau"}, {"name": "Public Security Bureau"}),
    ]
    for left, right in pairs:
        assert len(resolved(mention("paper:1:buyer", **left), mention("paper:2:buyer", **right)).entities) == 2, left


def test_rows_of_tables_join_by_a_short_name_and_papers_do_not() -> None:
    found = resolved(mention("company:ybi", name="YBI"), mention("flow:F1:maker", name="YBI"), mention("paper:1:buyer", name="YBI"))
    assert groups(found) == [("company:ybi", "flow:F1:maker"), ("paper:1:buyer",)]


def test_identifiers_join_whatever_the_names() -> None:
    code = "91330000733796106P"
    found = resolved(
        mention("company:a", name="Alpha", uscCode=code),
        mention("paper:1:supplier:1", name="阿尔法公司", uscCode=code.lower()),
        mention("company:b", name="Beta", registrationNumber="77", country="cn"),
        mention("company:c", name="Gamma", registrationNumber="77", country="us"),
        mention("company:d", name="Delta", registrationNumber="77"),
        mention("company:e", name="Epsilon", tickerSymbol="SZSE:000001"),
        mention("company:f", name="Zeta", tickerSymbol=["SZSE:000001", "000002"]),
        mention("company:g", name="Eta", tickerSymbol="000002"),
    )
    assert groups(found) == [
        ("company:a", "paper:1:supplier:1"),
        ("company:b",),
        ("company:c",),
        ("company:d",),
        ("company:e", "company:f"),
        ("company:g",),
    ]


def test_countries_keep_one_name_apart() -> None:
    found = resolved(
        mention("company:a", name="Orient Vision", country="cn"),
        mention("company:b", name="Orient Vision", country="de"),
        mention("paper:1:supplier:1", name="Orient Vision"),
        mention("paper:2:supplier:1", name="Orient Vision"),
    )
    assert groups(found) == [("company:a",), ("company:b",), ("paper:1:supplier:1", "paper:2:supplier:1")]
    assert {(pair.left, pair.right) for pair in found.possibly_same} == {
        ("company:a", "company:b"),
        ("company:a", "paper:1:supplier:1"),
        ("company:b", "paper:1:supplier:1"),
    }


def test_a_mention_without_country_is_no_bridge_between_countries() -> None:
    found = resolved(
        mention("company:a", name="Orient Vision", country="cn"),
        mention("company:b", name="Northern Lens", country="de"),
        mention("paper:1:supplier:1", name=["Orient Vision", "Middle Name Ltd"]),
        mention("paper:2:supplier:1", name=["Northern Lens", "Middle Name Ltd"]),
    )
    assert groups(found) == [("company:a",), ("company:b",), ("paper:1:supplier:1", "paper:2:supplier:1")]


def test_a_person_never_joins_an_organisation_nor_by_name() -> None:
    found = resolved(
        mention("tie:T1:holder", "Person", name="Sample Person"),
        mention("tie:T2:holder", "Person", name="Sample Person"),
        mention("company:a", name="Sample Person"),
        judgements=[judge("tie:T1:holder", "company:a", Verdict.POSITIVE)],
    )
    assert len(found.entities) == 3
    assert [issue.code for issue in found.issues] == ["kinds-differ"]


def test_entries_that_may_be_persons_join_no_other_such_entry_and_are_not_named() -> None:
    left, right = (mention(f"us-bis-entity-list:{n}", "LegalEntity", name="Sample Person", country="cn") for n in (1, 2))
    found = resolved(left, right)
    assert len(found.entities) == 2
    assert "Sample" not in "".join(pair.why for pair in found.possibly_same)
    assert len(found.possibly_same) == 1
    known = mention("company:a", name="Sample Person", country="cn")
    assert len(resolved(left, right, known).entities) == 1


def test_same_as_joins_and_an_unknown_mention_is_an_issue() -> None:
    found = resolved(
        mention("listed:L1", name="Alpha Group"), mention("company:a", name="Alpha"), mention("listed:L2", name="Beta", sameAs="company:zz")
    )
    assert [issue.code for issue in found.issues] == ["unknown-mention"]
    joined = resolved(mention("listed:L1", name="Alpha Group", sameAs="company:a"), mention("company:a", name="Alpha"))
    assert groups(joined) == [("company:a", "listed:L1")]


def test_a_judgement_joins_separates_and_leaves_open() -> None:
    left, right = mention("paper:1:buyer", name="Alpha Office"), mention("paper:2:buyer", name="Beta Office")
    assert len(resolved(left, right, judgements=[judge(left.id, right.id, Verdict.POSITIVE)]).entities) == 1
    same = mention("paper:2:buyer", name="Alpha Office")
    negative = resolved(left, same, judgements=[judge(left.id, same.id, Verdict.NEGATIVE)])
    assert (len(negative.entities), negative.issues, negative.possibly_same) == (2, (), ())
    unsure = resolved(left, same, judgements=[judge(left.id, same.id, Verdict.UNSURE)])
    assert (len(unsure.entities), unsure.issues, len(unsure.possibly_same)) == (2, (), 1)


def test_a_later_judgement_of_one_reviewer_replaces_the_earlier() -> None:
    left, right = mention("paper:1:buyer", name="Alpha Office"), mention("paper:2:buyer", name="Beta Office")
    said = [judge(left.id, right.id, Verdict.POSITIVE), judge(right.id, left.id, Verdict.NEGATIVE)]
    assert len(resolved(left, right, judgements=said).entities) == 2
    assert len(resolved(left, right, judgements=said[::-1]).entities) == 1


def test_reviewers_who_disagree_keep_the_pair_apart() -> None:
    left, right = mention("paper:1:buyer", name="Alpha Office"), mention("paper:2:buyer", name="Beta Office")
    said = [judge(left.id, right.id, Verdict.POSITIVE), judge(left.id, right.id, Verdict.NEGATIVE, "bea")]
    found = resolved(left, right, judgements=said)
    assert (len(found.entities), [issue.code for issue in found.issues]) == (2, ["judgements-disagree"])


def test_a_negative_judgement_holds_against_a_chain() -> None:
    code = "91330000733796106P"
    found = resolved(
        mention("paper:1:buyer", name="Alpha", uscCode=code),
        mention("paper:2:buyer", name="Beta", uscCode=code),
        mention("paper:3:buyer", name="Gamma"),
        judgements=[judge("paper:2:buyer", "paper:3:buyer", Verdict.POSITIVE), judge("paper:1:buyer", "paper:3:buyer", Verdict.NEGATIVE)],
    )
    assert groups(found) == [("paper:1:buyer",), ("paper:2:buyer", "paper:3:buyer")]
    assert [issue.code for issue in found.issues] == ["refused-union"]


def test_no_specimen_joins_a_real_mention() -> None:
    real, invented = mention("company:a", name="Alpha Optics"), mention("company:s", name="Alpha Optics", specimen=True)
    found = resolved(real, invented, judgements=[judge(real.id, invented.id, Verdict.POSITIVE)])
    assert (len(found.entities), [issue.code for issue in found.issues]) == (2, ["specimen-and-real"])


def test_what_is_no_party_stands_alone_with_its_title() -> None:
    found = resolved(mention("project:P1", "Project", name="Specimen City"), mention("paper:1:notice", "Notice", title="采购公告"))
    assert [(e.id, e.caption) for e in found.entities] == [("paper:1:notice", "采购公告"), ("project:P1", "Specimen City")]


def test_canonical_ids_prefer_hand_kept_tables() -> None:
    ids = ["paper:1:buyer", "us-bis-entity-list:00", "listed:L1", "company:z", "company:b", "flow:F1:buyer"]
    for _ in range(5):
        found = resolved(*(mention(key, name="Alpha Optics") for key in ids))
        assert found.entities[0].id == min(
            ids, key=lambda i: (("company", "listed", "us-bis-entity-list", "flow", "paper").index(i.split(":")[0]), i)
        )
        ids.remove(found.entities[0].id)


def test_a_mention_between_two_that_are_judged_different_falls_to_neither() -> None:
    found = resolved(
        *(mention(f"paper:{n}:buyer", name="Alpha Optics") for n in (1, 2, 3, 4)),
        judgements=[judge("paper:1:buyer", "paper:2:buyer", Verdict.NEGATIVE)],
    )
    assert groups(found) == [("paper:1:buyer",), ("paper:2:buyer",), ("paper:3:buyer", "paper:4:buyer")]
    assert {(tie.left, tie.right) for tie in found.possibly_same} == {
        ("paper:1:buyer", "paper:3:buyer"),
        ("paper:2:buyer", "paper:3:buyer"),
    }


def test_where_only_people_conflict_nobody_is_chosen() -> None:
    mentions = [mention(f"paper:{n}:buyer", name=f"Office {word}") for n, word in enumerate(("Alpha", "Beta", "Gamma", "Delta"))]
    chain = [("paper:0:buyer", "paper:1:buyer"), ("paper:1:buyer", "paper:2:buyer"), ("paper:2:buyer", "paper:3:buyer")]
    said = [judge(*pair, Verdict.POSITIVE) for pair in chain] + [judge("paper:0:buyer", "paper:2:buyer", Verdict.NEGATIVE, "bea")]
    found = resolved(*mentions, judgements=said)
    assert groups(found) == [("paper:0:buyer",), ("paper:1:buyer",), ("paper:2:buyer", "paper:3:buyer")]
    assert [issue.code for issue in found.issues] == ["judgements-conflict", "judgements-conflict"]
    assert len(found.possibly_same) == 2


def test_a_code_of_its_own_outweighs_an_equal_name() -> None:
    found = resolved(
        mention("company:a", name="Alpha Optics", uscCode="91330000733796106P"),
        mention("company:b", name="Alpha Optics", uscCode="91990000MA0000001B"),
        mention("paper:1:supplier:1", name="Alpha Optics"),
    )
    assert groups(found) == [("company:a",), ("company:b",), ("paper:1:supplier:1",)]
    assert found.issues == ()
    assert all("different unified social credit codes" in tie.why for tie in found.possibly_same)
    assert len(found.possibly_same) == 3


def test_a_withdrawn_judgement_is_as_if_never_given_and_the_one_before_holds_again() -> None:
    left, right = mention("paper:1:buyer", name="Alpha Office"), mention("paper:2:buyer", name="Beta Office")
    said = [judge(left.id, right.id, verdict) for verdict in (Verdict.POSITIVE, Verdict.NEGATIVE, Verdict.WITHDRAWN)]
    assert len(resolved(left, right, judgements=said[:2]).entities) == 2
    assert len(resolved(left, right, judgements=said).entities) == 1
    assert resolved(left, right, judgements=[*said, said[2]]) == resolved(left, right)
    assert resolved(left, right, judgements=[said[2]]) == resolved(left, right), "nothing to withdraw is nothing"


def test_hubs_of_nomenklatura_join_what_hangs_on_them() -> None:
    mentions = [mention(f"paper:{n}:buyer", name=f"Office {word}") for n, word in enumerate(("Alpha", "Beta", "Gamma"))]
    said = [judge("NK-3kxy", f"paper:{n}:buyer", Verdict.POSITIVE) for n in (0, 1)]
    assert groups(resolved(*mentions, judgements=said)) == [("paper:0:buyer", "paper:1:buyer"), ("paper:2:buyer",)]
    said += [judge("Q99", "NK-3kxy", Verdict.POSITIVE), judge("Q99", "paper:2:buyer", Verdict.NEGATIVE)]
    joined = [judge("paper:1:buyer", "paper:2:buyer", Verdict.POSITIVE, "bea")]
    assert groups(resolved(*mentions, judgements=said)) == [("paper:0:buyer", "paper:1:buyer"), ("paper:2:buyer",)]
    conflict = resolved(*mentions, judgements=said + joined)
    assert [issue.code for issue in conflict.issues] == ["judgements-disagree"]
    assert groups(conflict) == [("paper:0:buyer", "paper:1:buyer"), ("paper:2:buyer",)]


@settings(max_examples=120, deadline=None)
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_mentions_and_judgements_never_matters(world: World, random: Random) -> None:
    first = world.resolved()
    shuffled, reordered, scores = list(world.mentions), list(world.judgements), list(world.scores.items())
    for order in (shuffled, reordered, scores):
        random.shuffle(order)
    assert World(shuffled, reordered, dict(scores)).resolved() == first


@settings(max_examples=120, deadline=None)
@given(worlds(), st.data())
def test_undoing_a_judgement_restores_the_clusters_exactly(world: World, data: st.DataObject) -> None:
    ids = [m.id for m in world.mentions]
    left, right = data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True))
    more = judge(left, right, data.draw(st.sampled_from(list(Verdict)[:3])), data.draw(st.sampled_from(["ada", "bea", "cem"])))
    undone = judge(right, left, Verdict.WITHDRAWN, more.reviewer)
    assert world.resolved([*world.judgements, more, undone]) == world.resolved()


@settings(max_examples=150, deadline=None)
@given(worlds())
def test_no_entity_breaks_a_rule(world: World) -> None:
    found = world.resolved()
    by_id = {m.id: m for m in world.mentions}
    home = {m: e.id for e in found.entities for m in e.mentions}
    assert sorted(home) == sorted(by_id)
    for entity in found.entities:
        assert len({by_id[m].specimen for m in entity.mentions}) == 1
        assert len(entity.joins) == len(entity.mentions) - 1
        scored = [join for join in entity.joins if join.rule == "score"]
        assert all(join.comparison is not None and join.comparison.score >= 0.9 for join in scored)
        if scored:
            assert "PublicBody" not in {by_id[end].schema for join in scored for end in (join.left, join.right)}
    negative = {j.pair for j in world.judgements if j.verdict is Verdict.NEGATIVE}
    assert all(home[left] != home[right] for left, right in negative)
    ties = {(tie.left, tie.right) for tie in found.possibly_same}
    assert all(left < right and left in home.values() and right in home.values() for left, right in ties)
    assert not ties & {tuple(sorted((home[left], home[right]))) for left, right in negative}
    doubted = {j.pair for j in world.judgements if j.verdict is not Verdict.POSITIVE}
    for left, right in {j.pair for j in world.judgements} - doubted:
        if by_id[left].specimen == by_id[right].specimen and home[left] != home[right]:
            assert (tuple(sorted((home[left], home[right]))) in ties) or found.issues, "a judgement that joins nothing is never silent"


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12))
def test_ways_are_those_a_walk_finds(edges: list[tuple[int, int]]) -> None:
    around: dict[int, set[int]] = {}
    for a, b in edges:
        around.setdefault(a, set()).add(b)
        around.setdefault(b, set()).add(a)
    walked: set[frozenset[int]] = set()

    def walk(node: int, trail: list[int]) -> None:
        if node == 1:
            walked.update(frozenset(pair) for pair in itertools.pairwise(trail))
            return
        for following in around.get(node, ()):
            if following not in trail:
                walk(following, [*trail, following])

    walk(0, [0])
    assert edges_between(edges, 0, 1) == walked


def test_an_equal_lei_joins_and_so_does_a_former_name() -> None:
    lei = "SPEC0000SAMPLE000145"
    found = resolved(
        mention("company:a", name="Alpha Works", leiCode=lei),
        mention("gleif-level-1:x", name="阿尔法公司", leiCode=lei.lower(), previousName="Alpha Before Works"),
        mention("paper:1:supplier:1", name="Alpha Before Works"),
        mention("paper:2:supplier:1", name="Other Works", leiCode=lei[:-1]),
    )
    assert groups(found) == [("company:a", "gleif-level-1:x", "paper:1:supplier:1"), ("paper:2:supplier:1",)]


def test_two_former_names_are_not_enough() -> None:
    found = resolved(
        mention("company:a", name="Alpha Works", previousName="Before Works"),
        mention("company:b", name="Beta Works", previousName="Before Works"),
    )
    assert groups(found) == [("company:a",), ("company:b",)]
