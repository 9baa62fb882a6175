"""A producer's page of one course: one question, asked, answered, taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.wording import say_days
from lopo.producers.records import record_fact
from lopo.training.books.cohort import Asking, Seats, answer_invitation, ask_seat, today, withdraw
from lopo.training.books.cohort_timing import is_over
from lopo.training.books.proposal import WOMEN_LED, helped_most, women_led_of
from lopo.training.books.seat_telling import tell_news
from lopo.training.forms.cohort import AskForm
from lopo.training.models import Cohort, Enrolment
from lopo.training.models.cohort import BY_CALL
from lopo.training.module_titles import module_title
from lopo.training.reach.cohort import cohorts_in, own_businesses, own_enrolments
from lopo.training.seating.states import (
    APPLIED,
    DECLINED,
    ENROLMENT_TITLES,
    INVITED,
    OPEN,
    SEAT,
    SEATED,
    WAITING,
    WITHDRAWN,
)


def owner_page(
    request: PermittedRequest, cohort: Cohort, form: AskForm | None = None, *, by_link: bool = False
) -> HttpResponse:
    """When, where, what to bring, and the one question that is open now."""
    language = get_language() or "id"
    enrolments = list(own_enrolments(request.user).filter(cohort=cohort).select_related("business"))
    standing = [each for each in enrolments if each.state not in (WITHDRAWN, DECLINED)]
    businesses = own_businesses(request.user).exclude(pk__in=[each.business_id for each in standing])
    asking = (by_link or cohort.entry == BY_CALL or bool(enrolments)) and _may_ask(cohort)
    if asking and form is None and businesses:
        ids = [each.pk for each in businesses]
        said = len(women_led_of(ids)) == len(businesses)
        first = {"attends": request.user.name, "product": helped_most(ids, cohort, today())}
        form = AskForm(businesses=businesses, ask_women_led=not said, initial=first)
    context = {
        "cohort": cohort,
        "days": say_days(cohort.starts_on, cohort.ends_on).in_language(language),
        "modules": [module_title(name, language) for name in cohort.modules],
        "sessions": [(each, module_title(each.module, language)) for each in cohort.sessions.all()],
        "seats": [_seat(each, language) for each in enrolments],
        "over": is_over(cohort, today()),
        "form": form if asking and businesses else None,
        "no_business": asking and not businesses and not enrolments,
        "full": asking and cohort.state == SEATED and not Seats.of(cohort).free,
        "link": cohort.invitation if by_link else "",
    }
    return render(request, "training/cohort_seat.html", context, status=422 if form and form.errors else 200)


def _may_ask(cohort: Cohort) -> bool:
    in_time = cohort.starts_on >= today() and (cohort.ask_until is None or cohort.ask_until >= today())
    return cohort.state in (OPEN, SEATED) and in_time


def _seat(enrolment: Enrolment, language: str) -> dict[str, object]:
    why = enrolment.why if enrolment.state in (SEAT, WAITING, DECLINED, INVITED) else {}
    return {
        "enrolment": enrolment,
        "title": ENROLMENT_TITLES[enrolment.state].in_language(language),
        "why": why.get(language[:2], why.get("id", "")),
        "invited": enrolment.state == INVITED,
        "has_seat": enrolment.state == SEAT,
        "waits": enrolment.state == WAITING,
        "asked": enrolment.state == APPLIED,
        "modules": [module_title(name, language) for name in enrolment.modules],
    }


@permitted("training.join")
@require_POST
def seat_ask(request: PermittedRequest, cohort_id: int) -> HttpResponse:
    """Ask for a seat for one of my businesses. ``link`` is the end of an invitation's address."""
    link = request.POST.get("link", "")
    seen = cohorts_in(request.scope, request.user)
    invited = bool(link) and Cohort.objects.filter(pk=cohort_id, invitation=link).exists()
    found = get_object_or_404(Cohort.objects.all() if invited else seen, pk=cohort_id)
    form = AskForm(request.POST, businesses=own_businesses(request.user))
    if not form.is_valid():
        return owner_page(request, found, form, by_link=invited)
    back = redirect("training:invitation", link) if invited else redirect("training:cohort", found.pk)
    if (
        not invited
        and found.entry != BY_CALL
        and not form.cleaned_data["business"].enrolments.filter(cohort=found)
    ):
        messages.error(request, _("Seats in this course are by invitation."))
        return back
    told = form.cleaned_data
    asking = Asking(told["business"], told["attends"], told.get("product"), request.user)
    try:
        made = ask_seat(found.pk, asking, request.user)
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(get_language() or "id"))
        return back
    if led := form.cleaned_data.get("women_led"):
        record_fact(asking.business, None, WOMEN_LED, led, typed_by=request.user)
    tell_news(found.pk)
    messages.success(request, _asked(made).in_language(get_language() or "id"))
    return redirect("training:cohort", found.pk)


def _asked(enrolment: Enrolment) -> Text:
    if enrolment.state == SEAT:
        return Text("Kursi ini milik Ibu/Bapak.", "The seat is yours.")
    if enrolment.state == WAITING:
        return Text(
            f"Semua kursi terisi. Ibu/Bapak nomor {enrolment.rank} di daftar tunggu.",
            f"All seats are taken. You are number {enrolment.rank} on the waiting list.",
        )
    return Text(
        "Permintaan kami terima. Kami beri kabar siapa yang mendapat kursi.",
        "We have your request. We tell you who gets a seat.",
    )


def _own_or_404(request: PermittedRequest, enrolment_id: int) -> Enrolment:
    organisations = request.scope.own_ids
    return get_object_or_404(
        Enrolment.objects.filter(business__organisation__in=organisations), pk=enrolment_id
    )


@permitted("training.join")
@require_POST
def seat_answer(request: PermittedRequest, enrolment_id: int) -> HttpResponse:
    """Yes or no to an invitation, once; pressing twice changes nothing."""
    enrolment = _own_or_404(request, enrolment_id)
    yes = request.POST.get("answer") == "yes"
    try:
        answered = answer_invitation(enrolment.pk, yes, request.user)
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(get_language() or "id"))
    else:
        thanks = Text("Terima kasih sudah memberi tahu.", "Thank you for saying so.")
        said = _asked(answered) if yes else thanks
        messages.success(request, said.in_language(get_language() or "id"))
    return redirect("training:cohort", enrolment.cohort_id)


@permitted("training.join")
def seat_withdraw(request: PermittedRequest, enrolment_id: int) -> HttpResponse:
    """Ask whether she is sure, then give the seat to the next on the waiting list."""
    enrolment = _own_or_404(request, enrolment_id)
    over = is_over(enrolment.cohort, today())
    if request.method != "POST" or over:
        context = {
            "enrolment": enrolment,
            "cohort": enrolment.cohort,
            "has_seat": enrolment.state == SEAT,
            "over": over,
        }
        return render(request, "training/seat_withdraw.html", context, status=422 if request.POST else 200)
    try:
        withdraw(enrolment.pk, request.user)
        tell_news(enrolment.cohort_id)
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(get_language() or "id"))
    else:
        messages.success(request, _("You gave the seat up. Thank you for saying so in time."))
    return redirect("training:cohort", enrolment.cohort_id)
