"""Reasons: 因土地市场低迷减收12% is about what moved, 受房地产投资下降30%拖累 about the reason itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nianjian.binding import metrics
from nianjian.binding.phrases import BLANK
from nianjian.catalogue import worded

if TYPE_CHECKING:
    from nianjian.binding.area import Area
    from nianjian.binding.metrics import Metric
    from nianjian.quantities.scan import Quantity

_BECAUSE = re.compile(r"(?:主要)?(?:因(?![素子地材公])|由于|受|是)+")
_OPENS = ("因", "由于", "主要", "受")
_WHY = re.compile(r"(?:因(?![素子地材公])|由于|主要(?:是|因|由于|受))[^，,；;、]{2,20}")
_HAD_EFFECT = "«has_effect»"


def reason_for(metric: Metric, phrase: str, text: str, quantity: Quantity, area: Area) -> Metric:
    """What a change is of where the phrase in front of it may be a reason; EMPTY where it is only that."""
    words = phrase.strip(BLANK)
    if not words.startswith(_OPENS):
        return metric
    if worded(_HAD_EFFECT).match(text, quantity.tail_end):
        return metrics.read_phrase(_BECAUSE.sub("", words, count=1), area)
    return metrics.EMPTY if _WHY.fullmatch(words) else metric
