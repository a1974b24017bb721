"""What a PDF says of itself, where it is sane."""

from __future__ import annotations

import datetime
import re
from typing import Any

from jiqun.read.parsed import clean

_DATE = re.compile(r"D?:?(\d{4})(\d{2})(\d{2})")
_FILE_NAME = re.compile(r"\.(?:docx?|pdf|indd|wps|xlsx?|pptx?|qxd|tex|dvi|rtf|cdr|fbd|s10)\b", re.I)
_EMPTY = re.compile(r"(?:untitled|无标题|未命名|文档|document|print|microsoft|powerpoint|幻灯片|新建).{0,20}", re.I)


def stated(document: Any, name: str) -> str:
    """What a PDF says under a name; nothing when its characters are broken (half a surrogate pair)."""
    try:
        return str(document.get_metadata_value(name))
    except UnicodeDecodeError:
        return ""


def sane_title(title: str) -> str | None:
    """A title that names the document, not the file or the program that made it.

    >>> sane_title("Microsoft Word - 报告.doc"), sane_title("轴承产业报告")
    (None, '轴承产业报告')
    """
    title = " ".join(clean(title).split())
    if not 2 <= len(title) <= 120 or _FILE_NAME.search(title) or _EMPTY.fullmatch(title) or "\ufffd" in title:
        return None
    return title if (any(char.isalpha() for char in title) and not title.isascii()) or " " in title else None


def sane_date(stamp: str) -> str | None:
    """The day of a date stamp (``D:20190611…``) as ISO 8601; None before 1993, in the future, or when it is none.

    >>> sane_date("D:20190611093000+08'00'"), sane_date("D:19700101000000")
    ('2019-06-11', None)
    """
    found = _DATE.match(stamp)
    if found is None:
        return None
    try:
        day = datetime.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    return day.isoformat() if datetime.date(1993, 1, 1) <= day <= datetime.date.today() else None
