"""Three-valued truth (Kleene's strong logic): what is not known is not known, all the way up."""

import enum
from collections.abc import Iterable


class Truth(enum.Enum):
    MET = "met"
    NOT_MET = "not_met"
    NOT_KNOWN = "not_known"

    def __invert__(self) -> "Truth":
        return _OPPOSITE[self]


_OPPOSITE = {Truth.MET: Truth.NOT_MET, Truth.NOT_MET: Truth.MET, Truth.NOT_KNOWN: Truth.NOT_KNOWN}


def truth_of(holds: bool) -> Truth:
    return Truth.MET if holds else Truth.NOT_MET


def all_of(truths: Iterable[Truth]) -> Truth:
    """Not met if one is not met; otherwise not known if one is not known; otherwise met."""
    seen = set(truths)
    if Truth.NOT_MET in seen:
        return Truth.NOT_MET
    return Truth.NOT_KNOWN if Truth.NOT_KNOWN in seen else Truth.MET


def any_of(truths: Iterable[Truth]) -> Truth:
    """Met if one is met; otherwise not known if one is not known; otherwise not met."""
    seen = set(truths)
    if Truth.MET in seen:
        return Truth.MET
    return Truth.NOT_KNOWN if Truth.NOT_KNOWN in seen else Truth.NOT_MET
