"""Claims that a person adds: exact words, checked fields, a judgement like any other, shown by the next build."""

from __future__ import annotations

import pytest

from jiqun.errors import NotFoundError, UsageError
from jiqun.judging import added, located
from jiqun.model import Block, Document, Entity, Figure, Practice, Relation
from small_atlas import TEXT, stand_in, workspace

LINE = "全市有30家轴承企业，另有5个园区。点击举报"
DOCUMENT = Document(LINE, (Block(0, 17), Block(17, 21, excluded="page_control")), name="d.txt")


@pytest.fixture
def made(tmp_path, monkeypatch):
    monkeypatch.setattr("jiqun.extract.extract", stand_in)
    made = workspace(tmp_path)
    made.build()
    return made


def at(quote, text=LINE):
    return text.index(quote), text.index(quote) + len(quote)


def test_the_number_of_a_figure_is_read_from_the_words_or_named():
    figure = added(DOCUMENT, "figure", *at("有30家轴承企业"), {"indicator": "企业数", "period": "2020"})
    assert isinstance(figure, Figure)
    assert (figure.value, figure.value_text, figure.unit, figure.period) == (30.0, "30家", "count", "2020")
    assert LINE[figure.value_start : figure.value_end] == "30家"
    both = added(DOCUMENT, "figure", 0, 16, {"value_text": "5个", "indicator_id": "employees"})
    assert isinstance(both, Figure) and both.value == 5 and both.indicator and both.basis is None
    with pytest.raises(UsageError, match="one number is needed in the words, found 30家, 5个"):
        added(DOCUMENT, "figure", 0, 16, {})
    with pytest.raises(UsageError, match="found none"):
        added(DOCUMENT, "figure", *at("轴承企业"), {})


def test_other_kinds_take_their_words_and_ask_for_what_they_need():
    entity = added(DOCUMENT, "entity", *at("轴承企业"), {"type": "company", "name": "轴承公司", "cluster": "甲集群"})
    assert isinstance(entity, Entity)
    assert (entity.name, entity.type, entity.cluster, entity.rule) == ("轴承公司", "company", "甲集群", "person")
    practice = added(DOCUMENT, "practice", *at("另有5个园区"), {"category": "policy_focus"})
    assert isinstance(practice, Practice) and (practice.paragraph_start, practice.paragraph_end) == (0, 17)
    relation = added(DOCUMENT, "relation", 0, 9, {"head": "甲", "relation": "member_of", "tail": "乙"})
    assert isinstance(relation, Relation) and relation.head == "甲"
    for kind, fields, said in [
        ("entity", {}, "a entity needs its type"),
        ("relation", {"head": "甲"}, "needs its relation"),
        ("entity", {"type": "zzz"}, "unknown type"),
        ("standing", {"value": "3"}, "has no field to correct called 'value'"),
        ("excluded", {}, "of this kind cannot be added"),
    ]:
        with pytest.raises(UsageError, match=said):
            added(DOCUMENT, kind, 0, 9, fields)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (0, 0, "no words"), (-1, 3, "no words"), (3, 99, "no words"), (17, 21, "excluded line"),
    ],
)  # fmt: skip
def test_words_that_cannot_be_evidence_are_refused(start, end, said):
    with pytest.raises(UsageError, match=said):
        added(DOCUMENT, "standing", start, end, {})


def test_a_quote_is_found_by_how_often_it_stood_before():
    document = Document("甲产业、乙产业", name="d.txt")
    assert (located(document, "产业"), located(document, "产业", 2)) == ((1, 3), (5, 7))
    with pytest.raises(NotFoundError, match="stands 2 times in the document, not 3"):
        located(document, "产业", 3)


def test_an_added_claim_is_shown_by_the_next_build_without_a_notice_and_can_be_taken_back(made):
    start, end = at("昆明是重要的花卉产地", TEXT)
    cluster = made.clusters()[1]
    judgement = made.add_claim("small.txt", "standing", start, end, by="LW", why="规则漏了", cluster=cluster.name)
    assert judgement.verdict == "accept" and judgement.claim
    report = made.build()
    assert report.notices == ()
    record = made.atlas.record(judgement.claim)
    assert (record.claim.quote, record.cluster, record.kept) == ("昆明是重要的花卉产地", cluster.id, True)
    assert made.atlas.judgements(record)[0].why == "规则漏了"
    assert made.check() == []
    made.undo(judgement.id, by="LW")
    made.build()
    with pytest.raises(NotFoundError):
        made.atlas.record(judgement.claim)


def test_what_is_there_already_is_not_added_twice(made):
    start, end = at("昆明是重要的花卉产地", TEXT)
    made.add_claim("small.txt", "standing", start, end, by="LW")
    with pytest.raises(UsageError, match="there already: claim q-"):
        made.add_claim("small.txt", "standing", start, end, by="LW")
    start, end = at("2020年轴承产业总产值超过300亿元", TEXT)
    with pytest.raises(UsageError, match="there already: claim f-"):
        made.add_claim(
            "small.txt", "figure", start, end, by="LW", indicator_id="gross_output_value", indicator="总产值"
        )


def test_an_added_claim_is_judged_like_any_other(made):
    start, end = at("昆明是重要的花卉产地", TEXT)
    first = made.add_claim("small.txt", "standing", start, end, by="LW")
    made.judge(first.claim, "correct", by="XZ", subject="昆明花卉")
    made.build()
    assert made.atlas.record(first.claim).claim.subject == "昆明花卉"
    made.judge(first.claim, "reject", by="XZ")
    made.build()
    assert first.claim not in [r.id for r in made.atlas.records()]
