"""What the pages about cost show, in the reader's language."""

from decimal import Decimal
from fractions import Fraction

from django.utils.translation import get_language

from lopo.costing.channel import FIGURES, Channel, figures
from lopo.costing.cost_report import ChannelReport, CostReport, shop_channel
from lopo.costing.price_build_up import COST, KEPT
from lopo.costing.rupiah import kept_idr
from lopo.costing.shop_ways import ShopWay
from lopo.costing.unit_cost import MATERIAL, Part
from lopo.facts.figures import say_number, say_rupiah
from lopo.facts.text import Text
from lopo.facts.units import with_unit

MOST_BARS = 9
OTHERS = Text("Bahan lain", "Other materials")


def in_words(text: Text) -> str:
    """The text in the reader's language."""
    return text.in_language(get_language() or "id")


def say_idr(amount: int) -> str:
    """``Rp25.000``, and ``−Rp500`` below nought."""
    return ("−" if amount < 0 else "") + in_words(say_rupiah(abs(amount)))


def shown_parts(report: CostReport) -> list[Part]:
    """The parts for the picture: materials by the most costly, the small ones together."""
    materials = sorted((p for p in report.cost.parts if p.kind == MATERIAL), key=lambda p: -p.exact)
    others = [part for part in report.cost.parts if part.kind != MATERIAL and part.idr]
    room = max(1, MOST_BARS - len(others))
    shown = [part for part in materials if part.idr]
    if len(shown) > room:
        rest = shown[room - 1 :]
        together = Part(MATERIAL, OTHERS, sum((p.exact for p in rest), Fraction(0)), sum(p.idr for p in rest))
        shown = [*shown[: room - 1], together]
    return [*shown, *others]


def shown_channel(each: ChannelReport) -> dict[str, object]:
    """A channel as its card shows it."""
    built = each.built
    share = None
    if built is not None and built.shelf_idr:
        share = in_words(say_number(kept_idr(built.exact_kept * 100 / built.shelf_idr)))
    return {
        "id": each.channel.id,
        "title": in_words(each.channel.title),
        "says": in_words(each.channel.says),
        "loses": each.loses,
        "kept": None if built is None else say_idr(built.kept_idr),
        "lost": None if built is None or not each.loses else say_idr(-built.kept_idr),
        "share": share,
        "steps": [] if built is None else [
            {"title": in_words(step.title), "idr": say_idr(step.idr), "total": step.kind in (COST, KEPT)}
            for step in built.steps
            if step.idr or step.kind == KEPT
        ],
        "lowest": None if each.lowest is None else say_idr(each.lowest.shelf_idr),
        "lowest_to_shop": _lowest_to_seller(each),
        "even": None if each.even is None else each.even.pieces_month,
        "never_even": each.even is not None and each.even.pieces_month is None,
        "registration": None if each.even is None else each.even.registration_pieces,
        "beyond": [in_words(said) for said in each.beyond_law],
        "terms": shown_terms(each.channel),
        "own": bool(each.channel.changed),
    }  # fmt: skip


def shown_way(way: ShopWay, report: CostReport) -> dict[str, object]:
    """A real shop as its card shows it: from its price on the shelf to what is left."""
    each = shop_channel(report, way.channel, way.shelf_idr, way.to_shop_idr)
    built = each.built
    return shown_channel(each) | {
        "stands": way.stands,
        "href": way.href,
        "shelf": None if built is None else say_idr(built.shelf_idr),
        "to_shop": None if built is None else say_idr(built.to_shop_idr),
        "agreed": way.to_shop_idr is not None,
    }


def shown_terms(channel: Channel) -> list[dict[str, str]]:
    """The figures of a channel that are not nought, as a person reads them."""
    rows = []
    for name in FIGURES:
        amount: Decimal = getattr(channel.terms, name)
        idle = name == "waiting_percent" and not channel.terms.days_to_payment
        if amount and not idle:
            figure = figures()[name]
            number = (
                say_rupiah(amount) if figure.unit == "IDR" else with_unit(say_number(amount), figure.unit)
            )
            rows.append({"title": in_words(figure.title), "value": in_words(number)})
    return rows


def _lowest_to_seller(each: ChannelReport) -> str | None:
    if each.lowest is None or each.channel.terms.margin_percent == 0:
        return None
    return say_idr(each.lowest.to_shop_idr)
