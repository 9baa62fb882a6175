"""Forms of the shelf-life pages: the plan in four steps, and the packs of one measuring day."""

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lopo.facts.kinds import Refused, read_decimal
from lopo.producers.evidence import CleanFile, check_size, clean_upload
from lopo.producers.forms import OneLine, language
from lopo.producers.number_field import CountField
from lopo.quality.storage.attributes import Attribute, attributes
from lopo.quality.storage.plan import EXPECTED_MOST, usual_heat
from lopo.quality.storage.rules import rules, shelf_celsius
from lopo.quality.storage.study import ACCELERATED, FALLS, REAL_TIME, RISES
from lopo.quality.storage.study_file import COLDEST, HOTTEST, MAX_VALUE
from lopo.quality.storage.words import said

OTHER = "other"
DRY, SOFT = "accelerated-dry", "accelerated-soft"
WAYS = {REAL_TIME: (REAL_TIME, "dry"), DRY: (ACCELERATED, "dry"), SOFT: (ACCELERATED, "soft")}
"""What is offered: the method and how much heat the food bears."""
MOST_PACKS = 6
MOST_TEMPERATURES = 5
DECIMALS = 6
_BETWEEN = re.compile(r"\s*[;/\n]\s*|,\s+|\s+")


class Number(forms.CharField):
    """A number as it is typed in Kupang: ``1.250,5``; within the scale of what is ``watched``."""

    def __init__(self, *, watched: Attribute | None = None, **kwargs: Any) -> None:
        self.watched = watched
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(widget=widget, max_length=30, **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            number = read_decimal(typed)
            if self.watched is not None:
                self.watched.check(number)
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason.in_language(language())) from None
        if abs(number) > MAX_VALUE:
            raise forms.ValidationError(_("This number is too large to be a measurement."))
        return number.quantize(Decimal(1).scaleb(-DECIMALS))


class Temperatures(forms.CharField):
    """One or several temperatures in °C: ``40; 50; 60``."""

    def clean(self, value: Any) -> list[float]:
        typed = super().clean(value)
        found = set()
        for part in filter(None, _BETWEEN.split(typed.replace("°C", " ").strip())):
            try:
                number = float(read_decimal(part))
            except Refused as refusal:
                raise forms.ValidationError(refusal.reason.in_language(language())) from None
            if not COLDEST <= number <= HOTTEST:
                raise forms.ValidationError(
                    _("A temperature lies between %(least)d and %(most)d °C.")
                    % {"least": COLDEST, "most": HOTTEST}
                )
            found.add(round(number, 1))
        if len(found) > MOST_TEMPERATURES:
            raise forms.ValidationError(_("At most %(most)d temperatures.") % {"most": MOST_TEMPERATURES})
        return sorted(found)


class Photo(forms.FileField):
    """A photo or PDF, cleaned of what does not belong into it."""

    def clean(self, data: Any, initial: Any = None) -> CleanFile | None:
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            check_size(upload.size)
            return clean_upload(upload.read())
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason.in_language(language())) from None


class WhatForm(forms.Form):
    """What spoils first."""

    attribute = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attribute"].choices = [  # type: ignore[attr-defined]
            *((code, each.title.in_language(language())) for code, each in attributes().items()),
            (OTHER, _("Something else")),
        ]

    @property
    def options(self) -> list[dict[str, str]]:
        """Code, title and how it is measured."""
        known = attributes()
        chosen = self["attribute"].value()
        return [
            {
                "code": code,
                "title": str(title),
                "how": known[code].how.in_language(language()) if code in known else "",
                "checked": "checked" if code == chosen else "",
            }
            for code, title in self.fields["attribute"].choices  # type: ignore[attr-defined]
        ]


