"""Judging on pages: with a token, through the ledger, and never without a way back."""

from jiqun.web.review.desk import Desk
from jiqun.web.review.pages import review_router
from jiqun.web.review.sessions import Sessions

__all__ = ["Desk", "Sessions", "review_router"]
