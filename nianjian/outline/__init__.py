"""Outline: clean text -> section tree (numbering as constraint, then where each heading ends)."""

from __future__ import annotations

from nianjian.outline.items import Item, items
from nianjian.outline.passages import Passage, passages, role_at
from nianjian.outline.tree import outline

__all__ = ["Item", "Passage", "items", "outline", "passages", "role_at"]
