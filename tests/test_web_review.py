"""The review pages: who may enter, what a form may write, the queue, undo, and claims of one's own."""

from __future__ import annotations

import re
import time

import html5lib
import pytest
from fastapi.testclient import TestClient

from jiqun.errors import NotFoundError, UsageError
from jiqun.web import create_app
from jiqun.web.review.sessions import Rate, RefusedError
from jiqun.words import LANGUAGES
from jiqun.workspace.desk import ReviewDesk
from jiqun.workspace.tokens import Tokens
from small_atlas import TEXT, stand_in, workspace

HOME = "http://localhost:8765"
FROM_HERE = {"origin": HOME}


class Sitting:
    """A browser at the desk of a workspace."""

    def __init__(self, work, role="reviewer", name="LW", app=None):
        self.work = work
        self.token, self.secret = Tokens(work.folder / "tokens.json").new(name, role)
        self.app = app or create_app(work.atlas.path, hosts={"localhost"}, desk=ReviewDesk(work))
        self.client = TestClient(self.app, base_url=HOME, follow_redirects=False)
        answer = self.client.post("/en/review/enter", data={"token": self.secret}, headers=FROM_HERE)
        assert answer.status_code == 303, answer.text

    def get(self, path, status=200):
        answer = self.client.get(f"/en/review{path}")
        assert answer.status_code == status, answer.text
        assert status != 200 or answer.headers["cache-control"] == "no-store"
        return answer.text

    def csrf(self):
        return re.search(r'name="csrf" value="([0-9a-f]{64})"', self.get(""))[1]

    def post(self, path, headers=FROM_HERE, **fields):
        return self.client.post(f"/en/review{path}", data={"csrf": self.csrf(), **fields}, headers=headers)

    def figure(self):
        return next(r.id for r in self.work.atlas.records() if r.claim.kind == "figure")


@pytest.fixture
def work(tmp_path, monkeypatch):
    monkeypatch.setattr("jiqun.extract.extract", stand_in)
    made = workspace(tmp_path)
    made.build()
    return made


def test_tokens_are_kept_hashed_readable_by_their_owner_only_and_end_at_once(work):
    path = work.folder / "tokens.json"
    tokens = Tokens(path)
    token, secret = tokens.new("LW", "owner")
    assert secret not in path.read_text() and path.stat().st_mode & 0o077 == 0
    assert tokens.find(secret) == token and tokens.find(secret + "x") is None and tokens.find("") is None
    assert token.may("reader") and token.may("owner")
    assert not tokens.new("XZ", "reader")[0].may("reviewer")
    tokens.revoke(token.id)
    assert tokens.find(secret) is None and tokens.current(token.id) is None
    with pytest.raises(UsageError, match="revoked already"):
        tokens.revoke(token.id)
    with pytest.raises(NotFoundError, match="no such token: 9"):
        tokens.revoke(9)
    for name, role in (("", "owner"), ("a\x00b", "owner"), ("LW", "king")):
        with pytest.raises(UsageError):
            tokens.new(name, role)


def test_without_a_token_there_is_only_the_door(work):
    client = TestClient(create_app(work.atlas.path, desk=ReviewDesk(work)), base_url=HOME)
    for path in ("", "/log", "/claim/x", "/document/x"):
        text = client.get(f"/en/review{path}").text
        assert 'name="token"' in text and "csrf" not in text, path
    for path in ("/claim/x", "/undo/1", "/document/x", "/build", "/leave"):
        answer = client.post(f"/en/review{path}", data={"verdict": "accept"}, headers=FROM_HERE)
        assert answer.status_code == 401, path
    assert client.post("/en/review/enter", data={"token": "jq-wrong"}, headers=FROM_HERE).status_code == 403
    assert work.judgements() == []
    bare = TestClient(create_app(work.atlas.path))
    assert bare.get("/en/review").status_code == 404


def test_the_cookie_is_for_this_site_alone_and_ends_with_the_token(work):
    client = TestClient(create_app(work.atlas.path, desk=ReviewDesk(work)), base_url=HOME, follow_redirects=False)
    tokens = Tokens(work.folder / "tokens.json")
    token, secret = tokens.new("LW", "reviewer")
    cookie = client.post("/zh/review/enter", data={"token": secret}, headers=FROM_HERE).headers["set-cookie"]
    assert "HttpOnly" in cookie and "samesite=strict" in cookie.lower() and secret not in cookie
    assert "csrf" in client.get("/zh/review").text
    tokens.revoke(token.id)
    assert "csrf" not in client.get("/zh/review").text


