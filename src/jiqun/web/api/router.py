"""The operations as routes, and their description as OpenAPI 3.1."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from fastapi import APIRouter, FastAPI, Response
from fastapi.openapi.utils import get_openapi

from jiqun.web.api.operations import OPERATIONS, Operation
from jiqun.web.api.samples import samples
from jiqun.web.api.schemas import components, ref

SERVER = "http://127.0.0.1:8765"
_TITLE = "Jiqun"
VERSION = "1.0"  # of the interface: the first number changes when something is taken away
_ABOUT = (
    "What an atlas of industrial clusters holds: every figure with its comparator, unit, period, basis and the quote "
    "that states it. Reading only, from any origin, without a key. Lists have `total`, `limit`, `offset` and `next`; "
    "offsets of spans are Unicode code points into the document's text. What is not stated is null, never 0. Answers "
    'carry an ETag: send it back as If-None-Match and get 304 while the atlas is the same. Errors are `{"error": '
    '{"code", "message"}}`.'
)
_TAGS = {
    "atlas": "What the atlas is, and looking through all of it.",
    "clusters": "Clusters and all that is filed under them.",
    "claims": "What the documents state, claim by claim.",
    "organisations": "Organisations with their names, codes and memberships.",
    "documents": "Documents, their origins and their texts.",
    "comparing": "What may be compared, and what stands against itself.",
}
_ERRORS = {
    404: "There is no such thing in the atlas; the message names the nearest.",
    422: "A parameter is wrong; the message says which and how.",
    429: "Too many requests.",
}


def api_router() -> APIRouter:
    """The routes under /api."""
    router = APIRouter()
    for operation in OPERATIONS:
        router.add_api_route(
            operation.path, _answered(operation.answer), methods=["GET"], operation_id=operation.id,
            summary=operation.summary.split(". ")[0].rstrip("."), description=operation.summary, tags=[operation.tag],
            response_class=Response, responses=_responses(operation),
            openapi_extra={"x-codeSamples": samples(operation.path, operation.example, SERVER)},
        )  # fmt: skip
    return router


def _answered(answer: Callable[..., dict[str, Any]]) -> Callable[..., Response]:
    """The function with its answer written as JSON: ours is plain already and needs no second look."""

    @wraps(answer)
    def written(**given: Any) -> Response:
        body = json.dumps(answer(**given), ensure_ascii=False, separators=(",", ":"))
        return Response(body.encode("utf-8", "backslashreplace"), media_type="application/json")

    signature = inspect.signature(answer, eval_str=True)
    written.__signature__ = signature.replace(return_annotation=Response)  # type: ignore[attr-defined]
    return written


def _responses(operation: Operation) -> dict[int | str, dict[str, Any]]:
    wrong = {"application/json": {"schema": ref("Error"), "example": {"error": {"code": "not_found", "message": "…"}}}}
    return {
        200: {"description": "The answer.", "content": {"application/json": {"schema": operation.schema}}},
        304: {"description": "Nothing changed since the answer with this ETag."},
        **{status: {"description": said, "content": wrong} for status, said in _ERRORS.items()},
    }


def describe(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """What makes the OpenAPI document of an application, once."""

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(
                title=_TITLE, version=VERSION, openapi_version="3.1.0", description=_ABOUT, routes=app.routes,
                tags=[{"name": name, "description": said} for name, said in _TAGS.items()],
                servers=[{"url": "/", "description": "This server"}],
            )  # fmt: skip
            made["components"] = {"schemas": components()}
            made["info"]["license"] = {"name": "MIT", "identifier": "MIT"}
            app.openapi_schema = made
        return app.openapi_schema

    return described
