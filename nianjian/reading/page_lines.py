"""Lines that the page sets above a text and that say nothing of it: - 点击:97, 当前位置：首页."""

from __future__ import annotations

import re

_LINE = re.compile(
    r"[-—·•*|\s]*(?:发布|更新|编辑|发表|信息)?(?:时间|日期|来源|点击|浏览|阅读|作者|编辑|责编|字号|字体|分享)"
    r"(?:人|量|数|次数)?\s*[:：][^。]{0,60}"
    r"|您?(?:当前|现在)的?(?:所在)?(?:位置|页面)是?\s*[:：][^。]{0,80}"
)


def is_of_page(line: str) -> bool:
    """Whether a line gives the page's own particulars and nothing else."""
    return _LINE.fullmatch(line.strip()) is not None
