"""What the review pages write, each by a form: every write is signed by its token, counted, and can be taken back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool

from jiqun.errors import NotFoundError, UsageError
from jiqun.judging import VERDICTS, correctable, located
from jiqun.web.addresses import lang_of
from jiqun.web.rendering import atlas_of
from jiqun.web.review.pages import (
    claim_form,
    desk_of,
    document_form,
    enter_page,
    onwards,
    sessions_of,
    with_cookie,
)
from jiqun.web.review.sessions import (
    COOKIE,
    RefusedError,
    Session,
    check_csrf,
    check_origin,
    form_of,
)
from jiqun.words import label

Form = dict[str, str]


async def _admitted(request: Request, role: str) -> tuple[Session, Form]:
    """The session and the form of a write that is let through."""
    check_origin(request)
    session = sessions_of(request).of(request)
    if session is None:
        raise RefusedError(401, "review.no_session")
    sessions_of(request).writes.take(session.id)
    form = await form_of(request)
    check_csrf(session, form)
    if not session.token.may(role):
        raise RefusedError(403, "review.not_allowed")
    return session, form


async def enter(request: Request) -> Response:
    """Enter with a token."""
    check_origin(request)
    sessions_of(request).entries.take(request.client.host if request.client else "")
    secret = (await form_of(request)).get("token", "").strip()
    session = await run_in_threadpool(sessions_of(request).enter, secret)
    if session is None:
        words = label("review.no_token", lang_of(request))
        return await run_in_threadpool(enter_page, request, 403, words)
    return with_cookie(onwards(request, "/review"), session, request)


async def leave(request: Request) -> Response:
    """Leave: the session ends here and in the browser."""
    session, _ = await _admitted(request, "reader")
    sessions_of(request).leave(session)
    answer = onwards(request, "/review")
    answer.delete_cookie(COOKIE)
    return answer


async def judge(request: Request, id: str) -> Response:
    """Judge a claim, then go on to the next of the queue, or come back to the claim."""
    session, form = await _admitted(request, "reviewer")
    return await run_in_threadpool(_judge, request, session, id, form)


def _judge(request: Request, session: Session, id: str, form: Form) -> Response:
    desk, verdict = desk_of(request), form.get("verdict", "")
    every = desk.queue(state="all")
    record = next((record for record in every.records if record.id == id), None)
    if record is None:
        raise NotFoundError(f"no claim with this id to review: {id}: it may have been taken back")
    fields = _changed(record.claim, form) if verdict == "correct" else {}
    try:
        if verdict not in VERDICTS:
            raise UsageError(f"unknown verdict: {verdict}: known are {', '.join(VERDICTS)}")
        desk.judge(id, verdict, by=session.token.name, why=form.get("why") or None, fields=fields)
    except UsageError as error:
        return claim_form(request, session, id, str(error), form, 422)
    following = next((r.id for r in desk.queue(limit=1).records), None) if form.get("next") else id
    return onwards(request, f"/review/claim/{following}" if following else "/review")


def _changed(claim: Any, form: Form) -> dict[str, str]:
    """The fields of a form that say something else than the claim: an untouched one is no correction."""
    from jiqun.web.review.cards import fields_of

    known = {field.name: field.value for field in fields_of(claim.kind, claim, "en")}
    return {
        name: form[f"field.{name}"].strip()
        for name in correctable(claim.kind)
        if f"field.{name}" in form and form[f"field.{name}"].strip() != known[name]
    }


async def undo(request: Request, number: int) -> Response:
    """Take a judgement back: one's own, or as an owner anybody's."""
    session, form = await _admitted(request, "reviewer")
    own = not session.token.may("owner")

    def take_back() -> Response:
        by, why = session.token.name, form.get("why") or None
        desk_of(request).undo(number, by=by, why=why, own=own)
        claim = form.get("claim", "")
        known = claim and any(record.id == claim for record in desk_of(request).queue(state="all").records)
        return onwards(request, f"/review/claim/{claim}" if known else "/review/log")

    return await run_in_threadpool(take_back)


async def add(request: Request, id: str) -> Response:
    """Add a claim of one's own to a document."""
    session, form = await _admitted(request, "reviewer")
    return await run_in_threadpool(_add, request, session, id, form)


def _add(request: Request, session: Session, id: str, form: Form) -> Response:
    source = atlas_of(request).source(id)
    kind = form.get("kind", "")
    names = ("cluster", "value_text", *(correctable(kind)))
    given = {name: value for name in names if (value := form.get(f"{kind}.{name}", form.get(name, "")).strip())}
    try:
        if "cluster" in given:
            given["cluster"] = atlas_of(request).cluster(given["cluster"]).name
        start, end = _place(source.document, form)
        made = desk_of(request).add_claim(
            source.document.sha256, kind, start, end, by=session.token.name, why=form.get("why") or None, fields=given
        )
    except (UsageError, NotFoundError) as error:
        return document_form(request, session, id, str(error), form, 422)
    return onwards(request, f"/review/claim/{made.claim}")


def _place(document: Any, form: Form) -> tuple[int, int]:
    """The words that were selected: by the offsets that a script filled in, else by the quote and which one it is.

    Where both are given, the text at the offsets must be the quote.
    """
    quote, start, end = form.get("quote", ""), form.get("start", ""), form.get("end", "")
    if start or end:
        if not (start.isdecimal() and end.isdecimal() and len(start + end) < 20):
            raise UsageError(f"no place in the document: {start}–{end}: select the words again")
        words = document.text[int(start) : int(end)].replace("\r\n", "\n").replace("\r", "\n")  # as a form sends them
        if quote and words != quote:
            raise UsageError("the place and the quote do not fit: select the words again, or leave the place empty")
        return int(start), int(end)
    number = form.get("occurrence", "1") or "1"
    if not (number.isdecimal() and 0 < len(number) < 7):
        raise UsageError(f"not a number: {number}: say whether it is the first (1), the second (2) …")
    return located(document, quote, int(number))


async def build(request: Request) -> Response:
    """Begin a build."""
    await _admitted(request, "owner")
    await run_in_threadpool(desk_of(request).build)
    return onwards(request, "/review")


ROUTES: Mapping[str, Callable[..., Awaitable[Response]]] = {
    "/review/enter": enter,
    "/review/leave": leave,
    "/review/build": build,
    "/review/claim/{id}": judge,
    "/review/undo/{number}": undo,
    "/review/document/{id}": add,
}
