"""The number of a product (GTIN-8, 12, 13 or 14): checked, who issued it, and the number of its case.

A number says who issued it, never where the goods were made, and the company's part has no fixed length, so
a number is never split. Check digit: python-stdnum; GS1 prefixes: biip; the rest with sources: ``gtin.toml``.
"""

import functools
import importlib.resources
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from biip import ParseError
from biip.gs1_prefixes import GS1Prefix, GS18Prefix
from stdnum import ean

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.producers.gtin import LENGTHS, is_restricted

MARKS = " -.\u00a0\u2009\u2010\u2011\u2012\u2013"
"""Marks that people write between the digits; they are left out."""
LONGEST = 60
"""More characters than this are not looked at one by one."""


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


def check(code: str, length: int | None = None) -> GtinCheck:
    """Check a number as a person writes it; with ``length``, only a number of so many digits is right."""
    digits, wrong = digits_in(code)
    if wrong is not None:
        return GtinCheck(digits, problems=(wrong,))
    if len(digits) not in LENGTHS or length not in (None, len(digits)):
        return GtinCheck(digits, problems=(_wrong_length(digits, length),))
    kind = f"GTIN-{len(digits)}"
    if not ean.is_valid(digits):
        return GtinCheck(digits, kind, problems=(_wrong_check_digit(digits),))
    if not digits.strip("0"):
        return GtinCheck(digits, kind, problems=(ALL_ZERO,))
    issuer = issuer_of(digits)
    return GtinCheck(digits, kind, warnings=_warnings(digits, issuer), issuer=issuer)


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


def issuer_of(digits: str) -> str:
    """The GS1 organisation that gave out a number (``GS1 Indonesia``); empty where none is known."""
    try:
        prefix = GS18Prefix.extract(digits) if len(digits) == 8 else GS1Prefix.extract(digits.zfill(14)[1:])
    except ParseError:
        return ""
    usage = "" if prefix is None else prefix.usage
    if usage.startswith("Global Office"):
        return "GS1 Global Office"
    return usage if usage.startswith("GS1 ") and "coupon" not in usage else ""


ALL_ZERO = Text(
    "Nomor yang semuanya nol tidak pernah diterbitkan.", "A number of zeros only is never issued."
)


def digits_in(code: str) -> tuple[str, Text | None]:
    """The digits of a number as people write it, and why it cannot be read, if so."""
    plain = unicodedata.normalize("NFKC", code.strip()[: LONGEST + 1])
    digits = "".join(sign for sign in plain if sign.isascii() and sign.isdigit())
    if not plain.strip(MARKS):
        return "", Text("Nomornya masih kosong.", "The number is empty.")
    for place, sign in enumerate(plain, start=1):
        if not (sign.isascii() and sign.isdigit()) and sign not in MARKS:
            return digits, _wrong_sign(sign, place)
    return digits, None


def _wrong_sign(sign: str, place: int) -> Text:
    if sign.isdecimal():
        return Text(
            f"Tanda ke-{place}, “{sign}”, adalah angka {int(sign)} dari tulisan lain. Ketik dengan 0–9.",
            f"Character {place}, “{sign}”, is the digit {int(sign)} of another script. Type it as 0 to 9.",
        )
    shown = name_of_sign(sign)
    return Text(
        f"Tanda ke-{place}, {shown.id}, bukan angka. Nomor barcode hanya berisi angka.",
        f"Character {place}, {shown.en}, is not a digit. A barcode number holds digits only.",
    )


def name_of_sign(sign: str) -> Text:
    """A character as a sentence can name it: itself, or its code where it cannot be seen."""
    if sign == " ":
        return Text("spasi", "a space")
    if sign.isprintable() and not sign.isspace() and not unicodedata.combining(sign):
        return Text.same(f"“{sign}”")
    code = f"U+{ord(sign):04X}"
    return Text(f"tanda yang tidak terlihat ({code})", f"a mark that cannot be seen ({code})")


