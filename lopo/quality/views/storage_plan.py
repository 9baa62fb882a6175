"""Planning a storage study, one question after the other; nothing is kept until the plan is agreed to."""

import datetime as dt

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.producers.models import Product
from lopo.producers.records import dossier_of
from lopo.quality.forms.storage import (
    WAYS,
    LimitForm,
    PacksForm,
    WayForm,
    WhatForm,
    earlier_answers,
)
from lopo.quality.models import StorageStudy
from lopo.quality.storage.attributes import attributes
from lopo.quality.storage.plan import StoragePlan, proposed_plan
from lopo.quality.storage.study import REAL_TIME
from lopo.quality.storage.words import said_celsius, said_value
from lopo.quality.storage_book import begin_study
from lopo.quality.views.storage import in_words, product_in_reach

STEP = "step"
"""Which step was sent: only that one shows its faults."""


class Walk:
    """The steps as far as they are answered. ``now`` is the step that is open; nothing when all are done."""

    def __init__(self, data: QueryDict, product: Product, today: dt.date) -> None:
        self.data, self.today = data, today
        self.storage = str(dossier_of(product).value("product.storage") or "room")
        self.done: list[forms.Form] = []
        self.now: forms.Form | None = None
        self.name = ""
        self._go()

    def _go(self) -> None:
        for name in ("what", "limit", "way", "packs"):
            form = self._form(name)
            if form is not None and not form.is_valid():
                sent = self.data.get(STEP) == name
                self.name, self.now = name, form if sent else self._form(name, bound=False)
                return
            if form is not None:
                self.done.append(form)
                setattr(self, name, form)

    def _form(self, name: str, *, bound: bool = True) -> forms.Form | None:
        data = self.data if bound else None
        if name == "what":
            return WhatForm(data)
        if name == "limit":
            return LimitForm(data, attribute=attributes().get(self.what.cleaned_data["attribute"]))
        if name == "way":
            return WayForm(data) if self.storage == "room" else None
        return PacksForm(data, today=self.today, storage=self.storage, way=self.way_code)

    what: WhatForm
    limit: LimitForm
    way: WayForm
    packs: PacksForm

    @property
    def way_code(self) -> str:
        """A chilled or frozen product can only be kept as it is sold."""
        return str(self.way.cleaned_data["way"]) if self.storage == "room" else REAL_TIME

    @property
    def number(self) -> int:
        return len(self.done) + 1

    @property
    def plan(self) -> StoragePlan:
        method, heat = WAYS[self.way_code]
        answers = self.packs.cleaned_data
        return proposed_plan(method, answers["expected_days"], self.storage, heat, answers["temperatures"])

    def study(self, product: Product, request: PermittedRequest) -> StorageStudy:
        """What was planned, not yet written down."""
        attribute, unit, direction = self.limit.watched
        answers = self.packs.cleaned_data
        return StorageStudy(
            product=product,
            attribute=attribute[:80],
            unit=unit[:20],
            direction=direction,
            limit=self.limit.cleaned_data["limit"],
            method=WAYS[self.way_code][0],
            storage=self.storage,
            pack=answers["pack"],
            pack_as_sold=answers["pack_as_sold"],
            started_on=answers["started_on"],
            planned_by=request.user,
        )


@permitted("quality.record")
def plan(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Ask what is needed, one thing a page; then show the calendar, and begin when it is agreed to."""
    product = product_in_reach(request, public_id)
    data = request.POST if request.method == "POST" else request.GET
    walk = Walk(data, product, timezone.localdate())
    if walk.now is not None:
        context = {
            "product": product,
            "step": walk.name,
            "form": walk.now,
            "number": walk.number,
            "hidden": earlier_answers(data, walk.done),
            "watched": _watched(walk),
        }
        status = 422 if walk.now.errors else 200
        return render(request, "quality/storage_plan.html", context, status=status)
    row = walk.study(product, request)
    if request.method == "POST":
        try:
            begin_study(row, walk.plan)
        except Refused as refusal:
            messages.error(request, in_words(refusal.reason))
            return redirect("quality:storage", public_id)
        messages.success(request, _("The study is planned. Here is its calendar."))
        return redirect("quality:storage_study", public_id, row.pk)
    return _review(request, product, row, walk)


def _watched(walk: Walk) -> dict[str, str]:
    """What is watched, for the steps behind the first: title, how it is measured, its unit."""
    if walk.name == "what":
        return {}
    known = attributes().get(walk.what.cleaned_data["attribute"])
    if known is None:
        return {}
    return {"title": in_words(known.title), "how": in_words(known.how), "unit": in_words(known.unit)}


def _review(request: PermittedRequest, product: Product, row: StorageStudy, walk: Walk) -> HttpResponse:
    proposed = walk.plan
    calendar = [
        {
            "on": each.on,
            "day": each.day,
            "temperatures": [in_words(said_celsius(c)) for c in each.temperatures],
        }
        for each in proposed.calendar(row.started_on)
    ]
    context = {
        "product": product,
        "study": row,
        "limit": in_words(said_value(float(row.limit), row.unit)),
        "plan": proposed,
        "last": calendar[-1]["on"],
        "calendar": calendar,
        "hidden": earlier_answers(walk.data, walk.done),
    }
    return render(request, "quality/storage_review.html", context)
