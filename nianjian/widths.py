"""Characters seen in their usual form: numerals in full width, corner brackets, the blanks of typesetters."""

from nianjian.places import has_any

BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
"""What stands where a blank is meant: a page that shows `&nbsp;` is saved with U+00A0."""
_PLAIN = str.maketrans(dict.fromkeys(BLANKS, " "))
_FULL = "０１２３４５６７８９．％﹪／「」『』"
_HALF = str.maketrans(_FULL, "0123456789.%%/“”‘’")


def narrow(text: str) -> str:
    """７．５％ -> 7.5%, 「十三五」 -> “十三五”: the usual characters of numerals and quotes, one for each."""
    return text.translate(_HALF) if has_any(text, _FULL) else text


def plain_blanks(text: str) -> str:
    """The text with plain blanks, one character for each."""
    return text.translate(_PLAIN) if has_any(text, BLANKS) else text
