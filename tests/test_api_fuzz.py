"""Schemathesis against the interface: every answer is as described, whatever is asked (bounded; make test-web)."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

import web_atlas
from jiqun.web.api import OPERATIONS

pytestmark = pytest.mark.web
schemathesis = pytest.importorskip("schemathesis")
EXAMPLES = 25  # of each operation and mode


@pytest.fixture(scope="module")
def schema(tmp_path_factory):
    from jiqun.web import create_app

    path = tmp_path_factory.mktemp("atlas") / "atlas.sqlite"
    web_atlas.write(path).close()
    return schemathesis.openapi.from_asgi("/api/openapi.json", create_app(path))


def ids_of(schema):
    """Real ids, so that not every address is one that does not exist."""
    from fastapi.testclient import TestClient

    client = TestClient(schema.app)
    figures = [item["id"] for item in client.get("/api/figures").json()["items"]]
    return {"ref": ["c-one", "甲市"], "id": [*figures, web_atlas.ID], "a": figures, "b": figures}


@pytest.mark.parametrize("path", [operation.path for operation in OPERATIONS])
@pytest.mark.parametrize("mode", ["positive", "negative"])
def test_answers_are_as_described(schema, path, mode):
    operation = schema["/api" + path]["GET"]
    if mode == "negative" and not operation.query and not operation.path_parameters:
        pytest.skip("nothing to ask wrongly")
    strategy = operation.as_strategy(generation_mode=getattr(schemathesis.GenerationMode, mode.upper()))

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(case=strategy)
    def asked(case):
        case.call_and_validate()

    asked()
    real = ids_of(schema)
    for values in zip(*(real.get(name, ["x"]) for name in ("id", "ref", "a", "b")), strict=False):
        named = dict(zip(("id", "ref", "a", "b"), values, strict=True))
        parameters = {p.name: named[p.name] for p in operation.path_parameters if p.name in named}
        query = {p.name: named[p.name] for p in operation.query if p.name in named}
        operation.Case(path_parameters=parameters, query=query).call_and_validate()
