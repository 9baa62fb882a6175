"""The book of a business: its blocks, what is used and what is free, every number and its pack."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Left, Right
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lopo.accounts.consent import active_groups, log_look
from lopo.accounts.field_groups import group_of
from lopo.accounts.permission import PermittedRequest, in_reach, permitted
from lopo.facts.kinds import Refused
from lopo.facts.wording import say_number
from lopo.labels.codes.block import Block
from lopo.labels.codes.gs1_membership import load_membership
from lopo.labels.forms.gtin import BlockForm, UsedForm
from lopo.labels.gtin_block import add_block, set_closed
from lopo.labels.gtin_book import write_used
from lopo.labels.gtin_told import NUMBER, is_stall_block
from lopo.labels.models import AssignedGtin, NumberBlock
from lopo.labels.models.gtin import UNIT
from lopo.labels.views.gtin import may_edit_labels
from lopo.producers.models import Business
from lopo.producers.reach import businesses_in, sees_whole
from lopo.producers.spreadsheet import FORMS, Row, plain, spreadsheet

ON_A_PAGE = 100
SEARCH_MOST = 80


def _language() -> str:
    return get_language() or "id"


def _business(request: PermittedRequest, business_id: int) -> Business:
    return get_object_or_404(businesses_in(request.scope), pk=business_id)


def _numbers(request: PermittedRequest, business: Business) -> QuerySet[AssignedGtin]:
    """What of the book the reader may see and searches; a carton follows its unit."""
    rows = AssignedGtin.objects.filter(block__business=business).select_related(
        "product", "block", "assigned_by"
    )
    if not sees_whole(request.scope, business):
        rows = _shown_to_partner(request, business, rows)
    search = request.GET.get("search", "").replace("\0", "")[:SEARCH_MOST].strip()
    if search:
        digits = search.replace(" ", "")
        rows = rows.filter(
            Q(gtin__contains=digits) | Q(product__name__icontains=search) | Q(label__icontains=search)
        )
    return rows.order_by(Left(Right("gtin", 13), 12), "indicator")


def _shown_to_partner(
    request: PermittedRequest, business: Business, rows: QuerySet[AssignedGtin]
) -> QuerySet[AssignedGtin]:
    """To a partner: what is sold under a number now, where its owner shows her papers; the look is logged."""
    owner, group = business.organisation_id, group_of(NUMBER)
    for grantee in sorted(request.scope.grantee_ids):
        if group in active_groups([grantee], owner):
            log_look(request.user, grantee, owner, [group])
            stalls = [
                each.pk
                for each in NumberBlock.objects.filter(business=business)
                if is_stall_block(each.prefix)
            ]
            current = rows.filter(withdrawn_at=None, product__archived_at=None, product__isnull=False)
            return current.exclude(block__in=stalls)
    return rows.none()


def _blocks(business: Business) -> list[dict[str, object]]:
    """Each block with how many of its numbers are used, and how many are left."""
    used = Count("numbers", filter=Q(numbers__pack=UNIT))
    rows = []
    for block in NumberBlock.objects.filter(business=business).annotate(used=used):
        capacity = Block(block.prefix).capacity
        rows.append(
            {
                "block": block,
                "capacity": capacity,
                "used": block.used,
                "used_said": say_number(block.used).in_language(_language()),
                "free_said": say_number(capacity - block.used).in_language(_language()),
                "is_stall": is_stall_block(block.prefix),
            }
        )
    return rows


@permitted("product.view")
@require_safe
def book(request: PermittedRequest, business_id: int) -> HttpResponse:
    """The book as a table, with its blocks above."""
    business = _business(request, business_id)
    whole = sees_whole(request.scope, business)
    page = Paginator(_numbers(request, business), ON_A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "business": business,
        "blocks": _blocks(business) if whole else [],
        "page": page,
        "search": request.GET.get("search", ""),
        "query": query.urlencode(),
        "sees_book": whole,
        "can_edit": may_edit_labels(request, business),
        "once": load_membership().once.in_language(_language()),
    }
    return render(request, "labels/gtin_book.html", context)


@permitted("product.view")
@require_safe
def book_export(request: PermittedRequest, business_id: int, form: str) -> HttpResponseBase:
    """The book as it is shown, for Excel or as CSV."""
    if form not in FORMS:
        raise Http404
    business = _business(request, business_id)
    head: Row = [
        _("Number"), _("Product"), _("What it stands for"), _("Pack"), _("Units inside"), _("Given on"),
        _("By"), _("Withdrawn on"), _("Block"),
    ]  # fmt: skip
    rows = (_cells(each) for each in _numbers(request, business).iterator(ON_A_PAGE))
    return spreadsheet(form, f"nomor-barcode-{timezone.localdate().isoformat()}", head, rows)


def _cells(row: AssignedGtin) -> Row:
    return [
        row.gtin,
        plain(row.product.name) if row.product else "",
        plain(row.label),
        _("Unit") if row.pack == UNIT else _("Carton"),
        row.units_inside or "",
        timezone.localdate(row.assigned_at).isoformat(),
        plain(str(row.assigned_by)),
        timezone.localdate(row.withdrawn_at).isoformat() if row.withdrawn_at else "",
        row.block.prefix,
    ]


@permitted("label.edit")
def block_new(request: PermittedRequest, business_id: int) -> HttpResponse:
    """Write down the prefix that GS1 issued; the same one again only adds its certificate."""
    business = _business(request, business_id)
    initial = {"digits": request.GET.get("prefix", "")[:12]}
    form = BlockForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            block = add_block(
                business, form.cleaned_data["digits"], request.user, form.cleaned_data["certificate"]
            )
        except Refused as refusal:
            form.add_error("digits", refusal.reason.in_language(_language()))
        else:
            _say_what_kind(request, block)
            return redirect("labels:gtin_book", business_id)
    context = {"business": business, "form": form}
    return render(request, "labels/gtin_block_new.html", context, status=422 if form.errors else 200)


def _say_what_kind(request: PermittedRequest, block: NumberBlock) -> None:
    if is_stall_block(block.prefix):
        messages.warning(request, _("These numbers are for your own stall; they are not for retail supply."))
    else:
        messages.success(request, _("The block is on record. Each product can have its number now."))
        for warning in Block(block.prefix).warnings:
            messages.warning(request, warning.in_language(_language()))


@permitted("label.edit")
def used(request: PermittedRequest, business_id: int) -> HttpResponse:
    """Write numbers down that are on packs already."""
    business = _business(request, business_id)
    form = UsedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            count = write_used(business, form.cleaned_data["numbers"], request.user)
        except Refused as refusal:
            form.add_error("numbers", refusal.reason.in_language(_language()))
        else:
            told = ngettext("%(count)s number written down.", "%(count)s numbers written down.", count)
            messages.success(request, told % {"count": count})
            return redirect("labels:gtin_book", business_id)
    context = {"business": business, "form": form}
    return render(request, "labels/gtin_used.html", context, status=422 if form.errors else 200)


@permitted("label.edit")
@require_POST
def block_close(request: PermittedRequest, pk: int) -> HttpResponse:
    """Take no new numbers from a block, or take them again."""
    blocks = NumberBlock.objects.filter(in_reach(request.scope, "business__organisation"))
    block = get_object_or_404(blocks, pk=pk)
    set_closed(block, "open" not in request.POST)
    return redirect("labels:gtin_book", block.business_id)
