"""HTML: all visible text in blocks, tables with anchors, chrome by vote, and no page that breaks the reader."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiqun.errors import ReadError
from jiqun.model import Document
from jiqun.read import read_bytes

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>东岭轴承产业集群调查_某某网</title>
<meta property="og:title" content="东岭轴承产业集群调查">
<script type="application/ld+json">
{"@graph":[{"@type":"NewsArticle","datePublished":"2021-03-05T08:00:00+08:00"}]}
</script>
</head><body>
<nav><ul><li><a href="/">网站首页</a></li><li><a href="/n">新闻频道</a></li></ul></nav>
<div class="crumb">当前位置:<a href="/">首页</a> &gt; 正文</div>
<h1>东岭轴承产业集群调查</h1>
<article><h2>一、规模</h2><p>2020年,东岭市轴承产业规模达到<b>320亿元</b>,拥有规上企业<span>86</span>家,从业人员超过2万人,
形成了从特种钢材、锻件到精密轴承的完整链条。</p>
<table><tr><th>年份</th><th>产值(亿元)</th></tr><tr><td>2019</td><td>300</td></tr></table>
<h2>二、做法</h2><h3>(一)机制</h3><p>东岭市设立了轴承产业推进办公室,由市长任组长,每季度召开一次协调会议,解决企业用地和融资困难。</p>
<ul><li>建立一个平台</li><li>组建一个联盟</li></ul></article>
<aside><h3>本站专栏</h3><ul><li><a href="x">某地发布新规</a></li><li><a href="y">出行指南大全</a></li></ul></aside>
<footer>版权所有 某某网 <a href="z">联系我们</a></footer></body></html>"""


def page(body: str) -> Document:
    return read_bytes(f"<html><body>{body}</body></html>".encode(), "a.html")


def blocks(document: Document) -> list[tuple[str, int, str]]:
    return [(b.kind, b.level, document.text[b.start : b.end]) for b in document.blocks if not b.excluded]


def texts(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks]


def test_a_page_gives_content_in_blocks_and_sets_the_rest_aside() -> None:
    document = read_bytes(PAGE.encode(), "a.html")
    found = blocks(document)
    assert (document.title, document.date, document.media_type) == ("东岭轴承产业集群调查", "2021-03-05", "text/html")
    assert found[0] == ("title", 0, "东岭轴承产业集群调查")
    assert [(level, words) for kind, level, words in found if kind == "heading"] == [
        (1, "一、规模"),
        (1, "二、做法"),
        (2, "(一)机制"),
    ]
    assert [words for kind, _, words in found if kind == "cell"] == ["年份", "产值(亿元)", "2019", "300"]
    assert [words for kind, _, words in found if kind == "list_item"] == ["建立一个平台", "组建一个联盟"]
    aside = {document.text[b.start : b.end]: b.excluded for b in document.blocks if b.excluded}
    assert aside == {
        "网站首页": "page_control",
        "新闻频道": "navigation",
        "当前位置:首页 > 正文": "navigation",
        "本站专栏": "not_content",
        "某地发布新规": "not_content",
        "出行指南大全": "not_content",
        "版权所有 某某网 联系我们": "copyright_notice",
    }


def test_inline_tags_do_not_part_chinese_words() -> None:
    assert texts(page("<p>东<b>岭</b><span>市</span><a href='x'>轴承</a>\n   产业<!-- x -->集群</p>")) == [
        "东岭市轴承产业集群"
    ]


def test_white_space_collapses_as_in_a_browser() -> None:
    assert texts(page("<p>\n  Output  of\n\tthe <b> region </b></p>")) == ["Output of the region"]
    assert texts(page("<p>产值,\n  增长 10%</p>")) == ["产值, 增长 10%"]
    assert texts(page("<p>产值。\n  增长</p>")) == ["产值。增长"]


def test_breaks_and_preformatted_lines_are_blocks() -> None:
    assert texts(page("<p>第一行<br>第二行<br/><br>第三行</p>")) == ["第一行", "第二行", "第三行"]
    assert texts(page("<pre>第一行\n  第二行\r\n第三行</pre>")) == ["第一行", "第二行", "第三行"]


def test_entities_are_decoded_and_soft_hyphens_dropped() -> None:
    assert texts(page("<p>R&amp;D&nbsp;&lt;20%&#19975;&#x5143; clu&shy;ster</p>")) == ["R&D\xa0<20%万元 cluster"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var 隐=1</script>",
        "<style>隐{}</style>",
        "<noscript>隐</noscript>",
        "<template><p>隐</p></template>",
        "<div hidden>隐</div>",
        "<div style='color:red; DISPLAY : none'><p>隐</p></div>",
        "<p style='visibility:hidden'>隐</p>",
        "<dialog>隐</dialog>",
        "<!-- 隐 -->",
        "<svg><text>隐</text></svg>",
    ],
)
def test_what_a_reader_cannot_see_is_no_text(hidden: str) -> None:
    assert page(f"<p>前文。</p>{hidden}后文。").text == "前文。\n后文。"


def test_cells_are_anchored_through_spans_and_nested_tables() -> None:
    document = page(
        "<table><tr><td colspan=2>甲</td><td rowspan=2>乙</td></tr><tr><td>丙</td>"
        "<td>丁<table><tr><td>戊</td></tr></table></td></tr><tr><td></td><td>己</td></tr></table>"
    )
    cells = {document.text[b.start : b.end]: b.anchor for b in document.blocks}
    assert cells == {"甲": "t1r1c1", "乙": "t1r1c3", "丙": "t1r2c1", "丁": "t1r2c2", "戊": "t2r1c1", "己": "t1r3c2"}
    assert {b.kind for b in document.blocks} == {"cell"}


