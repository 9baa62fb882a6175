"""The list of kitchens, and the sheet that is filled on a phone without a network."""

import datetime as dt
import json
from importlib.resources import files

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.accounts.scope import Scope
from lopo.producers.models import Business, Kelurahan
from lopo.producers.reach import businesses_in
from lopo.producers.spreadsheet import FORMS, Row, plain, spreadsheet
from lopo.quality.hygiene.checklist import SEVERITY_TITLES, Element, elements, groups
from lopo.quality.hygiene.level import LEVELS, allowed
from lopo.quality.kitchen_list import KitchenFilter, by_level, kitchens, totals
from lopo.quality.models import Inspection, InspectionDraft
from lopo.quality.models.hygiene import OFFICER, SELF
from lopo.quality.recalled import recalls_for

PAGE, DESK_PAGE = 30, 50
AT_A_TIME = 1000
SENT_SHOWN = 10
_FOLDER = "quality/inspection/"
_ASSETS = (
    "lopo/lopo.css",
    "lopo/work.css",
    "lopo/lopo.js",
    "lopo/mark.svg",
    "lopo/band.svg",
    *(f"{_FOLDER}{name}.js" for name in ("store", "sending", "photos", "sheet", "list")),
    f"{_FOLDER}inspection.css",
)


def kind_for(scope: Scope, business: Business) -> str:
    """An owner checks herself; whoever has the city's reach inspects."""
    return SELF if business.organisation_id in scope.own_ids else OFFICER


@permitted("quality.record")
@ensure_csrf_cookie
def inspections(request: PermittedRequest) -> HttpResponse:
    """The kitchens in reach: how each stands, what is overdue, and which sheets this person sent."""
    wanted = KitchenFilter.from_query(request.GET)
    reached = businesses_in(request.scope)
    found = kitchens(reached, wanted, timezone.localdate())
    page = Paginator(found, DESK_PAGE if request.scope.everything else PAGE).get_page(request.GET.get("page"))
    sent = Inspection.objects.select_related("business")
    mine = sent.filter(by=request.user) if request.scope.everything else sent.filter(business__in=reached)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "rows": [kitchen_row(each) for each in page],
        "is_officer": request.scope.everything,
        "wanted": wanted,
        "query": query.urlencode(),
        "sent": mine[:SENT_SHOWN],
        "recalls": recalls_for(request.user),
    }
    if request.scope.everything:
        context |= {
            "columns": _columns(wanted, query),
            "totals": totals(found) | {"kitchens": page.paginator.count},
            "levels": [(level, count) for level, count in by_level(reached).items()],
            "wards": Kelurahan.objects.order_by("kecamatan", "name"),
        }
    return render(request, "quality/inspections.html", context)


def _columns(wanted: KitchenFilter, query: QueryDict) -> list[dict[str, object]]:
    """The heads of the table: a click sorts by the column, a second click the other way round."""
    heads = [
        ("name", _("Business"), False),
        ("kelurahan", _("Kelurahan"), False),
        ("level", _("Level"), False),
        ("inspected", _("Inspected on"), False),
        ("open", _("To mend"), True),
        ("overdue", _("Overdue"), True),
        ("told", _("To look at"), True),
    ]
    columns = []
    for sort, title, is_number in heads:
        link = query.copy()
        # Of a count the most stand first at the first click.
        first = f"-{sort}" if is_number else sort
        link["sort"] = (sort if is_number else f"-{sort}") if wanted.sort == first else first
        sorted_now = wanted.sort.removeprefix("-") == sort
        way = "descending" if wanted.sort.startswith("-") else "ascending"
        columns.append(
            {"title": title, "is_number": is_number, "href": f"?{link.urlencode()}",
             "sorted": way if sorted_now else ""}
        )  # fmt: skip
    return columns


def kitchen_row(business: Business) -> dict[str, object]:
    """One kitchen as the list shows it."""
    return {
        "business": business,
        "level": business.last_level,  # type: ignore[attr-defined]
        "inspected_on": business.last_on,  # type: ignore[attr-defined]
        "open": business.open,  # type: ignore[attr-defined]
        "overdue": business.overdue,  # type: ignore[attr-defined]
        "told": business.told,  # type: ignore[attr-defined]
    }


