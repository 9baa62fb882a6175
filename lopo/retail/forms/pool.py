"""Forms of pooled orders: what is wanted, what a kitchen can make."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lopo.producers.models import Product
from lopo.retail.forms.fields import MOST_PRICE_IDR, DateField, MoneyField, Pieces, WordsField
from lopo.retail.models import Store
from lopo.standards.record_forms import SentOnceForm


class PoolForm(SentOnceForm):
    """One order that several kitchens fill by one recipe standard."""

    title = forms.CharField(label=_("What is wanted?"), max_length=160)
    standard = WordsField(
        label=_("The standard every kitchen keeps to"),
        required=True,
        max_length=2000,
        help_text=_("Recipe, size, weight, pack, label: so that all pieces are alike."),
    )
    pieces = Pieces(label=_("How many pieces in all?"), least=1)
    price_idr = MoneyField(label=_("Price of one piece (Rp)"), most=MOST_PRICE_IDR)
    store = forms.ChoiceField(label=_("For which shop?"))
    wanted_on = DateField(label=_("Wanted on"), future=True)

    def __init__(self, *args: Any, stores: Iterable[Store], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["store"].choices = [(str(each.pk), each.name) for each in stores]  # type: ignore[attr-defined]


class OfferForm(forms.Form):
    """What a kitchen can make in all, of which product."""

    product = forms.ChoiceField(label=_("With which product?"))
    pieces = Pieces(label=_("How many can you make in all?"), least=1)

    def __init__(self, *args: Any, products: Iterable[Product], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["product"].choices = [(str(each.pk), each.name) for each in products]  # type: ignore[attr-defined]