def test_a_table_that_lays_out_a_page_gives_paragraphs() -> None:
    words = "东岭市轴承产业链条完整,产值持续增长。" * 12
    assert blocks(page(f"<table><tr><td>{words}</td></tr></table>")) == [("paragraph", 0, words)]


def test_headings_marked_in_html_and_numbered_ones_share_levels() -> None:
    document = page("<h1>题名</h1><h2>一、甲</h2><p>正文。</p><p>二、乙</p><p>正文。</p><p>(一)丙</p><p>正文。</p>")
    assert [(level, words) for kind, level, words in blocks(document) if kind == "heading"] == [
        (1, "一、甲"),
        (1, "二、乙"),
        (2, "(一)丙"),
    ]


def test_of_several_h1_the_one_the_head_repeats_is_the_title() -> None:
    head, body = "<title>轴承调查 - 某网</title>", "<h1>某网</h1><h1>轴承调查</h1><p>正文。</p>"
    document = read_bytes(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "a.html")
    assert document.title == "轴承调查"


def test_a_form_around_the_whole_page_excludes_nothing() -> None:
    words = "东岭市轴承产业链条完整,2020年产值达到320亿元,拥有规上企业86家,从业人员超过2万人。"
    document = page(f"<form class='nav'><div id='footer'><p>{words}</p></div></form>")
    assert [b.excluded for b in document.blocks] == [None]


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ('<meta property="article:published_time" content="2020-05-06T10:00:00Z">', "2020-05-06"),
        ('<meta name="PubDate" content="2020/5/6">', "2020-05-06"),
        ('<meta property="article:modified_time" content="2022-01-01">', None),
        ('<script type="application/ld+json">{"datePublished": "2020-05-06",}</script>', "2020-05-06"),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", None),
        ('<time datetime="2020-05-06">昨天</time>', "2020-05-06"),
        ('<meta name="date" content="2020-15-06">', None),
    ],
)
def test_the_date_is_the_day_of_publication_or_none(head: str, date: str | None) -> None:
    assert read_bytes(f"<html><head>{head}</head><body><p>正文。</p></body></html>".encode(), "a.html").date == date


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 10_000 + "深圳。" + "</div>" * 10_000 + "<p>尾段</p>",
        "<b>" * 10_000 + "深圳。" + "</b>" * 10_000 + "<p>尾段</p>",
        "<ul><li>" * 5_000 + "深圳。" + "</li></ul>" * 5_000 + "<p>尾段</p>",
        "<table><tr><td>" * 3_000 + "深圳。" + "</td></tr></table>" * 3_000 + "<p>尾段</p>",
        "<p class='" + "x" * 11_000_000 + "'>深圳。</p><p>尾段</p>",
        "<p>深圳。</i></p></div><p>尾段",
        "<table><td>深圳。</table></td></tr><p>尾段",
        "<td colspan=999999999 rowspan=-1>深圳。</td><p>尾段</p>",
        "<table><tr><td colspan='９' rowspan='x'>深圳。</td></tr></table><p>尾段</p>",
    ],
    ids=["divs", "bs", "lists", "tables", "attribute", "unclosed", "stray", "spans", "bad-spans"],
)
@pytest.mark.soak
def test_hostile_markup_is_read_whole_and_in_bounded_time(html: str) -> None:
    start = time.perf_counter()
    assert texts(read_bytes(html.encode(), "a.html")) == ["深圳。", "尾段"]
    assert time.perf_counter() - start < 5


def test_nesting_beyond_all_reading_is_an_error_not_a_loss() -> None:
    with pytest.raises(ReadError, match="levels deep"):
        read_bytes(("<h1>" * 5_000 + "深圳。").encode(), "a.html")


def test_xhtml_with_a_closed_script_loses_no_text() -> None:
    head, body = "<script src='a'/><title>题</title>", "<p>深圳。</p>"
    html = f"<?xml version='1.0' encoding='gbk'?><html><head>{head}</head><body>{body}</body></html>"
    document = read_bytes(html.encode("gbk"), "a.xhtml")
    assert (document.text, document.title, document.encoding) == ("深圳。", "题", "gb18030")


@pytest.mark.parametrize("html", ["<!-- x -->", "<html></html>", "<script>1</script>", "<img src=a>"])
def test_a_page_without_visible_text_is_refused(html: str) -> None:
    with pytest.raises(ReadError, match="no visible text"):
        read_bytes(html.encode(), "a.html")


TAGS = ("p", "div", "table", "tr", "td", "h1", "h2", "ul", "li", "b", "nav", "pre", "script", "a href=x")
PIECES = (
    "深圳",
    "产业。",
    "2018年",
    "a",
    "&nbsp;",
    "&#13;",
    "\r",
    "\n",
    "\u2028",
    "<br>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<",
    ">",
)
FRAGMENTS = st.lists(
    st.one_of(
        st.sampled_from(PIECES),
        st.sampled_from(TAGS).map(lambda tag: f"<{tag}>"),
        st.sampled_from(TAGS).map(lambda tag: f"</{tag.split()[0]}>"),
    ),
    max_size=60,
)


@settings(deadline=None, max_examples=150)
@given(FRAGMENTS)
def test_any_markup_gives_ordered_trimmed_blocks_joined_by_line_feeds(parts: list[str]) -> None:
    try:
        document = read_bytes(" ".join(parts).encode(), "a.html")
    except ReadError:
        return
    assert document.text == "\n".join(texts(document))
    assert all(words == words.strip() and "\n" not in words for words in texts(document))
