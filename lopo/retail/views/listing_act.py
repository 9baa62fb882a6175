"""What is done with a listing: a button alone, or a page that asks for what the table says."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.figures import say_number
from lopo.facts.kinds import Refused
from lopo.producers.forms import language
from lopo.retail.books.listing import Taken, act, days_of, tell_mended, told_sold, trial_of
from lopo.retail.books.listing_question import question_of
from lopo.retail.books.listing_reach import parties_of
from lopo.retail.forms.listing import (
    ActForm,
    ReasonForm,
    SoldForm,
    SoldReasonForm,
    TastingForm,
    TrialForm,
    WordsForm,
    words_field,
)
from lopo.retail.listing.reasons import reasons_for
from lopo.retail.listing.sell_through import SellThrough
from lopo.retail.listing.transitions import ANSWER, BUYER, OWNER, Transition, state_by, table
from lopo.retail.listing.trial import proposed
from lopo.retail.models import Listing, ListingStep, Store, Trial
from lopo.retail.views.listing import last_words, listing_in
from lopo.standards.standings import today

BACK_TO_QUEUE = "rak"
"""Where a form came from, when it was the buyer's list."""


@permitted("listing.act")
def listing_act(request: PermittedRequest, listing_id: str, act_id: str) -> HttpResponse:
    """Ask for what the act needs, then do it. A button alone sends straight here."""
    found = listing_in(request, listing_id)
    step = table().transitions.get(act_id)
    parties = parties_of(request.user, found)
    if step is None or not step.from_states or not set(step.by) & parties:
        raise Http404
    now = state_by(found.state, days_of(trial_of(found)), today())
    too_late = now not in step.from_states or (step.id == ANSWER and question_of(found) is None)
    if request.method != "POST" and too_late:
        messages.info(request, _("That cannot be done any more: look where it stands."))
        return redirect("retail:listing", listing_id)
    form = _form(step, found, request)
    if request.method == "POST" and form.is_valid():
        try:
            moved = act(
                found, step.id, form.cleaned_data["version"], form.told, request.user, parties, today()
            )
        except Taken as refusal:
            messages.warning(request, refusal.reason.in_language(language()))
            return redirect("retail:listing", listing_id)
        except Refused as refusal:
            if state_by(found.state, days_of(trial_of(found)), today()) not in step.from_states:
                messages.warning(request, refusal.reason.in_language(language()))
                return redirect("retail:listing", listing_id)
            form.refuse(refusal)
        else:
            messages.success(request, _said(step, moved))
            return _onward(request, moved, step)
    return _asked(request, found, step, form)


def _said(step: Transition, moved: Listing) -> str:
    said = step.past.in_language(language())
    return f"{moved.product.name}: {said.lower() if said[:1].isupper() else said}."


def _onward(request: PermittedRequest, moved: Listing, step: Transition) -> HttpResponse:
    """A buyer who decided from her list is led back to it."""
    ended = table().states[moved.state].ended
    if request.POST.get("from") == BACK_TO_QUEUE or (BUYER in step.by and ended and step.id == "reject"):
        return redirect("retail:queue")
    return redirect("retail:listing", moved.public_id)


def _asked(request: PermittedRequest, found: Listing, step: Transition, form: ActForm) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    trial = trial_of(found)
    context = {
        "listing": found,
        "product": found.product,
        "step": step,
        "title": step.title.in_language(language()),
        "says": step.says.in_language(language()),
        "form": form,
        "trial": trial,
        "reasons": [
            {
                "code": each.code,
                "title": each.title.in_language(language()),
                "does": each.says.in_language(language()),
            }
            for each in reasons_for(step.id)
        ]
        if step.asks("reason")
        else [],
        "from_queue": request.GET.get("from", request.POST.get("from", "")) == BACK_TO_QUEUE,
        "by_owner": OWNER in step.by and BUYER not in step.by,
        "is_tasting": step.asks("scores"),
        "last_words": _said_before(step, found),
        "told_by_tills": told_sold(found, trial) if trial and step.asks("sold") else None,
    }
    return render(request, "retail/listing_act.html", context, status=status)


def _said_before(step: Transition, found: Listing) -> ListingStep | None:
    """The words that this act answers."""
    if step.id == ANSWER:
        return question_of(found)
    return last_words(found) if step.asks("trial") else None


def _form(step: Transition, found: Listing, request: PermittedRequest) -> Any:
    """The form that asks what the transition needs."""
    data = request.POST if request.method == "POST" else None
    initial: dict[str, Any] = {"version": found.version}
    if step.asks("trial"):
        stores = Store.objects.filter(retailer=found.retailer_id, closed_at=None)
        return TrialForm(data, stores=stores, initial=initial | _trial_initial(found, stores, today()))
    if step.asks("scores"):
        return TastingForm(data, kind=found.product.kind, initial=initial)
    if step.asks("sold"):
        trial = trial_of(found)
        sold = told_sold(found, trial) if trial else None
        initial |= {} if sold is None else {"sold": min(sold, trial.pieces if trial else sold)}
        verdict = (SoldReasonForm if step.asks("reason") else SoldForm)(data, initial=initial)
        verdict.fields["sold"].help_text = _agreed(trial) if trial else ""
        return verdict
    if step.asks("reason"):
        return ReasonForm(data, initial=initial)
    if step.asks("words"):
        return WordsForm(data, initial=initial)
    form = ActForm(data, initial=initial)
    if step.asks("words?"):
        form.fields["words"] = words_field(
            step.word.in_language(language()) or _("A word to the other side"), rows=2
        )
    return form


def _agreed(trial: Trial) -> str:
    """What was agreed to be sold, beside the field for what was."""
    wanted = SellThrough(trial.pieces, 0, trial.wanted_percent).wanted_pieces
    return _("Of %(pieces)s pieces; at least %(wanted)s (%(percent)s %%) were agreed.") % {
        "pieces": say_number(trial.pieces).in_language(language()),
        "wanted": say_number(wanted).in_language(language()),
        "percent": trial.wanted_percent,
    }


def _trial_initial(found: Listing, stores: QuerySet[Store], on: dt.date) -> dict[str, Any]:
    """What was offered before, where the kitchen asked for other numbers; else what is usual."""
    begins, before = proposed(on, found.weekly_pieces, ()), trial_of(found)
    if before is not None:
        days = begins if before.starts_on < on else before
        return {
            "stores": [each.pk for each in before.stores.all()],
            "starts_on": days.starts_on,
            "ends_on": days.ends_on,
            "pieces": before.pieces,
            "wanted_percent": before.wanted_percent,
        }
    only = list(stores[:2])
    return {
        "stores": [only[0].pk] if len(only) == 1 else [],
        "starts_on": begins.starts_on,
        "ends_on": begins.ends_on,
        "pieces": begins.pieces,
        "wanted_percent": begins.wanted_percent,
    }


@permitted("listing.act")
@require_POST
def mended(request: PermittedRequest, listing_id: str) -> HttpResponse:
    """The owner says that what the shop named is mended; then she is led to apply again."""
    found = listing_in(request, listing_id)
    if OWNER not in parties_of(request.user, found):
        raise Http404
    undo = request.POST.get("undo") == "1"
    if tell_mended(found, request.user, today(), undo=undo) and not undo:
        messages.success(request, _("Noted. Now apply again; the shop sees what has changed."))
        return redirect("retail:shop", found.product.public_id, found.retailer_id)
    return redirect(reverse("retail:listing", args=[listing_id]))
