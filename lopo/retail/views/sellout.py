"""Files of the tills on a buyer's desk: sent, explained once, looked at, taken in, undone."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.models import Organisation
from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.producers.forms import language
from lopo.retail.books import sellout_import as book
from lopo.retail.books.sellout_known import products_of
from lopo.retail.forms.sellout import FileForm
from lopo.retail.models import SellOutImport
from lopo.retail.models.sellout import TAKEN, WAITING
from lopo.retail.sellout.matching import Key, likeliest
from lopo.retail.sellout.result import UNREAD
from lopo.retail.sellout.summary import TITLES, account_of, summary_of
from lopo.retail.views.sellout_explain import answered, pointed_at, question

PAGE = 25
ROWS = 60
"""Rows of a file that one page shows."""
ASKED_AT_ONCE = 30
"""Codes that one page asks about, those of most pieces first."""


def retailer_of(request: PermittedRequest) -> Organisation:
    """The retailer in whose name somebody works: the first of hers."""
    return get_object_or_404(
        Organisation.objects.order_by("name", "pk").filter(pk__in=request.scope.own_ids)[:1]
    )


def file_of(request: PermittedRequest, import_public: str) -> SellOutImport:
    """The file of an address, if it is of one of her retailers."""
    rows = SellOutImport.objects.filter(retailer__in=request.scope.own_ids)
    return get_object_or_404(
        rows.select_related("layout", "retailer", "made_by", "taken_by"), public_id=import_public
    )


@permitted("sellout.record")
def files(request: PermittedRequest) -> HttpResponse:
    """The files so far, and a place for the next one."""
    retailer = retailer_of(request)
    sent = request.method == "POST"
    form = FileForm(request.POST if sent else None, request.FILES if sent else None)
    if sent and form.is_valid():
        name, content = form.cleaned_data["file"]
        try:
            row = book.open_file(retailer, content, name, request.user, form.cleaned_data["client_id"])
        except Refused as refusal:
            form.refuse(refusal, "file")
        else:
            return redirect("retail:sellout_file", row.public_id)
    rows = SellOutImport.objects.filter(retailer__in=request.scope.own_ids).defer("account")
    page = Paginator(rows.select_related("made_by", "taken_by"), PAGE).get_page(request.GET.get("page"))
    context = {
        "retailer": retailer,
        "form": form,
        "page": page,
        "rows": [
            {"file": each, "told": _told(each.summary.get("rows", {}))} | _days(each.summary) for each in page
        ],
    }
    return render(request, "retail/sellout.html", context, status=422 if form.errors else 200)


def _days(summary: dict[str, Any]) -> dict[str, dt.date | None]:
    """The days that a file is about."""
    told = {name: summary.get(name) for name in ("first", "last")}
    return {name: dt.date.fromisoformat(each) if each else None for name, each in told.items()}


def _told(counted: dict[str, int]) -> list[tuple[str, int]]:
    """Rows by what became of them, in the reader's words."""
    return [
        (TITLES[name].in_language(language()), count) for name, count in counted.items() if name in TITLES
    ]


@permitted("sellout.record")
def file(request: PermittedRequest, import_public: str) -> HttpResponse:
    """One file: the next question about it, or what became of each of its rows."""
    row = file_of(request, import_public)
    if row.state != WAITING:
        return _account(request, row)
    try:
        if request.method == "POST" and answered(request, row):
            return redirect("retail:sellout_file", row.public_id)
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(language()))
        return redirect("retail:sellout_file", row.public_id)
    row.refresh_from_db()
    found = book.opened(row, timezone.localdate(), pointed_at(request))
    asked = book.open_questions(found)
    if asked and asked[0] != "products":
        return question(request, row, found, asked[0])
    if asked:
        return _products(request, row, found)
    return _preview(request, row, found)


def _products(request: PermittedRequest, row: SellOutImport, found: book.Opened) -> HttpResponse:
    """Whose the codes are that nobody explained yet; those of most pieces first."""
    assert found.matched is not None  # noqa: S101 - asked only of a file that was read
    products = products_of(row.retailer_id)
    names = {pk: each.name for pk, each in products.items()}
    labels = {pk: label_of(each) for pk, each in products.items()}
    asked = []
    for place, (key, name, count) in enumerate(found.matched.unknown_products[:ASKED_AT_ONCE]):
        like = likeliest(name, names) if name else None
        asked.append(
            {"place": place, "kind": key.kind, "text": key.text, "name": name, "count": count,
             "like": labels[like] if like else ""}
        )  # fmt: skip
    context = {
        "file": row,
        "asked": asked,
        "labels": sorted(labels.values()),
        "more": max(0, len(found.matched.unknown_products) - ASKED_AT_ONCE),
    }
    return render(request, "retail/sellout_products.html", context)


def label_of(product: Any) -> str:
    """A product as it is chosen from a list: no two are called alike."""
    return f"{product.name} · {product.business.name} · {product.public_id}"


