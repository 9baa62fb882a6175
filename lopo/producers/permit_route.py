"""Which registration a food goes: P-IRT (home industry), MD (BPOM) or none.

Rule: PerBPOM 4/2024 art. 10 (as told by BPOM Istana UMKM,
https://istanaumkm.pom.go.id/id/artikel-pangan/bagaimana-alur-penerbitan-sppirt) lists what may not hold a
P-IRT; what it shuts out goes to MD. Sterilised food stands in the older list (22/2018), which still explains
"special handling". That food sold fresh the same day, or not packed, needs neither is our reading.
"""

from dataclasses import dataclass, fields

PIRT, MD, NONE = "pirt", "md", "none"


@dataclass(frozen=True, slots=True)
class FoodCircumstances:
    """What the route depends on. Each is yes, no, or ``None`` for not known.

    One of the first two sets the food free of both; the next ones shut P-IRT out when they are true, the last
    ones when they are false.
    """

    sold_fresh: bool | None = None
    sold_unpacked: bool | None = None

    cold_chain: bool | None = None
    heat_sterilised: bool | None = None
    additive_or_aid: bool | None = None
    compulsory_sni: bool | None = None
    special_diet: bool | None = None
    alcoholic: bool | None = None
    carries_claims: bool | None = None

    made_at_home: bool | None = None
    simple_equipment: bool | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    """Whether the food already holds the number of a P-IRT or of an MD."""

    pirt: bool = False
    md: bool = False


_SHUT_OUT = (
    "cold_chain",
    "heat_sterilised",
    "additive_or_aid",
    "compulsory_sni",
    "special_diet",
    "alcoholic",
    "carries_claims",
)
_ASKED = ("made_at_home", "simple_equipment")
_NOTHING_HELD = Numbers()


def permit_route(food: FoodCircumstances, held: Numbers = _NOTHING_HELD) -> str | None:
    """``pirt``, ``md`` or ``none``; nothing while what is known does not decide.

    One thing that shuts P-IRT out decides for MD although others are not known, once it is known that it
    is packed and keeps. Without a number P-IRT needs everything known; with one it needs only that
    nothing is known against it, and a claim on the label is then a fault of the label, not of the route.
    """
    if food.sold_fresh or food.sold_unpacked:
        return NONE
    if held.md:
        return MD
    against = disqualifiers(food)
    if held.pirt:
        against = tuple(name for name in against if name != "carries_claims")
    if against:
        packed_and_keeps = food.sold_fresh is False and food.sold_unpacked is False
        return MD if packed_and_keeps or held.pirt else None
    everything_known = None not in [getattr(food, each.name) for each in fields(food)]
    return PIRT if held.pirt or everything_known else None


def disqualifiers(food: FoodCircumstances) -> tuple[str, ...]:
    """The names of the circumstances that shut P-IRT out, as far as known."""
    return tuple(
        [name for name in _SHUT_OUT if getattr(food, name) is True]
        + [name for name in _ASKED if getattr(food, name) is False]
    )
