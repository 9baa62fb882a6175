"""The serial number of one carton or pallet (SSCC), counted from a company prefix that GS1 issued.

>>> make_sscc("106141411"[0], "0614141", 123456789)
'106141411234567897'
"""

from stdnum import ean

from lopo.facts.kinds import Refused
from lopo.facts.text import Text

BODY = 16
"""Digits of an SSCC between its extension digit and its check digit."""


def capacity(prefix: str) -> int:
    """How many serial numbers a prefix has for one extension digit."""
    return int(10 ** (BODY - len(prefix)))


def make_sscc(extension: int | str, prefix: str, serial: int) -> str:
    """The 18 digits of ``serial``; raises :class:`Refused` where the prefix holds no such serial."""
    if not 0 <= serial < capacity(prefix):
        raise Refused(
            Text("Nomor karton dari awalan ini sudah habis. Minta awalan baru ke GS1 Indonesia.",
                 "This prefix has no carton numbers left. Ask GS1 Indonesia for another one.")
        )  # fmt: skip
    digits = f"{extension}{prefix}{serial:0{BODY - len(prefix)}d}"
    return digits + str(ean.calc_check_digit(digits))
