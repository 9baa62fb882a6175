"""Fields that take a number as its fact or figure takes it, and say what is wrong in the reader's words."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lopo.costing.channel import FIGURES, Channel, figures
from lopo.costing.purchase import LONGEST_PACK, read_pack, read_paid
from lopo.facts.catalogue import load_catalogue
from lopo.facts.kinds import Refused, read_date
from lopo.facts.text import Text
from lopo.facts.units import UNITS
from lopo.producers.forms import OneLine, language

MOST_PRICE = 1_000_000_000
NOUGHT = ("0", "Rp0", "Rp 0")


class ReadField(forms.CharField):
    """A line that ``read`` turns into a value, or refuses."""

    def __init__(self, read: Callable[[Any], Any], rupiah: bool = False, **kwargs: Any) -> None:
        self.read = read
        attributes = {"inputmode": "decimal", "autocomplete": "off"} | ({"data-rupiah": ""} if rupiah else {})
        kwargs.setdefault("widget", forms.TextInput(attrs=attributes))
        super().__init__(max_length=kwargs.pop("max_length", 40), **kwargs)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return self.read(typed)
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason.in_language(language())) from None


def fact_field(fact: str, required: bool = True) -> ReadField:
    """The field of one fact, with its question as the label and its example as the help."""
    definition = load_catalogue()[fact]
    words = language()
    return ReadField(
        definition.read,
        rupiah=definition.kind == "rupiah",
        label=(definition.asks or definition.title).in_language(words),
        help_text=definition.help.in_language(words) if definition.help else "",
        required=required,
        error_messages={"required": _("Write a number here. A guess will do.")},
    )


class FactsForm(forms.Form):
    """One question, or two that belong together: where the first is nought, the second need not be told."""

    def __init__(
        self, facts: tuple[str, ...], data: Any = None, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        nought = data is not None and str(data.get(facts[0], "")).strip() in NOUGHT
        for place, fact in enumerate(facts):
            self.fields[fact] = fact_field(fact, required=place == 0 or not nought)


class PurchaseForm(forms.Form):
    """A purchase in three fields; the day is today unless said otherwise."""

    name = OneLine(label=_("What was bought"), max_length=120)
    paid = ReadField(read_paid, rupiah=True, label=_("For how many rupiah"))
    pack = ReadField(
        lambda words: read_pack(words).words,
        label=_("For how much of it"),
        help_text=_("Such as 1 kg, 500 gram, 2 liter, 30 butir @ 60 g."),
        max_length=LONGEST_PACK,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    day = ReadField(
        read_date, label=_("Bought on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def clean_day(self) -> Any:
        return self.cleaned_data.get("day") or timezone.localdate()


def read_price(typed: object) -> int:
    """A price in whole rupiah, more than nought. Raises :class:`Refused`."""
    price = int(read_paid(typed))
    if not 0 < price <= MOST_PRICE:
        raise Refused(
            Text("Tulis harga satu buah, lebih dari nol.", "Write the price of one, more than nought.")
        )
    return price


class TermsForm(forms.Form):
    """What one channel takes, each figure within its bounds; and a price on the shelf, only to try."""

    shelf_idr = ReadField(
        read_price, rupiah=True, required=False, label=_("Try another price on the shelf (Rp)")
    )

    def __init__(self, channel: Channel, data: Any = None) -> None:
        initial = {name: f"{getattr(channel.terms, name):f}" for name in FIGURES}
        super().__init__(data, initial=initial)
        for name in FIGURES:
            figure = figures()[name]
            unit = "Rp" if figure.unit == "IDR" else UNITS[figure.unit].in_language(language())
            self.fields[name] = ReadField(
                figure.read,
                rupiah=figure.unit == "IDR",
                label=f"{figure.title.in_language(language())} ({unit})",
            )
        self.order_fields([*FIGURES, "shelf_idr"])