def _wrong_length(digits: str, length: int | None) -> Text:
    found = str(len(digits)) if len(digits) <= LONGEST else f"> {LONGEST}"
    wanted = Text.same(str(length)) if length else Text("8, 12, 13, atau 14", "8, 12, 13 or 14")
    sentence = Text(
        "Di sini ada {found} angka, padahal harus {wanted}.",
        "There are {found} digits here; {wanted} are wanted.",
    ).filled(found=found, wanted=wanted)
    hint = _length_hint(digits, length)
    return sentence if hint is None else Text(f"{sentence.id} {hint.id}", f"{sentence.en} {hint.en}")


def _length_hint(digits: str, length: int | None) -> Text | None:
    if length is not None and len(digits) > length and not digits[:-length].strip("0"):
        return Text("Nol di depannya tidak usah ditulis.", "Leave out the zeros before it.")
    if length == 13 and len(digits) == 14 and ean.is_valid(digits):
        body = digits[1:-1]
        unit = body + str(ean.calc_check_digit(body))
        return Text(
            f"Ini nomor karton; nomor satu kemasannya {unit}.",
            f"This is the number of a case; one pack in it has {unit}.",
        )
    if len(digits) > LONGEST or len(digits) + 1 != (length or 13):
        return None
    return _missing_check_digit(digits)


def _missing_check_digit(digits: str) -> Text:
    whole = digits + str(ean.calc_check_digit(digits))
    return Text(
        f"Kalau hanya angka terakhirnya yang hilang, nomor lengkapnya {whole}.",
        f"If only its last digit is missing, the whole number is {whole}.",
    )


def _wrong_check_digit(digits: str) -> Text:
    wanted = ean.calc_check_digit(digits[:-1])
    sentence = Text(
        f"Angka terakhir {digits[-1]} tidak cocok, hitungannya {wanted}. Ada angka yang keliru; salin lagi.",
        f"The last digit {digits[-1]} does not fit; {wanted} comes out. A digit was miscopied; copy again.",
    )
    if len(digits) == 12 and digits.startswith(gtin_table()["indonesia"]["prefix"]):
        hint = _missing_check_digit(digits)
        return Text(f"{sentence.id} {hint.id}", f"{sentence.en} {hint.en}")
    return sentence


def _warnings(digits: str, issuer: str) -> tuple[Text, ...]:
    warnings = []
    if len(digits) == 14 and digits[0] == gtin_table()["case"]["variable_measure"]:
        warnings.append(
            Text("Angka 9 di depan berarti isinya berubah-ubah dan harus ditimbang.",
                 "The 9 in front says that the content varies and is weighed.")
        )  # fmt: skip
    beginning = digits[:3] if len(digits) == 8 else digits.zfill(14)[1:4]
    if note := prefix_note(beginning, eight=len(digits) == 8, issuer=issuer):
        warnings.append(note)
    return tuple(warnings)


def prefix_note(beginning: str, *, eight: bool = False, issuer: str = "") -> Text | None:
    """What is unusual about a number that begins so (three digits), or nothing for 899."""
    if beginning == gtin_table()["indonesia"]["prefix"]:
        return None
    inside = (
        beginning[0] in gtin_table()["restricted_8"]["digits"]
        if eight
        else is_restricted(f"{beginning:0<13}")
    )
    if inside:
        return Text(
            "Nomor ini untuk pemakaian di dalam satu toko atau contoh saja; toko lain tidak mengenalnya.",
            "This number is for use inside one shop or as an example; other shops do not know it.",
        )
    for row in gtin_table()["not_for_sale"]:
        if not eight and row["range"][0] <= int(beginning) <= row["range"][1]:
            return Text.from_table(row["says"], "gtin.toml: not_for_sale")
    if not issuer:
        return Text(
            f"Kami tidak tahu siapa yang menerbitkan nomor berawalan {beginning}. Periksa dari mana asalnya.",
            f"We do not know who issued numbers that begin with {beginning}. Check its origin.",
        )
    return Text(
        f"Nomor ini dari {issuer}, bukan GS1 Indonesia. Itu soal penerbit nomor, bukan tempat pembuatan.",
        f"This number is from {issuer}, not GS1 Indonesia. That is who issued it, not where goods are made.",
    )


@functools.cache
def gtin_table() -> Mapping[str, Any]:
    """The figures of ``gtin.toml``."""
    return tomllib.loads((importlib.resources.files("lopo.labels.codes") / "gtin.toml").read_text("utf-8"))
