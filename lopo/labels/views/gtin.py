"""The barcode number of one product: what it is, how it looks, how to get one, give it, take it back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lopo.accounts.permission import PermittedRequest, in_reach, permitted, scope_for
from lopo.facts.kinds import Refused
from lopo.facts.wording import say_number
from lopo.labels.codes.barcode_picture import Drawn, barcode_pdf, draw_number
from lopo.labels.codes.gs1_membership import load_membership
from lopo.labels.forms.gtin import CaseForm
from lopo.labels.gtin_block import UNIT_DIGITS
from lopo.labels.gtin_book import (
    ToldOtherwise,
    assign_case,
    assign_unit,
    case_numbers,
    unit_number,
    withdraw,
    write_told,
)
from lopo.labels.gtin_told import NUMBER, digits_told, is_stall_block, same_number
from lopo.labels.models import AssignedGtin, NumberBlock
from lopo.labels.models.gtin import UNIT
from lopo.labels.views.studio_files import sent
from lopo.producers.gtin import check_gtin, is_restricted
from lopo.producers.models import Business, Product
from lopo.producers.reach import products_in, sees_whole
from lopo.producers.records import dossier_of
from lopo.producers.viewing import visible_dossier


@dataclass(frozen=True, slots=True)
class ShownNumber:
    """A number as the page shows it: its barcode with its size, or why there is none."""

    number: str
    drawn: Drawn | None
    problems: list[str]
    warnings: list[str]
    is_stall: bool
    row: AssignedGtin | None = None

    @property
    def length(self) -> int:
        return len(self.number)


def _language() -> str:
    return get_language() or "id"


def _product(request: PermittedRequest, public_id: str) -> Product:
    products = products_in(request.scope).select_related("business")
    return get_object_or_404(products, public_id=public_id)


def shown_number(number: str, row: AssignedGtin | None = None) -> ShownNumber:
    """Check ``number`` and draw it, unless it cannot be right."""
    check, language = check_gtin(number), _language()
    problems = [each.in_language(language) for each in check.problems]
    drawn = None
    if check.compact:
        title = _("Barcode %(number)s") % {"number": check.compact}
        try:
            drawn = draw_number(check.compact, title)
        except Refused as refusal:
            problems.append(refusal.reason.in_language(language))
    return ShownNumber(
        number=check.compact or number,
        drawn=drawn,
        problems=problems,
        warnings=[each.in_language(language) for each in check.warnings],
        is_stall=bool(check.compact) and is_restricted(check.compact),
        row=row,
    )


def may_edit_labels(request: PermittedRequest, business: Business) -> bool:
    """Whether the reader may change the book of ``business``."""
    return sees_whole(scope_for(request.user, "label.edit"), business)


@permitted("product.view")
@require_safe
def barcode(request: PermittedRequest, public_id: str) -> HttpResponse:
    """The number a product goes by, its barcode, its cartons; or the way to a number."""
    return render(request, "labels/gtin_product.html", _numbers(request, _product(request, public_id)))


@permitted("product.view")
@require_safe
def barcode_file(request: PermittedRequest, public_id: str, gtin: str, form: str) -> HttpResponse:
    """One barcode of the product's page at its true size, as SVG or PDF for whoever prints the pack."""
    product = _product(request, public_id)
    numbers = _numbers(request, product)
    shown = next(
        (each for each in (numbers["shown"], *numbers["cases"]) if each and each.number == gtin), None
    )
    if form not in ("svg", "pdf") or shown is None or shown.drawn is None:
        raise Http404
    content = shown.drawn.svg.encode() if form == "svg" else barcode_pdf(shown.drawn)
    return sent(content, form, product, "barcode", gtin)


def _numbers(request: PermittedRequest, product: Product) -> dict[str, Any]:
    """What of the product's numbers the reader may see."""
    dossier, _hidden = visible_dossier(request.user, request.scope, product, dossier_of(product))
    told = digits_told(str(dossier.value(NUMBER) or ""))
    unit = unit_number(product)
    whole = sees_whole(request.scope, product.business)
    if unit is not None and not whole and not same_number(told, unit.gtin):
        # A partner learns the number that the owner tells, nothing more of the book.
        unit = None
    number = told or (unit.gtin if unit else "")
    matches = unit is not None and same_number(number, unit.gtin)
    return {
        "product": product,
        "can_edit": may_edit_labels(request, product.business),
        "sees_book": whole,
        "shown": shown_number(number, unit if matches else None) if number else None,
        "in_book": unit if unit is not None and not matches else None,
        "cases": [shown_number(each.gtin, each) for each in case_numbers(unit)] if unit and matches else [],
        **(_the_way_on(product, number) if whole else {}),
    }


