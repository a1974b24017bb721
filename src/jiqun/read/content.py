"""Which blocks of a page are content: trafilatura votes, and counts only against what stands where chrome does."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence

from lxml import etree

from jiqun.read.visible import Draft

_NAVIGATION = frozenset(("nav", "menu", "search", "select"))
_ASIDE = frozenset(("header", "footer", "aside", "form"))
_ROLES = {
    "navigation": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
    "search": "navigation",
    "banner": "not_content",
    "contentinfo": "not_content",
    "complementary": "not_content",
}
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:(nav|navbar|navigation|menu|breadcrumbs?|crumbs?|pager|pagination|topbar|toolbar)|"
    r"(footer|foot|sidebar|side|comments?|share|sharing|related|recommend(?:ed|ation)?s?|copyright|ads?|advert\w*|login|"
    r"search|friendlinks?|hotnews|cookie\w*))(?:$|[\s_-])",
    re.I,
)
_MOST = 0.5
"""Chrome never holds most of a page's text: a form or a `class="nav-page"` around everything is a wrapper."""
_LARGEST, _DEEPEST = 1_000_000, 200
"""Characters and levels of a page beyond which trafilatura is not asked: 0.2 MB took it 0.3 s, 1 MB 3 s, 3 MB 21 s."""


def exclude(found: Sequence[Draft], html: str, root: etree._Element) -> None:
    """Set ``excluded`` on the blocks that trafilatura loses and that stand where chrome stands.

    Without a vote (a page too short, large or deep for it) only what the markup itself calls nav, footer or aside goes.
    """
    wrappers = _wrappers(found)
    vote = _vote(html, root)
    lines = {_letters(line) for line in vote.split("\n")} if vote else set()
    whole = _letters(vote) if vote else ""
    for draft in found:
        letters = _letters(draft.text)
        kept = letters in lines or (len(letters) >= 8 and letters in whole)
        if vote and kept:
            continue
        draft.excluded = _position(draft, wrappers, named=bool(vote))
        if draft.excluded is None and vote and draft.kind in ("paragraph", "list_item") and _is_link(draft):
            draft.excluded = "navigation"
    _headings_of_chrome(found)


def _wrappers(found: Sequence[Draft]) -> set[etree._Element]:
    total = sum(len(draft.text) for draft in found)
    sizes: dict[etree._Element, int] = {}
    for draft in found:
        for element in draft.path:
            sizes[element] = sizes.get(element, 0) + len(draft.text)
    return {element for element, size in sizes.items() if size > _MOST * total}


def _position(draft: Draft, wrappers: set[etree._Element], named: bool) -> str | None:
    """Why a block stands where chrome does, by its nearest telling ancestor; an article's own header is content."""
    in_article = any(element.tag in ("article", "main") for element in draft.path)
    for element in reversed(draft.path):
        if element in wrappers:
            continue
        tag = element.tag
        role = _ROLES.get((element.get("role") or "").lower())
        if role or tag in _NAVIGATION:
            return role or "navigation"
        if tag in ("article", "main"):
            return None
        if tag in _ASIDE and not (in_article and tag == "header"):
            return "not_content" if named or tag in ("footer", "aside") else None
        words = _NAMES.search(f"{element.get('class') or ''} {element.get('id') or ''}"[:500]) if named else None
        if words:
            return "navigation" if words[1] else "not_content"
    return None


def _is_link(draft: Draft) -> bool:
    return draft.linked >= 0.6 * len("".join(draft.text.split()))


def _headings_of_chrome(found: Sequence[Draft]) -> None:
    """A heading over links that went, itself a link, goes with them; between content blocks it stays."""
    gone = False
    for draft in reversed(found):
        if draft.kind != "heading":
            gone = draft.excluded is not None
        elif draft.depth > 1 and draft.excluded is None and gone and _is_link(draft):
            draft.excluded = "navigation"


def _vote(html: str, root: etree._Element) -> str:
    """What trafilatura extracts from the page, or an empty text when it is not asked or finds nothing."""
    if len(html) > _LARGEST or _depth(root) > _DEEPEST:
        return ""
    from trafilatura import extract

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # a page it cannot judge is no news to the user
    try:
        return extract(html.encode("utf-8"), include_comments=False, include_tables=True) or ""
    except (etree.LxmlError, ValueError, RecursionError):  # it has no vote on a page that it cannot parse
        return ""


def _depth(root: etree._Element) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())