def test_only_a_form_of_this_site_and_this_session_can_write(work):
    desk = Sitting(work)
    path = f"/en/review/claim/{desk.figure()}"
    whole = {"csrf": desk.csrf(), "verdict": "accept"}
    for headers in ({}, {"origin": "https://evil.example"}, {"origin": "null"}, {"origin": "http://localhost:1"},
                    FROM_HERE | {"sec-fetch-site": "cross-site"}):  # fmt: skip
        assert desk.client.post(path, data=whole, headers=headers).status_code == 403, headers
    other = Sitting(work, name="XZ", app=desk.app)
    for csrf in ("", "0" * 64, other.csrf(), "é"):
        assert desk.client.post(path, data=whole | {"csrf": csrf}, headers=FROM_HERE).status_code == 403, csrf
    json = desk.client.post(path, json=whole, headers=FROM_HERE)
    assert json.status_code == 415
    many = {f"f{number}": "x" for number in range(100)}
    assert desk.client.post(path, data=whole | many, headers=FROM_HERE).status_code == 422
    assert desk.client.post(path, data=whole | {"why": "x" * 70_000}, headers=FROM_HERE).status_code == 413
    assert work.judgements() == []
    assert desk.client.post(path, data=whole, headers=FROM_HERE).status_code == 303
    assert [j.by for j in work.judgements()] == ["LW"]


def test_a_reader_looks_and_writes_nothing(work):
    desk = Sitting(work, "reader")
    text = desk.get(f"/claim/{desk.figure()}")
    assert "for looking only" in text and 'value="accept"' not in text
    assert desk.post(f"/claim/{desk.figure()}", verdict="accept").status_code == 403
    assert desk.post("/build").status_code == 403
    assert work.judgements() == []


def test_the_queue_comes_by_what_a_look_is_worth_and_moves_on(work):
    desk = Sitting(work)
    expected = [record.id for record in work.queue().records]
    assert re.findall(r"<h2><a href=\"/en/review/claim/([^\"]+)\"", desk.get("")) == expected[:20]
    answer = desk.post(f"/claim/{expected[0]}", verdict="accept", next="1", why="看过原文")
    assert answer.headers["location"] == f"/en/review/claim/{expected[1]}"
    assert expected[0] not in re.findall(r"/review/claim/([a-z]-\w+)", desk.get(""))
    assert expected[0] in desk.get("?state=accept") and "1 judgements are not in the atlas yet" in desk.get("")
    only = re.findall(r"<h2><a href=\"/en/review/claim/([^\"]+)\"", desk.get("?kind=figure&state=all"))
    assert only == [desk.figure()]
    assert desk.get("?kind=zzz", 422) and desk.get("?cluster=zzz", 404)


def test_accept_correct_reject_unsure_and_undo_are_rows_with_a_history(work):
    desk = Sitting(work)
    id_ = desk.figure()
    page = f"/claim/{id_}"
    untouched = {
        f"field.{name}": value for name, value in re.findall(r'name="field\.(\w+)" value="([^"]*)"', desk.get(page))
    }
    assert untouched["field.value"] == "30000000000" and untouched["field.period"] == "2020"
    assert desk.post(page, verdict="correct", **untouched).status_code == 422, "nothing was changed"
    assert desk.post(page, verdict="correct", **untouched | {"field.period": "2019"}).status_code == 303
    (judgement,) = work.judgements()
    assert judgement.fields == {"period": "2019"} and "2019" in desk.get(page)
    wrong = desk.post(page, verdict="correct", **{"field.period": "last year"})
    assert wrong.status_code == 422 and "no period" in wrong.text and 'value="last year"' in wrong.text
    assert desk.post(page, verdict="maybe").status_code == 422
    for verdict in ("unsure", "reject", "accept"):
        assert desk.post(page, verdict=verdict, why=f"because {verdict}").status_code == 303
    text = desk.get(page)
    assert all(f"because {verdict}" in text for verdict in ("unsure", "reject", "accept"))
    last = work.judgements()[-1].id
    assert desk.post(f"/undo/{last}", claim=id_).headers["location"] == f"/en/review/claim/{id_}"
    assert work.judgements()[-1].undoes == last
    assert desk.post(f"/undo/{last}").status_code == 422 and desk.post("/undo/999").status_code == 404
    assert f"#{last}" in desk.get("/log")


def test_one_takes_back_ones_own_and_an_owner_everybodys(work):
    one = Sitting(work)
    one.post(f"/claim/{one.figure()}", verdict="accept")
    (judgement,) = work.judgements()
    other = Sitting(work, name="XZ", app=one.app)
    assert f"undo/{judgement.id}" not in other.get("/log")
    refused = other.post(f"/undo/{judgement.id}")
    assert refused.status_code == 422 and "is of LW" in refused.text
    owner = Sitting(work, "owner", "Z", one.app)
    assert owner.post(f"/undo/{judgement.id}").status_code == 303
    assert work.judgements()[-1].by == "Z"


