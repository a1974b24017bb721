"""Judgements in a workspace: rows only added, everything taken back, nothing lost by new readers and new rules."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import jiqun
from jiqun.atlas.explain import explain
from jiqun.errors import JiqunError, NotFoundError, UsageError
from jiqun.judging import correctable, corrections
from jiqun.ledger.ledger import Ledger
from jiqun.model import CLAIM_KINDS, Claim, ClusterClaim, Document, Figure, Judgement
from jiqun.workspace import Workspace
from judging_aid import FIGURE, Bench, figure
from small_atlas import TEXT, stand_in


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    return Bench(tmp_path, monkeypatch)


@pytest.fixture
def work(bench: Bench) -> Workspace:
    return bench.work


def test_a_correction_is_shown_with_the_original_beside_it(bench: Bench, work: Workspace) -> None:
    id_ = bench.id_of(FIGURE)
    made = work.judge(id_, "correct", by="LW", why="看了年鉴", value="320亿", comparator="eq")
    assert (made.id, made.by, made.why, made.fields) == (1, "LW", "看了年鉴", {"value": 3.2e10, "comparator": "eq"})
    assert work.atlas.record(id_).judgement is None  # the atlas shows it after the next build
    report = work.build()
    assert (report.changed, report.extracted, report.verdicts) == (True, 0, {"correct": 1})
    record = work.atlas.record(id_)
    assert isinstance(record.claim, Figure) and isinstance(record.original, Figure)
    assert (record.claim.value, record.claim.comparator, record.claim.corrected) == (
        3.2e10,
        "eq",
        ("comparator", "value"),
    )
    assert (record.original.value, record.original.comparator, record.original.corrected) == (3e10, "gt", ())
    assert record.claim.quote == record.original.quote == FIGURE
    told = explain(work.atlas, id_).to_dict()
    assert told["judgement"]["by"] == "LW"
    assert told["original"]["value"] == 3e10
    assert [j["why"] for j in told["judgements"]] == ["看了年鉴"]
    assert work.build().changed is False


def test_a_rejected_claim_leaves_the_figures_and_stays_explainable(bench: Bench, work: Workspace) -> None:
    id_ = bench.id_of(FIGURE)
    cluster = work.atlas.cluster("洛阳").id
    assert [r.id for r in work.atlas.headlines(cluster)] == [id_]
    work.judge(id_, "reject", by="LW")
    work.build()
    assert work.claims(kind="figure") == []
    assert work.atlas.headlines(cluster) == []
    assert work.atlas.summary["figures"] == 0
    chain = explain(work.atlas, id_)
    assert chain.record.judgement is not None and chain.record.judgement.verdict == "reject"
    assert work.check() == []


def test_nothing_is_filed_under_what_people_say_is_no_cluster(bench: Bench, work: Workspace) -> None:
    work.judge(bench.id_of("洛阳轴承产业集群", "cluster"), "reject", by="LW")
    report = work.build()
    assert [c.name for c in work.clusters()] == ["昆明花卉產業集群"]
    assert report.claims["figure"] == 1  # still there, under no cluster
    assert work.atlas.record(bench.id_of(FIGURE)).cluster is None


def test_a_firm_whose_name_was_corrected_stays_a_member(bench: Bench, work: Workspace) -> None:
    cluster = work.atlas.cluster("洛阳").id
    before = [r.claim.to_dict()["head"] for r in work.atlas.members(cluster)]
    assert before == ["洛轴", "轴研"]
    work.judge(bench.id_of("洛轴", "entity"), "correct", by="LW", name="洛阳轴承集团")
    work.judge(bench.id_of("轴研", "entity"), "correct", by="LW", type="research_institute")
    work.build()
    assert [r.claim.to_dict()["head"] for r in work.atlas.members(cluster)] == ["洛轴"]


def test_an_unsure_claim_is_marked_and_shown(bench: Bench, work: Workspace) -> None:
    work.judge(bench.id_of(FIGURE), "unsure", by="LW")
    work.build()
    (record,) = work.atlas.records(kind="figure")
    assert record.judgement is not None and record.judgement.verdict == "unsure"
    assert record.original is None


def test_what_stands_is_judged_so_a_correction_survives_its_acceptance(bench: Bench, work: Workspace) -> None:
    id_ = bench.id_of(FIGURE)
    first = work.judge(id_, "correct", by="LW", status="target")
    second = work.judge(id_, "accept", by="AB")
    assert second.first == first.id
    assert second.fields == {"status": "target"}
    third = work.judge(id_, "correct", by="AB", period="2021")
    assert third.fields == {"status": "target", "period": "2021"}
    back = work.judge(id_, "correct", by="AB", status="actual")  # as it was read
    assert back.fields == {"period": "2021"}
    assert [j.id for j in work.judgements(id_, in_force=True)] == [back.id]


def test_undoing_brings_back_what_held_before_and_undoing_that_takes_it_away(bench: Bench, work: Workspace) -> None:
    id_ = bench.id_of(FIGURE)
    accepted = work.judge(id_, "accept", by="LW")
    rejected = work.judge(id_, "reject", by="AB")

    def holds() -> list[int]:
        return [j.id for j in work.judgements(id_, in_force=True)]

    assert holds() == [rejected.id]
    (undo,) = work.undo(rejected.id, by="AB", why="verwechselt")
    assert holds() == [accepted.id]
    (redo,) = work.undo(undo.id, by="LW")
    assert holds() == [rejected.id]
    (again,) = work.undo(redo.id, by="LW")
    assert holds() == [accepted.id]
    work.undo(accepted.id, by="LW")
    assert holds() == []
    work.build()
    record = work.atlas.record(id_)
    assert record.judgement is None
    assert [j.id for j in work.atlas.judgements(record)] == [1, 2, 3, 4, 5, 6]
    taken = {j.id: j.undone_by for j in work.atlas.judgements(record)}
    assert taken == {1: 6, 2: 3, 3: None, 4: 5, 5: None, 6: None}
    with pytest.raises(UsageError, match=rf"taken back already: judgement {rejected.id}"):
        work.undo(rejected.id, by="LW")
    assert again.undoes == redo.id


def test_rows_are_never_changed_or_removed(bench: Bench, work: Workspace) -> None:
    work.judge(bench.id_of(FIGURE), "accept", by="LW")
    with sqlite3.connect(work.folder / "ledger.sqlite") as connection:
        for statement in ("DELETE FROM judgement", "UPDATE judgement SET verdict = 'reject'"):
            with pytest.raises(sqlite3.IntegrityError, match="judgements are never"):
                connection.execute(statement)
    assert [j.verdict for j in work.judgements()] == ["accept"]


BAD: list[tuple[str, dict[str, Any], str]] = [
    ("maybe", {}, "unknown verdict"),
    ("correct", {}, "correct needs at least one"),
    ("accept", {"value": 1}, "fields go with the verdict correct"),
    ("correct", {"colour": "red"}, "no field to correct called 'colour'"),
    ("correct", {"quote": "别的"}, "no field to correct called 'quote'"),
    ("correct", {"unit": "furlong"}, "unknown unit: furlong"),
    ("correct", {"value": "viel"}, "value is no number"),
    ("correct", {"value": float("nan")}, "value is no number"),
    ("correct", {"value": True}, "value is no number"),
    ("correct", {"value": None}, "value cannot be empty"),
    ("correct", {"value_max": 1e12}, "comparator=range"),
    ("correct", {"comparator": "range", "value_max": 1}, "ends before it starts"),
    ("correct", {"comparator": "etwa"}, "unknown comparator"),
    ("correct", {"period": "next year"}, "no period"),
    ("correct", {"period": "2019-13"}, "no period"),
    ("correct", {"period": "2019/2018"}, "ends before it starts"),
    ("correct", {"status": "wahr"}, "unknown status"),
    ("correct", {"indicator_id": "gdpp"}, "unknown indicator_id: gdpp: nearest .*gdp"),
    ("correct", {"coverage": "some"}, "unknown coverage"),
    ("correct", {"subject": "a\nb"}, "control characters"),
    ("correct", {"subject": 5}, "subject is text"),
    ("correct", {"comparator": "gt"}, "nothing to correct"),
    ("correct", {"status": "target", "unit": "furlong"}, "unknown unit"),
]


@pytest.mark.parametrize(("verdict", "fields", "problem"), BAD, ids=lambda value: str(value)[:30])
def test_bad_input_leaves_everything_as_it_was(
    bench: Bench, work: Workspace, verdict: str, fields: dict[str, Any], problem: str
) -> None:
    id_ = bench.id_of(FIGURE)
    work.judge(id_, "accept", by="LW")
    before = work.judgements()
    with pytest.raises(UsageError, match=problem) as told:
        work.judge(id_, verdict, by="LW", **fields)
    assert "\n" not in str(told.value)
    assert work.judgements() == before


def test_a_judgement_needs_a_name_a_claim_and_a_target(
    bench: Bench, work: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = bench.id_of(FIGURE)
    for name in ("USER", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    attempts: list[tuple[Callable[[], object], type[JiqunError], str]] = [
        (lambda: work.judge(id_, "accept"), UsageError, "needs a name"),
        (lambda: work.judge(id_, "accept", by="  "), UsageError, "needs a name"),
        (lambda: work.judge(id_, "accept", by="x" * 500), UsageError, "too long"),
        (lambda: work.judge(id_, "accept", by="LW", why="a\x1b[2J"), UsageError, "control characters"),
        (lambda: work.judge("f-none", "accept", by="LW"), NotFoundError, "no claim with this id in the ledger: f-none"),
        (lambda: work.undo(7, by="LW"), NotFoundError, "no judgement with this number: 7"),
        (lambda: work.undo(by="LW"), UsageError, "nothing to take back"),
        (lambda: work.judge_all([id_, "f-none"], "accept", by="LW"), NotFoundError, "f-none"),
        (lambda: work.judge(bench.id_of("点击举报", "excluded"), "accept", by="LW"), UsageError, "not judged"),
    ]
    for attempt, error, problem in attempts:
        with pytest.raises(error, match=problem):
            attempt()
        assert work.judgements() == []
    monkeypatch.setenv("USER", "reviewer")
    assert work.judge(id_, "accept").by == "reviewer"
    with (work.folder / "jiqun.toml").open("a") as settings:
        settings.write('reviewer = "数据组"\n')
    assert jiqun.open(work.folder).judge(id_, "unsure").by == "数据组"


def test_judgements_survive_a_reader_that_moves_every_span(bench: Bench, work: Workspace) -> None:
    ids = {
        kind: work.atlas.records(kind=kind)[0].id for kind in ("figure", "entity", "relation", "practice", "cluster")
    }
    fields = {"figure": {"value": 3.5e10}, "entity": {"type": "platform"}, "relation": {"relation": "part_of"},
              "practice": {"category": "policy_focus"}, "cluster": {"field": "高端装备"}}  # fmt: skip
    for kind, id_ in ids.items():
        work.judge(id_, "correct", by="LW", **fields[kind])
    bench.reader(lambda text: "新的抬头\n" + text)
    report = work.build()
    assert report.read == 1
    assert report.notices == ()
    for kind, id_ in ids.items():
        record = work.atlas.record(id_)  # found under the id it was judged by
        assert record.id != id_, kind
        assert record.judgement is not None and not record.kept, kind
        name, value = next(iter(fields[kind].items()))
        assert getattr(record.claim, name) == value, kind
        assert getattr(record.original, name) != value, kind
    assert work.check() == []
    bench.reader(lambda text: text)
    assert work.build().notices == ()
    assert work.atlas.record(ids["figure"]).id == ids["figure"]


def test_what_has_no_place_any_more_is_listed_by_build_check_and_review(bench: Bench, work: Workspace) -> None:
    id_ = bench.id_of(FIGURE)
    work.judge(id_, "correct", by="LW", value=3.5e10)
    bench.reader(lambda text: text.replace("超过300亿元", "超过3O0亿元"))
    bench.rules(lambda document, tagger=False: list(without_figures(document)))
    notices = work.build().notices
    assert [(n.kind, n.judgement, n.claim, n.by) for n in notices] == [("unplaced", 1, id_, "LW")]
    assert notices[0].quote == FIGURE
    (problem,) = work.check()
    assert "judgement #1" in problem and "--undo 1" in problem and FIGURE in problem
    assert work.notices() == list(notices) == list(work.queue().notices)
    assert [j.id for j in work.atlas.unplaced()] == [1]
    assert [j.id for j in work.judgements(in_force=True)] == [1]  # not lost
    bench.reader(lambda text: "抬头\n" + text)
    bench.rules(stand_in)
    assert work.build().notices == ()
    assert work.atlas.record(id_).claim.value == 3.5e10  # type: ignore[attr-defined]
    work.undo(1, by="LW")
    assert work.notices() == []


def without_figures(document: Document) -> Iterator[Claim]:
    for claim in stand_in(replace(document, text=TEXT)):
        if not isinstance(claim, Figure) and document.text[claim.start : claim.end] == claim.quote:
            yield claim


def test_new_rules_do_not_unmake_judgements(bench: Bench, work: Workspace) -> None:
    id_ = bench.id_of(FIGURE)
    work.judge(id_, "correct", by="LW", territory="全市")
    bench.rules(lambda document, tagger=False: [narrower(claim) for claim in stand_in(document)])
    report = work.build()
    assert (report.extracted, report.notices) == (1, ())
    record = work.atlas.record(id_)
    assert record.id != id_
    assert (record.claim.quote, record.claim.territory) == ("总产值超过300亿元", "city")  # type: ignore[attr-defined]
    bench.rules(lambda document, tagger=False: [c for c in stand_in(document) if not isinstance(c, Figure)])
    (notice,) = work.build().notices
    assert (notice.kind, notice.claim) == ("kept", id_)
    (record,) = work.atlas.records(kind="figure")
    assert record.kept and record.claim.quote == FIGURE
    assert work.check() == []
    again = work.judge(id_, "accept", by="AB")  # a kept claim can be judged, and let go
    assert again.first == 1 and again.fields == {"territory": "city"}
    work.undo(1, 2, by="AB")
    assert work.build().notices == ()
    assert work.claims(kind="figure") == []


def narrower(claim: Claim) -> Claim:
    if not isinstance(claim, Figure):
        return claim
    cut = claim.quote.index("总产值")
    return replace(claim, quote=claim.quote[cut:], start=claim.start + cut, rule="another")


def test_a_rejected_claim_stays_rejected_when_it_is_read_otherwise_and_that_is_told(
    bench: Bench, work: Workspace
) -> None:
    work.judge(bench.id_of(FIGURE), "reject", by="LW")
    bench.rules(
        lambda document, tagger=False: [
            replace(claim, subject="洛阳") if isinstance(claim, Figure) else claim for claim in stand_in(document)
        ]
    )
    (notice,) = work.build().notices
    assert (notice.kind, notice.judgement) == ("reread", 1)
    assert work.claims(kind="figure") == []


def test_a_bulk_is_judged_whole_and_taken_back_whole(bench: Bench, work: Workspace) -> None:
    ids = [record.id for record in work.atlas.records(kind="entity")]
    assert len(ids) == 3
    made = work.judge_all(ids, "accept", by="LW")
    assert [j.bulk for j in made] == [1, 1, 1]
    assert work.build().verdicts == {"accept": 3}
    work.undo(*[j.id for j in made], by="LW")
    assert work.build().verdicts == {}
    figure_id = bench.id_of(FIGURE)
    with pytest.raises(UsageError, match="no field to correct"):  # entities have no status
        work.judge_all([figure_id, *ids], "correct", by="LW", fields={"status": "target"})
    assert len(work.judgements()) == 6


def test_an_atlas_can_be_limited_to_reviewed_claims(bench: Bench, work: Workspace) -> None:
    figure_id, entity_id = bench.id_of(FIGURE), bench.id_of("洛轴", "entity")
    work.judge(figure_id, "accept", by="LW")
    work.judge(entity_id, "unsure", by="LW")
    report = work.build(reviewed_only=True)
    assert report.reviewed_only and report.claims == {"figure": 1}
    assert work.atlas.is_reviewed_only and work.atlas.meta["reviewed_only"] == "1"
    assert [r.id for r in work.atlas.records() if r.claim.kind != "excluded"] == [figure_id]
    assert [c.name for c in work.clusters()] == ["洛阳轴承产业集群"]  # of the other nothing is reviewed
    assert work.atlas.search("轴承")
    assert work.check() == []
    assert len(work.queue().records) > 5  # the rest waits for review all the same
    assert work.build().changed and not work.atlas.is_reviewed_only
    with (work.folder / "jiqun.toml").open("a") as settings:
        settings.write("reviewed_only = true\n")
    assert jiqun.open(work.folder).build().claims == {"figure": 1}
    assert jiqun.open(work.folder).build(reviewed_only=False).claims["entity"] == 3


def test_decisions_on_identity_share_the_table_and_the_undo(work: Workspace) -> None:
    with Ledger(work.folder / "ledger.sqlite") as ledger:
        one = ledger.decide("中原轴承", "中原轴承股份", "same", by="LW", why="官网")
        two = ledger.decide("中原轴承股份", "中原轴承", "different", by="AB")  # the same pair
        assert (one.one, one.other) == (two.one, two.other)
        assert [j.verdict for j in ledger.judgements(about="identity", in_force=True)] == ["different"]
        ledger.undo(two.id, by="AB")
        assert [j.verdict for j in ledger.judgements(about="identity", in_force=True)] == ["same"]
        for pair, verdict in ((("a", "a"), "same"), (("a", ""), "same"), (("a", "b"), "accept")):
            with pytest.raises(UsageError):
                ledger.decide(*pair, verdict, by="LW")
    assert work.build().verdicts == {}


def test_a_judgement_is_json_and_comes_back(bench: Bench, work: Workspace) -> None:
    from jiqun.model import judgement_from_dict

    work.judge(bench.id_of(FIGURE), "correct", by="LW", value_max=4e10, comparator="range")
    (made,) = work.judgements()
    assert isinstance(made, Judgement)
    assert judgement_from_dict(json.loads(json.dumps(made.to_dict()))) == made


def test_every_correctable_field_exists_and_takes_its_example() -> None:
    from jiqun.vocab.tables import rows

    table = rows("fields.csv", Path(jiqun.__file__).parent / "judging" / "data")
    assert len(table) >= 20
    for row in table:
        assert row["field"] in CLAIM_KINDS[row["kind"]].__dataclass_fields__
        example = row["example"].split(" ")[0]
        if row["kind"] == "figure" and row["field"] != "value_max":
            claim = figure("产值5元", "产值5元", "5元")
            assert row["field"] in corrections(claim, {row["field"]: example}), row
    assert correctable("figure")[0] == "value"
    cluster = ClusterClaim(quote="东岭", start=0, end=2, name="东岭")
    assert corrections(cluster, {"field": " 装备 ", "place": ""}) == {"field": "装备", "place": None}


@pytest.mark.parametrize(
    ("given", "value"),
    [("300亿", 3e10), ("2.1万亿", 2.1e12), ("1,250", 1250.0), ("-3.2", -3.2), ("3e10", 3e10), ("5萬", 5e4), (7, 7.0)],
)
def test_values_may_be_written_as_people_write_them(given: object, value: float) -> None:
    claim = figure("产值5元", "产值5元", "5元")
    assert corrections(claim, {"value": given}) == {"value": value}


def test_a_new_indicator_brings_its_basis() -> None:
    claim = figure("产值5元", "产值5元", "5元")
    assert corrections(claim, {"indicator_id": "output_value"})["basis"] == "output_value"
    given = corrections(claim, {"indicator_id": "output_value", "basis": "gdp"})
    assert given["basis"] == "gdp"
