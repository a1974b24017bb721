"""Names to entities by rules that can be read, and by decisions: order-free, repeatable, and never by likeness."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiqun.model import Cluster
from jiqun.resolve.codes import is_lei, is_uscc, place_code
from jiqun.resolve.entities import Resolution, resolve_entities
from jiqun.resolve.listing import organisation_rows
from jiqun.resolve.naming import Naming, name_key, namings
from jiqun.resolve.proposing import proposals
from naming_aid import decision, member, records, sets

# Codes with their check digits ------------------------------------------------------------------------------------


# The example of GB 32100-2015 and codes that well-known bodies publish; LEIs as GLEIF lists them.
@pytest.mark.parametrize(
    "code", ["91350100M000100Y43", "91350100m000100y43", "91110000802100433B", "91440300708461136T"]
)
def test_published_credit_codes_are_right_and_no_other_check_character_is(code: str) -> None:
    assert is_uscc(code)
    others = [code[:-1] + char for char in "0123456789ABCDEFGHJKLMNPQRTUWXY" if char != code[-1].upper()]
    assert not any(map(is_uscc, others))


@pytest.mark.parametrize("code", ["5493001KJTIIGC8Y1R12", "54930084UKLVMY22DS16", "784F5XWPLTWKTBV3E584"])
def test_published_identifiers_of_legal_entities_are_right_and_swapped_digits_are_not(code: str) -> None:
    assert is_lei(code)
    assert not is_lei(code[:-2] + code[:-3:-1]) or code[-1] == code[-2]
    assert not is_lei(code[:3] + code[4] + code[3] + code[5:]) or code[3] == code[4]


@pytest.mark.parametrize("text", ["", "91350100M000100Y4", "91350100M000100Y433", "O1350100M000100Y43", "中国"])
def test_what_has_not_the_form_of_a_code_is_none(text: str) -> None:
    assert not is_uscc(text)
    assert not is_lei(text)


def test_place_codes_know_when_they_ended_and_never_guess_between_places_of_one_name() -> None:
    assert place_code("闸北区").valid_to == "2015"
    assert place_code("昆山市") == place_code("320583")
    assert place_code("鼓楼区") is None, "several cities have one"


# Rules within one document ----------------------------------------------------------------------------------------


def resolved(text: str, *names: str | tuple[str, ...], type: str = "company", decisions: tuple = ()) -> Resolution:
    found = records(text, [(name, type) for name in names])
    return resolve_entities(namings(found, {"s": text}), decisions)


LIST = (
    "集聚了大江洛机、大江洛所、大江电机、宏远集团等企业。大江洛机牵头，联合大江洛阳所、大江洛阳电机成立公司。"
    "洛轴所、洛阳电机摸索分工，宏远控股参与。"
)
FIRMS = ("大江洛机", "大江洛所", "大江电机", "宏远集团", "大江洛阳所", "大江洛阳电机", "洛轴所", "洛阳电机", "宏远控股")


def test_short_forms_of_one_section_are_joined_and_two_firms_that_share_letters_are_not() -> None:
    assert sets(resolved(LIST, *FIRMS)) == {
        frozenset(("大江洛所", "大江洛阳所", "洛轴所")),
        frozenset(("大江电机", "大江洛阳电机", "洛阳电机")),
        frozenset(("宏远集团", "宏远控股")),
    }


def test_names_that_stand_in_one_list_are_never_joined_by_a_short_form() -> None:
    assert sets(resolved("企业有大江电机、大江洛阳电机、洛阳电机。", "大江电机", "大江洛阳电机", "洛阳电机")) == set()


def test_the_prefix_of_several_firms_is_their_group_and_none_of_them() -> None:
    text = "大江在洛企业：大江电机投产。大江重工扩建。"
    assert sets(resolved(text, "大江", "大江电机", "大江重工")) == set()


def test_a_short_name_that_fits_two_full_names_stands_for_neither_and_is_proposed_with_both() -> None:
    text = "海河材料增产。海河材料股份有限公司在洛阳。海河材料有限公司在许昌。"
    found = resolved(text, "海河材料", "海河材料股份有限公司", "海河材料有限公司")
    assert sets(found) == set()
    asked = {frozenset(p.names) for p in proposals(found)}
    assert {frozenset(("海河材料", full)) for full in ("海河材料股份有限公司", "海河材料有限公司")} <= asked


def test_the_brackets_and_the_script_of_a_full_name_do_not_matter_and_its_legal_form_does() -> None:
    assert name_key("啟明半導體（蘇州）有限公司") == name_key("启明半导体(苏州)有限公司")
    assert name_key("启明半导体股份有限公司") != name_key("启明半导体有限公司")


@pytest.mark.parametrize(
    ("short", "long", "type"),
    [
        ("海大", "海河大学", "university"),
        ("湖南大学", "湖南农业大学", "university"),
        ("江城建行", "建行", "bank"),
        ("洛阳大河", "大河", "company"),
        ("河工大", "河南工业大学与河北工业大学联盟", "university"),
    ],
)
def test_what_only_looks_like_a_short_form_is_left_apart(short: str, long: str, type: str) -> None:
    text = f"{short}来了。另有{long.replace(short, short)}。"
    assert (
        sets(resolved(f"{long}签约。其后{short}来了。" if short not in long else text, short, long, type=type)) == set()
    )


def test_the_governments_and_zones_of_two_sections_are_not_one() -> None:
    text = "省政府部署。省政府督促。安徽省政府签约。"
    first, other = "省政府部署。安徽省政府签约。", "省政府督促。"
    found = records(first, [("省政府", "government"), ("安徽省政府", "government")])
    found += records(other, [("省政府", "government")], cluster="c-2")
    done = resolve_entities(namings(found, {"s": text}))
    assert {frozenset(n.cluster for n in e.namings) for e in done.entities} == {
        frozenset({"c-1"}),
        frozenset({"c-2"}),
    }


# Rules across documents -------------------------------------------------------------------------------------------


def two(first: tuple, second: tuple, clusters: tuple = ("c-1", "c-1"), decisions: tuple = ()) -> Resolution:
    found, texts = [], {}
    for source, names, cluster in zip("ab", (first, second), clusters, strict=True):
        flat = [one for name in names for one in ((name,) if isinstance(name, str) else name)]
        texts[source] = "。".join(flat)
        found += records(texts[source], [(name, "company") for name in names], source, cluster)
    return resolve_entities(namings(found, texts), decisions)


def joined(resolution: Resolution, one: str, other: str) -> bool:
    """Whether the naming of the first document and that of the second are one thing."""
    return any(
        {("a", one), ("b", other)} <= {(n.source, n.name) for n in entity.namings} for entity in resolution.entities
    )


def test_a_full_name_joins_documents_and_with_it_what_each_calls_its_firm() -> None:
    done = two((("海河材料股份有限公司", "海材"),), ("海河材料股份有限公司", "海河材料"), ("c-1", "c-2"))
    assert sets(done) == {frozenset(("海河材料股份有限公司", "海材", "海河材料"))}
    (entity,) = done.entities
    assert {joint.rule for joint in entity.joints} == {"full_name", "declared_alias", "short_form"}


def test_a_short_name_holds_in_its_document_only() -> None:
    done = two(("海河材料",), ("海河材料",), ("c-1", "c-2"))
    assert not joined(done, "海河材料", "海河材料")
    (proposal,) = proposals(done)
    assert (proposal.reason, proposal.score) == ("same_name", 100.0)
    assert joined(two(("海河材料",), ("海河材料",)), "海河材料", "海河材料"), "in one cluster it is the same name"


def test_one_short_name_of_two_registered_firms_joins_nothing() -> None:
    done = two(("海河材料", "海河材料股份有限公司"), ("海河材料", "海河材料有限公司"))
    assert not joined(done, "海河材料股份有限公司", "海河材料有限公司")
    assert not done.contradictions, "nobody decided anything"


CODE, OTHER_CODE = "91350100M000100Y43", "91110000802100433B"


def coded(first: str, second: str) -> Resolution:
    texts = {"a": f"海河材料有限公司（统一社会信用代码：{first}）", "b": f"新海河集团有限公司，代码{second}"}
    found = records(texts["a"], [("海河材料有限公司", "company")], "a")
    found += records(texts["b"], [("新海河集团有限公司", "company")], "b")
    return resolve_entities(namings(found, texts))


def test_one_code_is_one_firm_whatever_it_is_called() -> None:
    (entity,) = coded(CODE, CODE).entities
    assert [joint.rule for joint in entity.joints] == ["code"]
    assert str(entity.codes[0]) == f"uscc:{CODE}"
    assert len(coded(CODE, OTHER_CODE).entities) == 2
    assert len(coded(CODE, CODE[:-1] + "4").entities) == 2, "a wrong check digit is no code"


def test_two_codes_keep_two_firms_of_one_name_apart_and_say_so() -> None:
    texts = {"a": f"海河材料有限公司 {CODE}", "b": f"海河材料有限公司 {OTHER_CODE}"}
    found = [r for s in "ab" for r in records(texts[s], [("海河材料有限公司", "company")], s)]
    done = resolve_entities(namings(found, texts))
    assert len(done.entities) == 2
    assert [one.why for one in done.contradictions] == ["code"]
    assert not proposals(done)


# Decisions ---------------------------------------------------------------------------------------------------------


def test_a_decision_joins_names_and_is_named_as_the_reason() -> None:
    done = two(("海材",), ("大洋",), ("c-1", "c-2"), (decision(7, "海材", "大洋"),))
    (entity,) = done.entities
    assert [(joint.rule, joint.judgement) for joint in entity.joints] == [("judgement", 7)]


def test_a_decision_overrules_a_rule_without_a_contradiction() -> None:
    text = "海河光电投产。海河扩建。"
    assert sets(resolved(text, "海河光电", "海河"))
    apart = resolved(text, "海河光电", "海河", decisions=(decision(1, "海河光电", "海河", "different"),))
    assert (sets(apart), apart.contradictions) == (set(), ())
    assert not proposals(apart, (decision(1, "海河光电", "海河", "different"),))


def test_a_declared_alias_can_be_judged_different() -> None:
    text = "洛阳高新区又称河洛谷。"
    found = records(text, [(("洛阳高新区", "河洛谷"), "park")])
    assert len(resolve_entities(namings(found, {"s": text})).entities) == 1
    done = resolve_entities(namings(found, {"s": text}), (decision(1, "洛阳高新区", "河洛谷", "different"),))
    assert len(done.entities) == 2


def test_decisions_against_each_other_are_reported_and_none_is_followed() -> None:
    decisions = (decision(1, "甲", "乙"), decision(2, "乙", "丙"), decision(3, "甲", "丙", "different"))
    done = resolved("甲来。乙来。丙来。丁来。", "甲", "乙", "丙", "丁", decisions=(*decisions, decision(4, "丙", "丁")))
    assert sets(done) == {frozenset(("丙", "丁"))}, "what leads to no contradiction is followed"
    (found,) = done.contradictions
    assert (found.names, found.judgement) == (("丙", "甲"), 3) or set(found.names) == {"甲", "丙"}
    assert {joint.judgement for joint in found.joints} == {1, 2}


def test_unsure_joins_nothing_and_stays_proposed_with_its_number() -> None:
    done = two(("海河材料",), ("海河材料",), ("c-1", "c-2"))
    refs = decision(5, "海河材料@洛阳集群", "海河材料@许昌集群", "unsure")
    ids = {"洛阳集群": "c-1", "许昌集群": "c-2"}
    (proposal,) = proposals(done, (refs,), ids.get)
    assert proposal.unsure == 5
    assert proposals(done, (decision(6, *(refs.one, refs.other), verdict="different"),), ids.get) == []


# Whatever the order ------------------------------------------------------------------------------------------------

NAMES = ["海河光电", "海河", "大江洛阳电机", "大江电机", "海河光电有限公司", "云台大学", "大江"]
A_NAMING = st.builds(
    lambda name, source, cluster: Naming(
        f"{source}{cluster}{name}#", f"{source}{cluster}{name}", source, cluster, name,
        "university" if name.endswith("大学") else "company",
    ),
    st.sampled_from(NAMES), st.sampled_from("ab"), st.sampled_from(["c-1", "c-2", None]),
)  # fmt: skip
A_DECISION = st.tuples(
    st.sampled_from(list(itertools.combinations(sorted(NAMES), 2))), st.sampled_from(["same", "different", "unsure"])
)


@given(st.lists(A_NAMING, max_size=14), st.lists(A_DECISION, max_size=6, unique_by=lambda d: d[0]), st.randoms())
@settings(max_examples=150, deadline=None)
def test_the_result_is_the_same_in_every_order_and_every_time(found: list, decided: list, order: object) -> None:
    decisions = [decision(n, *pair, verdict=verdict) for n, (pair, verdict) in enumerate(decided, 1)]
    first = resolve_entities(found, decisions)
    again = [*found, *found]
    order.shuffle(again)
    mixed = list(decisions)
    order.shuffle(mixed)
    assert resolve_entities(again, mixed) == first
    members = [naming.id for entity in first.entities for naming in entity.namings]
    assert sorted(members) == sorted({naming.id for naming in found}), "each name is in one entity, none is lost"


@given(st.lists(A_NAMING, max_size=14), st.lists(A_DECISION, max_size=6, unique_by=lambda d: d[0]))
@settings(max_examples=150, deadline=None)
def test_what_is_judged_different_is_never_joined_and_without_decisions_all_is_as_before(
    found: list, decided: list
) -> None:
    before = resolve_entities(found)
    decisions = [decision(n, *pair, verdict=verdict) for n, (pair, verdict) in enumerate(decided, 1)]
    done = resolve_entities(found, decisions)
    for (one, other), verdict in decided:
        if verdict == "different":
            assert not any({one, other} <= set(entity.names) for entity in done.entities)
    assert resolve_entities(found, []) == before


# Membership --------------------------------------------------------------------------------------------------------


def test_membership_belongs_to_the_site() -> None:
    firm, text = "大河通信有限公司", "大河通信有限公司扎根此地。"
    found = records(text, [(firm, "company")], "a", "c-1") + records(text, [(firm, "company")], "b", "c-2")
    found += [member(firm, "甲城集群", "a", "c-1"), member(firm, "甲城集群", "b", "c-2")]
    clusters = [Cluster("c-1", "甲城集群"), Cluster("c-2", "乙城集群")]
    done = resolve_entities(namings(found, {"a": text, "b": text}))
    (row,) = organisation_rows(done.entities, found, clusters)
    assert row.clusters == ("c-1", "c-2")
    assert row.member_of == ("c-1",), "it is a partner in the other one"
    assert row.documents == ("a", "b")
    assert row.rules == ("full_name",)


def test_what_the_text_declares_is_an_alias_and_a_firm_known_by_itself_is_no_short_form() -> None:
    text = "海河材料股份有限公司（以下简称“海河材料”）投产。"
    found = records(text, [(("海河材料股份有限公司", "海河材料"), "company")])
    (entity,) = resolve_entities(namings(found, {"s": text})).entities
    assert [joint.rule for joint in entity.joints] == ["declared_alias"]
    assert sets(resolved("比亚迪投产。比亚迪电子有限公司扩建。", "比亚迪", "比亚迪电子有限公司")) == set()
