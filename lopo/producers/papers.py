"""The numbers of the papers a producer holds, all checked through one door: :func:`check_number`.

Lengths that no readable source confirms (NIB, halal certificate, newer MD) only warn; see ``papers.toml``.
"""

import datetime as dt
import functools
import re
from collections.abc import Callable
from typing import Any

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.producers.gtin import check_gtin
from lopo.producers.paper_number import NumberCheck, digits_of, is_blank, refused, tidy, without_digits
from lopo.producers.pirt import check_pirt


def check_nib(text: str) -> NumberCheck:
    """The business number (NIB) that OSS issues."""
    tidied = re.sub(r"^NIB[ .:\-]*", "", tidy(text))
    if blank := is_blank(tidied):
        return blank
    digits = digits_of(tidied)
    if isinstance(digits, Text):
        return refused(digits)
    return NumberCheck(warnings=_unusual_length(digits, "nib", "NIB"), compact=digits)


def check_md(text: str) -> NumberCheck:
    """The registration number of processed food: ``BPOM RI MD`` or ``MD`` and its digits."""
    tidied = tidy(text)
    if blank := is_blank(tidied):
        return blank
    found = re.fullmatch(r"(?:BPOM[ .\-]*)?(?:RI[ .\-]*)?(M[DL])[ .:\-]*(.*)", tidied)
    if found is None:
        return refused(
            Text("Nomor izin edar BPOM diawali MD, misalnya “BPOM RI MD 123456789012”.",
                 "A BPOM registration number begins with MD, such as “BPOM RI MD 123456789012”.")
        )  # fmt: skip
    if found[1] == "ML":
        return refused(
            Text("ML adalah nomor pangan impor. Pangan buatan sendiri memakai MD.",
                 "ML is a number of imported food. Food made here has MD.")
        )  # fmt: skip
    digits = digits_of(found[2])
    if isinstance(digits, Text):
        return refused(digits)
    if not digits:
        return without_digits("MD")
    return NumberCheck(warnings=_unusual_length(digits, "md", "MD"), compact=f"MD{digits}")


def check_halal(text: str) -> NumberCheck:
    """The number of a BPJPH halal certificate, which begins with ``ID``."""
    tidied = tidy(text)
    if blank := is_blank(tidied):
        return blank
    if not tidied.startswith("ID"):
        return refused(
            Text("Nomor sertifikat halal BPJPH diawali ID. Nomor KH yang lama tidak dicetak di label.",
                 "A BPJPH halal number begins with ID. The older KH number is not printed on labels.")
        )  # fmt: skip
    digits = digits_of(tidied[2:])
    if isinstance(digits, Text):
        return refused(digits)
    if not digits:
        return without_digits("ID")
    return NumberCheck(warnings=_unusual_length(digits, "halal", "ID"), compact=f"ID{digits}")


def check_merek(text: str) -> NumberCheck:
    """The filing or certificate number of a trademark; its form is not confirmed, so it only warns."""
    tidied = tidy(text)
    if blank := is_blank(tidied):
        return blank
    compact = re.sub(r"[ .\-/]", "", tidied)
    if not re.search(r"[0-9]", compact):
        return refused(Text("Nomor merek belum ada angkanya.", "The trademark number has no digits yet."))
    if not re.fullmatch(r"[A-Z]{0,4}[0-9]{4,}", compact):
        return NumberCheck(
            warnings=(
                Text("Nomor merek biasanya huruf (misalnya IDM atau DID) lalu angka. Cocokkan lagi.",
                     "A trademark number is usually letters (such as IDM or DID), then digits. Compare it."),
            ),
            compact=compact,
        )  # fmt: skip
    return NumberCheck(compact=compact)


def _unusual_length(digits: str, kind: str, after: str) -> tuple[Text, ...]:
    usual = _lengths()[kind]["digits"]
    if len(digits) in usual:
        return ()
    either = Text(" atau ".join(map(str, usual)), " or ".join(map(str, usual)))
    return (
        Text("Sesudah {after} biasanya ada {usual} angka, di sini {found}. Cocokkan lagi dengan suratnya.",
             "After {after} there are usually {usual} digits; here {found}. Please compare with the paper.",
             ).filled(after=after, usual=either, found=str(len(digits))),
    )  # fmt: skip


CHECKS: dict[str, Callable[[str], NumberCheck]] = {
    "nib": check_nib,
    "pirt": check_pirt,
    "md": check_md,
    "halal": check_halal,
    "merek": check_merek,
    "gtin": check_gtin,
}
"""Every kind of number and its check."""


def check_number(kind: str, text: str, on: dt.date | None = None) -> NumberCheck:
    """Check a number of ``kind`` (a key of :data:`CHECKS`); ``on`` lets a P-IRT year be found to have passed.

    Raises :class:`KeyError` for a kind that is not known.
    """
    if kind == "pirt":
        return check_pirt(text, on)
    return CHECKS[kind](text)


@functools.cache
def _lengths() -> dict[str, Any]:
    return read_toml("lopo.producers", "papers.toml")
