"""Text from documents made harmless and visible: escaped, isolated, and with its invisible characters shown."""

from __future__ import annotations

from markupsafe import Markup, escape

from jiqun.words import is_chinese, quotation_marks, visible


def finalize(value: object) -> object:
    """What Jinja calls on every value it prints: plain text is made visible, then escaped."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return escape(visible(value))
    return value


def cite(text: str) -> Markup:
    """Words of a document inside a page: isolated from the direction of the text around, and marked as Chinese.

    >>> cite("<b>産業</b>")
    Markup('<bdi lang="zh">&lt;b&gt;産業&lt;/b&gt;</bdi>')
    """
    language = ' lang="zh"' if is_chinese(text) else ""
    return Markup(f"<bdi{language}>{escape(visible(text))}</bdi>")  # noqa: S704  escaped here


def quote(text: str) -> Markup:
    """A quote with its marks, which stay outside the isolated words.

    >>> quote("“九个一”推进机制")
    Markup('「<bdi lang="zh">“九个一”推进机制</bdi>」')
    """
    left, right = quotation_marks(text)
    return Markup(f"{left}{cite(text)}{right}")  # noqa: S704  our own marks around what is escaped


def filled(sentence: str, **words: str) -> Markup:
    """A sentence of ours with words of a document in its {gaps}, each isolated.

    >>> filled("from {title}", title="<A>")
    Markup('from <bdi>&lt;A&gt;</bdi>')
    """
    return escape(sentence).format(**{name: cite(text) for name, text in words.items()})
