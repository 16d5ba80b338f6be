"""Numbers as they are written in digits: 1,234.5 and 1 234,5 and 1.234,5 and 6.02e23."""

import re
from fractions import Fraction

from .exact import MAX_DIGITS, TooLarge

FORMS = (
    r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?",
    r"[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d+)?(?! ?/)",
    r"[1-9]\d{0,2}(?:\.\d{3})+,\d+",
    r"[1-9]\d{0,2}(?:\.\d{3}){2,}",
    r"[1-9]\d{0,2}(?:['’]\d{3})+(?:\.\d+)?",
    r"[1-9]\d{0,2}(?:_\d{3})+(?:\.\d+)?",
    r"\d+\.(?=\\overline)",
    r"\d+(?:\.\d+)?",
    r"\.\d+",
)
END = r"(?![\d_])(?![.,]\d)"
LITERAL = re.compile(rf"(?P<digits>{'|'.join(f'{form}{END}' for form in FORMS)})(?:[eE](?P<exponent>[+-]?\d+))?{END}")
# In running text: a minus is a sign unless it stands between two operands, and a point that ends a sentence is none.
NUMBER = re.compile(
    r"(?:(?<![\w)\]}%])[-+−][ ]?)?[$€£¥]?\d+(?:[,.'’_\u00a0\u202f\u2009]\d+)*(?:[eE][-+]?\d+)?(?:/\d+)?(?:[ ]?\\?%)?"
)
MAX_EXPONENT_DIGITS = 4


def read_literal(found: re.Match[str]) -> Fraction:
    """The number of a match of LITERAL. Raises TooLarge."""
    digits, exponent = found["digits"], found["exponent"] or "0"
    if len(digits) > MAX_DIGITS:
        raise TooLarge(f"a number of more than {MAX_DIGITS} digits")
    if len(exponent.lstrip("+-").lstrip("0")) > MAX_EXPONENT_DIGITS:
        raise TooLarge(f"an exponent of more than {MAX_EXPONENT_DIGITS} digits")
    return Fraction(_with_decimal_point(digits)) * Fraction(10) ** int(exponent)


def _with_decimal_point(digits: str) -> str:
    digits = re.sub(r"[ '’_]", "", digits)
    is_point_last = digits.rfind(".") > digits.rfind(",")
    if digits.count(".") > 1:
        digits = digits.replace(".", "")
    elif "." in digits and not is_point_last:
        digits = digits.replace(".", "")
    elif re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        return digits.replace(",", "")
    return digits.replace(",", ".")
