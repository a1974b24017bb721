"""A document of one line of ten megabytes: it is read, and no page, answer or file of it grows with the line."""

from __future__ import annotations

import time

import pytest
from fastapi.testclient import TestClient

from hostile_aid import check_inert
from jiqun.publish import publish
from jiqun.web import create_app
from jiqun.workspace import Workspace

pytestmark = pytest.mark.soak
FIGURE = "甲市轴承产业集群2018年总产值达到{n}亿元<b>{{{{7*7}}}}</b>，聚集了甲轴有限公司等企业，"
FILLING = "各地各部门要按照职责分工抓好落实并且及时报告工作进展情况" * 4000
BYTES = 10_000_000


def test_a_line_of_ten_megabytes_is_read_shown_and_published(tmp_path):
    line, number = "", 0
    while len(line) * 3 < BYTES:
        number += 1
        line += FIGURE.format(n=number * 11) + FILLING
    path = tmp_path / "line.txt"
    path.write_text(line, encoding="utf-8")
    made = Workspace.create(tmp_path / "work")
    started = time.perf_counter()
    assert not made.add(path, licence="CC0-1.0").failed
    made.build()
    print(f"{path.stat().st_size / 1e6:.0f} MB built in {time.perf_counter() - started:.0f} s: {made.atlas.summary}")
    client = TestClient(create_app(made.atlas.path))
    figures = made.atlas.records(kind="figure")
    assert figures
    for address in (f"/zh/claim/{figures[0].id}", "/zh/search?q=甲轴", f"/api/claims/{figures[0].id}/explain", "/zh/"):
        answer = client.get(address)
        assert answer.status_code == 200 and len(answer.text) < 1_000_000, address
        if address.startswith("/zh"):
            check_inert(answer.text, address)
    (source,) = made.atlas.sources()
    started = time.perf_counter()
    assert client.get(f"/zh/document/{source.id}").text.count("{{7*7}}") >= number
    print(f"document shown in {time.perf_counter() - started:.1f} s")
    assert publish(made.atlas.path, tmp_path / "out", jobs=1).dead == ()
