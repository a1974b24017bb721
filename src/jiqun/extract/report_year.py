"""The year that a report tells about: what 全年 and 年末 mean in a communiqué, a yearly report or a work report."""

from __future__ import annotations

import re

from jiqun.model import Document

# How the title of a text about one year is made.
_TITLED = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s?年?度?[^,。;\n]{0,30}?(?:统计公报|公报|年报|年度报告|年鉴|经济运行|运行情况|工作总结|总结报告|社会责任报告)"
)
_WORK_REPORT = re.compile(r"政\s?府\s?工\s?作\s?报\s?告|工作报告|计划执行情况|预算执行情况")
_REVIEWED = re.compile(
    r"((?:19|20)\d\d)年度?(?:政府)?(?:工作|主要工作|经济社会发展)?(?:回顾|情况)|(?:回顾|刚刚过去的|过去的)((?:19|20)\d\d)年"
    r"|((?:19|20)\d\d)年,?是(?:我[市县省区州]|本届|全面|极不|极其|[^,。;]{0,12}发展)"
)
_WHOLE_YEAR = re.compile(r"全年(?!度?(?:的?(?:目标|任务|计划|工作)|无休|有望|预计|可|上看|力争))")
_OPENING = 120
_REPORT_MONTHS = 4  # congresses of the people meet until April
_NEWS_MONTHS = 3


def report_year(view: str, document: Document) -> str | None:
    """The year as four digits, or None when neither title nor date tells.

    A title with its year (2019年…统计公报) decides; a work report of the first four months, and any text of the first
    three that tells of a whole year, tells of the year before.
    """
    titled = _TITLED.search(view, 0, _OPENING)
    if titled:
        return titled["year"]
    reports = _WORK_REPORT.search(view, 0, _OPENING) is not None
    reviewed = _REVIEWED.search(view) if reports else None
    if reviewed:
        return next(year for year in reviewed.groups() if year)
    date = document.date
    if date is None or len(date) < 7:
        return None
    month = int(date[5:7])
    told = month <= _REPORT_MONTHS if reports else month <= _NEWS_MONTHS and _WHOLE_YEAR.search(view) is not None
    return str(int(date[:4]) - 1) if told else None
