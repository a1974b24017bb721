"""The page that describes the interface, made of its OpenAPI document."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from jiqun.web.addresses import add_pages, lang_of
from jiqun.web.api.operations import OPERATIONS
from jiqun.web.api.samples import samples
from jiqun.web.rendering import atlas_of, render, shared_by


def api_page_router() -> APIRouter:
    """The page in each language."""
    router = APIRouter()
    add_pages(router, "/api", api_page)
    return router


def api_page(request: Request) -> HTMLResponse:
    """Every operation with its parameters and how it is called in three languages."""
    described = request.app.openapi()
    server = "http://127.0.0.1:8765" if request.app.state.site.frozen else str(request.base_url).rstrip("/")
    shown = [
        {
            "path": "/api" + operation.path,
            "id": operation.id,
            "summary": operation.summary,
            "parameters": [
                _parameter(p) for p in described["paths"]["/api" + operation.path]["get"].get("parameters", ())
            ],
            "samples": samples(operation.path, operation.example, server),
        }
        for operation in OPERATIONS
    ]
    atlas = atlas_of(request)
    return render(request, lang_of(request), "api.html", **shared_by(atlas), operations=shown)


def _parameter(given: dict[str, Any]) -> dict[str, Any]:
    schema = given["schema"]
    kinds = [part for part in schema.get("anyOf", [schema]) if part.get("type") != "null"]
    return {
        "name": given["name"], "required": given.get("required", False), "description": given.get("description", ""),
        "type": kinds[0].get("type", "string"), "default": schema.get("default"),
    }  # fmt: skip
