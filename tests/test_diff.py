"""What changed between two atlases: each thing once, with what it was, what it is, why, and by whom."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from differing_aid import CLUSTER, TEXT, atlas, figure, judged, moved
from jiqun.atlas import Atlas
from jiqun.atlas.diff import Change, Difference, diff
from jiqun.atlas.diff_words import diff_lines
from jiqun.model import Claim, Entity, Judgement, Mention, Practice, Relation
from jiqun.report.changes import write_changes
from jiqun.words import LANGUAGES
from judging_aid import FIGURE, Bench

VALUES = ("650亿元", "42家", "3亿元", "5亿元", "12%")


def shapes(difference: Difference) -> list[tuple[str, str]]:
    return [(change.what, change.change) for change in difference.changes]


def fields(change: Change) -> dict[str, tuple[object, object]]:
    return {field.name: (field.old, field.new) for field in change.fields}


def test_an_atlas_does_not_differ_from_itself(tmp_path: Path) -> None:
    one = atlas(tmp_path / "1.sqlite", [figure(value) for value in VALUES])
    found = diff(one, one)
    assert found.changes == () and found.summary == {}
    assert "没有变动" in "\n".join(diff_lines(found, "zh"))


def test_figures_are_added_and_withdrawn_and_the_way_back_is_the_reverse(tmp_path: Path) -> None:
    old = atlas(tmp_path / "1.sqlite", [figure("650亿元"), figure("42家")])
    new = atlas(tmp_path / "2.sqlite", [figure("650亿元"), figure("3亿元")], rules_version="r2")
    found = diff(old, new)
    assert shapes(found) == [("figure", "withdrawn"), ("figure", "added")]
    gone, come = found.changes
    assert gone.old is not None and gone.new is None and gone.name.endswith("42家")
    assert come.new is not None and come.old is None and come.cluster == CLUSTER.name and come.document == "a.txt"
    assert {change.because.cause for change in found.changes} == {"rules"}
    assert shapes(diff(new, old)) == [("figure", "added"), ("figure", "withdrawn")]


def test_a_change_names_its_fields_with_old_and_new_value(tmp_path: Path) -> None:
    old = atlas(tmp_path / "1.sqlite", [figure("650亿元")])
    new = atlas(tmp_path / "2.sqlite", [figure("650亿元", value=6.5e10, unit="CNY")], rules_version="r2")
    (change,) = diff(old, new).changes
    assert (change.what, change.change, change.because.cause) == ("figure", "changed", "rules")
    assert fields(change) == {"value": (650.0, 6.5e10), "unit": ("count", "CNY")}


@pytest.mark.parametrize(
    "fresh",
    [
        {"subject": "东岭机床"},  # the subject is part of the id
        {"subject": "东岭机床", "indicator": "总产值"},
        {"quote": TEXT[8:20], "start": 8, "end": 20},
    ],
)
def test_what_was_read_again_under_another_id_is_changed_and_not_withdrawn(
    tmp_path: Path, fresh: dict[str, object]
) -> None:
    old = atlas(tmp_path / "1.sqlite", [figure("650亿元"), figure("42家")])
    new = atlas(tmp_path / "2.sqlite", [replace(figure("650亿元"), **fresh), figure("42家")])  # type: ignore[arg-type]
    (change,) = diff(old, new).changes
    assert change.change == "changed" and change.old is not None and change.new is not None
    assert change.old.id != change.new.id
    assert set(fields(change)) == set(fresh) - {"start", "end"}


def test_a_text_that_moved_changes_no_figure(tmp_path: Path) -> None:
    claims = [figure(value) for value in VALUES]
    old = atlas(tmp_path / "1.sqlite", claims)
    new = atlas(tmp_path / "2.sqlite", [moved(claim, 3) for claim in claims], text="页眉。" + TEXT)
    assert shapes(diff(old, new)) == [("document", "changed")]
    again = atlas(
        tmp_path / "3.sqlite", [moved(replace(c, value=c.value + 1), 3) for c in claims], text="页眉。" + TEXT
    )
    assert shapes(diff(old, again)) == [("document", "changed"), *[("figure", "changed")] * len(VALUES)]
    assert {change.because.cause for change in diff(old, again).changes} == {"reading"}


def test_two_figures_of_one_number_are_not_mixed_up(tmp_path: Path) -> None:
    one, other = figure("650亿元", indicator="产值"), figure("650亿元", indicator="产量")
    old = atlas(tmp_path / "1.sqlite", [one, other])
    fresh = [replace(other, subject="乙"), replace(one, subject="甲")]
    found = diff(old, atlas(tmp_path / "2.sqlite", fresh))
    assert {tuple(fields(change)["subject"]) for change in found.changes} == {("东岭", "甲"), ("东岭", "乙")}
    assert all("indicator" not in fields(change) for change in found.changes)


def test_a_judgement_is_told_with_who_when_and_why(tmp_path: Path) -> None:
    claims = [figure("650亿元"), figure("42家")]
    old = atlas(tmp_path / "1.sqlite", claims)
    right = replace(judged(1, "correct", value=660.0), why="见年鉴")
    new = atlas(tmp_path / "2.sqlite", [replace(claims[0], value=660.0), claims[1]], judgements={0: right})
    (change,) = diff(old, new).changes
    assert (change.what, change.change) == ("figure", "rejudged")
    assert (change.because.cause, change.because.by, change.because.why) == ("judgement", "LW", "见年鉴")
    assert fields(change)["verdict"] == (None, "correct") and fields(change)["value"] == (650.0, 660.0)
    for lang in LANGUAGES:
        assert any("LW" in line and "见年鉴" in line for line in diff_lines(diff(old, new), lang))


def test_a_rejected_figure_is_judged_anew_and_not_withdrawn(tmp_path: Path) -> None:
    claims = [figure("650亿元"), figure("42家")]
    old = atlas(tmp_path / "1.sqlite", claims, judgements={0: judged(1, "accept")})
    new = atlas(tmp_path / "2.sqlite", claims, judgements={0: judged(2, "reject", by="AB")}, more=[judged(1, "accept")])
    (change,) = diff(old, new).changes
    assert change.change == "rejudged" and change.because.by == "AB"
    assert fields(change)["verdict"] == ("accept", "reject") and fields(change)["by"] == ("LW", "AB")


def test_who_took_a_judgement_back_is_told(tmp_path: Path) -> None:
    claims = [figure("650亿元")]
    first = judged(1, "accept")
    old = atlas(tmp_path / "1.sqlite", claims, judgements={0: first})
    new = atlas(tmp_path / "2.sqlite", claims, more=[replace(first, undone_by=2), undo(2, "AB")])
    (change,) = diff(old, new).changes
    assert (change.change, change.because.by) == ("rejudged", "AB")
    assert fields(change)["verdict"] == ("accept", None)


def undo(number: int, by: str) -> Judgement:
    return replace(judged(number, "undo", by=by), about="judgement", claim=None, undoes=number - 1)


def test_a_judgement_is_known_by_what_it_says_and_not_by_its_number(tmp_path: Path) -> None:
    claims = [figure("650亿元")]
    old = atlas(tmp_path / "1.sqlite", claims, judgements={0: judged(1, "accept")})
    new = atlas(tmp_path / "2.sqlite", claims, judgements={0: replace(judged(1, "accept"), id=7)})
    assert diff(old, new).changes == ()


def test_members_practices_and_cells_are_listed_as_such(tmp_path: Path) -> None:
    name = {"quote": TEXT[0:2], "start": 0, "end": 2, "cluster": CLUSTER.name}
    claims: list[Claim] = [
        Entity(**name, type="company", name="东岭", mentions=(Mention(0, 2),)),  # type: ignore[arg-type]
        Relation(**name, head="东岭", relation="member_of", tail=CLUSTER.name),  # type: ignore[arg-type]
        Practice(**name, heading="政府推动", category=None),  # type: ignore[arg-type]
    ]
    old = atlas(tmp_path / "1.sqlite", [figure("650亿元")])
    new = atlas(tmp_path / "2.sqlite", [figure("650亿元"), *claims], state="evidence")
    found = diff(old, new)
    assert shapes(found) == [("member", "added"), ("practice", "added"), ("entity", "added"), ("board", "changed")]
    assert fields(found.changes[-1])["state"] == ("not_stated", "evidence")
    assert diff(new, old).summary["member"] == {"withdrawn": 1}


def test_json_and_a_page_to_print(tmp_path: Path) -> None:
    old = atlas(tmp_path / "1.sqlite", [figure("650亿元", subject="<b>东岭</b>")])
    new = atlas(tmp_path / "2.sqlite", [figure("650亿元", subject="<b>东岭</b>", value=1.0)])
    found = diff(old, new)
    body = json.loads(json.dumps(found.to_dict()))
    assert body["summary"] == {"figure": {"changed": 1}}
    assert body["changes"][0]["fields"] == [{"name": "value", "old": 650.0, "new": 1.0}]
    for lang in LANGUAGES:
        write_changes(found, tmp_path / "d.html", lang)
        page = (tmp_path / "d.html").read_text(encoding="utf-8")
        assert "650 → 1" in page and "@page" in page and "&lt;b&gt;" in page and "<b>东岭" not in page


claims_of = st.lists(
    st.tuples(
        st.sampled_from(VALUES), st.sampled_from(["甲", "乙", "丙"]), st.sampled_from(["产值", "企业", None]),
        st.integers(1, 3),
    ),
    max_size=6, unique_by=lambda one: one[:2],
)  # fmt: skip


def made(path: Path, wanted: list[tuple[str, str, str | None, int]], order: list[int] | None = None):  # type: ignore[no-untyped-def]
    claims = [figure(v, subject=s, indicator=i, value=float(n)) for v, s, i, n in wanted]
    return atlas(path, claims, shuffle=order or ())


@settings(max_examples=60, deadline=None)
@given(claims_of, claims_of, st.randoms())
def test_every_claim_is_accounted_for_once_whatever_the_order(old, new, random) -> None:  # type: ignore[no-untyped-def]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        one, other = made(place / "1.sqlite", old), made(place / "2.sqlite", new)
        found, back = diff(one, other), diff(other, one)
        assert diff(one, one).changes == ()
        tally = found.summary.get("figure", {})
        added, withdrawn = tally.get("added", 0), tally.get("withdrawn", 0)
        assert len(new) - len(old) == added - withdrawn
        assert back.summary.get("figure", {}) == {
            name: count
            for name, count in (("added", withdrawn), ("changed", tally.get("changed", 0)), ("withdrawn", added))
            if count
        }
        for records in ([c.old.id for c in found.changes if c.old], [c.new.id for c in found.changes if c.new]):
            assert len(set(records)) == len(records)
        for change in found.changes:
            assert (change.change == "changed") == bool(change.fields)
        if new:
            order = list(range(len(new)))
            random.shuffle(order)
            assert diff(one, made(place / "3.sqlite", new, order)).changes == found.changes
        one.close()
        other.close()


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    return Bench(tmp_path, monkeypatch)


def test_a_correction_between_two_builds(bench: Bench) -> None:
    work = bench.work
    work.judge(bench.id_of(FIGURE), "correct", by="LW", value=3.3e10)
    work.build()
    old, new = (build.path for build in work.past_builds())
    found = diff(Atlas.open(old), Atlas.open(new))
    assert shapes(found) == [("figure", "rejudged")]
    assert found.changes[0].because.by == "LW"
    assert fields(found.changes[0])["value"] == (3e10, 3.3e10)
    work.undo(1, by="AB")
    work.build()
    found = diff(Atlas.open(new), work.atlas)
    assert shapes(found) == [("figure", "rejudged")]
    assert found.changes[0].because.by == "AB"
    assert diff(Atlas.open(old), work.atlas).changes == ()


def test_a_build_of_reviewed_claims_says_that_this_is_why(bench: Bench) -> None:
    work = bench.work
    work.judge(bench.id_of(FIGURE), "accept", by="LW")
    work.build()
    before = work.atlas
    work.build(reviewed_only=True)
    found = diff(before, work.atlas)
    assert {c.because.cause for c in found.changes if c.what == "entity"} == {"scope"}
    assert not [c for c in found.changes if c.what == "figure"]
    work.judge(bench.id_of(FIGURE), "reject", by="AB")
    reviewed = work.atlas
    work.build(reviewed_only=True)
    (change,) = [c for c in diff(reviewed, work.atlas).changes if c.what == "figure"]
    assert (change.change, change.because.by) == ("rejudged", "AB")
