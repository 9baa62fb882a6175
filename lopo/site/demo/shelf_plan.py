"""The shelf in the demo city as ``shelf.toml`` says it: days are counted back from today. Pure.

An order tells what happened so many days after it was placed; what would lie ahead of today has not happened
yet, so that the orders of the last days are under way by themselves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from lopo.site.demo.plans import BadCity

FILE = "shelf.toml"


@dataclass(frozen=True, slots=True)
class StorePlan:
    """One shop of a partner."""

    partner: str
    code: str
    name: str
    format: str
    kelurahan: str
    address: str
    contact: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class GatePlan:
    """The gate of a partner: one of the library's that it is ``like``, or its own with more demands.

    ``demands`` are fact, word and value as the gate's editor has them, and the step that helps.
    """

    like: str
    title: tuple[str, str] = ("", "")
    about: tuple[str, str] = ("", "")
    kinds: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    demands: tuple[tuple[str, str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TermsPlan:
    """Terms that a partner published so many days ``ago``, and the gate it holds products against."""

    partner: str
    ago: int
    agreed: Mapping[str, Any]
    gate: GatePlan | None = None


@dataclass(frozen=True, slots=True)
class StepPlan:
    """One step of a listing: its transition, how many days ago, and what was told with it."""

    name: str
    ago: int
    told: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListingPlan:
    """One product before one partner, from the application on."""

    partner: str
    business: str
    product: str
    price: int
    shelf_price: int
    weekly: int
    steps: tuple[StepPlan, ...]

    @property
    def place(self) -> str:
        return f"{FILE}: {self.product} ({self.business})"


@dataclass(frozen=True, slots=True)
class OrderPlan:
    """An order placed ``ago`` days ago; every other day counts from then.

    ``less`` and its reason are what was confirmed of the first line, where it was not all. ``sent`` are days
    and the share in percent of what was promised; each delivery is counted by the shop a day later, less
    ``missing`` and ``refused`` pieces of the first. ``back`` is a return: day, pieces, reason. ``sold`` are
    days and pieces told of consigned goods. ``billed`` and ``paid`` are days; ``paid`` of nought stays open,
    and what was paid is confirmed the day after unless ``doubted``.
    """

    partner: str
    store: str
    business: str
    lines: tuple[tuple[str, int], ...]
    ago: int
    wanted: int = 6
    answered: int = 1
    less: int | None = None
    reason: str = ""
    words: str = ""
    sent: tuple[tuple[int, int], ...] = ((4, 100),)
    missing: int = 0
    refused: int = 0
    refused_for: str = "damaged"
    sold: tuple[tuple[int, int], ...] = ()
    back: tuple[int, int, str] | None = None
    billed: int = 6
    paid: int = 19
    doubted: bool = False

    @property
    def place(self) -> str:
        return f"{FILE}: order of {self.lines[0][0]} ({self.business}), {self.ago} days ago"


@dataclass(frozen=True, slots=True)
class PoolPlan:
    """One order that several kitchens fill: what each can make, and how far it is since the shares."""

    partner: str
    store: str
    title: str
    standard: str
    pieces: int
    price: int
    ago: int
    wanted: int
    agreed: int
    offers: tuple[tuple[str, str, int], ...]
    """Business, product, pieces."""
    sent: tuple[tuple[str, int], ...] = ()
    """Business, and the days after the pool was opened on which it sent its share."""


@dataclass(frozen=True, slots=True)
class SellOutPlan:
    """A file of the tills, sent so many days ``ago``."""

    partner: str
    ago: int
    rows: tuple[tuple[str, str, str, int, int, int], ...]
    """Store code, business, product, pieces sold, from and until how many days ago (both counted)."""


@dataclass(frozen=True, slots=True)
class OpenPlan:
    """Products of one business shown in the catalogue, with their stories and short texts by name."""

    business: str
    ago: int
    about: tuple[str, str]
    contact: str
    stories: Mapping[str, tuple[str, str]]
    short: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SaidPlan:
    """What somebody who bought a product said of it, and what its maker answered."""

    business: str
    product: str
    ago: int
    stars: int
    words: str
    wrong: str = ""
    lot: bool = True
    answer: str = ""


@dataclass(frozen=True, slots=True)
class OfferPlan:
    """A product put into the e-Katalog: what was done with it, and how many days ago."""

    business: str
    product: str
    steps: tuple[StepPlan, ...]


@dataclass(frozen=True, slots=True)
class ShelfPlan:
    """All of it."""

    stores: tuple[StorePlan, ...]
    terms: tuple[TermsPlan, ...]
    listings: tuple[ListingPlan, ...]
    orders: tuple[OrderPlan, ...]
    pools: tuple[PoolPlan, ...]
    sold: tuple[SellOutPlan, ...]
    opened: tuple[OpenPlan, ...]
    said: tuple[SaidPlan, ...]
    offers: tuple[OfferPlan, ...]


def read_shelf(table: Mapping[str, Any]) -> ShelfPlan:
    """The shelf of a parsed ``shelf.toml``. Raises :class:`BadCity` with the fault."""
    try:
        return ShelfPlan(
            stores=tuple(StorePlan(**row) for row in table["store"]),
            terms=tuple(_terms(row) for row in table["terms"]),
            listings=tuple(_listing(row) for row in table["listing"]),
            orders=tuple(order for row in table["order"] for order in _orders(row)),
            pools=tuple(_pool(row) for row in table["pool"]),
            sold=tuple(_sold(row) for row in table["sold"]),
            opened=tuple(_opened(row) for row in table["catalogue"]),
            said=tuple(SaidPlan(**row) for row in table["said"]),
            offers=tuple(OfferPlan(row["business"], row["product"], _steps(row)) for row in table["offer"]),
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise BadCity(FILE, str(fault)) from None


def _terms(row: Mapping[str, Any]) -> TermsPlan:
    return TermsPlan(row["partner"], row["ago"], row["agreed"], _gate(row["gate"]) if "gate" in row else None)


def _gate(row: Mapping[str, Any]) -> GatePlan:
    told: dict[str, Any] = {name: tuple(row.get(name, ())) for name in ("kinds", "more")}
    texts = {name: (row[name]["id"], row[name]["en"]) for name in ("title", "about") if name in row}
    demands = tuple((fact, word, value, step) for fact, word, value, step in row.get("demands", ()))
    return GatePlan(row["like"], **texts, **told, demands=demands)


def _listing(row: Mapping[str, Any]) -> ListingPlan:
    plan = ListingPlan(**{**row, "steps": _steps(row)})
    if not plan.steps or plan.steps[0].name != "apply":
        raise BadCity(plan.place, "a listing begins with its application")
    days = [step.ago for step in plan.steps]
    if days != sorted(days, reverse=True):
        raise BadCity(plan.place, "a later step must not be told before an earlier one")
    return plan


def _steps(row: Mapping[str, Any]) -> tuple[StepPlan, ...]:
    return tuple(StepPlan(name, ago, rest[0] if rest else {}) for name, ago, *rest in row["steps"])


def _orders(row: Mapping[str, Any]) -> Sequence[OrderPlan]:
    """An order for each day of ``ago``; ``but`` says by day what of it was otherwise."""
    plain = {name: value for name, value in row.items() if name not in ("ago", "but")}
    but = dict(row.get("but", {}))
    found = [_order({**plain, "ago": ago, **but.pop(str(ago), {})}) for ago in row["ago"]]
    if but:
        raise BadCity(FILE, f"{row['business']}: nothing was ordered {min(but)} days ago")
    return found


def _order(row: Mapping[str, Any]) -> OrderPlan:
    lists = ("lines", "sent", "sold")
    told: dict[str, Any] = {
        name: tuple(map(tuple, value)) if name in lists else value for name, value in row.items()
    }
    plan = OrderPlan(**told)
    return plan if plan.back is None else replace(plan, back=(plan.back[0], plan.back[1], plan.back[2]))


def _pool(row: Mapping[str, Any]) -> PoolPlan:
    lists = {name: tuple(map(tuple, row.get(name, ()))) for name in ("offers", "sent")}
    return PoolPlan(**{**row, **lists})


def _sold(row: Mapping[str, Any]) -> SellOutPlan:
    """Rows that name no days of their own are of the days of the file."""
    days = (row["from_ago"], row["until_ago"])
    rows = tuple(tuple(each) if len(each) > 4 else (*each, *days) for each in row["rows"])
    return SellOutPlan(row["partner"], row["ago"], rows)


def _opened(row: Mapping[str, Any]) -> OpenPlan:
    about = row["about"]
    return OpenPlan(
        business=row["business"],
        ago=row["ago"],
        about=(about["id"], about["en"]),
        contact=row.get("contact", ""),
        stories=_texts(row["stories"]),
        short=_texts(row.get("short", {})),
    )


def _texts(table: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    return {name: (each["id"], each["en"]) for name, each in table.items()}
