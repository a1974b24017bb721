"""How real texts name organisations: descriptions and countries before names, bodies in lists, parts of parks."""

from __future__ import annotations

import pytest

from jiqun.extract import extract
from jiqun.extract.descriptions import bare, only_describes
from jiqun.vocab.organisations import ORGANISATIONS
from jiqun.vocab.tables import rows
from reading_aid import document


def names(text: str, kind: str | None = None) -> list[str]:
    """The organisations that the rules and the tagger find, in their order."""
    doc = document(text)
    found = [c for c in extract(doc, tagger=True) if c.kind == "entity" and c.type in ORGANISATIONS]
    for one in found:
        assert doc.text[one.start : one.end] == one.quote
    return [one.name for one in found if kind is None or one.type == kind]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("全球第二大轮胎企业海锐特、亚洲领先的检测机构康泽检测入驻园区。", "海锐特"),
        ("设备制造商凌江科技投资5亿元建厂。", "凌江科技"),
        ("旗下上市公司包括远帆智能(600123)、海川生物(688321)。", "远帆智能"),
        ("半導體設備商凌江科技投資5億元建廠。", "凌江科技"),
    ],
)
def test_what_describes_a_firm_is_no_part_of_its_name(text: str, wanted: str) -> None:
    assert wanted in names(text)


@pytest.mark.parametrize("text", ["德国博泽、瑞士迅达等企业投产。", "德國博澤、瑞士迅達等企業投產。"])
def test_a_country_before_a_firm_is_a_place(text: str) -> None:
    found = names(text)
    assert len(found) == 2
    assert all(len(name) == 2 for name in found), found


def test_a_country_stays_where_the_rest_is_no_name() -> None:
    for row in rows("country_names.csv"):
        for rest in filter(None, row["kept"].split("|")):
            assert bare(row["country"] + rest) == 0, row["country"] + rest
    assert names("该行与美国银行、英国石油等企业合作。") == ["美国银行", "英国石油"]


def test_classes_of_firms_are_no_names() -> None:
    classes = ("某省重点企业集团", "全资子公司", "首个创新中心", "两家公司", "中国工业园区", "园区管理局")
    assert [one for one in classes if not only_describes(one)] == []
    assert names("该公司是江苏省重点企业集团、国家特大型工业企业。") == []


@pytest.mark.parametrize("word", [row["word"] for row in rows("description_words.csv") if row["role"] == "maker"])
def test_every_class_noun_of_its_own_ends_a_description(word: str) -> None:
    assert bare(f"芯片{word}某某") == len(word) + 2


def test_a_committee_and_its_government_are_one_body_but_not_in_a_longer_list() -> None:
    assert names("方案由市委、市政府印发。") == ["市委、市政府"]
    assert names("方案由省委、省政府和市委印发,向市人大和市政协报告。") == [
        "省委",
        "省政府",
        "市委",
        "市人大",
        "市政协",
    ]


def test_the_office_of_a_government_belongs_to_its_name() -> None:
    assert names("江苏省人民政府办公厅印发通知。") == ["江苏省人民政府办公厅"]


@pytest.mark.parametrize(
    "text",
    [
        "贯彻落实十九届二中、三中、四中全会精神。",
        "获评“中国木艺名城”称号。",
        "中国钢铁业领军者稳步前行。",
        "形成以新型储能、航天航空为主的产业体系。",
        "实行“一区多园”管理。",
        "报告由“Yellow Book Review”发布。",
    ],
)
def test_sessions_titles_industries_and_plans_are_no_organisations(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "park"),
    [
        ("步入精细化工园,厂房林立。", "精细化工园"),
        ("生物医药园内,企业忙着生产。", "生物医药园"),
        ("园区建有国家智能装备产业化(东部)基地。", "国家智能装备产业化(东部)基地"),
        ("企业落户杭州高新技术产业开发区(滨江)。", "杭州高新技术产业开发区(滨江)"),
        ("“一园五区”引进项目120个。", "一园五区"),
        ("观澜工业区、临江科技园区先后建成。", "临江科技园区"),
    ],
)
def test_parts_sites_and_bases_are_parks(text: str, park: str) -> None:
    assert park in names(text, "park")


