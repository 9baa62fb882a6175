"""How a delivery is packed, for the labels of its cartons."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lopo.producers.forms import language
from lopo.retail.books.carton import Packing
from lopo.retail.documents.carton import A4, A6, MARKS
from lopo.retail.forms.fields import Pieces
from lopo.retail.models import DeliveryLine

MOST_GRAMS = 100_000


class CartonForm(forms.Form):
    """For each lot how many pieces a carton holds; the rest is for all."""

    gross_g = Pieces(label=_("Gross weight of one carton (grams)"), most=MOST_GRAMS)
    marks = forms.MultipleChoiceField(
        label=_("Marks on the carton"), required=False, widget=forms.CheckboxSelectMultiple
    )
    size = forms.ChoiceField(
        label=_("Paper"), choices=[(A4, _("A4, four to a sheet")), (A6, _("A6, one to a sheet"))], initial=A4
    )
    serials = forms.BooleanField(label=_("A serial number (SSCC) for each carton"), required=False)

    def __init__(self, *args: Any, lines: Sequence[DeliveryLine], **options: Any) -> None:
        super().__init__(*args, **options)
        self.lines = lines
        marks = [(code, text.in_language(language())) for code, text in MARKS.items()]
        self.fields["marks"].choices = marks  # type: ignore[attr-defined]
        for each in lines:
            self.fields[f"inside-{each.pk}"] = Pieces(
                label=_("%(product)s, lot %(lot)s: pieces in a carton")
                % {"product": each.order_line.product.name, "lot": each.batch.code},
                least=1,
                most=each.pieces,
                initial=min(
                    each.pieces, each.order_line.carton_pieces if each.order_line.carton_pieces > 1 else 12
                ),
            )
        self.order_fields([f"inside-{each.pk}" for each in lines])

    def packings(self) -> list[Packing]:
        """How each lot is packed."""
        weight = self.cleaned_data["gross_g"] or None
        return [Packing(each, self.cleaned_data[f"inside-{each.pk}"], weight) for each in self.lines]
