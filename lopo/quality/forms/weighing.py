"""Forms of weighing and of sampling: a lot, one reading, a plan that is asked for, defects found."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lopo.facts.figures import say_number
from lopo.facts.kinds import Refused
from lopo.facts.table_file import check_size
from lopo.facts.wording import say_date
from lopo.producers.forms import OneLine, language
from lopo.producers.models import Product
from lopo.producers.number_field import CountField
from lopo.quality.models import Batch
from lopo.quality.weighing.sampling import LEVELS, LOT_MOST, aqls, counts_defects

_DECIMAL = {"inputmode": "decimal", "autocomplete": "off"}
BATCHES_OFFERED = 12
OLDEST = 366
"""Days back that a weighing may be dated."""


class BatchChoice(forms.ModelChoiceField):
    """Which batch of the book it is, of those made last; or none of them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Batch.objects.none(), required=False, empty_label=_("another, or not written down"),
                         label=_("Which batch?"), **options)  # fmt: skip

    def offer(self, product: Product, chosen: str = "") -> None:
        """The newest batches of ``product``, and the one that is ``chosen``, however old."""
        rows = Batch.objects.filter(product=product)
        newest = list(rows.values_list("pk", flat=True)[:BATCHES_OFFERED])
        older = [int(chosen[:18])] if chosen.isascii() and chosen.isdigit() else []
        self.queryset = rows.filter(pk__in=newest + older)

    def label_from_instance(self, batch: Any) -> str:
        made = say_date(batch.made_on).in_language(language())
        return f"{batch.code} · {made} · {say_number(batch.pieces).in_language(language())}"


class OfBatch(forms.Form):
    """What is asked of a lot: the batch, or where it is none of the book its size and code."""

    batch = BatchChoice()

    def __init__(self, *args: Any, product: Product, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.data.get("batch") if self.is_bound else self.initial.get("batch")
        field = self.fields["batch"]
        assert isinstance(field, BatchChoice)  # noqa: S101 - it is declared so
        field.offer(product, str(chosen or ""))
        self.fields["lot_size"].required = False
        if field.queryset is None or not field.queryset.exists():
            del self.fields["batch"]

    def clean(self) -> dict[str, Any]:
        """Of a batch of the book the size and the code are known; typed ones go before."""
        cleaned = super().clean() or {}
        batch = cleaned.setdefault("batch", None)
        if batch is not None:
            cleaned["lot"] = cleaned.get("lot") or batch.code
            cleaned["lot_size"] = cleaned.get("lot_size") or batch.pieces
        if not cleaned.get("lot_size") and "lot_size" not in self.errors:
            self.add_error("lot_size", self.fields["lot_size"].error_messages["required"])
        least = self.fields["lot_size"].min_value  # type: ignore[attr-defined]
        if cleaned.get("lot_size") and cleaned["lot_size"] < least:
            self.add_error("batch", _("This batch has too few packs for that."))
        return cleaned


class BeginForm(OfBatch):
    """Which lot is put on the scale."""

    lot_size = CountField(
        label=_("How many packs did this production give?"), min_value=1, max_value=LOT_MOST
    )
    lot = OneLine(label=_("Lot code on the pack, if there is one"), max_length=40, required=False)
    weighed_on = forms.DateField(
        label=_("Day of weighing"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    table = forms.FileField(
        label=_("A table of weights that is there already (CSV or Excel)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["weighed_on"].initial = today

    def clean_table(self) -> bytes | None:
        upload = self.cleaned_data.get("table")
        if not upload:
            return None
        try:
            check_size(upload.size)  # asked before it is read into memory
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason.in_language(language())) from None
        content: bytes = upload.read()
        return content

    def clean_weighed_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["weighed_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        if (self.today - day).days > OLDEST:
            raise forms.ValidationError(_("This day is too far from today."))
        return day


class ReadingForm(forms.Form):
    """One reading of the scale; the number itself is read against the label."""

    amount = forms.CharField(max_length=30, widget=forms.TextInput(attrs=_DECIMAL))
    sending = forms.UUIDField(widget=forms.HiddenInput, required=False)


class PlanForm(OfBatch):
    """The lot of which a sample is to be looked at, and how sure one wants to be."""

    lot_size = CountField(label=_("How many packs are in the lot?"), min_value=2, max_value=LOT_MOST)
    lot = OneLine(label=_("Lot code on the pack, if there is one"), max_length=40, required=False)
    level = forms.ChoiceField(label=_("Inspection level"), initial="II")
    aql = forms.TypedChoiceField(label=_("Quality limit (AQL)"), initial="2.5", coerce=str)
    mended = forms.BooleanField(label=_("The cause of the refused lots is mended"), required=False)
    steady = forms.BooleanField(
        label=_("Production is steady, and the buyer agrees to look at fewer packs"), required=False
    )

    def __init__(self, *args: Any, stopped: bool = False, may_reduce: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [(each, each) for each in LEVELS]  # type: ignore[attr-defined]
        self.fields["aql"].choices = [  # type: ignore[attr-defined]
            (f"{each.normalize():f}", _said_aql(each.normalize())) for each in aqls()
        ]
        for name, offered in (("mended", stopped), ("steady", may_reduce)):
            if not offered:
                del self.fields[name]


def _said_aql(aql: Decimal) -> str:
    """``2,5 %`` of the packs; above 10 the defects in 100 packs, of which one may have several."""
    number = say_number(aql).in_language(language())
    return (
        str(_("%(number)s defects in 100 packs") % {"number": number})
        if counts_defects(aql)
        else f"{number} %"
    )


class DefectsForm(forms.Form):
    """How many packs of the sample were defective."""

    defects = CountField(label=_("How many of them have a defect?"), min_value=0, max_value=LOT_MOST)
