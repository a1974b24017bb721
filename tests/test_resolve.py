"""Names to clusters and organisations: blind to script, to 市 and 省, and to a leading province."""

from __future__ import annotations

import pytest

from jiqun.model import ClusterClaim, Entity, Record
from jiqun.resolve import cluster_key, resolve_clusters, resolve_organisations


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("江蘇泰州生物醫藥產業集群", "泰州生物医药产业集群"),
        ("江苏省泰州市生物医药产业集群", "泰州生物医药产业集群"),
        ("深圳市電子信息產業集群", "深圳电子信息产业集群"),
        ("“中国声谷”产业集群", "中國聲谷 產業集群"),
    ],
)
def test_two_names_of_one_cluster(one: str, other: str) -> None:
    assert cluster_key(one) == cluster_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("江苏生物医药产业集群", "泰州生物医药产业集群"),
        ("泰州生物医药产业集群", "苏州生物医药产业集群"),
        ("江苏生物医药产业集群", "生物医药产业集群"),
    ],
)
def test_two_clusters(one: str, other: str) -> None:
    assert cluster_key(one) != cluster_key(other)


def claim(name: str, **known: str | None) -> ClusterClaim:
    return ClusterClaim(quote=name, start=0, end=len(name), name=name, cluster=name, **known)


def test_one_cluster_of_two_documents_keeps_all_names_and_what_was_stated_first() -> None:
    names = resolve_clusters(
        {
            "one": [claim("泰州生物醫藥產業集群")],
            "two": [claim("江苏泰州生物医药产业集群", field="生物医药", place="泰州"), claim("某某集群", place="某某")],
        }
    )
    taizhou, unknown = names.clusters
    assert taizhou.name == "泰州生物醫藥產業集群"
    assert taizhou.names == ("泰州生物醫藥產業集群", "江苏泰州生物医药产业集群")
    assert (taizhou.field, taizhou.place) == ("生物医药", "泰州")
    assert names.id_of("泰州市生物医药产业集群") == taizhou.id
    assert (unknown.longitude, unknown.latitude) == (None, None), "an unknown place is nowhere, not at zero"
    assert names.id_of("别的集群") is None
    assert names.id_of(None) is None


def test_ids_do_not_depend_on_the_order_or_the_script() -> None:
    one = resolve_clusters({"a": [claim("深圳电子信息产业集群")], "b": [claim("合肥智能语音产业集群")]})
    other = resolve_clusters({"b": [claim("合肥智能語音產業集群")], "a": [claim("深圳市電子信息產業集群")]})
    assert {cluster.id for cluster in one.clusters} == {cluster.id for cluster in other.clusters}


def test_organisations_are_one_by_folded_name_inside_a_cluster() -> None:
    def record(id_: str, cluster: str, name: str, type_: str = "company", named: bool = True) -> Record:
        return Record(id_, "s", cluster, Entity(quote=name, start=0, end=len(name), type=type_, name=name, named=named))

    found = resolve_organisations(
        [
            record("1", "a", "華為"),
            record("2", "a", "华为"),
            record("3", "b", "华为"),
            record("4", "a", "芯片", "product"),
            record("5", "a", "领导小组", "government", named=False),
        ]
    )
    assert [(o.cluster, o.name, o.records) for o in found] == [("a", "華為", ("1", "2")), ("b", "华为", ("3",))]
