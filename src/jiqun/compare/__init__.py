"""Like with like: whether figures may be compared or summed, why not, and what would cure it.

>>> from jiqun import compare
>>> size = {"subject": "甲产业集群", "indicator": "产业规模", "value": 2.1e12, "unit": "CNY", "period": "2018"}
>>> compare.verdict(size, {**size, "subject": "乙产业集群", "period": None}).status
'refused'
"""

from __future__ import annotations

import sys

from jiqun.callable_module import CallableModule
from jiqun.compare.comparison import Comparison, Pair, compare
from jiqun.compare.gate import verdict
from jiqun.compare.measurability import Measurability, measurability
from jiqun.compare.preference import Conflict
from jiqun.compare.series import Series
from jiqun.compare.total import Total, total
from jiqun.compare.verdict import Finding, Need, Verdict

__all__ = [
    "Comparison",
    "Conflict",
    "Finding",
    "Measurability",
    "Need",
    "Pair",
    "Series",
    "Total",
    "Verdict",
    "compare",
    "measurability",
    "total",
    "verdict",
]

sys.modules[__name__].__class__ = CallableModule
