"""What changes a storage study: packs measured, a value taken back, an answer taken for the label."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.quality.forms.storage import MeasureForm
from lopo.quality.models import StorageReading, StorageStudy
from lopo.quality.storage.attributes import attribute_named
from lopo.quality.storage.words import said_celsius, said_days, said_value
from lopo.quality.storage_book import (
    Look,
    adopt,
    look_at,
    put_study_away,
    record_readings,
    take_back_reading,
)
from lopo.quality.views.storage import in_words, study_in_reach


@permitted("quality.record")
def measure(request: PermittedRequest, public_id: str, study_id: int) -> HttpResponse:
    """The packs of one day at one temperature, each value in a field of its own."""
    row = study_in_reach(request, public_id, study_id)
    look = look_at(row)
    posted, watched = request.method == "POST", attribute_named(row.attribute)
    form = MeasureForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        initial=_proposed(request, look),
        temperatures=[float(each["celsius"]) for each in row.plan],
        packs=row.packs_each,
        started_on=row.started_on,
        today=timezone.localdate(),
        watched=watched,
    )
    if posted and form.is_valid() and _saved(request, row, form):
        return redirect("quality:storage_study", public_id, study_id)
    how = in_words(watched.how) if watched else ""
    context = {"product": row.product, "study": row, "form": form, "how": how}
    return render(request, "quality/storage_measure.html", context, status=422 if form.errors else 200)


def _proposed(request: PermittedRequest, look: Look) -> dict[str, object]:
    """The temperature that was asked for or is due; today; a name for this sending."""
    due = look.still_open[0].temperatures[0] if look.still_open else float(look.row.plan[0]["celsius"])
    return {
        "celsius": request.GET.get("suhu", f"{due:.1f}"),
        "measured_on": timezone.localdate(),
        "sending": uuid.uuid4(),
    }


def _saved(request: PermittedRequest, row: StorageStudy, form: MeasureForm) -> bool:
    answers = form.cleaned_data
    try:
        count = record_readings(
            row,
            answers["celsius"],
            answers["measured_on"],
            form.values,
            answers["photo"],
            request.user,
            str(answers["sending"] or ""),
        )
    except Refused as refusal:
        form.add_error(None, in_words(refusal.reason))
        return False
    said = ngettext("%(count)d pack is on record.", "%(count)d packs are on record.", count)
    messages.success(request, said % {"count": count})
    return True


@permitted("quality.record")
def reading_back(request: PermittedRequest, public_id: str, study_id: int, reading_id: int) -> HttpResponse:
    """Take one value back, after asking. It stays on record but no longer counts."""
    row = study_in_reach(request, public_id, study_id)
    reading = get_object_or_404(StorageReading, study=row, pk=reading_id, taken_back_at=None)
    if request.method == "POST":
        take_back_reading(reading, request.user)
        messages.success(request, _("The value no longer counts. It stays on record."))
        return redirect("quality:storage_study", public_id, study_id)
    context = {
        "product": row.product,
        "study": row,
        "reading": reading,
        "celsius": in_words(said_celsius(float(reading.celsius))),
        "value": in_words(said_value(float(reading.value), row.unit)),
        "day": row.day_of(reading.measured_on),
    }
    return render(request, "quality/storage_back.html", context)


@permitted("quality.record")
def take_for_label(request: PermittedRequest, public_id: str, study_id: int) -> HttpResponse:
    """Take the answer for the label, after asking; the expiry dates follow from it."""
    row = study_in_reach(request, public_id, study_id)
    if request.method == "POST":
        try:
            days = adopt(row, request.user, request.scope)
        except Refused as refusal:
            messages.error(request, in_words(refusal.reason))
        else:
            said = _("The label now promises %(days)s. Expiry dates follow from it.")
            messages.success(request, said % {"days": said_days(days).in_language(get_language() or "id")})
        return redirect("quality:storage_study", public_id, study_id)
    found = look_at(row).found
    if found.claim is None or found.studied_days is None:
        return redirect("quality:storage_study", public_id, study_id)
    context = {
        "product": row.product,
        "study": row,
        "claim": in_words(found.claim.words),
        "studied": in_words(said_days(found.studied_days)),
    }
    return render(request, "quality/storage_adopt.html", context)


@permitted("quality.record")
def put_away(request: PermittedRequest, public_id: str, study_id: int) -> HttpResponse:
    """Put a study away, or bring it back; nothing of it is lost."""
    row = study_in_reach(request, public_id, study_id)
    if request.method == "POST":
        back = put_study_away(row, request.user)
        messages.success(request, _("The study is back.") if back else _("The study is put away."))
        return redirect("quality:storage", public_id)
    return redirect("quality:storage_study", public_id, study_id)
