"""Judged claims under newer readers and rules: found again by quote and context, kept, or said to have no place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jiqun.judging import Text, anchor, apply, gain, in_force, review_order
from jiqun.judging.anchors import place
from jiqun.model import ClusterClaim, Entity, Judgement, Mention, Record, Relation
from judging_aid import document, figure, identified, judgement

ONE = "2020年，东岭轴承产业产值达到650亿元，比上年增长8%。"
TWO = "2020年，南江纺织产业产值达到650亿元，比上年下降3%。"


def moved(old: str, new: str, quote: str, nth: int = 1) -> int | None:
    start = -1
    for _ in range(nth):
        start = old.index(quote, start + 1)
    return place(Text.of(new), quote, start, anchor(Text.of(old), start, start + len(quote)))


def test_a_quote_is_found_again_where_the_text_was_shifted() -> None:
    assert moved(ONE, "网站导航\n首页\n" + ONE, "产值达到650亿元") == 8 + ONE.index("产值")


def test_context_chooses_between_equal_quotes() -> None:
    old = ONE + "\n" + TWO
    new = "导航\n" + TWO + "\n" + ONE  # in another order
    assert moved(old, new, "产值达到650亿元", 1) == new.rindex("产值达到650亿元")
    assert moved(old, new, "产值达到650亿元", 2) == new.index("产值达到650亿元")


def test_blanks_and_marks_in_the_context_may_change() -> None:
    new = ONE.replace("，", " , \n").replace("。", "") + "\n" + TWO
    assert moved(ONE + TWO, new, "产值达到650亿元") == new.index("产值达到650亿元")


@pytest.mark.parametrize(
    ("new", "case"),
    [
        ("别的内容，没有这个数。", "the quote is gone"),
        (ONE.replace("650", "560"), "the quote reads otherwise"),
        (ONE + "\n" + ONE, "two places with the same context"),
        ("导航", "nearly nothing is left"),
        ("", "nothing is left"),
    ],
)
def test_what_has_no_place_or_no_single_one_is_not_placed(new: str, case: str) -> None:
    assert moved(ONE, new, "产值达到650亿元") is None, case


def test_a_short_quote_alone_does_not_choose_another_sentence() -> None:
    assert moved("东岭镇现有轴承企业5家。", "南江区现有纺织企业5家，从业人员众多。", "5家") is None
    assert moved("东岭镇现有轴承企业5家。", "首页\n东岭镇现有轴承企业5家。", "5家") == 12


def test_a_sentence_that_was_lost_does_not_leave_its_judgement_to_a_like_one() -> None:
    assert moved(ONE + "\n" + TWO, TWO, "产值达到650亿元", 1) is None
    assert moved(ONE + "\n" + TWO, TWO, "产值达到650亿元", 2) == TWO.index("产值达到650亿元")


def test_a_correction_holds_where_the_rules_find_the_claim_under_another_id() -> None:
    read = figure(ONE, "产值达到650亿元", "650亿元", subject="产业", value=650e8, unit="CNY")
    mine = judgement(ONE, read, "correct", subject="东岭轴承产业")
    wider = figure(ONE, "东岭轴承产业产值达到650亿元", "650亿元", subject="产业", value=650e8, unit="CNY", rule="r2")
    (now,) = apply(document(ONE), identified(ONE, [wider]), [mine]).claims
    assert now.id != mine.claim
    assert (now.claim.subject, now.claim.corrected, now.claim.quote) == ("东岭轴承产业", ("subject",), wider.quote)
    assert now.original == wider
    assert now.reading is None and not now.kept


def test_what_was_accepted_holds_when_newer_rules_read_it_otherwise_and_that_is_told() -> None:
    read = figure(ONE, "产值达到650亿元", "650亿元", subject="东岭轴承产业", value=650e8)
    (now,) = apply(document(ONE), identified(ONE, [replace(read, subject="东岭")]), [judgement(ONE, read)]).claims
    assert now.claim.subject == "东岭轴承产业"
    assert now.reading is not None and now.reading.subject == "东岭"


def test_rules_that_now_read_what_was_corrected_are_no_news() -> None:
    read = figure(ONE, "产值达到650亿元", "650亿元", subject="产业", value=650e8)
    mine = judgement(ONE, read, "correct", subject="东岭轴承产业")
    (now,) = apply(document(ONE), identified(ONE, [replace(read, subject="东岭轴承产业")]), [mine]).claims
    assert now.reading is None
    assert now.claim.subject == "东岭轴承产业"


@pytest.mark.parametrize("verdict", ["accept", "correct", "reject", "unsure"])
def test_a_judged_claim_that_the_rules_no_longer_give_is_kept(verdict: str) -> None:
    read = figure(ONE, "产值达到650亿元", "650亿元", value=650e8)
    fields = {"status": "target"} if verdict == "correct" else {}
    mine = judgement(ONE, read, verdict, **fields)
    shifted = "首页\n" + ONE
    done = apply(document(shifted), [], [mine])
    (now,) = done.claims
    assert (now.id, now.kept, now.verdict) == (mine.claim, True, verdict)
    assert shifted[now.claim.start : now.claim.end] == now.claim.quote == read.quote
    assert shifted[now.claim.value_start : now.claim.value_end] == "650亿元"
    assert now.claim.status == fields.get("status", "actual")
    assert done.unplaced == []


def test_a_judgement_without_a_place_is_listed_and_applied_to_nothing() -> None:
    read = figure(ONE + TWO, "产值达到650亿元", "650亿元", value=650e8)
    mine = judgement(ONE + TWO, read, "reject")
    other = figure(TWO, "产值达到650亿元", "650亿元", value=650e8)
    done = apply(document(TWO), identified(TWO, [other]), [replace(mine, id=2)])
    assert [a.judgement for a in done.claims] == [None]
    assert [j.id for j in done.unplaced] == [2]


def test_of_two_figures_on_one_number_each_keeps_its_own_judgement() -> None:
    text = "东岭的产值和营业收入均超过500亿元。"
    output = figure(text, "产值和营业收入均超过500亿元", "500亿元", indicator="产值", indicator_id="output_value")
    revenue = replace(output, indicator="营业收入", indicator_id="operating_revenue", subject="东岭")
    judgements = [judgement(text, output, "accept", 1, 1), judgement(text, revenue, "reject", 2, 1)]
    both = apply(document(text), identified(text, [output, revenue]), judgements)
    assert {a.claim.indicator: a.verdict for a in both.claims} == {"产值": "accept", "营业收入": "reject"}
    one = apply(document(text), identified(text, [output]), judgements)
    told = {a.claim.indicator: (a.verdict, a.kept) for a in one.claims}
    assert told == {"产值": ("accept", False), "营业收入": ("reject", True)}


def test_an_entity_is_told_by_its_name_wherever_it_is_first_found() -> None:
    text = "合作方是华东光学。华东光学与华东光学院来往。"
    late = Entity(quote="华东光学", start=9, end=13, type="place", name="华东光学", mentions=(Mention(9, 13),))
    early = replace(late, start=4, end=8, mentions=(Mention(4, 8), Mention(9, 13)))
    other = Entity(quote="华东光学院", start=14, end=19, type="place", name="华东光学院", mentions=(Mention(14, 19),))
    mine = judgement(text, late, "correct", type="company")
    done = apply(document(text), identified(text, [early, other]), [mine])
    assert {a.claim.name: a.claim.type for a in done.claims} == {"华东光学": "company", "华东光学院": "place"}


def test_one_relation_of_a_list_is_not_taken_for_another() -> None:
    text = "聚集了洛轴、轴研等企业。"
    first = Relation(quote="聚集了洛轴、轴研等企业", start=0, end=11, head="洛轴", relation="member_of", tail="集群")
    second = replace(first, head="轴研")
    done = apply(document(text), identified(text, [second]), [judgement(text, first, "reject")])
    assert {a.claim.head: (a.verdict, a.kept) for a in done.claims} == {"轴研": (None, False), "洛轴": ("reject", True)}


def test_the_last_judgement_on_a_claim_holds_and_an_undone_one_does_not() -> None:
    read = figure(ONE, "产值达到650亿元", "650亿元")
    first = judgement(ONE, read, "accept", 1)
    second = replace(judgement(ONE, read, "reject", 2), first=1)
    assert [j.id for j in in_force([first, second])] == [2]
    assert [j.id for j in in_force([first, replace(second, undone_by=3)])] == [1]
    assert in_force([replace(first, undone_by=4), replace(second, undone_by=3)]) == []
    undo = Judgement(id=3, about="judgement", verdict="undo", by="LW", when="", undoes=2)
    assert [j.id for j in in_force([first, second, undo])] == [2]  # only the ledger says what is undone


def test_the_least_certain_and_weightiest_come_first() -> None:
    sure = figure(ONE, "产值达到650亿元", "650亿元", confidence=0.95, indicator_id="output_value")
    unsure = replace(sure, confidence=0.3)
    age = replace(sure, confidence=0.3, tier="time")
    cluster = ClusterClaim(quote="东岭", start=6, end=8, name="东岭轴承产业集群")
    records = [Record(name, "s", None, claim) for name, claim in
               (("sure", sure), ("unsure", unsure), ("age", age), ("cluster", cluster), ("head", unsure))]  # fmt: skip
    ordered = [r.id for r in review_order(records, {"head"})]
    assert ordered[:2] == ["head", "unsure"]
    assert ordered.index("age") < ordered.index("sure")
    assert gain(unsure, headline=True) > gain(unsure) > gain(age) > 0
