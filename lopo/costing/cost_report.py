"""What is known about cost and price of one product on one day: for page and command."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from lopo.costing.break_even import BreakEven, break_even
from lopo.costing.capacity import Capacity, Wanted, capacity, wanted
from lopo.costing.channel import FIGURES, Channel, beyond_law, channels
from lopo.costing.making import Making, lacking, making_of
from lopo.costing.price_build_up import BuildUp, LowestPrice, build_up, lowest_price
from lopo.costing.purchase import OLD_AFTER_DAYS
from lopo.costing.rupiah import cost_idr, kept_idr
from lopo.costing.unit_cost import UnitCost, cost_so_far
from lopo.costing.what_if import Dearer, stops_paying_at
from lopo.facts.dossier import Dossier
from lopo.facts.figures import say_number
from lopo.facts.kinds import Refused
from lopo.facts.text import Text, joined


@dataclass(frozen=True, slots=True)
class ChannelReport:
    """One channel at the present price. Without a price or a cost what follows from it is ``None``."""

    channel: Channel
    built: BuildUp | None
    lowest: LowestPrice | None
    even: BreakEven | None
    beyond_law: tuple[Text, ...]

    @property
    def loses(self) -> bool:
        return self.built is not None and not self.built.survives


@dataclass(frozen=True, slots=True)
class CostReport:
    """``cost`` is what is known so far; ``basis`` the exact cost that prices are held against.

    The basis is the whole cost, or while parts are missing what the owner told; ``None`` without both.
    """

    making: Making
    missing: tuple[str, ...]
    cost: UnitCost
    basis: Fraction | None
    told_idr: int | None
    shelf_idr: int | None
    to_shop_idr: int | None
    channels: tuple[ChannelReport, ...]
    capacity: Capacity | None
    doubts: tuple[Text, ...]

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def basis_idr(self) -> int | None:
        return None if self.basis is None else cost_idr(self.basis)


def cost_report(dossier: Dossier, on: dt.date) -> CostReport:
    """What the dossier says of cost and price on the day ``on``."""
    making = making_of(dossier, on)
    missing, cost, told = lacking(making), cost_so_far(making), told_cost(dossier)
    basis = cost.exact if not missing else None if told is None else Fraction(told)
    shelf, to_shop = dossier.value("price.retail_idr"), dossier.value("price.to_shop_idr")
    ways, faults = own_channels(dossier)
    fixed = cost.fixed if not missing else Fraction(0)
    return CostReport(
        making=making,
        missing=missing,
        cost=cost,
        basis=basis,
        told_idr=told,
        shelf_idr=shelf,
        to_shop_idr=to_shop,
        channels=tuple(_one(each, making, basis, fixed, shelf, to_shop) for each in ways),
        capacity=capacity(
            making, dossier.value("cost.batches_week"), dossier.value("supply.monthly_capacity")
        ),
        doubts=(*making.faults, *faults, *_doubts(making, dossier.value("cost.guessed") or (), on)),
    )


def told_cost(dossier: Dossier) -> int | None:
    """What the owner says one piece costs: as she reckoned it, or as it stands written as the cost itself."""
    told: int | None = dossier.value("cost.told_idr")
    stated = dossier.get("price.cost_idr")
    if told is None and stated is not None and stated.provenance.said_by != "computed":
        told = dossier.value("price.cost_idr")
    return told


def own_channels(dossier: Dossier) -> tuple[tuple[Channel, ...], tuple[Text, ...]]:
    """The channels with the owner's own terms; where these cannot be read, as assumed, and the reason."""
    try:
        return channels(dossier.value("cost.channels") or ()), ()
    except Refused as refusal:
        return channels(), (refusal.reason,)


def _one(
    channel: Channel,
    making: Making,
    basis: Fraction | None,
    fixed: Fraction,
    shelf: int | None,
    to_shop: int | None,
) -> ChannelReport:
    agreed = to_shop if channel.through_shop else None
    beyond = beyond_law(channel)
    if basis is None:
        return ChannelReport(channel, None, None, None, beyond)
    lowest = lowest_price(channel, basis)
    if not shelf:
        return ChannelReport(channel, None, lowest, None, beyond)
    built = build_up(channel, basis, shelf, agreed)
    month = making.overhead_month_idr
    even = None if month is None else break_even(channel, basis - fixed, month, shelf, agreed)
    return ChannelReport(channel, built, lowest, even if fixed or month == 0 else None, beyond)


def tried_channel(report: CostReport, channel: Channel, shelf_idr: int | None = None) -> ChannelReport:
    """One channel with other terms, perhaps at another price on the shelf; nothing of it is kept."""
    fixed = report.cost.fixed if report.is_complete else Fraction(0)
    shelf = shelf_idr or report.shelf_idr
    return _one(channel, report.making, report.basis, fixed, shelf, report.to_shop_idr)


def shop_channel(
    report: CostReport, channel: Channel, shelf_idr: int | None, to_shop_idr: int | None
) -> ChannelReport:
    """One shop by its own terms: at the prices agreed with it, else at the owner's price on the shelf."""
    fixed = report.cost.fixed if report.is_complete else Fraction(0)
    return _one(channel, report.making, report.basis, fixed, shelf_idr or report.shelf_idr, to_shop_idr)