def _the_way_on(product: Product, number: str) -> dict[str, object]:
    """What an owner can do next: the blocks there are, whether one holds the number, else how to join."""
    blocks = list(NumberBlock.objects.filter(business=product.business_id))
    open_blocks = [each for each in blocks if each.closed_at is None]
    issued = [each for each in open_blocks if not is_stall_block(each.prefix)]
    holds = len(number) == UNIT_DIGITS and any(number.startswith(each.prefix) for each in blocks)
    return {
        "has_block": bool(open_blocks),
        "has_issued_block": bool(issued),
        "from_block": next(iter(issued or open_blocks), None),
        "number_is_of_a_block": holds,
        "membership": _membership(),
    }


def _membership() -> dict[str, object]:
    known, language = load_membership(), _language()
    steps = [
        {
            "title": each.title.in_language(language),
            "how": each.how.in_language(language),
            "unsure": each.confidence == "to-verify",
        }
        for each in known.steps
    ]
    return {
        "steps": steps,
        "fee": known.fee_idr,
        "fee_for": known.fee_for.in_language(language),
        "sources": known.sources,
        "once": known.once.in_language(language),
    }


@permitted("label.edit")
@require_POST
def assign(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Give the product the next number; one that stands in the way is named by its owner first."""
    product = _product(request, public_id)
    try:
        row = assign_unit(product, request.user, instead_of=request.POST.get("instead_of", "")[:14])
    except ToldOtherwise as question:
        return _ask_which(request, product, question.number)
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(_language()))
    else:
        told = _("The number of %(name)s is %(number)s.")
        messages.success(request, told % {"name": product.name, "number": row.gtin})
    return redirect("labels:barcode", public_id)


def _ask_which(request: PermittedRequest, product: Product, number: str) -> HttpResponse:
    context = {"product": product, "shown": shown_number(number)}
    return render(request, "labels/gtin_keep_or_change.html", context, status=422)


@permitted("label.edit")
@require_POST
def write_down(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Write the number that the product goes by already into the book."""
    product = _product(request, public_id)
    try:
        row = write_told(product, request.user)
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(_language()))
    else:
        messages.success(request, _("%(number)s is in the book now.") % {"number": row.gtin})
    return redirect("labels:barcode", public_id)


@permitted("label.edit")
def case(request: PermittedRequest, public_id: str) -> HttpResponse:
    """A number for the carton: how many are in it?"""
    product = _product(request, public_id)
    form = CaseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            row = assign_case(product, form.cleaned_data["units"], request.user)
        except Refused as refusal:
            form.add_error("units", refusal.reason.in_language(_language()))
        else:
            said = {"units": say_number(row.units_inside or 0).in_language(_language()), "number": row.gtin}
            messages.success(request, _("The carton of %(units)s has the number %(number)s.") % said)
            return redirect("labels:barcode", public_id)
    context = {"product": product, "form": form, "unit": unit_number(product)}
    return render(request, "labels/gtin_case.html", context, status=422 if form.errors else 200)


@permitted("label.edit")
def take_back(request: PermittedRequest, pk: int) -> HttpResponse:
    """Withdraw a number for good, after asking."""
    numbers = AssignedGtin.objects.filter(in_reach(request.scope, "block__business__organisation"))
    row = get_object_or_404(numbers.select_related("block__business", "product"), pk=pk)
    if request.method == "POST":
        withdraw(row, request.user)
        messages.success(
            request, _("%(number)s is withdrawn and is never given again.") % {"number": row.gtin}
        )
        if row.product is not None:
            return redirect("labels:barcode", row.product.public_id)
        return redirect("labels:gtin_book", row.block.business_id)
    context = {
        "row": row,
        "business": row.block.business,
        "cases": case_numbers(row) if row.pack == UNIT and row.product_id else [],
        "once": load_membership().once.in_language(_language()),
    }
    return render(request, "labels/gtin_withdraw.html", context)
