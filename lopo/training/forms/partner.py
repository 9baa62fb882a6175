"""Forms about partners: what was promised, what came, the letter in which it stands."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lopo.producers.forms import OneLine, language
from lopo.standards.record_forms import AmountField, DayField, PaperField, SentOnceForm, not_ahead
from lopo.training.models import Letter
from lopo.training.partners.pledge import KIND_TITLES

REASON_MOST = 200
LETTERS_MOST = 200
"""Letters to choose from, the newest; an older one can be kept, not chosen."""


class PledgeForm(SentOnceForm):
    """A promise: what, how much of it, and by when."""

    kind = forms.ChoiceField(label=_("What kind of promise is it?"))
    what = OneLine(label=_("What exactly, in one sentence"), max_length=200)
    amount = AmountField(
        label=_("How many, or how many rupiah"),
        help_text=_("Courses, seats, places on the shelf, evenings; for money and loans in rupiah."),
    )
    promised_on = DayField(label=_("Promised on"))
    due_on = DayField(label=_("To be kept by"))
    letter = forms.ModelChoiceField(
        Letter.objects.none(),
        label=_("The letter in which it stands"),
        required=False,
        empty_label=_("No letter"),
    )

    def __init__(self, *args: Any, letters: QuerySet[Letter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind, title.in_language(language())) for kind, title in KIND_TITLES.items()]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        newest = letters.order_by("-signed_on", "-pk").values("pk")[:LETTERS_MOST]
        kept = getattr(self.initial.get("letter"), "pk", None)
        self.fields["letter"].queryset = letters.filter(Q(pk__in=newest) | Q(pk=kept))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("promised_on"), cleaned.get("due_on")
        if first and last and last < first:
            self.add_error("due_on", _("This is before the day of the promise."))
        return cleaned


class PledgeChangeForm(PledgeForm):
    """The same, and why it is changed."""

    reason = OneLine(
        label=_("Why is it changed?"),
        max_length=REASON_MOST,
        help_text=_("What it said before stays in the history, with this reason."),
    )


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = OneLine(
        label=_("Why?"),
        max_length=REASON_MOST,
        error_messages={"required": _("Write why, so that others understand it later.")},
    )


class DeliveryForm(SentOnceForm):
    """What came: when, and how much of it. More than was promised is fine."""

    on = DayField(label=_("When did it come?"))
    amount = AmountField(label=_("How many, or how many rupiah"))
    note = OneLine(label=_("What was it?"), max_length=200, required=False)

    def clean_on(self) -> dt.date:
        return not_ahead(self.cleaned_data["on"])


class LetterForm(SentOnceForm):
    """A letter of agreement with its file."""

    title = OneLine(label=_("What it is called"), max_length=160)
    number = OneLine(label=_("Number"), max_length=80, required=False)
    signed_on = DayField(label=_("Signed on"))
    valid_until = DayField(label=_("Valid until"), required=False)
    file = PaperField(label=_("Photo or PDF of it"))

    def clean_signed_on(self) -> dt.date:
        return not_ahead(self.cleaned_data["signed_on"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("signed_on"), cleaned.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("This is before the day on which it was signed."))
        return cleaned
