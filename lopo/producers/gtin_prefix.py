"""What the beginning of a product's number says: who issued it, and whether it is for general sale.

A number says who issued it, never where the goods were made. GS1 prefixes: biip; the rest with sources:
``gtin.toml``.
"""

import functools
from collections.abc import Mapping
from typing import Any

from biip import ParseError
from biip.gs1_prefixes import GS1Prefix, GS18Prefix

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml


def is_restricted(digits: str) -> bool:
    """Whether the number is for use inside one shop or for demonstration, never issued for general sale."""
    prefix = int(beginning_of(digits))
    return any(first <= prefix <= last for first, last in _table()["restricted"]["ranges"])


def beginning_of(digits: str) -> str:
    """The first three digits as GS1 counts them: of a number of eight, or of its form of thirteen."""
    return digits[:3] if len(digits) == 8 else digits.zfill(14)[1:4]


def note_on(digits: str) -> Text | None:
    """What is unusual about the beginning of a right number for goods from Kupang; nothing for 899."""
    return prefix_note(beginning_of(digits), eight=len(digits) == 8, issuer=issuer_of(digits))


def indonesian_prefix() -> str:
    """The prefix of GS1 Indonesia."""
    return str(_table()["indonesia"]["prefix"])


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


def prefix_note(beginning: str, *, eight: bool = False, issuer: str = "") -> Text | None:
    """What is unusual about a number that begins so (three digits), or nothing for 899."""
    if beginning == indonesian_prefix():
        return None
    inside = (
        beginning[0] in _table()["restricted_8"]["digits"] if eight else is_restricted(f"{beginning:0<13}")
    )
    if inside:
        return Text(
            "Nomor ini untuk pemakaian di dalam satu toko atau contoh saja; toko lain tidak mengenalnya.",
            "This number is for use inside one shop or as an example; other shops do not know it.",
        )
    for row in _table()["not_for_sale"]:
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
def _table() -> Mapping[str, Any]:
    return read_toml("lopo.producers", "gtin.toml")