def test_a_claim_is_added_by_place_or_by_quote_and_stands_in_the_queue(work):
    desk = Sitting(work)
    source = work.atlas.sources()[0].id
    page = f"/document/{source}"
    text = desk.get(page)
    runs = re.findall(r'<span data-start="(\d+)"[^>]*>([^<]*)</span>', text)
    assert all(TEXT[int(start) : int(start) + len(words)] == words for start, words in runs)
    assert "点击举报" not in [words for _, words in runs]
    quote = "昆明是重要的花卉产地"
    start = TEXT.index(quote)
    both = {"kind": "standing", "quote": quote, "start": str(start), "end": str(start + len(quote))}
    answer = desk.post(page, **both, why="规则漏了", cluster=work.clusters()[1].id)
    assert answer.status_code == 303, answer.text
    id_ = answer.headers["location"].rpartition("/")[2]
    assert quote in desk.get(f"/claim/{id_}")
    again = desk.post(page, **both)
    assert again.status_code == 422 and "there already" in again.text and quote in again.text
    named = desk.post(
        page, kind="entity", quote="昆明", occurrence="2", **{"entity.type": "place", "entity.name": "昆明市"}
    )
    assert named.status_code == 303, named.text
    added = work.judgements()[-1]
    assert (added.original.start, added.original.name) == (TEXT.index("昆明", TEXT.index("昆明") + 1), "昆明市")
    for fields, said in [
        ({"kind": "standing", "quote": "没有这句"}, "stands 0 times"),
        ({"kind": "standing", "quote": quote, "start": "0", "end": "3"}, "do not fit"),
        ({"kind": "standing", "start": "9999", "end": "10001"}, "no words of the document"),
        ({"kind": "standing", "start": "x", "end": "3"}, "no place in the document"),
        ({"kind": "standing", "quote": "点击举报"}, "excluded line"),
        ({"kind": "standing", "quote": "昆明", "occurrence": "-1"}, "not a number"),
        ({"quote": quote}, "cannot be added"),
        ({"kind": "standing", "quote": quote, "cluster": "zzz"}, "no such cluster"),
    ]:
        refused = desk.post(page, **fields)
        assert refused.status_code == 422 and said in refused.text, fields
    assert desk.post("/document/zzz", **both).status_code == 404


def test_an_owner_builds_and_the_pages_show_what_was_judged(work):
    desk = Sitting(work, "owner")
    desk.post(f"/claim/{desk.figure()}", verdict="correct", **{"field.period": "2019"})
    assert "Build now" in desk.get("")
    assert desk.post("/build").status_code == 303
    for _ in range(200):
        if "not in the atlas yet" not in (text := desk.get("")) and "build is going on" not in text:
            break
        time.sleep(0.05)
    figures = desk.client.get("/api/figures").json()["items"]
    assert figures[0]["period"] == "2019" and figures[0]["judgement"]["by"] == "LW"
    history = desk.client.get(f"/api/claims/{figures[0]['id']}").json()["judgements"]
    assert [(j["by"], j["verdict"]) for j in history] == [("LW", "correct")]


def test_writes_are_counted():
    rate = Rate(2, 60)
    rate.take("a"), rate.take("a"), rate.take("b")
    with pytest.raises(RefusedError) as refused:
        rate.take("a")
    assert refused.value.status == 429 and 1 <= refused.value.wait <= 31


def test_too_many_tries_to_enter_are_told_to_wait(work):
    client = TestClient(create_app(work.atlas.path, desk=ReviewDesk(work)), base_url=HOME)
    answers = [client.post("/zh/review/enter", data={"token": "x"}, headers=FROM_HERE) for _ in range(11)]
    assert [a.status_code for a in answers] == [403] * 10 + [429] and int(answers[-1].headers["retry-after"]) > 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_review_pages_are_valid_with_a_label_for_every_field_and_no_script_within(work, lang):
    desk = Sitting(work, "owner")
    desk.post(f"/claim/{desk.figure()}", verdict="unsure")
    source = work.atlas.sources()[0].id
    for path in ("", f"/claim/{desk.figure()}", f"/document/{source}", "/log", "?state=all&page=1"):
        text = desk.client.get(f"/{lang}/review{path}").text
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
        elements = [element for element in tree.iter() if isinstance(element.tag, str)]
        ids = [element.get("id") for element in elements if element.get("id")]
        assert len(ids) == len(set(ids)), path
        labelled = {element.get("for") for element in elements if element.tag == "label"}
        for element in elements:
            assert "style" not in element.attrib and not any(name.startswith("on") for name in element.attrib)
            assert element.tag != "script" or (element.get("src") and not element.text), path
            if element.tag in ("input", "select", "textarea") and element.get("type") != "hidden":
                assert element.get("id") in labelled or element.get("aria-label"), (path, element.attrib)
