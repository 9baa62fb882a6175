"""Forms of a new price: the proposal, and the answer to one."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lopo.costing.forms.fields import ReadField, read_price
from lopo.facts.kinds import Refused
from lopo.producers.forms import language
from lopo.quality.forms.trace import DateField
from lopo.retail.books.listing_price import WORDS_MOST
from lopo.retail.listing.price import Price
from lopo.retail.listing.price_change import ChangeReason, PriceProposal, price_table
from lopo.standards.record_forms import SentOnceForm

_FIELD_OF = {"price": "shelf_price_idr"}


def _choices(reasons: Mapping[str, ChangeReason]) -> list[tuple[str, str]]:
    return [(each.code, each.title.in_language(language())) for each in reasons.values()]


class _PlacedForm(forms.Form):
    """Puts a refusal beside the field that it is about."""

    def refuse(self, refusal: Refused, field: str | None = None) -> None:
        """Say why it was not taken."""
        place = getattr(refusal, "place", field)
        place = _FIELD_OF.get(place, place) if place else None
        self.add_error(place if place in self.fields else None, refusal.reason.in_language(language()))


class PriceForm(_PlacedForm, SentOnceForm):
    """A new price: why, how much, from which day."""

    reason = forms.ChoiceField(
        label=_("Why does the price change?"),
        choices=lambda: _choices(price_table().reasons),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the reason.")},
    )
    price_idr = ReadField(read_price, rupiah=True, label=_("New price to the shop, for one"))
    shelf_price_idr = ReadField(read_price, rupiah=True, label=_("New price on the shelf, for one"))
    from_on = DateField(future=True, label=_("First day of the new price"))
    until_on = DateField(
        future=True, required=False, label=_("Last day, for a promotion"),
        help_text=_("On the day after it the price of before holds again."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("A word to the other side"),
        required=False,
        max_length=WORDS_MOST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @property
    def proposal(self) -> PriceProposal:
        told = self.cleaned_data
        return PriceProposal(
            Price(told["price_idr"], told["shelf_price_idr"]),
            told["from_on"],
            told["reason"],
            told["until_on"],
            told["words"],
        )


class PriceAnswerForm(_PlacedForm):
    """Words with an answer; an officer says in them who of the kitchen said so."""

    words = forms.CharField(required=False, max_length=WORDS_MOST, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, declines: bool, is_for_kitchen: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if declines:
            self.fields["reason"] = forms.ChoiceField(
                label=_("Why?"),
                choices=_choices(price_table().declines),
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose the reason.")},
            )
            self.order_fields(["reason", "words"])
        asks = _("Who of the kitchen said so, and when?") if is_for_kitchen else _("A word to the other side")
        self.fields["words"].label = asks
        self.fields["words"].required = is_for_kitchen
