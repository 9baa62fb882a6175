"""Cohorts on pages: the list, one cohort as its reader sees it, made, changed and moved on."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.permission import PermittedRequest, permitted, scope_for
from lopo.accounts.roles import PRODUCER_ROLES, Role
from lopo.facts.kinds import Refused
from lopo.facts.wording import say_days
from lopo.producers.models import Kelurahan
from lopo.training.books.cohort import counted, make_cohort, move_cohort, today
from lopo.training.books.cohort_changes import (
    Stale,
    Unfit,
    change_cohort,
    change_timetable,
    is_settled,
    outside_days,
    timetable_version,
)
from lopo.training.books.cohort_clashes import clashes_of
from lopo.training.books.cohort_timing import is_over, why_not_finish
from lopo.training.books.seat_telling import tell_news
from lopo.training.forms.cohort import CohortForm, SessionForm
from lopo.training.lists.cohorts import CohortFilter, columns, listed_cohorts
from lopo.training.models import Cohort, Session
from lopo.training.module_titles import module_title, module_titles
from lopo.training.reach.cohort import cohorts_in, own_enrolments, teaches
from lopo.training.seating.news import invitation, share_address
from lopo.training.seating.states import (
    COHORT_MOVES,
    COHORT_TITLES,
    DECLINED,
    DRAFT,
    ENROLMENT_TITLES,
    OPEN,
    SEAT,
    WITHDRAWN,
    moves_of_cohort,
)
from lopo.training.views.seat import owner_page

PAGE = 50
CARDS = 20


def reader_language() -> str:
    """The language of the page."""
    return get_language() or "id"


@permitted("training.view")
def cohorts(request: PermittedRequest) -> HttpResponse:
    """The courses: a table for who holds them, open calls and her own seats for a producer."""
    person = request.user
    if not request.scope.everything and not person.roles() & {Role.TRAINER}:
        return _calls(request)
    wanted = CohortFilter.from_query(request.GET)
    found = listed_cohorts(cohorts_in(request.scope, person), wanted, today())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    language = reader_language()
    context = {
        "page": page,
        "rows": [_row(each, language) for each in page],
        "columns": _columns(wanted, query),
        "wanted": wanted,
        "query": query.urlencode(),
        "states": [(state, title.in_language(language)) for state, title in COHORT_TITLES.items()],
        "modules": [(name, title.in_language(language)) for name, title in module_titles().items()],
        "wards": Kelurahan.objects.order_by("kecamatan", "name"),
        "may_manage": scope_for(person, "training.manage") is not None,
    }
    return render(request, "training/cohorts.html", context)


def _columns(wanted: CohortFilter, query: QueryDict) -> list[dict[str, object]]:
    heads = [
        ("title", _("Course"), False),
        ("starts", _("Days"), False),
        ("place", _("Place"), False),
        ("organiser", _("Held by"), False),
        ("trainer", _("Trainer"), False),
        ("state", _("State"), False),
        ("seats", _("Seats"), True),
        ("seated", _("Given"), True),
        ("asked", _("Asked"), True),
        ("waiting", _("Waiting"), True),
    ]
    return columns(heads, wanted.sort, query)


def _row(cohort: Cohort, language: str) -> dict[str, object]:
    return {
        "cohort": cohort,
        "days": say_days(cohort.starts_on, cohort.ends_on).in_language(language),
        "state": COHORT_TITLES[cohort.state].in_language(language),
    }


def _calls(request: PermittedRequest) -> HttpResponse:
    """For a producer: what she is in, then what she can ask for; soonest first."""
    language = reader_language()
    mine = own_enrolments(request.user).select_related("cohort", "business").order_by("-cohort__starts_on")
    own = Paginator(mine, CARDS).get_page(request.GET.get("mine"))
    seen = cohorts_in(request.scope, request.user).filter(starts_on__gte=today())
    joined = mine.order_by().values("cohort")
    calls = seen.exclude(pk__in=joined).select_related("organiser").order_by("starts_on", "pk")
    page = Paginator(calls, CARDS).get_page(request.GET.get("page"))
    context = {
        "own": own,
        "own_rows": [
            _row(each.cohort, language)
            | {
                "enrolment": each,
                "place": ENROLMENT_TITLES[each.state].in_language(language),
                "over": is_over(each.cohort, today()),
                "had_seat": each.state == SEAT,
            }
            for each in own
        ],
        "page": page,
        "rows": [_row(each, language) | {"modules": _titles(each, language)} for each in page],
    }
    return render(request, "training/cohort_calls.html", context)


def _titles(cohort: Cohort, language: str) -> list[str]:
    return [module_title(name, language) for name in cohort.modules]


def cohort_or_404(request: PermittedRequest, cohort_id: int) -> Cohort:
    """The cohort, within the reader's reach."""
    listed = cohorts_in(request.scope, request.user).select_related(
        "organiser", "trainer", "kelurahan", "paid_by"
    )
    return get_object_or_404(listed, pk=cohort_id)


