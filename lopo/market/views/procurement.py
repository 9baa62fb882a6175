"""The owner's way into the government's catalogue: demands, category, the sheet to enter, steps, sales."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lopo.accounts.permission import PermittedRequest, permitted, scope_for
from lopo.facts.kinds import Refused
from lopo.market.books.selling import Selling, selling, today
from lopo.market.books.submission import Told, ToldSale, current_of, tell, tell_sale, withdraw_sale
from lopo.market.forms.procurement import OTHER, CategoryForm, SaleForm, StepForm
from lopo.market.models import CatalogueSale, CatalogueSubmission, ProductPhoto
from lopo.market.models.procurement import ENDED
from lopo.market.procurement.pack import head, note, pictures, table_rows, zipped
from lopo.market.procurement.sheet import Row, confidence, sheet_of, source
from lopo.market.procurement.transitions import (
    SEND,
    SHOWN,
    possible,
    reasons,
    states,
    transitions,
    unsold_days,
)
from lopo.market.views.selling import language, product_to_sell
from lopo.producers.catalogue_category import FITS, MISFIT, best_guess, category_named, fit_of, quiet_days
from lopo.producers.models import Product
from lopo.producers.records import record_fact
from lopo.producers.spreadsheet import FORMS, plain, spreadsheet
from lopo.standards.assessment import assess
from lopo.standards.library import edition_on
from lopo.standards.picture import finding_rows

GATE = "e-katalog"
CATEGORY = "product.catalogue_category"
STEPS_SHOWN = 50
FIT_BADGES = {FITS: "met", MISFIT: "notmet"}


@permitted("selling.help")
@require_safe
def procurement(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Where the product stands before the catalogue, and the one next thing to do."""
    product = product_to_sell(request, public_id)
    sold = selling(product, today())
    assessment = assess(sold.dossier, edition_on(today()))
    standing = assessment.standing(GATE)
    words, submission = language(), current_of(product)
    fit = fit_of(sold.dossier.value("business.kbli"), sold.dossier.value(CATEGORY))
    context = _submission_context(submission) | {
        "product": product,
        "can_edit": True,
        "category": sold.dossier.value(CATEGORY) or "",
        "fit": fit,
        "fit_says": fit.sentence.in_language(words),
        "fit_badge": FIT_BADGES.get(fit.state, "unknown"),
        "standing": standing,
        "open": finding_rows(assessment, standing.open, words) if standing else [],
        "advice": finding_rows(assessment, standing.advice, words) if standing else [],
        "met": finding_rows(assessment, standing.met, words) if standing else [],
        "rows_missing": sum(row.is_missing for row in _sheet(sold)),
        "quiet_days": quiet_days(),
        "may_see_all": scope_for(request.user, "procurement.board") is not None,
    }
    return render(request, "market/procurement.html", context)


def _submission_context(submission: CatalogueSubmission | None) -> dict[str, object]:
    """The submission in words, with what can be told of it and its history."""
    words = language()
    if submission is None:
        return {"submission": None, "under_way": False, "ways": _ways("")}
    state, reason = states()[submission.state], reasons().get(submission.reason)
    shown = submission.state == SHOWN and submission.shown_on is not None
    unsold = unsold_days(submission.shown_on, submission.sold_on, today()) if shown else None  # type: ignore[arg-type]
    return {
        "submission": submission,
        "under_way": submission.state not in ENDED,
        "state_title": state.title.in_language(words),
        "state_says": state.says.in_language(words),
        "badge": state.badge,
        "reason": reason.title.in_language(words) if reason else "",
        "mend": reason.mend.in_language(words) if reason else "",
        "mend_page": _page_to_mend(reason.page, submission.product) if reason else "",
        "unsold": unsold,
        "is_quiet": unsold is not None and unsold >= quiet_days(),
        "ways": _ways("" if submission.state in ENDED else submission.state),
        "history": [
            {
                "title": transitions()[each.transition].past.in_language(words),
                "step": each,
                "reason": reasons()[each.reason].title.in_language(words) if each.reason else "",
            }
            for each in submission.steps.select_related("by").order_by("-pk")[:STEPS_SHOWN]
        ],
        "sales": list(submission.sales.select_related("told_by")[:STEPS_SHOWN]),
    }


def _ways(state: str) -> list[dict[str, str]]:
    return [{"id": each.id, "title": each.title.in_language(language())} for each in possible(state)]


def _page_to_mend(page: str, product: Product) -> str:
    """Where a refusal is mended in Lopo."""
    public_id = product.public_id
    pages = {
        "category": reverse("market:procurement_category", args=[public_id]),
        "papers": reverse("producers:papers", args=[product.business_id]),
        "photo": reverse("market:photos", args=[public_id]),
        "price": reverse("costing:product", args=[public_id]),
    }
    return pages.get(page, "")


def _sheet(sold: Selling) -> tuple[Row, ...]:
    description = sold.texts.long.id or sold.texts.short.id or sold.drafted().long.id
    return sheet_of(sold.dossier, description)


