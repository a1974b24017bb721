"""What a page says about itself: its titles and its date."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from lxml import etree

from jiqun.read.text import iso_date

_TITLES = ("og:title", "twitter:title", "articletitle", "dc.title", "headline")
_DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "parsely-pub-date",
)
_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_BLANKS = re.compile(r"\s+")


def page_titles(root: etree._Element) -> list[str]:
    """The titles that the head of a page names, the best first."""
    metas = dict(_metas(root))
    named = [metas[name] for name in _TITLES if name in metas]
    tags = ["".join(str(text) for text in title.itertext()) for title in root.iterfind("head//title")]
    return [title for title in (_BLANKS.sub(" ", words).strip() for words in [*named, *tags]) if title]


def page_date(root: etree._Element) -> str | None:
    """The day on which the page says it was published (ISO 8601), never the day of a change; None when unsaid."""
    metas = dict(_metas(root))
    stated = [metas[name] for name in _DATES if name in metas]
    stated += [date for script in root.iter("script") for date in _json_dates(script)]
    stated += [time.get("datetime") or "" for time in root.iter("time")]
    return next((date for date in map(iso_date, stated) if date), None)


def _metas(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Names and contents of the metas, later ones first, so that a dict keeps the first."""
    for meta in reversed(list(root.iter("meta"))):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = (meta.get("content") or "").strip()
        if name and content:
            yield name.strip().lower(), content[:1000]


def _json_dates(script: etree._Element) -> Iterator[str]:
    if (script.get("type") or "").strip().lower() != "application/ld+json":
        return
    source = script.text or ""
    try:
        stack = [json.loads(source)]
    except (ValueError, RecursionError):  # broken JSON-LD is common; its date can still be read
        yield from _PUBLISHED.findall(source)
        return
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            if isinstance(item.get("datePublished"), str):
                yield item["datePublished"]
            stack.extend(value for value in item.values() if isinstance(value, dict | list))
        elif isinstance(item, list):
            stack.extend(item)
