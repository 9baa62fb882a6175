"""Forms of an order: what is wanted, the kitchen's answer, why it is taken back."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lopo.retail.forms.fields import DateField, Pieces, ReasonField, WordsField
from lopo.retail.models import Listing, OrderLine, Store
from lopo.retail.trade.reasons import CANCEL, LESS
from lopo.standards.record_forms import SentOnceForm


class OrderForm(SentOnceForm):
    """A shop, a day, and a field of pieces for each product that it can order."""

    store = forms.ChoiceField(label=gettext_lazy("For which shop?"))
    wanted_on = DateField(label=gettext_lazy("Wanted on"), future=True)
    number = forms.CharField(label=gettext_lazy("Your order number"), max_length=40, required=False)
    words = forms.CharField(label=gettext_lazy("Note to the kitchens"), max_length=500, required=False)

    def __init__(
        self, *args: Any, stores: Iterable[Store], listings: Sequence[Listing], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.listings = listings
        self.fields["store"].choices = [(str(each.pk), each.name) for each in stores]  # type: ignore[attr-defined]
        for each in listings:
            self.fields[self.field_of(each)] = Pieces(label=each.product.name)

    @staticmethod
    def field_of(listing: Listing) -> str:
        """The name of the field of one product."""
        return f"pieces-{listing.product_id}"

    def wanted(self) -> list[tuple[Listing, int]]:
        """The products of which some are wanted."""
        told = [(each, self.cleaned_data[self.field_of(each)]) for each in self.listings]
        return [(each, pieces) for each, pieces in told if pieces]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self.wanted():
            self.add_error(None, _("Nothing is ordered yet. Say how many pieces of at least one product."))
        return cleaned


class AnswerForm(SentOnceForm):
    """How many of each line; less needs a reason."""

    reason = ReasonField(LESS, label=gettext_lazy("Why not all?"), required=False)
    words = WordsField(label=gettext_lazy("Note to the shop"))

    def __init__(self, *args: Any, lines: Sequence[OrderLine], **options: Any) -> None:
        super().__init__(*args, **options)
        self.lines = lines
        for each in lines:
            field = Pieces(label=each.product.name, most=each.pieces, initial=each.pieces)
            self.fields[f"line-{each.pk}"] = field

    def confirmed(self) -> dict[int, int]:
        """What is confirmed, by line."""
        return {each.pk: self.cleaned_data[f"line-{each.pk}"] for each in self.lines}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        less = any(cleaned.get(f"line-{each.pk}", each.pieces) < each.pieces for each in self.lines)
        if less and not self.errors and not cleaned.get("reason"):
            self.add_error("reason", _("Choose why, so that the shop can plan."))
        return cleaned


class CancelForm(SentOnceForm):
    """Why an order is taken back."""

    reason = ReasonField(CANCEL, label=gettext_lazy("Why?"))
    words = WordsField(label=gettext_lazy("Note to the kitchen"))
