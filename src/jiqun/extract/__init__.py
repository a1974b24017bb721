"""From a document to what it claims, each claim with the span that states it.

>>> from jiqun.model import Block, Document
>>> text = "2018年株洲轨道交通产业总产值达到1250亿元。"
>>> [figure] = [c for c in extract(Document(text, (Block(0, len(text)),))) if c.kind == "figure"]
>>> figure.value, figure.unit, figure.period, figure.indicator
(125000000000.0, 'CNY', '2018', '总产值')
"""

from __future__ import annotations

import sys

from jiqun.callable_module import CallableModule
from jiqun.extract.document import RULES_VERSION, extract
from jiqun.extract.languages import periods, quantities
from jiqun.extract.period import Period
from jiqun.extract.quantity import Quantity

__all__ = ["RULES_VERSION", "Period", "Quantity", "extract", "periods", "quantities"]

sys.modules[__name__].__class__ = CallableModule