@permitted("training.view")
def cohort(request: PermittedRequest, cohort_id: int) -> HttpResponse:
    """One course: the desk's page for the city and who teaches it, one question for a producer."""
    found = cohort_or_404(request, cohort_id)
    if not teaches(request.scope, request.user, found):
        return owner_page(request, found)
    language = reader_language()
    sessions = list(found.sessions.select_related("trainer"))
    counts = counted([found]).get(found.pk, {})
    hidden = {"seat", "finish"} if why_not_finish(found, sessions, timezone.localtime()) else {"seat"}
    may_manage = scope_for(request.user, "training.manage") is not None
    context = _row(found, language) | {
        "counts": [(state, title.in_language(language), counts[state])
                   for state, title in ENROLMENT_TITLES.items() if counts.get(state)],
        "sessions": [(each, module_title(each.module, language)) for each in sessions],
        "moves": [(move.name, move.title.in_language(language))
                  for move in moves_of_cohort(found.state) if move.name not in hidden] if may_manage else [],
        "warnings": [each.in_language(language)
                     for each in [*outside_days(found, sessions), *clashes_of(found)]],
        "may_manage": may_manage,
        "is_open": found.state == OPEN,
        "is_draft": found.state == DRAFT,
        "also_mine": bool(request.user.roles() & PRODUCER_ROLES),
    }  # fmt: skip
    return render(request, "training/cohort.html", context)


@permitted("training.manage")
def cohort_new(request: PermittedRequest) -> HttpResponse:
    """Make a cohort; its timetable is a first guess."""
    first = {"organiser": next(iter(request.user.organisation_ids()), None)}
    form = CohortForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        form.instance.made_by = request.user
        made = make_cohort(form.instance)
        messages.success(request, _("The course is written down. Look at its timetable, then open it."))
        return redirect("training:cohort", made.pk)
    return render(request, "training/cohort_form.html", {"form": form}, status=422 if form.errors else 200)


@permitted("training.manage")
def cohort_edit(request: PermittedRequest, cohort_id: int) -> HttpResponse:
    """Change a cohort. What is taught, and whether apart, stays once somebody has asked for a seat."""
    found = get_object_or_404(Cohort.objects.defer("proposal"), pk=cohort_id)
    form = CohortForm(request.POST or None, instance=found, settled=is_settled(found))
    if request.method == "POST" and form.is_valid():
        try:
            change_cohort(form.instance, form.cleaned_data["version"])
        except Stale as refusal:
            stands = form.show_again(Cohort.objects.get(pk=cohort_id))
            form.add_error(None, refusal.reason.in_language(reader_language()))
            if stands:
                form.add_error(None, _("What stands now: %(fields)s.") % {"fields": "; ".join(stands)})
        except Unfit as refusal:
            form.add_error(refusal.field, refusal.reason.in_language(reader_language()))
        else:
            messages.success(request, _("Changed. Look whether the timetable still fits."))
            _tell(request, found)
            return redirect("training:cohort", found.pk)
    context = {"form": form, "cohort": found}
    return render(request, "training/cohort_form.html", context, status=422 if form.errors else 200)


