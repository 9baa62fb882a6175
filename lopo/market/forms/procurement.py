"""Forms of the way into the government's catalogue: category, steps, sales."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lopo.market.procurement.transitions import Transition, reasons
from lopo.producers.catalogue_category import category_named, suggested
from lopo.producers.forms import OneLine, language
from lopo.producers.models import Product
from lopo.standards.record_forms import AmountField, DayField, PaperField, SentOnceForm

OTHER = "other"


class CategoryForm(forms.Form):
    """Which group of goods; or the name of a category as it stands in the catalogue."""

    category = forms.ChoiceField(
        label=_("Category"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a category."), "invalid_choice": _("Choose a category.")},
    )
    named = OneLine(
        label=_("Name of the category in the catalogue"),
        max_length=160,
        required=False,
        help_text=_("Only if you chose “another one”: write it as it stands on the site."),
    )

    def __init__(self, product: Product, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = language()
        groups = suggested(product.name, product.kind)
        choices = [
            (each.id, f"{each.title.in_language(words)}: {each.about.in_language(words)}") for each in groups
        ]
        self.fields["category"].choices = [*choices, (OTHER, _("Another one, as the site calls it"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("category") == OTHER and not cleaned.get("named") and "named" not in self.errors:
            self.add_error("named", _("Write the name of the category."))
        return cleaned

    @property
    def written(self) -> str:
        """The category as the dossier keeps it."""
        chosen = self.cleaned_data["category"]
        group = category_named(chosen) if chosen != OTHER else None
        return group.title.id if group else self.cleaned_data["named"]


class StepForm(SentOnceForm):
    """One step of a submission: its day, and why it was refused."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    on = DayField(label=_("On which day?"), error_messages={"required": _("Fill in the day.")})
    reason = forms.ChoiceField(
        label=_("Why was it refused?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose why it was refused."),
            "invalid_choice": _("Choose why it was refused."),
        },
    )
    words = OneLine(label=_("In their words"), max_length=300, required=False)

    def __init__(self, step: Transition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate())
        if not step.needs_reason:
            del self.fields["reason"]
            self.fields["words"].label = _("A note")
            return
        listed = [(each.id, each.title.in_language(language())) for each in reasons().values()]
        self.fields["reason"].choices = listed  # type: ignore[attr-defined]

    def clean_version(self) -> int:
        version: int | None = self.cleaned_data["version"]
        return version or 0


class SaleForm(SentOnceForm):
    """Something sold through the catalogue."""

    sold_on = DayField(label=_("On which day?"), error_messages={"required": _("Fill in the day.")})
    buyer = OneLine(label=_("Which office bought?"), max_length=160)
    pieces = AmountField(label=_("How many pieces?"))
    amount_idr = AmountField(label=_("For how many rupiah in all?"), required=False)
    photo = PaperField(
        label=_("Photo or PDF of the paper"),
        required=False,
        help_text=_("The order or the signed hand-over minutes. Without it, it counts as told only."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("sold_on", timezone.localdate())

    def clean_pieces(self) -> int:
        return self._bounded("pieces", 10**6) or 0

    def clean_amount_idr(self) -> int | None:
        return self._bounded("amount_idr", 10**12)

    def _bounded(self, name: str, most: int) -> int | None:
        amount: int | None = self.cleaned_data[name]
        if amount is not None and amount > most:
            raise forms.ValidationError(_("This number is too large to be true."))
        return amount