@permitted("selling.help")
def category(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Which category? What comes of it for the KBLI code is said at once on the page it leads back to."""
    product = product_to_sell(request, public_id)
    sold = selling(product, today())
    current, guess = sold.dossier.value(CATEGORY) or "", best_guess(product.name, product.kind)
    listed = category_named(current)
    chosen = (listed.id if listed else OTHER) if current else (guess.id if guess else "")
    initial = {"category": chosen, "named": current if current and not listed else ""}
    form = CategoryForm(product, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        record_fact(product.business, product, CATEGORY, form.written, typed_by=request.user)
        fit = fit_of(sold.dossier.value("business.kbli"), form.written)
        if fit.state == FITS:
            messages.success(request, fit.sentence.in_language(language()))
        else:  # what to do about it is the next step on the page
            messages.info(request, _("The category is kept; see below what comes of it."))
        return redirect("market:procurement", public_id)
    context = {
        "product": product,
        "form": form,
        "guess": guess.title.in_language(language()) if guess and not current else "",
    }
    return render(request, "market/procurement_category.html", context, status=422 if form.errors else 200)


@permitted("selling.help")
@require_safe
def sheet(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Every field in the order to enter it, ready to copy."""
    product = product_to_sell(request, public_id)
    rows, words = _sheet(selling(product, today())), language()
    context = {
        "product": product,
        "rows": [
            {
                "row": row,
                "title": row.title.in_language(words),
                "warns": row.warns.in_language(words) if row.warns else "",
            }
            for row in rows
        ],
        "missing": sum(row.is_missing for row in rows),
        "photos": ProductPhoto.objects.filter(product=product, removed_at=None).count(),
        "note": note().in_language(words),
        "to_verify": confidence() == "to-verify",
        "source": source().in_language(words),
    }
    return render(request, "market/procurement_sheet.html", context)


@permitted("selling.help")
@require_safe
def sheet_file(request: PermittedRequest, public_id: str, form: str) -> HttpResponseBase:
    """The same for Excel (``xlsx``), as ``csv``, or with the photos as ``zip``."""
    product = product_to_sell(request, public_id)
    rows, words = _sheet(selling(product, today())), language()
    name = f"e-katalog-{public_id}"
    if form in FORMS:
        told = [
            [note().in_language(words)],
            *([plain(cell) for cell in row] for row in table_rows(rows, words)),
        ]
        return spreadsheet(form, name, list(head(words)), told)  # type: ignore[arg-type]
    if form != "zip":
        raise Http404
    content = zipped(rows, pictures(_contents(product)), f"{product.name} · {product.business.name}", words)
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return response


def _contents(product: Product) -> list[bytes]:
    contents = []
    for photo in ProductPhoto.objects.filter(product=product, removed_at=None).select_related("evidence"):
        try:
            with photo.evidence.file.open("rb") as file:
                contents.append(file.read())
        except FileNotFoundError:
            continue
    return contents


@permitted("selling.help")
def step(request: PermittedRequest, public_id: str, transition: str) -> HttpResponse:
    """Tell one step: sent, accepted, refused with its reason, shown, taken down."""
    product = product_to_sell(request, public_id)
    found, submission = transitions().get(transition), current_of(product)
    if found is None:
        raise Http404
    under_way = submission is not None and submission.state not in ENDED
    state, version = (submission.state, submission.version) if submission and under_way else ("", 0)
    form = StepForm(found, request.POST or None, initial={"version": version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        told = Told(
            transition, data["on"], data["version"], data["client_id"], data.get("reason", ""), data["words"]
        )
        try:
            tell(product, told, request.user, today())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("It is on record."))
            return redirect("market:procurement", public_id)
    elif request.method != "POST" and found not in possible(state):
        messages.info(request, _("This can no longer be written down: things have changed meanwhile."))
        return redirect("market:procurement", public_id)
    context = {
        "product": product,
        "form": form,
        "title": found.title.in_language(language()),
        "warning": _warning_before_sending(product) if transition == SEND else "",
    }
    return render(request, "market/procurement_step.html", context, status=422 if form.errors else 200)


def _warning_before_sending(product: Product) -> str:
    """Why the catalogue would refuse it as things stand; empty where the code fits."""
    dossier = selling(product, today()).dossier
    fit = fit_of(dossier.value("business.kbli"), dossier.value(CATEGORY))
    return "" if fit.state == FITS else fit.sentence.in_language(language())


@permitted("selling.help")
def sale(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Tell what an office bought through the catalogue."""
    product = product_to_sell(request, public_id)
    submission = get_object_or_404(
        CatalogueSubmission.objects.filter(product=product)
        .exclude(shown_on=None)
        .select_related("product__business")[:1]
    )
    form = SaleForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        told = ToldSale(data["sold_on"], data["pieces"], data["buyer"], data["client_id"], data["amount_idr"])
        try:
            tell_sale(submission, told, request.user, today(), data["photo"])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("It is on record. The days without a sale count anew."))
            return redirect("market:procurement", public_id)
    context = {"product": product, "form": form}
    return render(request, "market/procurement_sale.html", context, status=422 if form.errors else 200)


@permitted("selling.help")
@require_POST
def sale_withdraw(request: PermittedRequest, public_id: str, pk: int) -> HttpResponse:
    """Take a sale back: it stays on record and counts no more."""
    product = product_to_sell(request, public_id)
    sales = CatalogueSale.objects.filter(submission__product=product)
    found = get_object_or_404(sales.select_related("submission__product__business"), pk=pk)
    if withdraw_sale(found, request.user):
        messages.success(request, _("Taken back. It counts no more."))
    return redirect("market:procurement", public_id)