@pytest.mark.parametrize("text", ["在工业园内设厂。", "走进科技园,到处是绿地。", "主要供应科学园区的厂商。"])
def test_a_kind_of_park_is_no_park(text: str) -> None:
    assert names(text) == []


def test_a_branch_and_an_institute_go_on_with_the_name_before_them() -> None:
    assert names("江岸科技股份有限公司苏州分公司投产。") == ["江岸科技股份有限公司苏州分公司"]
    assert names("浙江大学宁波创新研究院成立。") == ["浙江大学宁波创新研究院"]


def test_foreign_names_are_told_by_their_sound() -> None:
    assert names("利勃特维尔保持榜单首位。", "company") == ["利勃特维尔"]
    assert names("卢森堡的Arvena、法国的Lorimet并购。", "company") == ["Arvena", "Lorimet"]
    assert names("美国总统艾森维尔访问该市。", "company") == []


def test_common_words_are_names_only_among_names() -> None:
    assert "苹果" in names("特斯拉、苹果、英伟达在当地设厂。")
    assert "苹果" not in names("当地盛产苹果、梨和葡萄。")
    assert names("山东人均用网上银行办理业务。") == []


def test_a_list_of_projects_names_firms_when_one_of_them_has_a_firm_s_tail() -> None:
    assert names("洪川科技、华岭微、远帆电子等9个项目建成投产。") == ["洪川科技", "华岭微", "远帆电子"]
    assert names("滨江大桥、城北水库等9个项目开工建设。") == []


def test_a_verb_in_the_middle_opens_a_list() -> None:
    found = names("临江工业区、观澜工业区聚集海锐特、远帆电子、卓芯微等企业。", "company")
    assert found == ["海锐特", "远帆电子", "卓芯微"]


def test_semicolons_divide_a_list_behind_its_head() -> None:
    assert names("园区企业:海锐特;远帆电子;卓芯微;启明芯。", "company") == ["海锐特", "远帆电子", "卓芯微", "启明芯"]


def test_a_name_in_letters_behind_a_name_is_another_name_of_it() -> None:
    text = "江岸重工集团(JIANGAN HEAVY GROUP,简称:江岸重工[1])始建于1956年。"
    found = [c for c in extract(document(text), tagger=True) if c.kind == "entity" and c.type == "company"]
    assert [(c.name, len(c.mentions)) for c in found] == [("江岸重工集团", 2)]


def test_the_site_of_a_firm_is_no_part_of_its_name() -> None:
    assert names("远帆汽车华东生产基地投产,远帆汽车总部迁入。", "company") == ["远帆汽车"]


def test_a_park_of_a_trade_is_a_name_when_it_is_founded() -> None:
    assert names("新建陶瓷产业园二期1500亩。", "park") == ["陶瓷产业园"]
    assert names("全省陶瓷产业园普遍增长。", "park") == []


def test_what_a_text_points_at_is_no_name() -> None:
    assert names("该行、本集团与该院均已入驻。") == []


@pytest.mark.parametrize("table", ["known_organisations.csv", "company_tails.csv", "organisation_words.csv"])
def test_no_word_stands_twice_in_a_table(table: str) -> None:
    words = [next(iter(row.values())) for row in rows(table)]
    assert len(words) > 100
    assert sorted(set(words)) == sorted(words)


def test_firms_that_settle_in_a_park_are_firms() -> None:
    text = "海澜炼化、天工化学(宁波)有限公司、大和等落户宁波石化经济技术开发区。"
    assert names(text, "company") == ["海澜炼化", "天工化学(宁波)有限公司", "大和"]
    assert names(text, "park") == ["宁波石化经济技术开发区"]
