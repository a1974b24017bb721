"""A small workspace of invented documents: figures in time, a target, a range, a bound, a PDF, and two builds."""

from __future__ import annotations

from pathlib import Path

import pdf_writer
from jiqun.workspace import Workspace

ONE = """# 洛阳轴承产业集群发展报告

洛阳轴承产业集群2015年工业总产值120亿元，2016年工业总产值135亿元，2017年工业总产值超过150亿元。\
2020年，洛阳轴承产业集群工业总产值达到210亿元。到2025年，洛阳轴承产业集群工业总产值将达到400亿元。

集群聚集了甲轴股份有限公司、乙轴集团、华兴钢球有限公司等企业，与洛阳理工大学、清华大学共建研究院。

## 典型做法

### 政府推动，统筹发展

市里成立领导小组，出台《洛阳轴承产业发展规划》，设立洛阳轴承产业基金，建成洛阳轴承检测公共服务平台。

### 引进培养高端人才

与清华大学合作，每年引进博士50名。
"""
TWO = """# 常州轴承产业集群概况

常州轴承产业集群2020年总产值250亿元。聚集了常州精工有限公司、丙轴科技等企业，与清华大学合作设立研究院。

## 典型做法

### 引进培养高端人才

常州出台《常州人才新政十条》，建成常州人才公寓。
"""
PAGES = (
    (
        "武汉光电产业集群年度报告",
        "2019年武汉光电产业集群主营业务收入500亿元，增长8%。",
        "2020年武汉光电产业集群工业总产值达到600—650亿元。",
    ),
    ("二、典型做法", "政府推动，成立领导小组，设立50亿元产业基金。"),
)


def workspace(folder: Path) -> Workspace:
    """The workspace, built twice: the second build has one document more, a PDF of two pages."""
    made = Workspace.create(folder / "work", "示例：轴承与光电")
    for name, text, title in (("a.md", ONE, "洛阳轴承产业集群发展报告"), ("b.md", TWO, "常州轴承产业集群概况")):
        file = folder / name
        file.write_text(text, encoding="utf-8")
        made.add(file, title=title, producer="测试", published="2021-03-01", url="https://example.org/" + name)
    made.build()
    sheets = []
    for lines in PAGES:
        sheet = pdf_writer.Sheet()
        for number, line in enumerate(lines):
            sheet.write(72, 90 + 30 * number, line, 20 if number == 0 else 10.5)
        sheets.append(sheet)
    (folder / "c.pdf").write_bytes(pdf_writer.pdf(sheets))
    made.add(folder / "c.pdf")
    made.build()
    return made