def _doubts(making: Making, guesses: tuple[str, ...], on: dt.date) -> list[Text]:
    said = []
    if making.wage_per_hour_idr == 0 and making.labour_minutes:
        said.append(
            Text("Upah Rp0: kerja sendiri belum dihitung.", "A wage of Rp0: your own work is not counted.")
        )
    priced = [each for each in making.materials if each.price is not None]
    old = [each.name for each in priced if each.price and each.price.is_old(on)]
    if old:
        said.append(
            Text(
                "Harga beli ini lebih dari {days} hari yang lalu: {names}.",
                "These prices were paid more than {days} days ago: {names}.",
            ).filled(days=str(OLD_AFTER_DAYS), names=", ".join(old))
        )
    guessed = [each.name for each in priced if each.price and each.price.pack.guessed]
    if guessed:
        said.append(
            Text(
                "Satu liter dihitung seberat air, 1 kg: {names}. Timbang sekali agar tepat.",
                "A litre is taken to weigh as water does, 1 kg: {names}. Weigh it once to be exact.",
            ).filled(names=", ".join(guessed))
        )
    if guesses:
        said.append(
            Text(
                "{count} angka masih kira-kira.",
                "{count} of the figures are guesses."
                if len(guesses) > 1
                else "One of the figures is a guess.",
            ).filled(count=say_number(len(guesses)))
        )
    return said


def plain(report: CostReport, language: str) -> dict[str, Any]:
    """The report as JSON carries it; money in whole rupiah."""
    return {
        "complete": report.is_complete,
        "missing": list(report.missing),
        "ingredients_without_price": list(report.making.unpriced),
        "cost_idr": report.basis_idr,
        "told_idr": report.told_idr,
        "parts_idr": report.cost.idr,
        "parts": [
            {"kind": part.kind, "title": part.title.in_language(language), "idr": part.idr}
            for part in report.cost.parts
        ],
        "shelf_idr": report.shelf_idr,
        "to_shop_idr": report.to_shop_idr,
        "channels": [_plain_channel(each, language) for each in report.channels],
        "pieces_week": None if report.capacity is None else report.capacity.pieces_week,
        "doubts": [doubt.in_language(language) for doubt in report.doubts],
    }


def _plain_channel(each: ChannelReport, language: str) -> dict[str, Any]:
    channel, built, lowest, even = each.channel, each.built, each.lowest, each.even
    return {
        "id": channel.id,
        "title": channel.title.in_language(language),
        "terms": {name: _typed(getattr(channel.terms, name)) for name in FIGURES},
        "own_terms": sorted(channel.changed),
        "steps": None if built is None else {step.kind: step.idr for step in built.steps},
        "kept_idr": None if built is None else built.kept_idr,
        "loses": each.loses,
        "lowest_shelf_idr": None if lowest is None else lowest.shelf_idr,
        "lowest_to_shop_idr": None if lowest is None else lowest.to_shop_idr,
        "break_even_pieces_month": None if even is None else even.pieces_month,
        "brings_idr": None if even is None else kept_idr(even.brings_idr),
        "beyond_law": [said.in_language(language) for said in each.beyond_law],
        "source": channel.source.in_language(language),
        "links": list(channel.links),
        "confidence": channel.confidence,
    }


def _typed(number: Decimal) -> int | float:
    """A figure as JSON carries it."""
    return int(number) if number == number.to_integral_value() else float(number)


@dataclass(frozen=True, slots=True)
class ChannelAfter:
    """What is left before and after a rise; above ``stops_idr`` a kilogram the channel loses money."""

    channel: Channel
    before_idr: int
    after_idr: int
    stops_idr: int | None


def channels_after(report: CostReport, change: Dearer) -> tuple[ChannelAfter, ...]:
    """Every channel after an ingredient got dearer; none while there is no price on the shelf."""
    rows = []
    for each in report.channels:
        if each.built is None or report.shelf_idr is None:
            continue
        agreed = report.to_shop_idr if each.channel.through_shop else None
        after = build_up(each.channel, change.after.exact, report.shelf_idr, agreed)
        stops = stops_paying_at(
            report.making, change.material, change.before.exact, each.channel, report.shelf_idr, agreed
        )
        rows.append(
            ChannelAfter(
                each.channel, each.built.kept_idr, after.kept_idr, None if stops is None else kept_idr(stops)
            )
        )
    return tuple(rows)


def order_of(report: CostReport, pieces_week: int) -> Wanted | None:
    """What so many pieces every week ask of the kitchen; nothing while cost or batch are not known."""
    variable = report.cost.variable if report.is_complete else report.basis
    waits = max((int(each.channel.terms.days_to_payment) for each in report.channels), default=0)
    return None if variable is None else wanted(report.making, report.capacity, pieces_week, variable, waits)


def plain_order(order: Wanted | None) -> dict[str, Any] | None:
    """An order as JSON carries it."""
    if order is None:
        return None
    return {
        "pieces_week": order.pieces_week,
        "batches": order.batches,
        "hours": float(order.hours),
        "tied_up_idr": order.tied_up_idr,
        "fits": order.fits,
    }


def plain_dearer(report: CostReport, change: Dearer) -> dict[str, Any]:
    """What a rise does, as JSON carries it."""
    return {
        "ingredient": change.material.name,
        "percent": _typed(change.percent),
        "cost_idr": change.after.idr,
        "channels": {
            each.channel.id: {"kept_idr": each.after_idr, "stops_paying_at_idr_per_kg": each.stops_idr}
            for each in channels_after(report, change)
        },
    }


def say_missing(report: CostReport) -> Text:
    """The ingredients that have no price yet, in one line."""
    return joined([Text.same(name) for name in report.making.unpriced], Text(", ", ", "))
