"""Characters seen in their usual form: full-width numerals and letters, corner quotes, odd blanks."""

import re
import string

BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
"""What stands where a blank is meant: a page that shows `&nbsp;` is saved with U+00A0."""
_ODD = re.compile(f"[{BLANKS}]")
_PLAIN = str.maketrans(dict.fromkeys(BLANKS, " "))
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ．％﹪／「」『』]")
_USUAL = {ord(c) + 0xFEE0: c for c in f"{string.digits}{string.ascii_letters}.%/"} | str.maketrans(
    "﹪「」『』", "%“”‘’"
)


def narrow(text: str) -> str:
    """７．５％ -> 7.5%, ＧＤＰ -> GDP, 「十三五」 -> “十三五”: one character for each."""
    return text.translate(_USUAL) if _WIDE.search(text) else text


def plain_blanks(text: str) -> str:
    """The text with plain blanks, one character for each."""
    return text.translate(_PLAIN) if _ODD.search(text) else text