def _tell(request: PermittedRequest, cohort: Cohort) -> None:
    """Tell who is in a changed course, and say how many were told."""
    if told := tell_news(cohort.pk):
        messages.success(request, _("Told now: %(count)s.") % {"count": told})


@permitted("training.manage")
@require_POST
def cohort_move(request: PermittedRequest, cohort_id: int) -> HttpResponse:
    """Open, finish, cancel or bring back, as the table of moves lets it."""
    get_object_or_404(Cohort, pk=cohort_id)
    name = request.POST.get("move", "")
    if name not in COHORT_MOVES or name == "seat":
        raise Http404
    try:
        moved = move_cohort(cohort_id, name)
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(reader_language()))
    else:
        tell_news(moved.pk)
        said = COHORT_TITLES[moved.state].in_language(reader_language())
        messages.success(request, _("This course is now: %(state)s.") % {"state": said})
    return redirect("training:cohort", cohort_id)


@permitted("training.manage")
def cohort_cancel(request: PermittedRequest, cohort_id: int) -> HttpResponse:
    """The page that asks before a course is cancelled."""
    found = get_object_or_404(Cohort, pk=cohort_id)
    waiting = found.enrolments.exclude(state__in=(DECLINED, WITHDRAWN)).count()
    return render(request, "training/cohort_cancel.html", {"cohort": found, "waiting": waiting})


@permitted("training.manage")
def cohort_share(request: PermittedRequest, cohort_id: int) -> HttpResponse:
    """The invitation link, with words to go with it, ready for WhatsApp."""
    found = get_object_or_404(Cohort, pk=cohort_id)
    address = request.build_absolute_uri(reverse("training:invitation", args=[found.invitation]))
    when = say_days(found.starts_on, found.ends_on)
    words = invitation(found.title, when, found.place, address).in_language(reader_language())
    context = {"cohort": found, "address": address, "words": words, "share": share_address(words)}
    return render(request, "training/cohort_share.html", context)


@permitted("training.manage")
def timetable(request: PermittedRequest, cohort_id: int) -> HttpResponse:
    """The meetings of a cohort, each with its day, hours, place and trainer."""
    found = get_object_or_404(
        Cohort.objects.prefetch_related(Prefetch("sessions", Session.objects.select_related("trainer"))),
        pk=cohort_id,
    )
    sent = request.POST if request.method == "POST" else None
    version = timetable_version(found.sessions.all())
    rows = [(each, _session_form(found, each, sent)) for each in found.sessions.all()]
    wrong = sent is not None and any(form.errors for _session, form in rows)
    if sent is not None and not wrong:
        changed = [form.applied_to(session) for session, form in rows]
        try:
            change_timetable(found.pk, changed, sent.get("version", ""))
        except Stale as refusal:
            wrong = True
            messages.error(request, refusal.reason.in_language(reader_language()))
        else:
            messages.success(request, _("The timetable is saved."))
            _tell(request, found)
            return redirect("training:cohort", found.pk)
    language = reader_language()
    context = {
        "cohort": found,
        "rows": [(module_title(session.module, language), form) for session, form in rows],
        "version": version,
    }
    return render(request, "training/cohort_timetable.html", context, status=422 if wrong else 200)


def _session_form(cohort: Cohort, session: Session, sent: QueryDict | None) -> SessionForm:
    begins, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    first = {
        "on": begins.date(),
        "begins": begins.time(),
        "ends": ends.time(),
        "place": session.place,
        "trainer": session.trainer_id,
    }
    days = (cohort.starts_on, cohort.ends_on)
    return SessionForm(sent, initial=first, prefix=str(session.pk), days=days)
