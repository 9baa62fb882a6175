"""What the demo's kitchens write down, as ``kitchens.toml`` says it: days count back from today. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lopo.site.demo.plans import BadCity

SINCE = 56
"""Days for which the books are kept."""


@dataclass(frozen=True, slots=True)
class Supply:
    """An ingredient that comes ``every`` so many days and ``keeps`` so many."""

    name: str
    supplier: str
    phone: str
    amount: Decimal
    unit: str
    price: int
    every: int
    keeps: int

    @property
    def days_ago(self) -> range:
        return range(SINCE, -1, -self.every)


@dataclass(frozen=True, slots=True)
class Outlet:
    """Where packs go: a shop or a stall."""

    name: str
    kind: str
    phone: str
    contact: str


@dataclass(frozen=True, slots=True)
class Sending:
    """So many packs of each batch to one place, so many days after it was made."""

    to: str
    pieces: int
    after: int


@dataclass(frozen=True, slots=True)
class Making:
    """A product made ``every`` so many days; ``uses`` of each supply in its own unit."""

    product: str
    pieces: int
    every: int
    uses: Mapping[str, Decimal]
    sends: tuple[Sending, ...]

    @property
    def days_ago(self) -> range:
        return range(SINCE, -1, -self.every)


@dataclass(frozen=True, slots=True)
class Measured:
    """What is measured at each batch of a product, with one value a batch."""

    product: str
    name: str
    unit: str
    least: Decimal
    to_do: str
    values: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A lot weighed today: contents ``around`` so many grams, ``spread`` up and down."""

    product: str
    lot_size: int
    around: Decimal
    spread: Decimal
    packs: int

    @property
    def contents(self) -> tuple[Decimal, ...]:
        """Even steps from low to high, shuffled by a fixed stride, so that the city is the same each time."""
        steps = [
            self.around + self.spread * (2 * Decimal(at) / (self.packs - 1) - 1) for at in range(self.packs)
        ]
        return tuple(steps[at * 7 % self.packs].quantize(Decimal("0.1")) for at in range(self.packs))


@dataclass(frozen=True, slots=True)
class Kept:
    """A storage test: what was measured by the day after making, and on which days it goes on."""

    product: str
    ago: int
    about: Mapping[str, Any]
    celsius: Decimal
    readings: Mapping[int, tuple[Decimal, ...]]
    then: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class KitchenPlan:
    """The books of one business."""

    business: str
    supplies: tuple[Supply, ...]
    outlets: tuple[Outlet, ...]
    batches: tuple[Making, ...]
    limits: tuple[Measured, ...] = ()
    weighings: tuple[Weighed, ...] = ()
    studies: tuple[Kept, ...] = ()


def read_kitchens(table: Mapping[str, Any]) -> tuple[KitchenPlan, ...]:
    """The kitchens of a parsed ``kitchens.toml``. Raises :class:`BadCity` with the business and the fault."""
    kitchens = []
    for row in table["kitchen"]:
        try:
            kitchens.append(_kitchen(row))
        except (KeyError, TypeError, ArithmeticError) as fault:
            raise BadCity(f"kitchens.toml: {row.get('business')}", str(fault)) from None
    return tuple(kitchens)


def _kitchen(row: Mapping[str, Any]) -> KitchenPlan:
    return KitchenPlan(
        business=row["business"],
        supplies=tuple(map(_supply, row["supplies"])),
        outlets=tuple(Outlet(**each) for each in row["places"]),
        batches=tuple(map(_making, row["batches"])),
        limits=tuple(_measured(each) for each in row.get("limits", ())),
        weighings=tuple(_weighed(each) for each in row.get("weighings", ())),
        studies=tuple(_kept(each) for each in row.get("studies", ())),
    )


def _number(value: object) -> Decimal:
    return Decimal(str(value))


def _supply(row: Mapping[str, Any]) -> Supply:
    rest = {name: row[name] for name in ("name", "phone", "unit", "price", "every", "keeps")}
    return Supply(supplier=row["from"], amount=_number(row["amount"]), **rest)


def _making(row: Mapping[str, Any]) -> Making:
    uses = {name: _number(amount) for name, amount in row["uses"].items()}
    sends = tuple(Sending(**each) for each in row["sends"])
    return Making(row["product"], row["pieces"], row["every"], uses, sends)


def _measured(row: Mapping[str, Any]) -> Measured:
    values = tuple(map(_number, row["values"]))
    return Measured(row["product"], row["name"], row["unit"], _number(row["least"]), row["to_do"], values)


def _weighed(row: Mapping[str, Any]) -> Weighed:
    around, spread = _number(row["around"]), _number(row["spread"])
    return Weighed(row["product"], row["lot_size"], around, spread, row["packs"])


def _kept(row: Mapping[str, Any]) -> Kept:
    about = {name: row[name] for name in ("attribute", "unit", "direction", "limit", "storage", "packs_each")}
    readings = {int(day): tuple(map(_number, values)) for day, values in row["readings"].items()}
    return Kept(row["product"], row["ago"], about, _number(row["at"]), readings, tuple(row["then"]))
