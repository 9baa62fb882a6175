"""A companion's caseload, and what the city sees of all of them."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lopo.accounts.models import Person
from lopo.accounts.permission import PermittedRequest, permitted, scope_for
from lopo.accounts.phone import local_form
from lopo.producers.models import Business, Product
from lopo.producers.spreadsheet import FORMS, Row, plain, spreadsheet
from lopo.standards.next_step import next_step_words
from lopo.training.books.companion import (
    businesses_of,
    businesses_to_visit,
    owners_of,
    possible_companions,
    products_shown,
    without_companion,
)
from lopo.training.books.milestone import KIND_TITLES
from lopo.training.books.visit import standing_visits
from lopo.training.companions.attention import REASON_TITLES
from lopo.training.companions.load import Load, loads
from lopo.training.companions.rules import rules
from lopo.training.lists.caseload import ANY_PRESSING, CaseFilter, CaseRow, asked_for, case_rows
from lopo.training.lists.sorting import columns, ordered, sort_named, typed, without_page
from lopo.training.models import Companionship, Milestone

PAGE = 30
SHOWN = 20
LOAD_SORTS = {
    "name": lambda row: str(row["person"]).casefold(),
    "businesses": lambda row: row["load"].businesses,
    "overdue": lambda row: row["load"].overdue,
    "late": lambda row: row["load"].late,
    "silent": lambda row: row["load"].silent,
    "order": lambda row: row["load"].no_order,
    "last": lambda row: row["load"].last_visit,
}


def _language() -> str:
    return get_language() or "id"


def whatsapp(phone: str | None) -> str:
    """The address that opens a chat with an E.164 number; empty without one."""
    return f"https://wa.me/{phone.removeprefix('+')}" if phone else ""


@permitted("companion.work")
def caseload(request: PermittedRequest, person_id: int | None = None) -> HttpResponse:
    """My producers, who needs me most first. An officer opens those of any companion, too."""
    is_officer = scope_for(request.user, "companion.name") is not None
    if person_id is None and is_officer and not businesses_of(request.user).exists():
        return redirect("training:companion_loads")
    person = _whose(request, person_id, is_officer)
    wanted = CaseFilter.from_query(request.GET)
    every = case_rows(businesses_of(person), timezone.localdate())
    found = asked_for(every, wanted)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    query = without_page(request.GET)
    context = {
        "person": person,
        "is_mine": person == request.user,
        "is_officer": is_officer,
        "page": page,
        "rows": shown_rows(list(page)),
        "columns": columns(_heads(), wanted.sort, query),
        "wanted": wanted,
        "query": query.urlencode(),
        "counts": _counts(every),
        "all": len(every),
        "found": len(found),
        "today": timezone.localdate(),
    }
    return render(request, "training/companion_caseload.html", context)


def _whose(request: PermittedRequest, person_id: int | None, is_officer: bool) -> Person:
    if person_id is None or person_id == request.user.pk:
        return request.user
    if not is_officer:
        raise Http404
    named = Person.objects.filter(companionships__isnull=False).distinct() | possible_companions()
    return get_object_or_404(named, pk=person_id)


def _counts(rows: Sequence[CaseRow]) -> list[tuple[str, str, int]]:
    """How many need their companion for which reason; one business can count for several."""
    language = _language()
    counted = [(ANY_PRESSING, _("Need you now"), sum(row.presses for row in rows))]
    for code, title in REASON_TITLES.items():
        count = sum(any(reason.code == code for reason in row.reasons) for row in rows)
        counted.append((code, title.in_language(language), count))
    return counted


def _heads() -> list[tuple[str, str, bool]]:
    return [
        ("name", _("Business"), False),
        ("need", _("Why"), False),
        ("next", _("Next visit"), False),
        ("last", _("Last visit"), False),
        ("late", _("Late"), True),
        ("open", _("Open"), True),
        ("order", _("Last order"), False),
    ]


def shown_rows(rows: Sequence[CaseRow]) -> list[dict[str, object]]:
    """Rows with all that a page says of each business; four queries, however many there are."""
    ids = [row.case.business for row in rows]
    businesses = {each.pk: each for each in Business.objects.filter(pk__in=ids).select_related("kelurahan")}
    products, owners = products_shown(ids), owners_of(ids)
    return [
        _shown(row, businesses[row.case.business], products.get(row.case.business, []), owners)
        for row in rows
        if row.case.business in businesses
    ]


def _shown(
    row: CaseRow, business: Business, products: list[Product], owners: dict[int, Person]
) -> dict[str, object]:
    language = _language()
    owner = owners.get(business.pk)
    phone = owner.phone if owner else None
    return {
        "case": row.case,
        "business": business,
        "owner": str(owner) if owner else business.owner_name,
        "phone": local_form(phone) if phone else "",
        "whatsapp": whatsapp(phone),
        "reasons": [
            {"words": each.words.in_language(language), "presses": each.presses} for each in row.reasons
        ],
        "products": products,
        "next": _next_step(products),
    }


def _next_step(products: list[Product]) -> str:
    """The next step of the product that is nearest to its next rung."""
    standings = [each.standing for each in products if hasattr(each, "standing")]
    climbing = [each for each in standings if each.next_percent < 100]
    nearest = max(climbing, key=lambda each: each.next_percent, default=None)
    return next_step_words(nearest) if nearest else ""


@permitted("companion.name")
def loads_of_all(request: PermittedRequest) -> HttpResponse:
    """How much each companion carries, and how many businesses nobody walks beside."""
    rows = _load_rows()
    sort = sort_named(typed(request.GET, "sort"), LOAD_SORTS, "-businesses")
    query = without_page(request.GET)
    page = Paginator(ordered(rows, LOAD_SORTS, sort), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": page,
        "columns": columns(_load_heads(), sort, query),
        "query": query.urlencode(),
        "without": without_companion().count(),
        "load_most": rules().load_most,
        "silent_days": rules().silent_days,
        "no_order_days": rules().no_order_days,
    }
    return render(request, "training/companion_loads.html", context)


def _load_heads() -> list[tuple[str, str, bool]]:
    return [
        ("name", _("Companion"), False),
        ("businesses", _("Businesses"), True),
        ("overdue", _("Visit overdue"), True),
        ("late", _("Something late"), True),
        ("silent", _("Silent"), True),
        ("order", _("Without an order"), True),
        ("last", _("Last visit"), False),
    ]


def _load_rows() -> list[dict[str, object]]:
    """Everybody who carries somebody, and everybody who could."""
    today = timezone.localdate()
    named = Business.objects.filter(companionships__until=None, companionships__isnull=False)
    cases: dict[int, list[object]] = {}
    for row in case_rows(named, today):
        cases.setdefault(row.companion or 0, []).append(row.case)
    for person in possible_companions().values_list("pk", flat=True):
        cases.setdefault(person, [])
    found = loads(cases, today, rules())  # type: ignore[arg-type]
    people = Person.objects.in_bulk([each.companion for each in found])
    return [_load_row(each, people[each.companion]) for each in found if each.companion in people]


def _load_row(load: Load, person: Person) -> dict[str, object]:
    return {"load": load, "person": person, "is_heavy": load.is_heavy(rules())}


@permitted("companion.name")
def loads_export(request: PermittedRequest, form: str) -> HttpResponseBase:
    """The loads of all companions, for Excel (``xlsx``) or as ``csv``."""
    if form not in FORMS:
        raise Http404
    sort = sort_named(typed(request.GET, "sort"), LOAD_SORTS, "-businesses")
    rows = ordered(_load_rows(), LOAD_SORTS, sort)
    name = "-".join(("lopo", _("companions"), timezone.localdate().isoformat()))
    return spreadsheet(form, name, [title for _n, title, _i in _load_heads()], map(_load_cells, rows))


def _load_cells(row: dict[str, object]) -> Row:
    load: Load = row["load"]  # type: ignore[assignment]
    last = load.last_visit.isoformat() if load.last_visit else ""
    return [
        plain(str(row["person"])),
        load.businesses,
        load.overdue,
        load.late,
        load.silent,
        load.no_order,
        last,
    ]


@permitted("companion.work")
def business(request: PermittedRequest, business_id: int) -> HttpResponse:
    """One business: who walks beside it and did before, the visits, what happened on the market."""
    reached = businesses_to_visit(request.user).filter(pk=business_id)
    found = get_object_or_404(reached.select_related("kelurahan"), pk=business_id)
    rows = case_rows(Business.objects.filter(pk=found.pk), timezone.localdate())
    milestones = Milestone.objects.filter(product__business=found, withdrawn_at=None)
    language = _language()
    context = {
        "business": found,
        "row": shown_rows(rows)[0],
        "history": Companionship.objects.filter(business=found).select_related("person", "named_by")[:SHOWN],
        "visits": standing_visits(found)[:SHOWN],
        "milestones": [
            {"milestone": each, "title": KIND_TITLES[each.kind].in_language(language)}
            for each in milestones.select_related("product")[:SHOWN]
        ],
        "people": possible_companions(),
        "is_officer": scope_for(request.user, "companion.name") is not None,
    }
    return render(request, "training/companion_business.html", context)
