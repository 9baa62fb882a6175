"""Numbers as a person writes them, in both languages."""

from decimal import Decimal

from babel.numbers import format_decimal

from lopo.facts.text import LANGUAGES, Text


def say_number(number: int | Decimal) -> Text:
    """1.250,5 in Indonesian, 1,250.5 in English."""
    return Text(
        *(format_decimal(number, locale=language, decimal_quantization=False) for language in LANGUAGES)
    )


def say_rupiah(amount: int | Decimal) -> Text:
    """``Rp25.000`` in Indonesian, ``Rp25,000`` in English."""
    number = say_number(amount)
    return Text(f"Rp{number.id}", f"Rp{number.en}")
