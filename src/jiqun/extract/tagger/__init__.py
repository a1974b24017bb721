"""A statistical tagger that runs offline: words with part of speech, persons, places, organisations and times.

It runs the weights of Baidu's LAC 2.1.2 (Apache-2.0; data/LICENSE, data/NOTICE) in NumPy. Nothing is loaded before the
first sentence is tagged.
"""

from __future__ import annotations

from jiqun.extract.tagger.tag import Span, tag

__all__ = ["Span", "tag"]
