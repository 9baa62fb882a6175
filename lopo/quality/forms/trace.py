"""Forms of lots: a delivery, a batch, a move, a limit and a value, a recall and what comes back."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lopo.accounts.phone import read_phone
from lopo.facts.kinds import Refused, read_date, read_decimal
from lopo.facts.text import Text
from lopo.producers.forms import language
from lopo.producers.number_field import CountField
from lopo.quality.models.recall_raw import APART, DESTROYED
from lopo.quality.models.trace import BACK, GONE
from lopo.quality.trace.quantity import UNITS

MOST = Decimal(10) ** 9
DECIMALS = 3
PIECES_MOST = 1_000_000
UNIT_CHOICES = [(unit, _("pieces") if unit == "pcs" else unit) for unit in UNITS]
PLACE_CHOICES = [("shop", _("a shop")), ("stall", _("a stall or market")), ("person", _("a person"))]


class AmountField(forms.CharField):
    """A number as it is typed in Kupang: ``1.250,5``; not below nought unless ``signed``."""

    def __init__(self, *, signed: bool = False, **options: Any) -> None:
        self.signed = signed
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(widget=widget, max_length=20, **options)

    def clean(self, value: Any) -> Decimal | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            number = read_decimal(typed)
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason.in_language(language())) from None
        if number < 0 and not self.signed:
            raise forms.ValidationError(_("An amount cannot be less than nothing."))
        if abs(number) >= MOST:
            raise forms.ValidationError(_("This number is too large. Check the unit."))
        return round(number, DECIMALS)


class DateField(forms.CharField):
    """A day, up to today or in time to come as ``future`` says."""

    def __init__(self, *, future: bool = False, **options: Any) -> None:
        self.future = future
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, max_length=12, **options)

    def clean(self, value: Any) -> dt.date | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            day = read_date(typed)
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason.in_language(language())) from None
        if not self.future and day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class PhoneField(forms.CharField):
    """A mobile number, kept in E.164."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "inputmode": "tel"})
        super().__init__(widget=widget, max_length=24, **options)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        phone = read_phone(typed)
        if isinstance(phone, Text):
            raise forms.ValidationError(phone.in_language(language()))
        return phone


def _count(label: Any, **options: Any) -> CountField:
    return CountField(label=label, min_value=1, max_value=PIECES_MOST, **options)


class SentOnce(forms.Form):
    """A form with a name of its own, so that what is sent twice is written once."""

    sending = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        options["initial"] = {"sending": uuid.uuid4(), **(options.get("initial") or {})}
        super().__init__(*args, **options)

    def clean_sending(self) -> str:
        return str(self.cleaned_data["sending"] or "")


