"""How an owner said that her page may be opened, where somebody opens it for her."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from lopo.facts.text import Text

_WAYS = {
    "beside": Text("Ia melihat halamannya bersama saya", "She looked at the page with me"),
    "read": Text("Halamannya saya bacakan lewat telepon", "I read the page to her by phone"),
    "signed": Text("Ia menandatangani surat; suratnya saya simpan", "She signed a paper, which I keep"),
}


@dataclass(frozen=True, slots=True)
class Consent:
    """One owner's yes: in which way it was given, on which day."""

    way: str
    on: dt.date


def ways() -> Mapping[str, Text]:
    """The ways in which she can have said it, by their code."""
    return _WAYS
