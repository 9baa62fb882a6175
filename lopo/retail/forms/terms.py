"""The terms of a retailer as a form: every figure explained, read as the house reads figures."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lopo.costing.forms.fields import ReadField
from lopo.facts.kinds import Refused, read_date, read_decimal, read_whole
from lopo.facts.text import Text
from lopo.producers.forms import language
from lopo.producers.number_field import CountField
from lopo.retail.terms.words import (
    COUNTS_FROM,
    COUNTS_FROM_TITLES,
    FORMAT_TITLES,
    FORMATS,
    MODE_TITLES,
    MODES,
    PAYER_TITLES,
    PAYERS,
)

MOST_IDR = 1_000_000_000
MOST_DAYS = 730


def read_percent(most: int) -> Callable[[object], Decimal]:
    """A share with at most two decimals, from nought to ``most``."""

    def read(raw: object) -> Decimal:
        number = read_decimal(str(raw).replace("%", "").strip())
        if not 0 <= number <= most or number != round(number, 2):
            raise Refused(
                Text(f"Tulis 0 sampai {most}, paling banyak dua angka di belakang koma.",
                     f"Write 0 to {most}, with at most two decimals.")
            )  # fmt: skip
        return round(number, 2)

    return read


def read_idr(raw: object) -> int:
    amount = read_whole(raw)
    if not 0 <= amount <= MOST_IDR:
        raise Refused(Text("Tulis 0 sampai Rp1.000.000.000.", "Write 0 to Rp1,000,000,000."))
    return amount


def _titled(codes: tuple[str, ...], titles: dict[str, Text]) -> list[tuple[str, str]]:
    return [(code, titles[code].in_language(language())) for code in codes]


class TermsForm(forms.Form):
    """A draft of terms."""

    revision = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    valid_from = ReadField(
        read_date,
        label=_("Holds from"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The first day of these terms. What was agreed before keeps its own terms."),
    )
    mode = forms.ChoiceField(
        label=_("How goods are bought"),
        help_text=_("Bought outright: the shop owns them. On consignment: only what sells is paid."),
    )
    format = forms.ChoiceField(
        label=_("Format of the shop"), help_text=_("The law's caps on registration fees follow the format.")
    )
    margin_percent = ReadField(
        read_percent(99),
        label=_("Your share of the shelf price, %"),
        help_text=_("Of each 100 rupiah on the shelf, net of VAT, what the shop keeps."),
    )
    fee_percent = ReadField(
        read_percent(100),
        label=_("Deductions from the price to the shop, %"),
        help_text=_("Everything under the terms of trade together, without the regular discount."),
    )
    registration_outlet_idr = ReadField(
        read_idr,
        rupiah=True,
        label=_("Registration of a new item, each outlet"),
        help_text=_("0 if there is none."),
    )
    registration_all_idr = ReadField(
        read_idr,
        rupiah=True,
        label=_("Registration of a new item, all outlets together"),
        help_text=_("The most it can come to. 0 if there is none."),
    )
    days_to_pay = CountField(
        label=_("Days until paid"), min_value=0, max_value=MOST_DAYS, help_text=_("Calendar days.")
    )
    counts_from = forms.ChoiceField(label=_("Counted from when"))
    returns_taken = forms.ChoiceField(
        label=_("Do unsold or damaged goods go back to the producer?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
    returns_paid_by = forms.ChoiceField(label=_("Who bears the cost of what goes back"), required=False)
    pulled_days_before_expiry = CountField(
        label=_("Days before expiry on which goods leave the shelf"),
        min_value=0,
        max_value=MOST_DAYS,
        required=False,
    )
    remaining_life_percent = CountField(
        label=_("Shelf life that must be left on receipt, %"),
        min_value=0,
        max_value=100,
        help_text=_("Of the whole shelf life. Two thirds is 67."),
    )
    notes = forms.CharField(
        label=_("Anything else, in plain words"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = {
            "mode": _titled(MODES, MODE_TITLES),
            "format": _titled(FORMATS, FORMAT_TITLES),
            "counts_from": _titled(COUNTS_FROM, COUNTS_FROM_TITLES),
            "returns_paid_by": [("", _("not agreed")), *_titled(PAYERS, PAYER_TITLES)],
        }
        for name, choices in listed.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        outlet, every = cleaned.get("registration_outlet_idr"), cleaned.get("registration_all_idr")
        if outlet and every is not None and every < outlet:
            self.add_error("registration_all_idr", _("All outlets together cannot be less than one outlet."))
        takes = cleaned.get("returns_taken") == "yes"
        if takes and not cleaned.get("returns_paid_by"):
            self.add_error("returns_paid_by", _("Say who bears the cost, so that nobody is surprised."))
        cleaned["returns_taken"] = takes
        if not takes:
            cleaned["returns_paid_by"] = ""
        return cleaned
