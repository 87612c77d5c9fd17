"""What concerns private persons is found by what stands around it; organisations, codes and sums stay."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.language.private import MASK_SIGN, mask, private_spans
from enduse.model.document import Cell, Document, Table


def document(text: str, tables: tuple[Table, ...] = ()) -> Document:
    return Document(sha256="0" * 64, media_type="text/plain", text=text, tables=tables)


def found(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in private_spans(document(text))]


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("项目联系人：张样本、李样本\n电 话：0000-0000001", ["张样本", "李样本", "0000-0000001"]),
        ("联系人：王样本电话：0000-00000001传真：0000-00000002", ["王样本", "0000-00000001", "0000-00000002"]),
        ("联系人：\n周样本\n电话：\n0000-0000001、0000-0000002 ，", ["周样本", "0000-0000001", "0000-0000002"]),
        ("评审专家（单一来源采购人员）名单： 邹样本;汪样;许样;", ["邹样本", "汪样", "许样"]),
        ("五、评审小组成员名单\n评审小组职务\n姓名\n评委\n任样本\n随机抽取\n六、质疑", ["任样本"]),
        ("谈判小组成员名单 1 主任评委张样本随机抽取全过程/2 成员李样本随机抽取全过程", ["张样本", "李样本"]),
        ("采购单位联系方式 | 邵样本0000-0000001", ["邵样本", "0000-0000001"]),
        ("联系方式：0000-0000001（潘样）", ["0000-0000001", "潘样"]),
        ("联系方式：0775-20569642.采购代理机构信息", ["0775-2056964"]),
        ("采 购 人: 苏样本 【(盖章)】", ["苏样本"]),
        ("样本财经网 汪样本/文", ["汪样本"]),
        (
            "家庭住址：样本市样本路1号 邮箱：a@example.test 银行账号：6222020000000000000",
            ["样本市样本路1号", "a@example.test", "6222020000000000000"],
        ),
        ("身份证号：110101190001011009", ["110101190001011009"]),
        ("评审专家名单：阿不力克木·托合提（采购人代表）,邢样本,路样本", ["阿不力克木·托合提", "邢样本", "路样本"]),
        ("项目联系人：贺样本、祖丽胡玛尔\n电话", ["贺样本", "祖丽胡玛尔"]),
        ("联系方式:阿卜杜拉 0900-0255108", ["阿卜杜拉", "0900-0255108"]),
        ("采购人:样本县公安局  依力哈木 0997-0000213", ["依力哈木", "0997-0000213"]),
        ("联系方式：0873-0000298（马所）", ["0873-0000298", "马所"]),
        ("评审专家名单:柴**、李**", ["柴**", "李**"]),
        ("项目经理 第一名：罗样本 第二名：库尔班江·艾尼 第三名：邓样", ["罗样本", "库尔班江·艾尼", "邓样"]),
        ("第1名 | 戚样本 | 一级建造师（机电工程）", ["戚样本"]),
        ("专家：何样(组长)、吕样(业主代表)、施样本", ["何样", "吕样", "施样本"]),
        ("联系人：资老师 联系电话", ["资老师"]),
        ("成员：吴样、郑和样、冯样本", ["吴样", "郑和样", "冯样本"]),
        ("专业人员的姓名、工作单位和职称：邹样本，样本省样本中心，高级工程师；曹样本，样本大学，副教授。", ["邹样本", "曹样本"]),
        ("联系方式：陆样/0776-0000002.", ["陆样", "0776-0000002"]),
        ("样本资讯网 萧样本 / 文", ["萧样本"]),
        ("磋商小组：张样本、李样本、王样", ["张样本", "李样本", "王样"]),
        ("| 评标委员会 | 张样本、李样本、王样", ["张样本", "李样本", "王样"]),
        ("专家意见：张样本（高级工程师，样本大学）、李样（教授，样本医院）", ["张样本", "李样"]),
        ("| 样本水工程有限公司 | 王样本 | 注册证书：样0000000000123", ["王样本"]),
        ("监督电话：0000-0000000（学院纪委 王样本）", ["0000-0000000", "王样本"]),
    ],
)
def test_names_and_numbers_are_found_by_what_stands_around_them(text: str, hidden: list[str]) -> None:
    assert found(text) == hidden


@pytest.mark.parametrize(
    "text",
    [
        "联 系 人：云南样本招标有限公司",
        "单价(万元)\n| 货物类",
        "邮政编码：519000",
        "项目编号：510118202100257",
        "中标金额：1234567.00元",
        "统一社会信用代码：91990000MA0000001B",
        "评标委员会成员评审结果：样本（武汉）科技有限公司（29.5、31.0）",
        "法定代表人资格证明书及法人身份证",
        "联系人及联系方式：\n| 项目名称 | 样本",
        "联系人：样本市公安局后勤保障处",
        "评审专家：从专家库随机抽取",
        "项目负责人资格：具有一级注册建造师资格",
        "A0201060102-激光打印机",
        "样本大厦18022598000中标，另见2598000.00",
        "作者：招投标中心  点击数：12",
        "本招标项目样本安置房智能化工程（施工） 已由样本局批准",
        "职称：高级工程师  论证意见：同意",
        "项目编号：110101190001001009",
        "磋商小组由3人组成",
        "评审委员会（5人）推荐样本公司（检测工程师，注册）",
    ],
)
def test_organisations_codes_and_sums_stay(text: str) -> None:
    assert found(text) == []


def test_a_name_found_once_is_hidden_wherever_it_stands_alone() -> None:
    text = "联系人：张样本\n请与张样本联系。张样本科技有限公司中标。"
    assert mask(text, private_spans(document(text))) == "联系人：▇▇▇\n请与▇▇▇联系。张样本科技有限公司中标。"


def test_cells_beside_and_below_a_label_are_found() -> None:
    text = "联系人\n王样本\n姓名\n李样本\n孙样本"
    cells = (Cell(0, 0, 0, 3), Cell(0, 1, 4, 7), Cell(1, 0, 8, 10), Cell(2, 0, 11, 14), Cell(3, 0, 15, 18))
    spans = private_spans(document(text, (Table("table 1", cells),)))
    assert [text[start:end] for start, end, _ in spans] == ["王样本", "李样本", "孙样本"]


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Contact: John Specimen, tel +1 202 555 0143", ["John Specimen", "+1 202 555 0143"]),
        ("Contact person:\nMs. Jane Example\nPhone: 555 0100", ["Ms. Jane Example", "555 0100"]),
        ("采购人联系人：John Specimen 电话：010-5550100", ["John Specimen", "010-5550100"]),
        ("联系人: Zhang Yangben", ["Zhang Yangben"]),
        ("Contact name: ZHANG Yangben; Email: zy@example.test", ["ZHANG Yangben", "zy@example.test"]),
        ("Contact person | Maria Beispiel | Telephone | 030/123456", ["Maria Beispiel", "030/123456"]),
        ("Attention: Jean-Pierre de la Muestra and Ana Ejemplo", ["Jean-Pierre de la Muestra", "Ana Ejemplo"]),
        ("Evaluation committee: A. Example, B. Beispiel; C. Muster", ["A. Example", "B. Beispiel", "C. Muster"]),
        ("Ansprechpartner: Frau Mustermann", ["Frau Mustermann"]),
    ],
)
def test_contacts_in_latin_letters_are_found(text: str, hidden: list[str]) -> None:
    assert found(text) == hidden


@pytest.mark.parametrize(
    "text",
    [
        "Contact: Beispiel Trading Ltd, Berlin",
        "Contact point: Vergabestelle Berlin",
        "Contact: Procurement Office",
        "联系人：Beispiel Technologies Co., Ltd.",
        "Project manager: to be named",
        "The contact of the two systems: Hikvision, Dahua",
        "Ministers in contact with Beispiel Systems: a list",
        "price +5,000,000, 2019-10-09, phones 12 and 2,500 phones",
        "fax machine 300.00",
    ],
)
def test_organisations_and_figures_in_latin_letters_stay(text: str) -> None:
    assert found(text) == []


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(["联系人：", "张样本", "电话", "：", "0000-0000001", "\n", "、", "评审专家名单", "公司", " ", "（", "）", "\u3000"])
    ).map("".join)
)
def test_masking_keeps_the_length_and_masking_again_changes_nothing(text: str) -> None:
    masked = mask(text, private_spans(document(text)))
    assert len(masked) == len(text)
    assert [sign for sign in masked if sign != MASK_SIGN and sign not in text] == []
    assert mask(masked, private_spans(document(masked))) == masked
