"""What a portal writes into a report: its tag before the title, the title again and again, its keywords."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from nianjian.repair.page import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator

KIND = "portal_boilerplate"
_TAG = re.compile(
    r"\s*(【[^】\n]{0,10}(?:招商|政务|要闻|快讯|新闻|动态|资讯|发布|转载|热点|头条|图文|推荐|网|报)】)(?=\S)"
)
_TITLE = re.compile(r"\S[^\n]{6,60}")
_PART = re.compile("全文完|全文|第[一二三四五六七八九十]部分")
_KEYWORD = re.compile("[(（](?<=[。！；;!].)(?:政府)?工作报告(?:全文)?[)）](?=[ \u4e00-\u9fff])")
# A site's stamp against copying: the same three signs behind the paragraphs, in the spelling of no word.
_STAMP = re.compile("[A-Za-z](?<=[\u4e00-\u9fff。，；：:！、”）)\\n].)[A-Za-z0-9]{2}(?=\\s|$)")
_STAMPS = 4


def portal_insertions(text: str) -> Iterator[Proposal]:
    """`【某区招商】` before the title; the title with 全文, 第一部分 within the text; (政府工作报告)."""
    tag = _TAG.match(text)
    if tag:
        yield Proposal(tag.start(1), tag.end(1), "", KIND, "portal_tag", "before_title")
    title = _TITLE.search(text, tag.end(1) if tag else 0)
    if title and "报告" in title[0]:
        at = text.find(title[0], title.end())
        while at >= 0:
            end = at + len(title[0])
            if part := _PART.match(text, end):
                end = part.end()
                yield Proposal(at, end, "", KIND, "title_again", "same_as_title")
            at = text.find(title[0], end)
    if "工作报告)" in text or "工作报告）" in text:
        for hit in _KEYWORD.finditer(text):
            yield Proposal(hit.start(), hit.end(), "", KIND, "portal_keyword", "between_sentences")


def stamps(text: str) -> Iterator[Proposal]:
    """`提出意见。Qxv`: the same letters at the end of paragraph after paragraph, and nowhere else."""
    ends = [line[-3:] for line in text.splitlines()]
    if 2 * sum(end.isascii() and end.isalnum() for end in ends) < _STAMPS:
        # Ten times faster than the search, and true of most texts.
        return
    hits = [hit for hit in _STAMP.finditer(text) if not (hit[0].isupper() or hit[0].islower())]
    if len(hits) < _STAMPS:
        return
    stamp, count = Counter(hit[0] for hit in hits).most_common(1)[0]
    at_end = sum(text.startswith(("\n", "  ", "\r"), hit.end()) for hit in hits if hit[0] == stamp)
    if count < _STAMPS or text.count(stamp) > count or 2 * at_end < count:
        return
    for hit in hits:
        if hit[0] == stamp:
            yield Proposal(hit.start(), hit.end(), "", KIND, "stamp", f"repeated:{count}")
