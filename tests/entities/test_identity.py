"""Which mentions become one entity, and which never do."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.entities.mentions import Fact, Mention
from enduse.entities.resolve import resolve
from enduse.model.entity import Resolution
from enduse.model.judgement import Judgement, Verdict

NUMBERS = count()


def mention(id: str, schema: str = "Company", *, specimen: bool = False, **values: str | Sequence[str]) -> Mention:
    """A mention with facts; a value may be several."""
    kind = id.split(":")[0]
    source = "paper" if kind == "paper" else "list:us-bis-entity-list" if kind.startswith("us-") else "record:S001"
    made = Mention(id, schema, specimen, source)
    for name, given_values in values.items():
        listed = [given_values] if isinstance(given_values, str) else given_values
        made.facts[name] = [Fact(name, value, f"{id}/{name}/{n}", None, source, ended=False) for n, value in enumerate(listed)]
    return made


def resolved(*mentions: Mention, judgements: Sequence[Judgement] = ()) -> Resolution:
    return resolve({m.id: m for m in mentions}, judgements)


def groups(resolution: Resolution) -> list[tuple[str, ...]]:
    return sorted(entity.mentions for entity in resolution.entities)


def judge(left: str, right: str, verdict: Verdict, reviewer: str = "ada") -> Judgement:
    return Judgement(left=left, right=right, verdict=verdict, reviewer=reviewer, decided="2026-01-02", reason="compared addresses")


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
    assert [pair[:2] for pair in found.possibly_same] == [("company:a", "company:c")]


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
    assert {pair[:2] for pair in found.possibly_same} == {
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
    assert "Sample" not in "".join(why for _, _, why in found.possibly_same)
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


NAMES = st.sampled_from(["Alpha Optics", "Beta Glass", "Gamma Works", "样本仪器公司", "YB"])
COUNTRIES = st.sampled_from([(), ("cn",), ("de",), ("cn", "de")])
KINDS = st.sampled_from(["company", "listed", "us-bis-entity-list", "paper"])


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Mention], list[Judgement]]:
    made = []
    for number in range(draw(st.integers(2, 9))):
        names = draw(st.lists(NAMES, min_size=1, max_size=2, unique=True))
        aliases = draw(st.lists(NAMES, max_size=2, unique=True))
        values = {"name": names, "alias": aliases, "country": list(draw(COUNTRIES)), "uscCode": draw(st.sampled_from([[], ["9" * 18]]))}
        schema = draw(st.sampled_from(["Company", "LegalEntity", "PublicBody"]))
        made.append(mention(f"{draw(KINDS)}:{number}", schema, specimen=draw(st.booleans()), **values))
    ids = [m.id for m in made]
    verdicts = st.sampled_from(list(Verdict))
    pairs = draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids), verdicts), max_size=4))
    said = {frozenset(p[:2]): judge(*p) for p in pairs if p[0] != p[1]}
    return made, list(said.values())


@settings(max_examples=80, deadline=None)
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_mentions_and_judgements_never_matters(world: tuple[list[Mention], list[Judgement]], random: object) -> None:
    made, said = world
    first = resolved(*made, judgements=said)
    shuffled, reordered = list(made), list(said)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    random.shuffle(reordered)  # type: ignore[attr-defined]
    assert resolved(*shuffled, judgements=reordered) == first


@settings(max_examples=80, deadline=None)
@given(worlds())
def test_no_entity_breaks_a_rule(world: tuple[list[Mention], list[Judgement]]) -> None:
    made, said = world
    found = resolved(*made, judgements=said)
    by_id = {m.id: m for m in made}
    home = {m: e.id for e in found.entities for m in e.mentions}
    assert sorted(home) == sorted(by_id)
    for entity in found.entities:
        assert len({by_id[m].specimen for m in entity.mentions}) == 1
        assert len(entity.reasons) == len(entity.mentions) - 1
    for judgement in said:
        if judgement.verdict is Verdict.NEGATIVE:
            assert home[judgement.left] != home[judgement.right]


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
