"""What a buyer may say of a product, what is held back for an officer, and what is serious.

The codes and the limits are in ``feedback.toml``.
"""

import datetime as dt
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml

SHOWN, HELD, HIDDEN = "shown", "held", "hidden"
STATES = (SHOWN, HELD, HIDDEN)

MOVES: Mapping[str, tuple[tuple[str, ...], str]] = {
    "show": ((HELD, HIDDEN), SHOWN),
    "hide": ((SHOWN, HELD), HIDDEN),
}
"""What an officer may do: from which states, to which one. Hiding asks for a reason."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something that can be wrong with a product; ``serious`` goes to the city at once."""

    code: str
    title: Text
    serious: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken from one visitor and of one product; see ``feedback.toml``."""

    seconds_least: int
    hours_most: int
    address_hour: int
    address_day: int
    product_day: int
    words_most: int
    photo_side: int


@dataclass(frozen=True, slots=True)
class Before:
    """How much was said before: from this network address, of this product."""

    address_hour: int
    address_day: int
    product_day: int


@functools.cache
def wrongs() -> Mapping[str, Wrong]:
    """Everything that can be wrong, by its code."""
    rows = _tables()["wrong"]
    return {
        row["code"]: Wrong(
            row["code"], Text.from_table(row["title"], row["code"]), bool(row.get("serious", False))
        )
        for row in rows
    }


@functools.cache
def limits() -> Limits:
    """The limits against abuse."""
    return Limits(**_tables()["limits"])


def is_serious(code: str) -> bool:
    """Whether the city has to hear of it at once."""
    return code in wrongs() and wrongs()[code].serious


def refuse_too_fast(begun: dt.datetime, now: dt.datetime) -> None:
    """A form that is sent as soon as it is opened was not filled by a person. Raises :class:`Refused`."""
    took = now - begun
    if took < dt.timedelta(seconds=limits().seconds_least):
        raise Refused(Text("Itu cepat sekali. Tunggu sebentar, lalu kirim lagi.",
                           "That was very fast. Wait a moment, then send it again."))  # fmt: skip
    if took > dt.timedelta(hours=limits().hours_most):
        raise Refused(Text("Halaman ini sudah lama terbuka. Kirim sekali lagi.",
                           "This page was open for long. Send it once more."))  # fmt: skip


def refuse_too_many(before: Before) -> None:
    """From one network address only so much in an hour and a day. Raises :class:`Refused`."""
    if before.address_hour >= limits().address_hour or before.address_day >= limits().address_day:
        raise Refused(
            Text("Dari jaringan ini sudah banyak tanggapan masuk. Coba lagi satu jam lagi.",
                 "Much has come from this network already. Try again in an hour.")
        )  # fmt: skip


def refuse_links(words: str) -> None:
    """No addresses of other sites: nobody needs one to say what was wrong. Raises :class:`Refused`."""
    if re.search(_tables()["held"]["link"], words, re.IGNORECASE):
        raise Refused(Text("Tulis tanpa alamat web.", "Write it without web addresses."))


def why_held(words: str, before: Before) -> str:
    """Why an officer looks at it first: ``phone``, ``shouting``, ``words``, ``many``; or nothing."""
    held = _tables()["held"]
    if re.search(held["phone"], words):
        return "phone"
    if re.search(held["shouting"], words):
        return "shouting"
    lowered = words.casefold()
    if any(re.search(rf"\b{re.escape(word)}\b", lowered) for word in held["words"]):
        return "words"
    return "many" if before.product_day >= limits().product_day else ""


@functools.cache
def _tables() -> Mapping[str, Any]:
    return read_toml("lopo.market.catalogue", "feedback.toml")
