"""Forms of goods: sent by lot, counted by the shop, sent back, sold."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lopo.retail.books.delivery import Counted, OfferedLot, Picked
from lopo.retail.forms.fields import DateField, Pieces, ReasonField, WordsField
from lopo.retail.models import DeliveryLine, OrderLine
from lopo.retail.trade.reasons import GOODS, RETURN
from lopo.standards.record_forms import SentOnceForm

_LOT = re.compile(r"lot-(\d+)-(\d+)")
BACK, KEPT = "back", "kept"


class SendForm(SentOnceForm):
    """Pieces of each lot that is offered, and the day they leave."""

    sent_on = DateField(label=gettext_lazy("Leaves on"))

    def __init__(self, *args: Any, lots: Mapping[int, Sequence[OfferedLot]], **options: Any) -> None:
        super().__init__(*args, **options)
        for line, offered in lots.items():
            for each in offered:
                field = Pieces(label=each.batch.code, most=each.left, disabled=not each.ok)
                self.fields[f"lot-{line}-{each.batch.pk}"] = field

    def picked(self) -> list[Picked]:
        """What is to be sent of which lot."""
        found = []
        for name, pieces in self.cleaned_data.items():
            if (named := _LOT.fullmatch(name)) and pieces:
                found.append(Picked(int(named[1]), int(named[2]), pieces))
        return found


class ReceiveForm(SentOnceForm):
    """What was counted of each lot."""

    received_on = DateField(label=gettext_lazy("Came on"))

    def __init__(self, *args: Any, lines: Sequence[DeliveryLine], **options: Any) -> None:
        super().__init__(*args, **options)
        self.lines = lines
        for each in lines:
            self.fields[f"accepted-{each.pk}"] = Pieces(
                label=_("Accepted"), most=each.pieces, initial=each.pieces, required=True,
                error_messages={"required": _("Write how many were accepted; 0 if none came.")},
            )  # fmt: skip
            self.fields[f"refused-{each.pk}"] = Pieces(label=_("Refused"), most=each.pieces, initial=0)
            self.fields[f"reason-{each.pk}"] = ReasonField(GOODS, label=_("Why?"), required=False)
            self.fields[f"back-{each.pk}"] = forms.BooleanField(
                label=_("The refused ones go back with the driver"), required=False, initial=True
            )

    def counted(self) -> dict[int, Counted]:
        """The count, by line."""
        told = self.cleaned_data
        return {
            each.pk: Counted(
                told[f"accepted-{each.pk}"],
                told[f"refused-{each.pk}"],
                told[f"reason-{each.pk}"],
                told[f"back-{each.pk}"],
            )
            for each in self.lines
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for each in self.lines:
            accepted, refused = cleaned.get(f"accepted-{each.pk}"), cleaned.get(f"refused-{each.pk}")
            if accepted is None or refused is None:
                continue
            if accepted + refused > each.pieces:
                said = _("Accepted and refused together are more than the %(sent)s that were sent.")
                self.add_error(f"accepted-{each.pk}", said % {"sent": each.pieces})
            elif refused and not cleaned.get(f"reason-{each.pk}"):
                self.add_error(f"reason-{each.pk}", _("Choose why they were refused."))
        return cleaned


class ReturnForm(SentOnceForm):
    """Pieces of a lot that go back, and why."""

    line = forms.ChoiceField(label=gettext_lazy("Of which lot?"))
    pieces = Pieces(label=gettext_lazy("How many pieces?"), least=1)
    reason = ReasonField(RETURN, label=gettext_lazy("Why?"))
    where = forms.ChoiceField(
        label=gettext_lazy("Where do they go?"),
        choices=[
            (BACK, gettext_lazy("back to the kitchen")),
            (KEPT, gettext_lazy("thrown away at the shop")),
        ],
        widget=forms.RadioSelect,
        initial=BACK,
    )
    on = DateField(label=gettext_lazy("On which day"))
    words = WordsField(label=gettext_lazy("Note to the kitchen"))

    def __init__(self, *args: Any, lines: Sequence[tuple[DeliveryLine, int]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["line"].choices = [  # type: ignore[attr-defined]
            (str(each.pk), f"{each.order_line.product.name}, {each.batch.code} ({left})")
            for each, left in lines
        ]


class SoldForm(SentOnceForm):
    """Pieces of a consigned line that sold."""

    line = forms.ChoiceField(label=gettext_lazy("Of which product?"))
    pieces = Pieces(label=gettext_lazy("How many sold?"), least=1)
    on = DateField(label=gettext_lazy("By the report of"))

    def __init__(self, *args: Any, lines: Sequence[tuple[OrderLine, int]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["line"].choices = [  # type: ignore[attr-defined]
            (str(each.pk), f"{each.product.name} ({left})") for each, left in lines
        ]
