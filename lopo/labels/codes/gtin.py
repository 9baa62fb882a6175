"""The number of a product (GTIN-8, 12, 13 or 14): checked, who issued it, and the number of its case.

A number says who issued it, never where the goods were made, and the company's part has no fixed length, so
a number is never split. Check digit: python-stdnum; GS1 prefixes: biip; the rest with sources: ``gtin.toml``.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from stdnum import ean

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.producers.gtin_faults import LENGTHS, digits_in, fault_of
from lopo.producers.gtin_prefix import issuer_of, note_on


@dataclass(frozen=True, slots=True)
class GtinCheck:
    """What a check of a number gives.

    ``kind`` is ``GTIN-8``, ``GTIN-12``, ``GTIN-13`` or ``GTIN-14``, empty when the count of digits fits none.
    ``problems`` mean that it cannot be right, ``warnings`` that it looks unusual for goods from Kupang.
    ``as_gtin14`` is the number with zeros before it, as databases keep it; empty while there are problems.
    """

    digits: str
    kind: str = ""
    problems: tuple[Text, ...] = ()
    warnings: tuple[Text, ...] = ()
    issuer: str = ""

    @property
    def valid(self) -> bool:
        return not self.problems

    @property
    def as_gtin14(self) -> str:
        return self.digits.zfill(14) if self.valid else ""

    @property
    def at_the_till(self) -> str:
        """The digits that a pack's barcode carries; "" for a case, and for a number that is not right.

        A shop's list writes every number with 14 digits, zeros in front; the bars are those of the number.
        """
        if not self.valid or len(self.digits) < LENGTHS[-1]:
            return self.digits if self.valid else ""
        unit = self.digits[1:]
        return "" if self.digits[0] != "0" else unit[5:] if unit.startswith("00000") else unit


def check(code: str, length: int | None = None) -> GtinCheck:
    """Check a number as a person writes it; with ``length``, only a number of so many digits is right."""
    digits, unread = digits_in(code)
    fault = unread or fault_of(digits, length)
    kind = f"GTIN-{len(digits)}" if unread is None and len(digits) in LENGTHS else ""
    if fault is not None:
        return GtinCheck(digits, kind if length in (None, len(digits)) else "", problems=(fault,))
    return GtinCheck(digits, kind, warnings=_warnings(digits), issuer=issuer_of(digits))


def normal_gtin(code: str) -> str:
    """The 14 digits of a right number; raises :class:`Refused` with the first problem of a wrong one."""
    checked = check(code)
    if checked.problems:
        raise Refused(checked.problems[0])
    return checked.as_gtin14


def case_gtin(gtin: str, indicator: int) -> str:
    """The GTIN-14 of a case of units with ``gtin``; ``indicator`` (1 to 8) tells its cases apart."""
    case = gtin_table()["case"]
    if not case["least"] <= indicator <= case["greatest"]:
        raise Refused(
            Text("Angka karton harus {least} sampai {greatest}, bukan {indicator}.",
                 "The digit of a case is {least} to {greatest}, not {indicator}.")
            .filled(least=str(case["least"]), greatest=str(case["greatest"]), indicator=str(indicator))
        )  # fmt: skip
    unit = normal_gtin(gtin)
    if unit[0] != "0":
        raise Refused(
            Text(f"{unit} sudah nomor karton. Tulis nomor satu kemasannya.",
                 f"{unit} is the number of a case already. Write the number of one pack.")
        )  # fmt: skip
    body = f"{indicator}{unit[1:-1]}"
    return body + str(ean.calc_check_digit(body))


def _warnings(digits: str) -> tuple[Text, ...]:
    warnings = []
    if len(digits) == 14 and digits[0] == gtin_table()["case"]["variable_measure"]:
        warnings.append(
            Text("Angka 9 di depan berarti isinya berubah-ubah dan harus ditimbang.",
                 "The 9 in front says that the content varies and is weighed.")
        )  # fmt: skip
    note = note_on(digits)
    return (*warnings, note) if note else tuple(warnings)


@functools.cache
def gtin_table() -> Mapping[str, Any]:
    """The figures of ``gtin.toml``."""
    return read_toml("lopo.labels.codes", "gtin.toml")