class ReceiveForm(SentOnce):
    """Goods that came in."""

    ingredient = forms.CharField(label=_("What came in?"), max_length=120)
    quantity = AmountField(label=_("How much?"))
    unit = forms.ChoiceField(label=_("Unit"), choices=UNIT_CHOICES, initial="kg")
    supplier = forms.CharField(label=_("From whom?"), max_length=120)
    supplier_phone = PhoneField(label=_("The supplier's phone"), required=False)
    expires_on = DateField(label=_("Good until"), required=False, future=True)
    supplier_code = forms.CharField(label=_("Lot code on the sack"), max_length=60, required=False)
    price = forms.CharField(
        label=_("Price of all of it (Rp)"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-rupiah": "", "autocomplete": "off"}),
    )
    received_on = DateField(label=_("Came on"))

    def __init__(self, *args: Any, ingredients: list[str], suppliers: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.lists = {"ingredient": ingredients, "supplier": suppliers}
        for name in self.lists:
            self.fields[name].widget.attrs |= {"list": f"list_{name}", "autocomplete": "off"}

    def clean_quantity(self) -> Decimal:
        amount: Decimal = self.cleaned_data["quantity"]
        if not amount:
            raise forms.ValidationError(_("How much came in? More than 0."))
        return amount

    def clean_price(self) -> int | None:
        typed = self.cleaned_data["price"].lower().replace("rp", "").replace(".", "").replace(" ", "")
        if not typed:
            return None
        if not (typed.isascii() and typed.isdigit()) or int(typed) > 2_000_000_000:
            raise forms.ValidationError(_("A price is whole rupiah, such as 25.000."))
        return int(typed)


class BatchForm(SentOnce):
    """What is asked of every batch; its lots stand beside in the page."""

    pieces = _count(_("How many packs came out?"))
    made_on = DateField(label=_("Made on"))
    expires_on = DateField(
        label=_("Good until"),
        required=False,
        future=True,
        help_text=_("Empty: counted from the shelf life."),
    )
    code = forms.CharField(label=_("Lot code"), max_length=20, required=False)


class MoveForm(SentOnce):
    """Packs that go to a place."""

    place = forms.CharField(label=_("To where?"), max_length=120)
    pieces = _count(_("How many packs?"))
    kind = forms.ChoiceField(
        label=_("What kind of place is it?"), choices=PLACE_CHOICES, widget=forms.RadioSelect
    )
    phone = PhoneField(label=_("Whom to call there"), required=False)
    moved_on = DateField(label=_("On which day"))

    def __init__(self, *args: Any, places: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.lists = {"place": places}
        self.fields["place"].widget.attrs |= {"list": "list_place", "autocomplete": "off"}


class LimitForm(forms.Form):
    """Something that is measured, and its limits."""

    name = forms.CharField(
        label=_("What is measured?"), max_length=80, help_text=_("Such as frying oil, pH, boiling.")
    )
    unit = forms.CharField(
        label=_("Unit"), max_length=12, required=False, help_text=_("Such as °C or minutes; pH has none.")
    )
    least = AmountField(label=_("At least"), required=False, signed=True)
    most = AmountField(label=_("At most"), required=False, signed=True)
    to_do = forms.CharField(label=_("What to do when it is outside?"), max_length=300)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        least, most = cleaned.get("least"), cleaned.get("most")
        for name in ("least", "most"):
            if cleaned.get(name) is not None:
                cleaned[name] = round(cleaned[name], 2)
                if abs(cleaned[name]) >= 10**7:
                    self.add_error(name, _("This number is too large. Check the unit."))
        if least is None and most is None and not self.errors:
            self.add_error("least", _("Give at least one of the two limits."))
        if least is not None and most is not None and least > most:
            self.add_error("most", _("The most is less than the least."))
        return cleaned


class ValueForm(forms.Form):
    """One value as it was read."""

    value = AmountField(label=_("What do you read?"), signed=True)
    action = forms.CharField(label=_("What was done?"), max_length=300, required=False)

    def clean_value(self) -> Decimal:
        value: Decimal = round(self.cleaned_data["value"], 2)
        if abs(value) >= 10**7:
            raise forms.ValidationError(_("This number is too large. Check the unit."))
        return value


class RecallForm(forms.Form):
    """Which lot, and why? The code may stay empty where lots are ticked."""

    code = forms.CharField(
        label=_("Lot code"),
        required=False,
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "list": "list_code"}
        ),
        help_text=_("On the pack, or on the sack."),
    )
    reason = forms.CharField(
        label=_("Why?"), max_length=300, help_text=_("Such as: smells off, wrong label, glass.")
    )
    drill = forms.ChoiceField(
        label=_("For real?"),
        choices=[("drill", _("A drill: nothing is wrong")), ("real", _("For real: stop selling now"))],
        widget=forms.RadioSelect,
    )


class CountForm(forms.Form):
    """Packs of a recall that are accounted for."""

    batch = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    place = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)
    outcome = forms.ChoiceField(choices=[(BACK, BACK), (GONE, GONE)])
    pieces = _count(_("How many packs?"))


class RawCountForm(forms.Form):
    """What became of what was left of a recalled delivery."""

    raw_lot = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    outcome = forms.ChoiceField(choices=[(APART, APART), (DESTROYED, DESTROYED)])
    quantity = AmountField()
