"""Mobile numbers as people in Indonesia write them, read into E.164.

``0812-3456-7890``, ``62 812 3456 7890`` and ``+62 (812) 3456.7890`` are all ``+6281234567890``.
The lengths stand in ``phone.toml`` with their source.
"""

import re
from functools import cache

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml

_DECORATION = re.compile(r"[\s().\-\u00a0\u2010-\u2015/]+")


@cache
def _plan() -> dict[str, str | int]:
    table = read_toml("lopo.accounts", "phone.toml")
    mobile: dict[str, str | int] = table["mobile"]
    return mobile


def read_phone(typed: str) -> str | Text:
    """The number in E.164, or a sentence that says what is wrong with it and how to mend it."""
    bare = _DECORATION.sub("", typed)
    if not bare:
        return Text(
            "Nomor HP belum diisi. Contoh: 0812-3456-7890.", "No phone number yet. Example: 0812-3456-7890."
        )
    if not re.fullmatch(r"\+?[0-9]+", bare):
        return Text(
            "Nomor HP hanya berisi angka. Contoh: 0812-3456-7890.",
            "A phone number has digits only. Example: 0812-3456-7890.",
        )
    return _checked(_national(bare))


def _national(bare: str) -> str | None:
    """The digits after country code and trunk zero; ``None`` for another country's number."""
    code = str(_plan()["country_code"])
    if bare.startswith("00"):
        bare = "+" + bare[2:]
    if bare.startswith("+"):
        # "+62 0812..." is a common slip: the trunk zero is dropped.
        return bare[1 + len(code) :].removeprefix("0") if bare.startswith("+" + code) else None
    if bare.startswith("0"):
        return bare[1:]
    return bare.removeprefix(code).removeprefix("0") if bare.startswith(code) else bare


def _checked(national: str | None) -> str | Text:
    plan = _plan()
    if national is None:
        return Text(
            "Nomor HP harus nomor Indonesia (+62). Dengan nomor negara lain, masuklah dengan email.",
            "The phone number must be Indonesian (+62). With another country's number, sign in by email.",
        )
    if not national.startswith(str(plan["first_digit"])):
        return Text(
            "Nomor HP diawali 08 atau +628. Nomor telepon rumah tidak bisa menerima SMS.",
            "A mobile number starts with 08 or +628. A landline cannot receive text messages.",
        )
    if len(national) < int(plan["least_digits"]):
        return Text(
            "Nomor HP kurang panjang. Periksa lagi, mungkin ada angka yang terlewat.",
            "The phone number is too short. Check whether a digit is missing.",
        )
    if len(national) > int(plan["most_digits"]):
        return Text(
            "Nomor HP terlalu panjang. Periksa lagi, mungkin ada angka yang terketik dua kali.",
            "The phone number is too long. Check whether a digit was typed twice.",
        )
    return f"+{plan['country_code']}{national}"


def local_form(phone: str) -> str:
    """An E.164 number as it is said here: ``0812-3456-7890``."""
    local = "0" + phone.removeprefix(f"+{_plan()['country_code']}")
    return "-".join(part for part in (local[:4], local[4:8], local[8:]) if part)