class LimitForm(forms.Form):
    """Up to which value the food is still good; for something else also what it is."""

    name = OneLine(label=_("What do you measure?"), max_length=80)
    unit = OneLine(label=_("In which unit? Empty if it has none"), max_length=20, required=False)
    direction = forms.ChoiceField(
        label=_("As it spoils, the number"),
        choices=[(RISES, _("goes up")), (FALLS, _("goes down"))],
        widget=forms.RadioSelect,
    )
    limit = Number(label=_("Still good up to"))

    def __init__(self, *args: Any, attribute: Attribute | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.attribute = attribute
        self.fields["limit"] = Number(label=self.fields["limit"].label, watched=attribute)
        if attribute is not None:
            for name in ("name", "unit", "direction"):
                del self.fields[name]
            if attribute.limit is not None:
                self.fields["limit"].initial = said(float(attribute.limit)).in_language(language())

    @property
    def watched(self) -> tuple[str, str, str]:
        """Name, unit and direction of what is watched."""
        if self.attribute is not None:
            each = self.attribute
            title, unit = each.title.in_language(language()), each.unit.in_language(language())
            return title, unit, each.direction
        cleaned = self.cleaned_data
        return cleaned["name"], cleaned["unit"], cleaned["direction"]


class WayForm(forms.Form):
    """Kept as it is sold, or hurried in warmer places."""

    way = forms.ChoiceField(widget=forms.RadioSelect, choices=[(each, each) for each in WAYS])


class PacksForm(forms.Form):
    """How long it is thought to keep, where, and in which pack."""

    expected_days = CountField(
        label=_("How many days do you think it keeps on the shelf?"), min_value=1, max_value=EXPECTED_MOST
    )
    temperatures = Temperatures(label=_("Temperature of the place, by thermometer (°C)"), max_length=60)
    started_on = forms.DateField(
        label=_("When were the packs made?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    pack = OneLine(label=_("Which pack?"), max_length=80)
    pack_as_sold = forms.TypedChoiceField(
        label=_("Is it the pack that you sell in?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, today: dt.date, storage: str, way: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.way = today, way
        method, heat = WAYS[way]
        usual = usual_heat(heat) if method == ACCELERATED else shelf_celsius(storage)[-1:]
        words = "; ".join(said(each).in_language(language()) for each in usual)
        self.fields["temperatures"].initial = words
        if method == ACCELERATED:
            self.fields["temperatures"].label = _("Temperatures of the warm places (°C)")
        self.fields["started_on"].initial = today

    def clean_temperatures(self) -> list[float]:
        found: list[float] = self.cleaned_data["temperatures"]
        wanted = rules()["fit"]["temperatures"]
        if not found:
            raise forms.ValidationError(_("Write the temperature as a number."))
        if WAYS[self.way][0] == ACCELERATED and len(found) < wanted:
            raise forms.ValidationError(_("At least %(wanted)d temperatures.") % {"wanted": wanted})
        return found

    def clean_started_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["started_on"]
        if abs((day - self.today).days) > EXPECTED_MOST:
            raise forms.ValidationError(_("This day is too far from today."))
        return day


class MeasureForm(forms.Form):
    """The packs of one day at one temperature."""

    celsius = forms.TypedChoiceField(
        label=_("At which temperature?"), coerce=Decimal, widget=forms.RadioSelect
    )
    measured_on = forms.DateField(
        label=_("Day of measuring"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    photo = Photo(label=_("Photo of the pack or the scale, if you like"), required=False)
    sending = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        temperatures: list[float],
        packs: int,
        started_on: dt.date,
        today: dt.date,
        watched: Attribute | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.started_on, self.today = started_on, today
        choices = [(f"{each:.1f}", f"{said(each).in_language(language())} °C") for each in temperatures]
        self.fields["celsius"].choices = choices  # type: ignore[attr-defined]
        for place in range(1, MOST_PACKS + 1):
            label = _("Pack %(place)d") % {"place": place}
            self.fields[f"value_{place}"] = Number(label=label, required=place == 1, watched=watched)
        self.packs = packs

    @property
    def planned_fields(self) -> list[forms.BoundField]:
        """A field for each pack of the plan."""
        return [self[f"value_{place}"] for place in range(1, min(self.packs, MOST_PACKS) + 1)]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """Fields for packs beyond the plan."""
        return [self[f"value_{place}"] for place in range(self.packs + 1, MOST_PACKS + 1)]

    @property
    def values(self) -> list[Decimal]:
        """What was measured, pack after pack."""
        typed = [self.cleaned_data.get(name) for name in self.fields if name.startswith("value_")]
        return [value for value in typed if value is not None]

    def clean_measured_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["measured_on"]
        if day < self.started_on:
            raise forms.ValidationError(_("This is before the day on which the packs were made."))
        if day > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        return day


def earlier_answers(data: Mapping[str, Any], forms_done: list[forms.Form]) -> list[tuple[str, str]]:
    """What the steps before this one were answered, to be carried along unseen."""
    names = [name for form in forms_done for name in form.fields]
    return [(name, str(data.get(name, ""))) for name in names]
