"""Forms of a product's nutrition pages: two weighings, and a laboratory's report."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier import Dossier
from lopo.facts.kinds import Refused
from lopo.facts.units import UNITS
from lopo.nutrition.foods.nutrients import nutrients
from lopo.nutrition.lab_checks import PER_100_G, lab_doubts, lab_faults
from lopo.nutrition.lab_record import LABORATORY, PER, TESTED_ON, LabResult
from lopo.nutrition.recipes.per_100 import COMPULSORY, LAB_FACTS
from lopo.producers.evidence import CleanFile, check_size, clean_upload
from lopo.producers.forms import OneLine, language

OTHERS = tuple(nutrient for nutrient in LAB_FACTS if nutrient not in COMPULSORY)


class FactNumber(forms.CharField):
    """A number as the fact ``fact`` takes it: ``1.250,5``, within its bounds."""

    def __init__(self, fact: str, **kwargs: Any) -> None:
        self.definition = load_catalogue()[fact]
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(widget=widget, max_length=40, **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return Decimal(str(self.definition.read(typed)))
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason.in_language(language())) from None


class ReportField(forms.FileField):
    """A photo or PDF, cleaned of what does not belong into it."""

    def clean(self, data: Any, initial: Any = None) -> CleanFile | None:
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            # Asked before reading: a file of gigabytes is not taken into memory to be refused.
            check_size(upload.size)
            return clean_upload(upload.read())
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason.in_language(language())) from None


class WeighedForm(forms.Form):
    """Two weights in grams, before and after."""

    before = FactNumber("recipe.frying_oil_g")
    after = FactNumber("recipe.frying_oil_g")


class LabForm(forms.Form):
    """One report: day, laboratory, what its amounts are for, the amounts, and a photo or PDF of it."""

    tested_on = forms.DateField(
        label=_("Day of the test"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    laboratory = OneLine(
        label=_("Which laboratory?"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    per = forms.ChoiceField(label=_("The amounts are for"), widget=forms.RadioSelect)
    report = ReportField(
        label=_("Photo or PDF of the report"),
        required=False,
        help_text=_("A shop or the Balai POM may ask for it. You can also add it later."),
    )

    def __init__(self, *args: Any, dossier: Dossier, today: dt.date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _on_record(dossier))
        super().__init__(*args, **kwargs)
        self.today = today
        choices = load_catalogue()[PER].choices.items()
        self.fields["per"].choices = [(code, text.in_language(language())) for code, text in choices]  # type: ignore[attr-defined]
        for nutrient, fact in LAB_FACTS.items():
            known = nutrients()[nutrient]
            unit = UNITS[known.unit].in_language(language())
            label = f"{known.title.in_language(language())} ({unit})"
            self.fields[nutrient] = FactNumber(fact, label=label, required=False)

    @property
    def compulsory(self) -> list[forms.BoundField]:
        return [self[nutrient] for nutrient in COMPULSORY]

    @property
    def others(self) -> list[forms.BoundField]:
        return [self[nutrient] for nutrient in OTHERS]

    @property
    def others_open(self) -> bool:
        """Whether one of the further amounts is filled in, or has a fault."""
        return any(field.value() or field.errors for field in self.others)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if any(nutrient in self.errors for nutrient in LAB_FACTS):
            return cleaned
        faults = lab_faults(
            self._amounts(cleaned), cleaned.get("per", PER_100_G), cleaned.get("tested_on"), self.today
        )
        for field, sentence in faults.items():
            self.add_error(field or None, sentence.in_language(language()))
        return cleaned

    @staticmethod
    def _amounts(cleaned: Mapping[str, Any]) -> dict[str, Decimal]:
        return {nutrient: cleaned[nutrient] for nutrient in LAB_FACTS if cleaned.get(nutrient) is not None}

    @property
    def result(self) -> LabResult:
        """The report of a form that is valid."""
        return LabResult(
            amounts=self._amounts(self.cleaned_data),
            per=self.cleaned_data["per"],
            tested_on=self.cleaned_data["tested_on"],
            laboratory=self.cleaned_data["laboratory"],
        )

    @property
    def doubts(self) -> list[str]:
        """What looks odd in a form that is valid."""
        return [each.in_language(language()) for each in lab_doubts(self.result.amounts)]


def _as_typed(amount: Decimal) -> str:
    """The number as a person types it in the language of the page; it reads back as the same."""
    plain = f"{amount:f}"
    return plain if language().startswith("en") else plain.replace(".", ",")


def _on_record(dossier: Dossier) -> dict[str, object]:
    initial: dict[str, object] = {
        "tested_on": dossier.value(TESTED_ON),
        "laboratory": dossier.value(LABORATORY),
        "per": dossier.value(PER) or PER_100_G,
    }
    for nutrient, fact in LAB_FACTS.items():
        amount = dossier.value(fact)
        initial[nutrient] = "" if amount is None else _as_typed(amount)
    return initial
