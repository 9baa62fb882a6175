"""Codes of products as files hold them: as text, as a number, with zeros in front, or spoilt by Excel."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from lopo.labels.codes.gtin import check
from lopo.retail.sellout.words import spaced

_SCIENTIFIC = re.compile(r"\d+(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_SHORTEST = 8
"""Digits of the shortest number that may be a GTIN."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code as it can be compared; ``lost`` where Excel has rounded its digits away."""

    text: str
    lost: bool = False

    @property
    def gtin(self) -> str:
        """The 14 digits of a right GTIN, else nothing."""
        digits = self.text
        if self.lost or not digits.isdecimal() or not digits.isascii():
            return ""
        short = digits.lstrip("0")
        for tried in (digits, short, short.zfill(13), short.zfill(12), short.zfill(8)):
            if len(short) >= _SHORTEST - 1 and len(tried) >= _SHORTEST and check(tried).valid:
                return tried.zfill(14)
        return ""

    @property
    def key(self) -> str:
        """How it is remembered: without spaces and zeros in front, letters large."""
        return self.text.lstrip("0").upper() or self.text


def read_code(cell: object) -> Code:
    """The code in a cell; empty where there is none."""
    if cell is None or isinstance(cell, bool):
        return Code("")
    if isinstance(cell, int):
        return Code(str(cell))
    if isinstance(cell, float):
        whole = abs(cell) < 1e17 and cell == int(cell)
        return Code(str(int(cell)) if whole else str(cell))
    text = spaced(cell).strip("'’`\"* ")
    if text.startswith("=") and '"' in text:
        text = text.strip('="')  # as CSV files keep zeros in front: ="0899..."
    if _SCIENTIFIC.fullmatch(text):
        return _unfolded(text)
    joined = re.sub(r"[\s\-]", "", text)
    if joined.isdecimal():
        return Code(joined)
    padded = re.fullmatch(r"(\d+)[.,]0+", joined)
    return Code(padded[1] if padded else text)


def _unfolded(text: str) -> Code:
    """``8,990000000013E+12`` still holds all its digits, ``8,99E+12`` does not."""
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return Code(text, lost=True)
    digits, exponent = number.as_tuple().digits, int(number.as_tuple().exponent)
    if exponent > 0 or len(digits) + exponent > 20:
        return Code(text, lost=True)
    return Code(str(int(number))) if number == number.to_integral_value() else Code(text, lost=True)
