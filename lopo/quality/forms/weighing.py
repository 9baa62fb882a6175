"""Forms of weighing and of sampling: a lot, one reading, a plan that is asked for, defects found."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lopo.facts.figures import say_number
from lopo.producers.forms import OneLine, language
from lopo.quality.weighing.sampling import LEVELS, LOT_MOST, aqls

_NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}
_DECIMAL = {"inputmode": "decimal", "autocomplete": "off"}
OLDEST = 366
"""Days back that a weighing may be dated."""


class BeginForm(forms.Form):
    """Which lot is put on the scale."""

    lot_size = forms.IntegerField(
        label=_("How many packs did this production give?"),
        min_value=1,
        max_value=LOT_MOST,
        widget=forms.TextInput(attrs=_NUMERIC),
    )
    lot = OneLine(label=_("Lot code on the pack, if there is one"), max_length=40, required=False)
    weighed_on = forms.DateField(
        label=_("Day of weighing"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["weighed_on"].initial = today

    def clean_weighed_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["weighed_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        if (self.today - day).days > OLDEST:
            raise forms.ValidationError(_("This day is too far from today."))
        return day


class ReadingForm(forms.Form):
    """One reading of the scale; the number itself is read against the label."""

    amount = forms.CharField(max_length=30, widget=forms.TextInput(attrs=_DECIMAL))
    sending = forms.UUIDField(widget=forms.HiddenInput, required=False)


class PlanForm(forms.Form):
    """The lot of which a sample is to be looked at, and how sure one wants to be."""

    lot_size = forms.IntegerField(
        label=_("How many packs are in the lot?"),
        min_value=2,
        max_value=LOT_MOST,
        widget=forms.TextInput(attrs=_NUMERIC),
    )
    lot = OneLine(label=_("Lot code on the pack, if there is one"), max_length=40, required=False)
    level = forms.ChoiceField(label=_("Inspection level"), initial="II")
    aql = forms.TypedChoiceField(label=_("Quality limit (AQL)"), initial="2.5", coerce=str)
    mended = forms.BooleanField(label=_("The cause of the refused lots is mended"), required=False)

    def __init__(self, *args: Any, stopped: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [(each, each) for each in LEVELS]  # type: ignore[attr-defined]
        self.fields["aql"].choices = [  # type: ignore[attr-defined]
            (f"{each.normalize():f}", f"{say_number(each.normalize()).in_language(language())} %")
            for each in aqls()
            if each <= 10
        ]
        if not stopped:
            del self.fields["mended"]


class DefectsForm(forms.Form):
    """How many packs of the sample were defective."""

    defects = forms.IntegerField(
        label=_("How many of them have a defect?"), min_value=0, widget=forms.TextInput(attrs=_NUMERIC)
    )