@permitted("quality.record")
@require_safe
def export(request: PermittedRequest, form: str) -> HttpResponseBase:
    """The list as it is shown, whole, for Excel (``xlsx``) or as ``csv``."""
    if form not in FORMS:
        raise Http404
    today = timezone.localdate()
    found = kitchens(businesses_in(request.scope), KitchenFilter.from_query(request.GET), today)
    head: Row = [
        _("Business"), _("Kelurahan"), _("Kecamatan"), _("Level"), _("Inspected on"), _("To mend"),
        _("Overdue"), _("To look at"),
    ]  # fmt: skip
    rows = (_cells(each) for each in found.iterator(AT_A_TIME))
    return spreadsheet(form, f"dapur-{today.isoformat()}", head, rows)


def _cells(business: Business) -> Row:
    row, ward = kitchen_row(business), business.kelurahan
    day = row["inspected_on"].isoformat() if isinstance(row["inspected_on"], dt.date) else ""
    place = [ward.name, ward.kecamatan] if ward else ["", ""]
    return [plain(business.name), *place, row["level"] or "", day, row["open"], row["overdue"], row["told"]]


@permitted("quality.record")
@ensure_csrf_cookie
def sheet(request: PermittedRequest, business_id: int) -> HttpResponse:
    """The whole checklist in one page that opens without a network; or, without JavaScript, the form."""
    business = get_object_or_404(businesses_in(request.scope), pk=business_id)
    kind = kind_for(request.scope, business)
    context = {
        "business": business,
        "kind": kind,
        "given": _given(request, business, kind),
        "begun": InspectionDraft.objects.filter(business=business, by=request.user).exists(),
    }
    return render(request, "quality/inspection_sheet.html", context)


def _given(request: PermittedRequest, business: Business, kind: str) -> dict[str, object]:
    language = get_language() or "id"
    return {
        "business": business.pk,
        "business_name": business.name,
        "person": request.user.pk,
        "kind": kind,
        "elements": [_element(each, language) for each in elements()],
        "groups": {letter: title.in_language(language) for letter, title in groups().items()},
        "levels": [{"code": level, "most": dict(allowed(level))} for level in LEVELS],
        "words": _words(),
    }


def _element(element: Element, language: str) -> dict[str, object]:
    return {
        "number": element.number,
        "group": element.group,
        "severity": element.severity,
        "severity_title": SEVERITY_TITLES[element.severity].in_language(language),
        "failure": element.failure.in_language(language),
        "question": element.question.in_language(language),
        "good": element.good.in_language(language),
        "mend": element.mend.in_language(language),
        "picture": static(f"{_FOLDER}pictures/{element.number}.svg") if element.picture else "",
        "absent": element.absent.in_language(language) if element.absent else "",
    }


def _words() -> dict[str, str]:
    """What the script says; ``{count}`` and the like are filled on the phone."""
    return {
        "online": _("Each tap is kept on this phone."),
        "offline": _("No network. Each tap is kept on this phone."),
        "place": _("{number} of {total} · {group}"),
        "fine": _("in order"),
        "failing": _("a finding"),
        "absent": _("not there"),
        "unseen": _("not looked at yet"),
        "left": _("{count} still to be looked at. What was not looked at is never taken as fine."),
        "see_left": _("See what is left"),
        "level": _("Level {level}"),
        "own_level": _("Level {level} by the kitchen's own check"),
        "signed-out": _("You were signed out. Sign in again; everything is still on this phone."),
        "forbidden": _("You may not send inspections now. Ask the office; it all stays on this phone."),
        "gone": _("This business is gone. Ask the office; it all stays on this phone."),
        "other-person": _("Somebody else is signed in. Whoever filled this sheet signs in to send it."),
        "refused": _("The server did not take it. It all stays on this phone; send it again."),
    }


@permitted("quality.record")
@never_cache
def worker(request: PermittedRequest) -> HttpResponse:
    """The service worker; its scope is this folder of addresses."""
    pictures = [f"{_FOLDER}pictures/{each.number}.svg" for each in elements() if each.picture]
    names = {
        "store": static(f"{_FOLDER}store.js"),
        "sending": static(f"{_FOLDER}sending.js"),
        "assets": [static(name) for name in (*_ASSETS, *pictures)],
    }
    code = (files("lopo.quality") / "static/quality/inspection/worker.js").read_text("utf-8")
    script = f"const NAMES = {json.dumps(names)};\n{code}"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@permitted("quality.record")
@never_cache
def key(request: PermittedRequest) -> JsonResponse:
    """Who is signed in now, and the token with which the phone sends."""
    return JsonResponse({"token": get_token(request), "person": request.user.pk})
