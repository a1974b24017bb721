"""Clusters by their names and by judgement, and what is stated of them over time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jiqun.model import ClusterClaim, Judgement
from jiqun.resolve.clusters import ClusterNames, resolve_clusters
from jiqun.resolve.dossiers import circles, dossiers
from naming_aid import decision, statement

LUOYANG, OTHER, XUCHANG = "洛阳轴承产业集群", "洛阳高端轴承集群", "许昌电气产业集群"


def clusters(*decisions: Judgement, names: tuple[str, ...] = (LUOYANG, OTHER, XUCHANG)) -> ClusterNames:
    claims = [ClusterClaim(quote=name, start=0, end=len(name), name=name, cluster=name) for name in names]
    return resolve_clusters({"s": claims}, decisions)


def test_place_and_industry_alone_make_no_identity_and_a_decision_does() -> None:
    assert len(clusters().clusters) == 3
    done = clusters(decision(1, LUOYANG, OTHER))
    assert [cluster.names for cluster in done.clusters] == [(LUOYANG, OTHER), (XUCHANG,)]
    assert done.id_of(OTHER) == done.id_of(LUOYANG) != done.id_of(XUCHANG)


def test_a_decision_parts_two_names_that_the_rule_joins() -> None:
    names = ("洛阳轴承产业集群", "河南洛阳轴承产业集群")
    assert len(clusters(names=names).clusters) == 1
    done = clusters(decision(1, *names, verdict="different"), names=names)
    assert len({cluster.id for cluster in done.clusters}) == 2
    assert done.id_of(names[0]) != done.id_of(names[1])
    assert not done.clashes


def test_decisions_on_clusters_against_each_other_are_reported() -> None:
    done = clusters(
        decision(1, LUOYANG, OTHER), decision(2, OTHER, XUCHANG), decision(3, LUOYANG, XUCHANG, "different")
    )
    assert len(done.clusters) == 3
    assert [clash.apart.judgement for clash in done.clashes] == [3]


@given(st.permutations([LUOYANG, OTHER, XUCHANG, "河南洛阳轴承产业集群"]), st.permutations([1, 2]))
def test_clusters_do_not_depend_on_the_order(names: list[str], order: list[int]) -> None:
    said = {1: decision(1, LUOYANG, OTHER), 2: decision(2, OTHER, XUCHANG, "different")}
    done = clusters(*(said[n] for n in order), names=tuple(names))
    usual = clusters(*said.values(), names=(LUOYANG, OTHER, XUCHANG, "河南洛阳轴承产业集群"))
    assert {(c.id, frozenset(c.names)) for c in done.clusters} == {(c.id, frozenset(c.names)) for c in usual.clusters}


def test_a_later_name_is_found_and_dated_and_a_designation_has_list_year_name_and_area() -> None:
    said = [
        statement(1, LUOYANG, "named", "洛阳高端装备集群", from_="2021", to="2025"),
        statement(2, LUOYANG, "covers", "洛阳市", from_="2021"),
        statement(3, LUOYANG, "covers", "崇文区", to="2010"),
        statement(4, LUOYANG, "designated", "某某重点集群名单", from_="2022", as_="洛阳市新材料集群", area="洛阳市"),
        statement(5, LUOYANG, "succeeds", XUCHANG, from_="2021"),
        statement(6, "没有的集群", "named", "别名"),
    ]
    names = clusters(*said)
    assert names.id_of("洛陽高端裝備集群") == names.id_of(LUOYANG)
    first, _, last = dossiers(names, said)
    assert [(name.text, name.start, name.end) for name in first.names] == [
        (LUOYANG, None, None),
        ("洛阳高端装备集群", "2021", "2025"),
    ]
    assert [(area.text, area.code) for area in first.areas] == [("洛阳市", "410300"), ("崇文区", "110103")]
    (designation,) = first.designations
    assert (designation.year, designation.name, designation.area) == ("2022", "洛阳市新材料集群", "洛阳市")
    assert [(r.relation, r.cluster) for r in first.relations] == [("succeeds", names.id_of(XUCHANG))]
    assert not last.relations
    assert not dossiers(clusters(), [])[0].relations, "without the statements all is as before"


def test_what_succeeds_itself_by_way_of_others_is_found() -> None:
    said = [statement(1, LUOYANG, "succeeds", OTHER), statement(2, OTHER, "succeeds", XUCHANG)]
    assert circles(dossiers(clusters(*said), said)) == []
    said.append(statement(3, XUCHANG, "succeeds", LUOYANG))
    assert circles(dossiers(clusters(*said), said)) == [(1, 2, 3)]
    other = [statement(1, LUOYANG, "part_of", OTHER), statement(2, OTHER, "succeeds", LUOYANG)]
    assert circles(dossiers(clusters(*other), other)) == [], "part of the one and its successor is no circle"
