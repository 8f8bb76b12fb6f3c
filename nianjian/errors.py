"""The errors that a user can cause, each with its reason and its remedy."""

from __future__ import annotations


class SeedRefused(Exception):  # noqa: N818 (it names what happened to the seed)
    """A seed file that cannot be read as text.

    `reason` is a short code for grouping; `detail` says what is wrong, where, and what to do about it.
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class SeedsMissing(Exception):  # noqa: N818 (it names what is wrong)
    """The corpus folder is not there or holds no file; the message says where, and the remedy."""
