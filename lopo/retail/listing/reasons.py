"""Why a buyer does not take a product, as codes, and what each asks of the owner (``reasons.toml``)."""

import datetime as dt
import functools
from collections.abc import Mapping
from dataclasses import dataclass

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml

REJECT, VERDICT, DELIST = PLACES = ("reject", "verdict", "delist")
PLACE_OF = {"reject": REJECT, "verdict-not": VERDICT, "delist": DELIST}
"""Where the reason of a transition is given."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One code. ``days`` is how long mending takes as the house reckons it; ``page`` where it is done.

    ``mends`` is false where the product is as it should be, and only time has to pass.
    """

    code: str
    title: Text
    says: Text
    does: Text
    requirements: tuple[str, ...]
    days: int
    places: tuple[str, ...]
    page: str = ""
    needs_words: bool = False
    mends: bool = True

    @property
    def mending(self) -> dt.timedelta:
        """How long mending takes."""
        return dt.timedelta(days=self.days)


@functools.cache
def reasons() -> Mapping[str, Reason]:
    """Every reason by its code, in the order in which a buyer reads them."""
    raw = read_toml("lopo.retail.listing", "reasons.toml")
    return {
        code: Reason(
            code=code,
            title=Text.from_table(each["title"], code),
            says=Text.from_table(each["says"], code),
            does=Text.from_table(each["does"], code),
            requirements=tuple(each["requirements"]),
            days=each["days"],
            places=tuple(each["for"]),
            page=each.get("page", ""),
            needs_words=each.get("words", False),
            mends=each.get("mends", True),
        )
        for code, each in raw.items()
        if isinstance(each, dict)
    }


def reasons_for(transition: str) -> list[Reason]:
    """The reasons that can be given with a transition, in order."""
    place = PLACE_OF.get(transition)
    return [each for each in reasons().values() if place in each.places]


def read_reason(code: object, transition: str, words: str) -> Reason:
    """The reason as sent. Raises :class:`Refused`."""
    found = {each.code: each for each in reasons_for(transition)}.get(str(code or ""))
    if found is None:
        raise Refused(
            Text("Pilih satu alasan, supaya dapur tahu apa yang harus dibenahi.",
                 "Choose one reason, so that the kitchen knows what to mend.")
        )  # fmt: skip
    if found.needs_words and not words.strip():
        raise Refused(Text("Tulis alasannya dengan kata-kata.", "Write the reason in words."))
    return found
