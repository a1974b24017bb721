"""A publication: whole, linked from file to file, incremental, never half-written, and showing what licences allow."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import html5lib
import pytest

import web_atlas
from jiqun.errors import WorkspaceError
from jiqun.model import Block, Document
from jiqun.publish import publish
from jiqun.publish.folder import MANIFEST, Folder
from jiqun.publish.freezing import Freezer
from jiqun.publish.masking import HIDDEN, WITHHELD, allows_text, masked, quoted_only, shown_spans
from jiqun.publish.openly import open_for_all
from jiqun.web.site import Site
from jiqun.words import LANGUAGES


@pytest.fixture(scope="module")
def atlas(tmp_path_factory):
    path = tmp_path_factory.mktemp("atlas") / "atlas.sqlite"
    web_atlas.write(path).close()
    return path


@pytest.fixture(scope="module")
def site(atlas, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site") / "out"
    made = publish(atlas, folder, jobs=1)
    assert made.dead == ()
    return folder


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_page_is_there_in_every_language(site):
    found = files(site)
    for lang in LANGUAGES:
        for page in (
            "index",
            "cluster/c-one",
            "cluster/c-three",
            f"document/{web_atlas.ID}",
            "downloads",
            "api",
            "about",
        ):
            assert f"{lang}/{page}.html" in found, page
    for name in (
        "index.html",
        "static/jiqun.css",
        "downloads/figures.csv",
        "downloads/sources.xlsx",
        "api/openapi.json",
    ):
        assert name in found, name
    assert json.loads(found[f"api/documents/{web_atlas.ID}.json"])["claims"]


def test_every_link_is_relative_and_leads_to_a_file_and_an_anchor_that_are_there(site):
    ids, links = {}, []
    for name, body in files(site).items():
        if not name.endswith(".html"):
            continue
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(body.decode())
        elements = [element for element in tree.iter() if isinstance(element.tag, str)]
        ids[name] = {element.get("id") for element in elements}
        for element in elements:
            for attribute in ("href", "src", "action"):
                if (to := element.get(attribute)) is not None and not urlsplit(to).scheme:
                    links.append((name, to))
    assert len(links) > 500
    for name, to in links:
        assert not to.startswith("/"), f"{name}: {to}"
        path, fragment = urldefrag(to)
        fragment = fragment.partition(":~:")[0]  # words that a browser looks for besides
        file = os.path.normpath(Path(name).parent / unquote(path)) if path else name
        assert (site / file).is_file(), f"{name}: {to}"
        assert not fragment or fragment in ids[file], f"{name}: {to}"


def test_a_page_in_a_file_carries_its_policy_and_nothing_that_needs_a_server(site):
    for name, body in files(site).items():
        if name.endswith(".html") and name != "index.html":
            text = body.decode()
            assert 'http-equiv="Content-Security-Policy"' in text and "unsafe" not in text, name
            assert 'role="search"' not in text and "/review" not in text and 'type="module"' not in text, name


def test_publishing_again_writes_nothing_and_a_new_build_only_what_changed(atlas, tmp_path):
    folder, path = tmp_path / "out", tmp_path / "atlas.sqlite"
    web_atlas.write(path).close()
    first = publish(path, folder, jobs=1)
    before = {name: (folder / name).stat().st_mtime_ns for name in files(folder)}
    for jobs in (1, 2):
        again = publish(path, folder, jobs=jobs)
        assert (again.written, again.unchanged, again.removed) == (0, first.pages, 0)
        note = json.loads((folder / MANIFEST).read_text())
        (folder / MANIFEST).write_text(json.dumps(note | {"made_of": "something else"}))  # the second time it looks
    assert {n: t for n, t in before.items() if n != MANIFEST} == {
        name: (folder / name).stat().st_mtime_ns for name in files(folder) if name != MANIFEST
    }
    web_atlas.write(path, title="新图集").close()
    third = publish(path, folder, jobs=1)
    assert 0 < third.written < first.pages and "新图集" in (folder / "zh/index.html").read_text()


def test_stale_files_are_removed_with_their_folders(atlas, tmp_path):
    folder = tmp_path / "out"
    publish(atlas, folder, jobs=1)
    note = json.loads((folder / MANIFEST).read_text())
    (folder / "zh/old/deep").mkdir(parents=True)
    (folder / "zh/old/deep/page.html").write_text("old")
    (folder / MANIFEST).write_text(
        json.dumps(note | {"made_of": "", "files": note["files"] | {"zh/old/deep/page.html": "x"}})
    )
    assert publish(atlas, folder, jobs=1).removed == 1
    assert not (folder / "zh/old").exists()


def test_a_publication_that_was_interrupted_is_made_good(atlas, tmp_path):
    folder = tmp_path / "out"
    publish(atlas, folder, jobs=1)
    whole = files(folder)
    (folder / ".publishing-1").mkdir()
    (folder / ".publishing-1/half.html").write_text("half")
    (folder / "zh/index.html").write_text("of another time")
    note = json.loads((folder / MANIFEST).read_text())
    (folder / MANIFEST).write_text(json.dumps({"format": 1, "files": dict.fromkeys(note["files"], "")}))
    publish(atlas, folder, jobs=1)
    assert files(folder) == whole


def test_a_dead_link_is_told_and_changes_nothing(atlas, tmp_path, monkeypatch):
    folder = tmp_path / "out"
    publish(atlas, folder, jobs=1)
    before = files(folder)
    real = Freezer._ask

    async def wrong(self, address):
        status, kind, body = await real(self, address)
        more = b'<a href="/zh/cluster/none">x</a> <a href="/zh/about#no">y</a></main>'
        return status, kind, body.replace(b"</main>", more)

    monkeypatch.setattr(Freezer, "_ask", wrong)
    made = publish(atlas, folder, Site(title="other"), jobs=1)
    assert any(re.fullmatch(r"dead link: /zh/cluster/none \(404\): /\S*", line) for line in made.dead), made.dead
    assert any("/zh/about#no (no such place)" in line for line in made.dead)
    assert all("\n" not in line for line in made.dead) and (made.written, made.removed) == (0, 0)
    assert files(folder) == before


def test_other_peoples_files_are_never_touched(atlas, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine")
    with pytest.raises(WorkspaceError, match="not empty, and no publication of jiqun"):
        publish(atlas, tmp_path / "out")
    assert list(files(tmp_path / "out")) == ["mine.txt"]
    with pytest.raises(WorkspaceError, match="no atlas yet"):
        publish(tmp_path / "none.sqlite", tmp_path / "new")


def test_no_address_leads_out_of_the_folder():
    from jiqun.publish.addresses import file_of

    hostile = ["/../../etc/passwd", "/zh/%2e%2e/%2e%2e/x", "/zh/..%2Fx", "/zh/a/./b", "/zh/a\x00b", "/zh/x?q=../../y"]
    for address in [*hostile, "/zh/集群", "/con:prn", "/zh/" + "x" * 500]:
        parts = file_of(address).split("/")
        assert all(part.strip(".") and len(part) < 120 and part.isascii() for part in parts), address


TEXT = "甲市有30家企业。乙市没有说什么。丙市有5个园区。\n责任编辑:张三 电话:010-12345678"
LAST = TEXT.index("责任")
BLOCKS = (Block(0, LAST - 1), Block(LAST, len(TEXT), excluded="byline"))
DOCUMENT = Document(TEXT, BLOCKS, name="d.pdf", media_type="application/pdf")


def test_without_a_licence_only_quotes_with_their_sentence_are_shown():
    quotes = [(TEXT.index("30家"), TEXT.index("30家") + 3), (TEXT.index("5个"), TEXT.index("5个") + 2)]
    shown = quoted_only(DOCUMENT, shown_spans(DOCUMENT, quotes))
    assert [shown.text[b.start : b.end] for b in shown.blocks] == ["甲市有30家企业。", "丙市有5个园区。"]
    assert shown.media_type == "text/plain", "a picture of a page would show what is withheld"
    assert len(shown.text) == len(TEXT) and "乙市" not in shown.text and "张三" not in shown.text
    assert shown.text.count(WITHHELD) == len("乙市没有说什么。责任编辑:张三 电话:010-12345678")


def test_a_text_without_full_stops_is_not_shown_whole():
    document = Document("长" * 5000, (Block(0, 5000),))
    assert shown_spans(document, [(2500, 2510)]) == [(2380, 2630)]


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [("CC0-1.0", True), ("CC-BY-SA-4.0", True), ("cc by 3.0", True), ("OGL-UK-3.0", True), ("own", True), ("MIT", True),
     ("CC-BY-NC-4.0", False), ("CC-BY-ND-4.0", False), ("", False), (None, False), ("版权所有", False),
     ("not CC0", False), ("own use only", False)],
)  # fmt: skip
def test_licences(licence, allowed):
    assert allows_text(licence) is allowed


@pytest.mark.parametrize(
    ("line", "hidden"),
    [
        ("联系电话:0451-53001222", "0451-53001222"), ("记者 张三", "张三"), ("责任编辑：欧阳锋", "欧阳锋"),
        ("13800138000", "13800138000"), ("By Jane Doe", "Jane Doe"), ("邮箱:a.b@example.org", "a.b@example.org"),
        ("微信:abc12345", "abc12345"),
    ],
)  # fmt: skip
def test_phones_and_names_in_excluded_lines_are_masked_character_for_character(line, hidden):
    shown = masked(line)
    assert len(shown) == len(line) and hidden not in shown
    assert shown == line.replace(hidden, "".join(c if c.isspace() else HIDDEN for c in hidden))


def test_dates_and_small_numbers_stay():
    for line in ("发布时间:2019-01-02 10:20", "浏览次数:128", "第3页"):
        assert masked(line) == line


def test_an_open_atlas_hides_the_same_everywhere(tmp_path):
    from small_atlas import workspace

    text = "甲市有30家轴承企业。本句没有可说的。\n责任编辑:张三\n电话:010-12345678\n"
    made = workspace(tmp_path, text)
    made.build()
    for licence, whole in ((None, False), ("CC0-1.0", True)):
        made.origin("small.txt", licence=licence)
        made.build()
        shown = open_for_all(made.atlas.path)
        (source,) = shown.sources()
        assert ("本句没有可说的" in source.document.text) is whole
        everything = source.document.text + "".join(r.claim.quote for r in shown.records(rejected=True))
        assert "张三" not in everything and "12345678" not in everything
        for record in shown.records():
            assert source.document.text[record.claim.start : record.claim.end] == record.claim.quote


def test_the_verb_tells_what_it_did(tmp_path):
    from small_atlas import workspace

    made = workspace(tmp_path)
    made.build()
    command = [Path(sys.executable).with_name("jiqun"), "publish", "site"]
    done = subprocess.run(command, cwd=made.folder, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert re.match(r"published \d+ files into site in .* s: \d+ written, 0 unchanged, 0 removed", done.stdout)
    assert (made.folder / "site/index.html").is_file()


def test_the_site_of_a_workspace_goes_along(atlas, tmp_path):
    (tmp_path / "logo.png").write_bytes(b"\x89PNG")
    site = Site(title="我们的图集", colours={"accent": "#123456"}, logo_file=tmp_path / "logo.png")
    folder = tmp_path / "out"
    publish(atlas, folder, site, jobs=1)
    assert "我们的图集" in (folder / "index.html").read_text()


def test_the_list_of_files_is_whole_or_told(tmp_path):
    folder = Folder(tmp_path / "out")
    assert folder.known() == {}
    (tmp_path / "out" / MANIFEST).write_text("{half")
    with pytest.raises(Exception, match="the list of files is damaged"):
        folder.known()
