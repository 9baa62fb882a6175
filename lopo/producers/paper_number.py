"""What a check of a number on a paper gives, the same for every kind of number."""

import re
import unicodedata
from dataclasses import dataclass

from lopo.facts.text import Text


@dataclass(frozen=True, slots=True)
class NumberCheck:
    """The outcome of checking one number.

    ``problems`` mean that the number cannot be right; ``warnings`` that it looks unusual but may be right.
    ``compact`` is the number as it is stored, empty when it has problems.
    """

    problems: tuple[Text, ...] = ()
    warnings: tuple[Text, ...] = ()
    compact: str = ""

    @property
    def is_good(self) -> bool:
        return not self.problems


def refused(*problems: Text) -> NumberCheck:
    return NumberCheck(problems=problems)


def digits_of(text: str) -> str | Text:
    """The digits of a number in which only spaces, dots, hyphens and slashes may stand besides digits.

    Otherwise a sentence that names the first wrong character and its place.
    """
    wrong = re.search(r"[^0-9 .\-/]", text)
    if wrong is None:
        return re.sub(r"[^0-9]", "", text)
    place = wrong.start() + 1
    return Text(
        f"Huruf “{wrong[0]}” (tanda ke-{place} dari “{text}”) bukan angka. Periksa lagi nomornya.",
        f"“{wrong[0]}” (character {place} of “{text}”) is not a digit. Please look at the number again.",
    )


def tidy(text: str) -> str:
    """In capitals, with full-width digits, odd spaces and long dashes turned into plain ones."""
    plain = unicodedata.normalize("NFKC", text)
    plain = re.sub(r"[\u2010-\u2015\u2212_]", "-", plain)
    return re.sub(r"\s+", " ", plain).strip().upper()


def without_digits(after: str) -> NumberCheck:
    """The refusal of a number of which only the beginning was written."""
    return refused(Text(f"Angka sesudah {after} belum ditulis.", f"The digits after {after} are missing."))


def is_blank(text: str) -> NumberCheck | None:
    """A refusal when nothing was written, or nothing but marks such as ``-``."""
    if re.search(r"[^\W_]", text):
        return None
    return refused(Text("Nomornya masih kosong.", "The number is empty."))