def _preview(request: PermittedRequest, row: SellOutImport, found: book.Opened) -> HttpResponse:
    """What will be taken in, before it is."""
    assert found.reading is not None and found.matched is not None  # noqa: S101 - no question is open
    account = account_of(found.reading, found.matched)
    context = _shown(request, row, summary_of(found.reading, found.matched), account) | {
        "notes": [each.in_language(language()) for each in found.reading.notes],
        "hidden_sheets": found.file.hidden_sheets,
        "waiting": True,
    }
    return render(request, "retail/sellout_file.html", context)


def _account(request: PermittedRequest, row: SellOutImport) -> HttpResponse:
    """What became of each row of a file that was taken in, or undone."""
    context = _shown(request, row, row.summary, row.account) | {"taken": row.state == TAKEN}
    return render(request, "retail/sellout_file.html", context)


def _shown(
    request: PermittedRequest, row: SellOutImport, summary: dict[str, Any], account: Sequence[Sequence[Any]]
) -> dict[str, Any]:
    wanted = request.GET.get("hasil", "")
    wanted = wanted if wanted in TITLES else UNREAD if UNREAD in summary.get("rows", {}) else ""
    kept = [each for each in account if not wanted or each[2] == wanted]
    page = Paginator(kept, ROWS).get_page(request.GET.get("page"))
    english = language().startswith("en")
    rows = [
        {"sheet": each[0], "row": each[1], "title": TITLES[each[2]].in_language(language()), "code": each[2],
         "cell": each[3], "said": each[5] if english else each[4]}
        for each in page
    ]  # fmt: skip
    counted = summary.get("rows", {})
    return {
        "file": row,
        "summary": summary,
        "outcomes": [
            (name, TITLES[name].in_language(language()), count)
            for name, count in counted.items()
            if name in TITLES
        ],
        "accounted": sum(counted.values()),
        "wanted": wanted,
        "rows": rows,
        "page": page,
        "query": f"hasil={wanted}" if wanted else "",
        **_days(summary),
        "same_total": summary.get("own_pieces") in (None, summary.get("pieces")),
    }


@permitted("sellout.record")
@require_POST
def products(request: PermittedRequest, import_public: str) -> HttpResponse:
    """Remember whose the codes are; a field left empty is another supplier's."""
    row = file_of(request, import_public)
    known = {label_of(each): pk for pk, each in products_of(row.retailer_id).items()}
    told: dict[Key, int | None] = {}
    wrong = []
    for place in range(ASKED_AT_ONCE):
        kind, text = request.POST.get(f"kind-{place}", ""), request.POST.get(f"text-{place}", "")
        chosen = request.POST.get(f"product-{place}", "").strip()
        if kind not in ("code", "name") or not text:
            continue
        if chosen and chosen not in known:
            wrong.append(chosen[:80])
            continue
        told[Key(kind, text[:120])] = known.get(chosen)
    if "all" in request.POST:
        told |= _all_others(row, told)
    book.tell_products(row.retailer_id, told, request.user)
    for each in wrong:
        messages.error(
            request, _('"%(name)s" is no product of your shelf. Choose one from the list.') % {"name": each}
        )
    return redirect("retail:sellout_file", row.public_id)


def _all_others(row: SellOutImport, told: dict[Key, int | None]) -> dict[Key, int | None]:
    """Every code that nobody explained is another supplier's."""
    found = book.opened(row, timezone.localdate())
    unknown = found.matched.unknown_products if found.matched else ()
    return {key: None for key, _name, _count in unknown if key not in told}


@permitted("sellout.record")
@require_POST
def take(request: PermittedRequest, import_public: str) -> HttpResponse:
    """Take the file in."""
    row = file_of(request, import_public)
    try:
        row = book.take(row, request.user, timezone.localdate())
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(language()))
    else:
        said = _("Taken in: %(count)s pieces. You can undo the whole file.")
        messages.success(request, said % {"count": row.summary["taken_pieces"]})
    return redirect("retail:sellout_file", import_public)


@permitted("sellout.record")
@require_POST
def again(request: PermittedRequest, import_public: str) -> HttpResponse:
    """Ask about the columns once more, or throw a waiting file away."""
    row = file_of(request, import_public)
    try:
        if "drop" in request.POST:
            book.drop(row)
            messages.success(request, _("The file was put aside. Nothing of it is kept."))
            return redirect("retail:sellout")
        book.explain_again(row)
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(language()))
    return redirect("retail:sellout_file", import_public)


@permitted("sellout.record")
@require_POST
def undo(request: PermittedRequest, import_public: str) -> HttpResponse:
    """Take a whole file back."""
    row = file_of(request, import_public)
    try:
        book.undo(row, request.user)
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(language()))
    else:
        messages.success(request, _("Undone. What the file had replaced holds again."))
    return redirect("retail:sellout_file", import_public)
