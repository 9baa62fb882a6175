"""A storage study that was measured elsewhere: sent as a file, looked at, and then written down."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.dossier_file import Problem
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.producers.models import Product
from lopo.quality.models import StorageStudy
from lopo.quality.storage.shelf_life import answer
from lopo.quality.storage.study import Study, series_of
from lopo.quality.storage.study_file import MAX_BYTES, BadStudy
from lopo.quality.storage.words import said_celsius, said_value
from lopo.quality.storage_book import take_study
from lopo.quality.views.storage import in_words, product_in_reach
from lopo.site.study_input import study_of

SALT = "a storage study that was looked at"
HOLDS = 24 * 3600
"""Seconds for which what was looked at can be written down."""


class StudyFileForm(forms.Form):
    """The file, and the day on which its packs were made."""

    file = forms.FileField(label=gettext_lazy("The file: CSV, Excel or TOML"))
    started_on = forms.DateField(
        label=gettext_lazy("On which day were the packs made (day 0)?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_started_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["started_on"]
        if not dt.date(2000, 1, 1) <= day <= timezone.localdate():
            raise ValidationError(_("This day has not come yet, or is too long ago."))
        return day


@permitted("quality.record")
def study_file(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Send a file; see every fault of it, or what it says; then write it down."""
    product = product_in_reach(request, public_id)
    if request.method == "POST" and "seen" in request.POST:
        return _write(request, product)
    posted = request.method == "POST"
    form = StudyFileForm(request.POST if posted else None, request.FILES if posted else None)
    problems: list[dict[str, str]] = []
    if posted and form.is_valid():
        try:
            study = study_of(_content(form))
            return _preview(request, product, study, form.cleaned_data["started_on"])
        except BadStudy as bad:
            problems = [_said(each) for each in bad.problems]
        except Refused as refusal:
            problems = [_said(Problem("", refusal.reason))]
    context = {"product": product, "form": form, "problems": problems}
    status = 422 if form.errors or problems else 200
    return render(request, "site/study_file.html", context, status=status)


def _content(form: StudyFileForm) -> bytes:
    upload = form.cleaned_data["file"]
    if upload.size > MAX_BYTES:
        raise Refused(
            Text("Berkasnya terlalu besar (paling besar 1 MB).", "The file is too large (1 MB at most).")
        )
    content: bytes = upload.read()
    return content


def _said(problem: Problem) -> dict[str, str]:
    place = problem.place if isinstance(problem.place, str) else in_words(problem.place)
    return {"place": place, "reason": in_words(problem.reason)}


def _preview(request: PermittedRequest, product: Product, study: Study, started_on: dt.date) -> HttpResponse:
    found = answer(study)
    readings = [(each.celsius, one.day, one.value) for each in study.series for one in each.readings]
    head = {"attribute": study.attribute, "unit": study.unit, "direction": study.direction,
            "limit": study.limit, "method": study.method, "storage": study.storage, "pack": study.pack,
            "pack_as_sold": study.pack_as_sold}  # fmt: skip
    seen = {"product": product.pk, "on": started_on.isoformat(), "head": head, "readings": readings,
            "sending": str(uuid.uuid4())}  # fmt: skip
    context = {
        "product": product,
        "study": study,
        "started_on": started_on,
        "limit": in_words(said_value(study.limit, study.unit)),
        "claim": in_words(found.claim.words) if found.claim else "",
        "count": len(readings),
        "series": [
            {
                "celsius": in_words(said_celsius(each.celsius)),
                "days": [
                    {
                        "day": f"{day:g}",
                        "values": ", ".join(in_words(said_value(one, "")).strip() for one in each.on(day)),
                    }
                    for day in each.days
                ],
            }
            for each in study.series
        ],
        "seen": signing.dumps(seen, salt=SALT, compress=True),
    }
    return render(request, "site/study_file_seen.html", context)


def _write(request: PermittedRequest, product: Product) -> HttpResponse:
    try:
        seen: dict[str, Any] = signing.loads(request.POST["seen"], salt=SALT, max_age=HOLDS)
        if seen["product"] != product.pk:
            raise signing.BadSignature
    except signing.BadSignature:
        messages.error(request, _("Too much time has passed. Send the file again."))
        return redirect("study_file", product.public_id)
    study = Study(**seen["head"], series=series_of([tuple(each) for each in seen["readings"]]))
    row = StorageStudy(product=product, planned_by=request.user, started_on=dt.date.fromisoformat(seen["on"]))
    try:
        row = take_study(row, study, seen["sending"])
    except Refused as refusal:
        messages.error(request, in_words(refusal.reason))
        return redirect("study_file", product.public_id)
    messages.success(request, _("The study is on record, with all its values."))
    return redirect("quality:storage_study", product.public_id, row.pk)
