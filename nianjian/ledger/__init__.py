"""Ledger: every numeral of the raw text -> exactly one role; the facts come out on the way."""

from __future__ import annotations

from nianjian.ledger.figures import read_figures

__all__ = ["read_figures"]
