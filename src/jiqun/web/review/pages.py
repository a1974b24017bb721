"""The review pages: enter with a token, the queue, one claim, one document's text, and the log."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from jiqun.atlas.judged_words import judgement_line
from jiqun.atlas.queue import STATES
from jiqun.errors import NotFoundError, UsageError
from jiqun.judging import ADDABLE
from jiqun.web.addresses import add_pages, lang_of
from jiqun.web.rendering import atlas_of, render, shared_by
from jiqun.web.review.cards import addable, card, fields_of, runs
from jiqun.web.review.desk import Desk
from jiqun.web.review.sessions import COOKIE, SECONDS, RefusedError, Session, Sessions
from jiqun.words import label

PER_PAGE = 20
_LOGGED = 200
_PRIVATE = {"Cache-Control": "no-store"}

Word = Annotated[str, Query(max_length=120)]
Page = Annotated[int, Query(ge=1, le=100_000)]
Seen = Callable[..., Response]


def review_router() -> APIRouter:
    """The pages in each language; what writes stands in `writing`."""
    from jiqun.web.review import writing

    router = APIRouter()
    add_pages(router, "/review", _seated(queue_page), "GET")
    add_pages(router, "/review/claim/{id}", _seated(claim_page), "GET")
    add_pages(router, "/review/document/{id}", _seated(document_page), "GET")
    add_pages(router, "/review/log", _seated(log_page), "GET")
    for path, write in writing.ROUTES.items():
        add_pages(router, path, _told(write), "POST")
    return router


def desk_of(request: Request) -> Desk:
    """The workspace behind the pages."""
    desk: Desk = request.app.state.desk
    return desk


def sessions_of(request: Request) -> Sessions:
    """The sessions of this server."""
    sessions: Sessions = request.app.state.sessions
    return sessions


def _seated(page: Seen) -> Seen:
    """A page for who has entered; others are shown the door."""
    import inspect

    @wraps(page)
    def seated(request: Request, **given: Any) -> Response:
        session = sessions_of(request).of(request)
        return page(request, session, **given) if session else enter_page(request)

    parameters = [p for p in inspect.signature(page, eval_str=True).parameters.values() if p.name != "session"]
    seated.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return seated


def _told(write: Callable[..., Awaitable[Response]]) -> Callable[..., Awaitable[Response]]:
    """A write whose refusal is a page: what was wrong, and the way back."""

    @wraps(write)
    async def told(request: Request, **given: Any) -> Response:
        try:
            return await write(request, **given)
        except RefusedError as refused:
            words = label(refused.key, lang_of(request)).format(seconds=refused.wait)
            answer = await run_in_threadpool(refusal_page, request, refused.status, words)
            answer.headers.update({"Retry-After": str(refused.wait)} if refused.wait else {})
            return answer
        except (NotFoundError, UsageError) as error:
            status = 404 if isinstance(error, NotFoundError) else 422
            return await run_in_threadpool(refusal_page, request, status, str(error))

    return told


def shown(request: Request, template: str, session: Session | None, status: int = 200, **values: Any) -> HTMLResponse:
    """A review page: never kept by anybody, with who is sitting there and what waits for a build."""
    desk = desk_of(request)
    answer = render(
        request, lang_of(request), template, status, **shared_by(atlas_of(request)), session=session,
        pending=desk.pending() if session else 0, building=desk.is_building, failure=desk.failure, **values,
    )  # fmt: skip
    answer.headers.update(_PRIVATE)
    return answer


def enter_page(request: Request, status: int = 200, problem: str = "") -> HTMLResponse:
    """The door: a field for the token."""
    return shown(request, "review_enter.html", None, status, problem=problem)


def refusal_page(request: Request, status: int, problem: str) -> HTMLResponse:
    """What was wrong with a write."""
    return shown(request, "review_refused.html", sessions_of(request).of(request), status, problem=problem)


def queue_page(
    request: Request, session: Session, cluster: Word = "", kind: Word = "", document: Word = "", tier: Word = "",
    state: Word = "unjudged", page: Page = 1,
) -> HTMLResponse:  # fmt: skip
    """The claims to look at, those first where a look is worth most."""
    asked = {"cluster": cluster, "kind": kind, "document": document, "tier": tier}
    wanted = {name: value or None for name, value in asked.items()}
    found = desk_of(request).queue(**wanted, state=state or "unjudged")
    first = (page - 1) * PER_PAGE
    lang = lang_of(request)
    return shown(
        request, "review.html", session, total=len(found.records), page=page, asked=asked | {"state": state},
        pages=max(1, -(-len(found.records) // PER_PAGE)), first=first, kinds=ADDABLE, states=STATES,
        cards=[card(found, record, lang) for record in found.records[first : first + PER_PAGE]],
        sources=list(found.sources.values()),
    )  # fmt: skip


def claim_page(request: Request, session: Session, id: str) -> HTMLResponse:
    """One claim: its sentence, the verdicts, the fields to correct, and the history of judgements on it."""
    return claim_form(request, session, id)


def claim_form(
    request: Request, session: Session, id: str, problem: str = "", given: dict[str, str] | None = None,
    status: int = 200,
) -> HTMLResponse:  # fmt: skip
    """`claim_page` with what was given and what was wrong with it."""
    desk, lang = desk_of(request), lang_of(request)
    every = desk.queue(state="all")
    record = next((record for record in every.records if record.id == id), None)
    if record is None:
        raise NotFoundError(f"no claim with this id to review: {id}: it may have been taken back")
    return shown(
        request, "review_claim.html", session, status, card=card(every, record, lang), problem=problem,
        fields=fields_of(record.claim.kind, record.claim, lang), given=given or {},
        history=[(judgement, judgement_line(judgement, lang)) for judgement in reversed(desk.judgements(id))],
    )  # fmt: skip


def document_page(request: Request, session: Session, id: str) -> HTMLResponse:
    """The text of a document, to select the words of a claim of one's own."""
    return document_form(request, session, id)


def document_form(
    request: Request, session: Session, id: str, problem: str = "", given: dict[str, str] | None = None,
    status: int = 200,
) -> HTMLResponse:  # fmt: skip
    """`document_page` with what was given and what was wrong with it."""
    source = atlas_of(request).source(id)
    return shown(
        request, "review_document.html", session, status, source=source, blocks=runs(source.document),
        addable=addable(lang_of(request)), problem=problem, given=given or {},
    )  # fmt: skip


def log_page(request: Request, session: Session) -> HTMLResponse:
    """The judgements, the newest first, with their undo."""
    found = list(reversed(desk_of(request).judgements()))
    lang = lang_of(request)
    return shown(
        request, "review_log.html", session, total=len(found), limit=_LOGGED,
        history=[(judgement, judgement_line(judgement, lang)) for judgement in found[:_LOGGED]],
    )  # fmt: skip


def onwards(request: Request, path: str) -> RedirectResponse:
    """On to a page of ours in the same language, by GET."""
    return RedirectResponse(f"/{lang_of(request)}{path}", status_code=303, headers=_PRIVATE)


def with_cookie(answer: Response, session: Session, request: Request) -> Response:
    """The answer that lets a browser in: its cookie is read by no script and sent by no other site."""
    answer.set_cookie(
        COOKIE, session.id, max_age=SECONDS, httponly=True, samesite="strict", secure=request.url.scheme == "https"
    )
    return answer
