"""The number under a barcode (GTIN-8, 12, 13 or 14).

Check digit: python-stdnum. Prefixes: 899 is GS1 Indonesia; 020-029, 040-049 and 200-299 are for use inside a
shop (``gtin.toml``). The company's part has no fixed length, so a number is never split.
"""

import functools
import importlib.resources
import tomllib
from typing import Any

from stdnum import ean

from lopo.facts.text import Text
from lopo.producers.paper_number import NumberCheck, digits_of, is_blank, refused, tidy

LENGTHS = (8, 12, 13, 14)


def check_gtin(text: str) -> NumberCheck:
    """Problems and warnings of a GTIN."""
    tidied = tidy(text)
    if blank := is_blank(tidied):
        return blank
    digits = digits_of(tidied)
    if isinstance(digits, Text):
        return refused(digits)
    if len(digits) not in LENGTHS:
        return refused(
            Text(f"Nomor barcode biasanya 13 angka, yang tertulis {len(digits)}.",
                 f"A barcode number usually has 13 digits; {len(digits)} are written.")
        )  # fmt: skip
    if not ean.is_valid(digits):
        return refused(_wrong_check_digit(digits))
    return NumberCheck(warnings=_prefix_warnings(digits), compact=digits)


def _wrong_check_digit(digits: str) -> Text:
    wanted = ean.calc_check_digit(digits[:-1])
    return Text(
        f"Angka terakhir tidak cocok: tertulis {digits[-1]}, hitungannya {wanted}. Ada angka yang keliru.",
        f"The last digit does not fit: {digits[-1]} is written, {wanted} comes out. A digit was miscopied.",
    )


def is_restricted(digits: str) -> bool:
    """Whether the number is for use inside one shop or for demonstration, never issued for general sale."""
    prefix = int(_prefix(digits))
    return any(first <= prefix <= last for first, last in _table()["restricted"]["ranges"])


def _prefix(digits: str) -> str:
    """The first three digits as GS1 counts them: of a number of eight, or of its form of thirteen."""
    return digits[:3] if len(digits) == 8 else digits.zfill(14)[1:4]


def _prefix_warnings(digits: str) -> tuple[Text, ...]:
    if is_restricted(digits):
        return (
            Text("Nomor ini untuk pemakaian di dalam satu toko atau contoh saja, bukan terbitan GS1.",
                 "This number is for use inside one shop or as an example; GS1 does not issue it."),
        )  # fmt: skip
    if _prefix(digits) != _table()["indonesia"]["prefix"]:
        return (
            Text("Nomor ini tidak diawali 899, jadi bukan dari GS1 Indonesia. Periksa dari mana asalnya.",
                 "This number does not begin with 899, so GS1 Indonesia did not issue it. Check its origin."),
        )  # fmt: skip
    return ()


@functools.cache
def _table() -> dict[str, Any]:
    return tomllib.loads((importlib.resources.files("lopo.producers") / "gtin.toml").read_text("utf-8"))
