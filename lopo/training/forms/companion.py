"""Forms of a companion's work: naming her, her note of a visit, a milestone of a product."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lopo.accounts.models import Person
from lopo.facts.kinds import Refused
from lopo.facts.wording import say_date
from lopo.producers.forms import OneLine, language
from lopo.standards.record_forms import AmountField, DayField, PaperField, SentOnceForm, not_ahead
from lopo.training.books.milestone import KIND_TITLES, ToldMilestone
from lopo.training.companions.rules import rules
from lopo.training.companions.visit_note import AGREED_MOST, SEEN_MOST, VisitNote, read_visit


class NameForm(forms.Form):
    """Whom to name as the companion."""

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Companion"),
        empty_label=_("Choose a companion"),
        error_messages={
            "required": _("Choose a companion."),
            "invalid_choice": _("Choose a companion."),
        },
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class VisitForm(SentOnceForm):
    """What was seen and agreed on a visit; read as what a phone sends is."""

    on = forms.CharField(
        label=_("Day of the visit"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Fill in the day of the visit.")},
        max_length=20,
    )
    seen = forms.CharField(
        label=_("What did you see?"),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": SEEN_MOST}),
        help_text=_("For you and the city. Write it so that the owner may hear it."),
        error_messages={"required": _("Write what you saw; one sentence will do.")},
        strip=False,
    )
    agreed = forms.CharField(
        label=_("What was agreed until the next visit?"),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": AGREED_MOST}),
        help_text=_("The owner reads this."),
        required=False,
        strip=False,
    )
    next_on = forms.CharField(
        label=_("Next visit"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
        max_length=20,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate())
        self.note: VisitNote | None = None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        try:
            self.note = read_visit(cleaned, timezone.localdate())
        except Refused as refusal:
            self.refuse(refusal)
        return cleaned


class PaperForm(forms.Form):
    """The photo of a paper, sent later."""

    photo = PaperField(
        label=_("Photo or PDF of the paper"),
        error_messages={"required": _("Choose the photo or the PDF first.")},
    )


class MilestoneForm(SentOnceForm):
    """What happened to a product on the market, and the paper that shows it."""

    kind = forms.ChoiceField(label=_("What happened?"), widget=forms.RadioSelect)
    on = DayField(label=_("When?"))
    where = OneLine(
        label=_("Where?"), max_length=160, help_text=_("The shop, the office or the buyer, such as a market.")
    )
    amount_idr = AmountField(label=_("For how many rupiah?"), required=False)
    photo = PaperField(
        label=_("Photo or PDF of the paper"),
        required=False,
        help_text=_("An order, a delivery note, proof of a transfer. Without it, it counts as told only."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind, title.in_language(language())) for kind, title in KIND_TITLES.items()]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    def clean_on(self) -> dt.date:
        day = not_ahead(self.cleaned_data["on"])
        earliest = timezone.localdate() - dt.timedelta(days=rules().milestone_most_days)
        if day < earliest:
            said = _("This day is too long ago. Write a day from %(day)s on.")
            raise forms.ValidationError(said % {"day": say_date(earliest).in_language(language())})
        return day

    @property
    def told(self) -> ToldMilestone:
        """What was told, once the form is valid."""
        data = self.cleaned_data
        return ToldMilestone(data["kind"], data["on"], data["where"], data["amount_idr"])
