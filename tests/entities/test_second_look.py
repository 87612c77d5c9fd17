"""The second look (extra [splink]): one more feature, bounded by thresholds, which no score joins by and nothing decisive gives way to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from enduse.cli.resolve import lines_of
from enduse.entities.identity import Clusters
from enduse.entities.likeness import compare_all
from enduse.entities.matching import statistical_extra
from enduse.entities.matching.compare import compare, compare_names
from enduse.entities.matching.prepared import Party, prepare
from enduse.entities.matching.statistical import Opinion
from enduse.entities.matching.thresholds import load_thresholds
from enduse.entities.resolve import resolve_task
from enduse.entities.resolved import Resolved
from enduse.entities.second_look import FEATURE, Looked, Second, with_opinion
from enduse.entities.units import Unit, units_of
from enduse.entities.wording import reasons
from enduse.entities.written import read_resolution
from enduse.language.identifiers import usc_check_character
from enduse.model.comparison import Comparison
from enduse.model.extraction import Extraction
from enduse.model.storage import write_json
from enduse.review.queue import proposals
from enduse.review.recording import second_look
from enduse.review.sides import find_side
from enduse.statements.merge import merge_task
from tests.conftest import run_here

from .test_parents import say
from .worlds import Scores, mention

SURE = Opinion(1.0, ("one-word", "address"), ("core",), 2016, judged=False)
CODES = tuple(body + usc_check_character(body) for body in ("91990000MA0000001", "91990000MA0000002"))


def weigh(left: Party, right: Party) -> Comparison:
    return compare(prepare(left), prepare(right))


def test_it_raises_to_possible_and_never_to_match() -> None:
    thresholds = load_thresholds()
    low = compare_names("Specimen Systems Ltd", "Specimen Industries Ltd")
    assert low.score < thresholds.possible
    for probability in (thresholds.statistical.least, 0.97, 1.0):
        found = with_opinion(low, Opinion(probability, (), (), 300, judged=False))
        assert thresholds.possible <= found.score <= thresholds.statistical.most < thresholds.match
        (feature,) = [each for each in found.features if each.name == FEATURE]
        assert feature.weight == pytest.approx(found.score - low.score, abs=1e-4)
    unsure = with_opinion(low, Opinion(thresholds.statistical.least - 0.001, (), (), 300, judged=False))
    assert unsure.score == low.score
    assert [each.weight for each in unsure.features if each.name == FEATURE] == [0.0]


def test_it_changes_no_score_that_names_have_made_possible() -> None:
    high = compare_names("Hangzhou Specimen Optics Co., Ltd.", "HANGZHOU SPECIMEN OPTICS CO LTD")
    for probability in (0.0, 1.0):
        found = with_opinion(high, Opinion(probability, (), ("core",), 300, judged=False))
        assert found.score == high.score
        assert set(found.features) > set(high.features)


@pytest.mark.parametrize(
    ("left", "right", "against"),
    [
        (Party(id="a", names=("Alpha Optics",), identifiers=(("uscCode", CODES[0]),)), CODES[1], "other-code"),
        (Party(id="a", names=("Yining County Public Security Bureau",)), "Yining City Public Security Bureau", "other-body"),
        (Party(id="a", names=("Specimen 52nd Research Institute",)), "Specimen 55th Research Institute", "numbers-differ"),
        (Party(id="a", names=("杭州样琅光学有限公司",)), "广州样明光学有限公司", "other-place"),
        (Party(id="a", names=("Alpha Optics",), specimen=True), "Alpha Optics", "specimen-and-real"),
        (Party(id="a", names=("某公司",)), "Alpha Optics", "masked"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_decides_against_a_pair_is_not_outweighed(left: Party, right: str, against: str) -> None:
    code = right in CODES
    other = Party(id="b", names=("Alfa Optics",) if code else (right,), identifiers=(("uscCode", right),) if code else ())
    before = weigh(left, other)
    assert against in {feature.name for feature in before.features}
    assert before.score < load_thresholds().possible
    found = with_opinion(before, SURE)
    assert found.score == before.score
    (said,) = [feature.why for feature in found.features if feature.name == FEATURE]
    assert "it is not raised, since something decides against it" in said


def test_it_says_in_words_of_either_language_what_agrees_and_what_trained_it() -> None:
    found = with_opinion(compare_names("Specimen Systems Ltd", "Specimen Industries Ltd"), SURE)
    assert (
        "for: a statistical look at the whole case: the two agree on (a telling word of the name; the address stated) and disagree on "
        "(the core of the name); probability 1.00, by a model that 2,016 candidate pairs trained" in reasons(found)
    )
    told = "双方一致之处（名称中一个有区分力的词；写明的地址），不一致之处（名称的核心）；概率1.00，模型由2,016对候选者训练"
    assert f"支持：对全案的统计比较：{told}" in reasons(found, "zh")
    judged = with_opinion(compare_names("Specimen Systems Ltd", "Specimen Industries Ltd"), Opinion(0.2, (), (), 40, judged=True))
    assert any("by a model that 40 judgements of people trained" in said for said in reasons(judged))


def test_a_pair_that_people_judged_apart_is_not_raised_and_a_raised_one_joins_nothing() -> None:
    mentions = {m.id: m for m in (mention(f"paper:{n}:supplier:1", name=name) for n, name in enumerate(("Alpha", "Beta", "Gamma")))}
    first, second, third = sorted(mentions)
    clusters = Clusters(sorted(mentions), [(first, second)])
    units = units_of(clusters, mentions)
    low = Scores(dict.fromkeys(((first, second), (first, third)), 0.1), possible=load_thresholds().possible)

    def look(given: Mapping[str, Unit], looked: Looked) -> list[Opinion]:
        assert list(looked.scores) == [0.1, 0.1]
        return [SURE for _ in looked.pairs]

    assert compare_all(units, low, clusters).possible == []
    found = compare_all(units, low, clusters, Second(look))
    assert found.bonds == []
    assert [(tie.left, tie.right, tie.why) for tie in found.possible] == [
        (first, third, "alike, but not enough to join them without a person")
    ]
    few = compare_all(units, low, clusters, Second(lambda *_: []))
    assert [issue.code for issue in few.issues] == ["statistics-not-trained"]


def test_a_build_that_asks_for_it_without_the_extra_says_so_before_it_reads_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "case.yml").write_text("title: x\nresolution: {statistical: splink}\n", "utf-8")
    monkeypatch.setattr(statistical_extra, "_PACKAGES", ("no-such-package-of-splink",))
    ran = run_here("build", tmp_path)
    assert ran.returncode == 2
    assert "make setup-splink" in ran.stderr
    assert not list(tmp_path.rglob("*.parquet"))


CITIES = ("杭州 Hangzhou", "广州 Guangzhou", "成都 Chengdu", "武汉 Wuhan", "南京 Nanjing", "长沙 Changsha", "合肥 Hefei", "济南 Jinan")
TRADES = (
    "光学 Optics",
    "电子 Electronics",
    "软件 Software",
    "化工 Chemical",
    "机械 Machinery",
    "食品 Food",
    "汽车 Automobile",
    "能源 Energy",
)
SYLLABLES = (("华", "hua"), ("明", "ming"), ("新", "xin"), ("远", "yuan"), ("安", "an"), ("东", "dong"), ("海", "hai"), ("达", "da"))


@pytest.fixture(scope="module")
def statements(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty-two invented firms, each in one paper by its Chinese name and in another by an English one, of every third one that is not
    the Chinese one's; with their addresses."""
    said = []
    for firm in range(32):
        (zh, en), (does, trade) = CITIES[firm % 8].split(), TRADES[(firm // 8 + firm) % 8].split()
        (a, sound), (b, after) = SYLLABLES[firm % 8], SYLLABLES[(firm // 8 + firm + 1) % 8]
        brand = f"Yang{sound}{after}" if firm % 3 else f"Specimen{'abcdefghijkl'[firm // 3]}"
        names = (f"{zh}样{a}{b}{does}有限公司", f"{en} {brand} {trade} Co., Ltd.")
        for side, name in enumerate(names):
            seller = f"paper:{firm:02}{side}:supplier:1"
            facts = (("name", name), ("country", "cn"), ("address", f"{firm} Specimen Road"))
            said += [say(seller, "Company", kind, value, specimen=True) for kind, value in facts]
    folder = tmp_path_factory.mktemp("second-look")
    write_json(folder / "extraction.json", Extraction(statements=tuple(said)))
    merge_task([folder / "extraction.json"], {}, folder / "statements.parquet")
    return folder / "statements.parquet"


@pytest.mark.skipif(not statistical_extra.is_installed(), reason="the extra [splink] is not installed here; make test-splink installs it")
def test_a_case_that_asks_for_it_is_shown_pairs_that_names_do_not_show(tmp_path: Path, statements: Path) -> None:
    asked = {"statistical": statistical_extra.installed()}
    for name, params in (("plain", {}), ("one", asked), ("two", asked)):
        resolve_task([statements], params, tmp_path / name)
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file())
    assert files
    assert all((tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes() for file in files)
    plain, one = read_resolution(tmp_path / "plain"), read_resolution(tmp_path / "one")
    assert [entity.mentions for entity in plain.entities] == [entity.mentions for entity in one.entities]
    new = {(tie.left, tie.right) for tie in one.possibly_same} - {(tie.left, tie.right) for tie in plain.possibly_same}
    renamed = {(f"paper:{firm:02}0:supplier:1", f"paper:{firm:02}1:supplier:1") for firm in range(0, 32, 3)}
    assert new == renamed
    with Resolved(tmp_path / "one") as resolved:
        shown = [proposal for proposal in proposals(resolved, (), ()) if (proposal.left, proposal.right) in new]
        assert len(shown) == len(new)
        assert "by a model that 2,016 candidate pairs trained" in "\n".join(lines_of(1, shown[0]))
        seen = second_look(resolved, find_side(resolved, shown[0].left), find_side(resolved, shown[0].right))
        assert seen is not None
        assert seen in shown[0].features
        assert second_look(resolved, find_side(resolved, "paper:000:supplier:1"), find_side(resolved, "paper:311:supplier:1")) is None
