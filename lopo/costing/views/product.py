"""What one piece costs and what each channel leaves of its price, on one page; and as a file."""

import csv
import math
from collections.abc import Mapping
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.costing.capacity import Wanted
from lopo.costing.cost_report import CostReport, channels_after, cost_report, order_of, say_missing
from lopo.costing.picture import bars
from lopo.costing.rupiah import cost_idr
from lopo.costing.shop_ways import ways_for
from lopo.costing.short_form import QUESTIONS, walk
from lopo.costing.views.reach import product_in_reach
from lopo.costing.views.shown import in_words, say_idr, shown_channel, shown_parts, shown_way
from lopo.costing.what_if import dearer
from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier import Dossier
from lopo.facts.kinds import Refused, read_decimal, read_whole
from lopo.facts.text import Text
from lopo.facts.wording import say, say_number
from lopo.producers.forms import language
from lopo.producers.models import Product
from lopo.producers.reach import may_edit
from lopo.producers.records import dossier_of

USUAL_RISE = Decimal(20)
MOST_WANTED = 1_000_000
ANSWERS = (
    "cost.batch_pieces", "cost.materials_batch_idr", "cost.waste_percent", "cost.packaging_idr",
    "cost.labour_minutes", "cost.wage_per_hour_idr", "cost.energy_idr", "cost.equipment_idr",
    "cost.equipment_batches", "cost.overhead_month_idr", "cost.pieces_month", "cost.told_idr",
    "price.retail_idr", "price.to_shop_idr", "cost.batches_week",
)  # fmt: skip


@permitted("cost.view")
def product(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Cost, picture, channels, what if, capacity; and the next question while something is missing."""
    shown = product_in_reach(request, public_id)
    dossier = dossier_of(shown)
    report = cost_report(dossier, timezone.localdate())
    parts = shown_parts(report)
    title = _("Where does each rupiah go?")
    context = {
        "product": shown,
        "can_edit": may_edit(request.user, shown.business),
        "report": report,
        "step": walk(report.making, report.shelf_idr),
        "begun": report.cost.idr > 0 or report.basis is not None,
        "unpriced": in_words(say_missing(report)),
        "doubts": [in_words(doubt) for doubt in report.doubts],
        "parts": [(in_words(part.title), part.idr) for part in parts],
        "picture": mark_safe(bars(parts, language(), title)),
        "channels": [shown_channel(each) for each in report.channels],
        "shops": _shops(request, shown, report, dossier),
        "losing": [in_words(each.channel.title) for each in report.channels if each.loses],
        "answers": _answers(dossier),
        **_what_if(report, request.GET),
        **_capacity(report, request.GET),
    }
    return render(request, "costing/product.html", context)


@permitted("cost.view")
def as_file(request: PermittedRequest, public_id: str) -> HttpResponse:
    """The parts of the cost and the steps of each channel as CSV."""
    shown = product_in_reach(request, public_id)
    report = cost_report(dossier_of(shown), timezone.localdate())
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="lopo-{public_id}-biaya.csv"'
    response.write("\ufeff")
    rows = csv.writer(response)
    rows.writerow([_("Channel"), _("Part"), _("Rupiah")])
    rows.writerows([_("Cost of one"), _safe(in_words(part.title)), part.idr] for part in report.cost.parts)
    for each in report.channels:
        for step in each.built.steps if each.built else ():
            rows.writerow([in_words(each.channel.title), in_words(step.title), step.idr])
    return response


def _safe(words: str) -> str:
    """A name that no spreadsheet takes for a formula."""
    return f"'{words}" if words[:1] in "=+-@\t" else words


def _shops(
    request: PermittedRequest, product: Product, report: CostReport, dossier: Dossier
) -> list[dict[str, object]]:
    """The shops in question by their own terms; none before there is a cost to hold them against."""
    if report.basis is None:
        return []
    own = tuple(dossier.value("cost.channels") or ())
    return [shown_way(each, report) for each in ways_for(request.user, product, own)]


def _answers(dossier: Dossier) -> list[dict[str, object]]:
    guessed = dossier.value("cost.guessed") or ()
    rows = []
    for name in ANSWERS:
        value, definition = dossier.value(name), load_catalogue()[name]
        if value is not None or name in ("price.retail_idr", "price.to_shop_idr", "cost.batches_week"):
            said = "" if value is None else in_words(say(definition, value))
            in_form = name in QUESTIONS and name != "price.retail_idr"
            rows.append(
                {
                    "fact": name,
                    "title": in_words(definition.title),
                    "value": said,
                    "guess": name in guessed,
                    "in_form": in_form,
                }
            )
    return rows


def _what_if(report: CostReport, asked: Mapping[str, str]) -> dict[str, object]:
    """What a dearer ingredient does; nothing where materials are not reckoned one by one."""
    names = [each.name for each in report.making.materials if each.price and not each.price.pack.is_free]
    if not report.is_complete or not report.making.itemised or not names:
        return {}
    dearest = max(report.making.materials, key=lambda each: each.idr or 0).name
    name = asked.get("bahan", "") if asked.get("bahan") in names else dearest
    percent, fault = _read(asked.get("naik", ""), USUAL_RISE)
    change = dearer(report.making, name, percent)
    context: dict[str, object] = {
        "if_names": names,
        "if_name": name,
        "if_percent": percent,
        "if_fault": fault,
    }
    if change is None or report.shelf_idr is None:
        return context | {"if_change": change}
    rows = [
        {
            "title": in_words(each.channel.title),
            "before": say_idr(each.before_idr),
            "after": say_idr(each.after_idr),
            "loses": each.after_idr < 0,
            "stops": None if each.stops_idr is None else say_idr(each.stops_idr),
        }
        for each in channels_after(report, change)
    ]
    price = change.material.price
    per_kg = None if price is None else say_idr(cost_idr(price.per_kg))
    return context | {"if_change": change, "if_rows": rows, "if_per_kg": per_kg}


def _capacity(report: CostReport, asked: Mapping[str, str]) -> dict[str, object]:
    typed = asked.get("minta", "").strip()
    order: Wanted | None = None
    fault = ""
    if typed:
        try:
            pieces = read_whole(typed)
            if not 0 < pieces <= MOST_WANTED:
                raise Refused(
                    Text("Tulis banyaknya seminggu, paling sedikit 1.", "Write how many a week, at least 1.")
                )
            order = order_of(report, pieces)
        except Refused as refusal:
            fault = in_words(refusal.reason)
    hours = "" if order is None else in_words(say_number(math.ceil(order.hours)))
    return {"wanted": order, "wanted_typed": typed, "wanted_fault": fault, "wanted_hours": hours}


def _read(typed: str, otherwise: Decimal) -> tuple[Decimal, str]:
    if not typed.strip():
        return otherwise, ""
    try:
        percent = read_decimal(typed.replace("%", ""))
    except Refused as refusal:
        return otherwise, in_words(refusal.reason)
    if not -90 <= percent <= 1000:
        return otherwise, _("From −90 to 1,000 per cent.")
    return percent, ""
