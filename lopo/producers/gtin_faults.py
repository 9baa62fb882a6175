"""What can be wrong with the number of a product, in the words that every page and command uses.

Check digit: python-stdnum. The company's part has no fixed length, so a number is never split.
"""

import unicodedata

from stdnum import ean

from lopo.facts.text import Text
from lopo.producers.gtin_prefix import indonesian_prefix

LENGTHS = (8, 12, 13, 14)
MARKS = " -.\u00a0\u2009\u2010\u2011\u2012\u2013"
"""Marks that people write between the digits; they are left out."""
LONGEST = 60
"""More characters than this are not looked at one by one."""

ALL_ZERO = Text(
    "Nomor yang semuanya nol tidak pernah diterbitkan.", "A number of zeros only is never issued."
)


def fault_of(digits: str, length: int | None = None) -> Text | None:
    """Why digits are no number of a product; with ``length``, only so many digits are right."""
    if len(digits) not in LENGTHS or length not in (None, len(digits)):
        return _wrong_length(digits, length)
    if not ean.is_valid(digits):
        return _wrong_check_digit(digits)
    return None if digits.strip("0") else ALL_ZERO


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
    if len(digits) == 12 and digits.startswith(indonesian_prefix()):
        hint = _missing_check_digit(digits)
        return Text(f"{sentence.id} {hint.id}", f"{sentence.en} {hint.en}")
    return sentence
