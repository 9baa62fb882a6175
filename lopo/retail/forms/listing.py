"""Forms of a listing: the offer to a shop, the numbers of a trial, what was sold, scores, words."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lopo.costing.forms.fields import ReadField, read_price
from lopo.facts.figures import say_number, say_rupiah
from lopo.facts.kinds import Refused
from lopo.producers.forms import OneLine, language
from lopo.producers.number_field import CountField
from lopo.quality.forms.trace import DateField
from lopo.retail.books.listing import WORDS_MOST, Told
from lopo.retail.listing.offer import MOST_PIECES, Offer, shelf_price
from lopo.retail.listing.tasting import aspects_of, read_scores, scale
from lopo.retail.listing.trial import TrialTold
from lopo.retail.models import Store
from lopo.standards.record_forms import SentOnceForm


def words_field(label: Any, *, required: bool = False, rows: int = 3) -> forms.CharField:
    """Some lines in one's own words."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=WORDS_MOST,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": _("Write shortly why.")},
    )


class OfferForm(SentOnceForm):
    """What is offered to one shop."""

    price_idr = ReadField(read_price, rupiah=True, label=_("Price to the shop, for one"))
    shelf_price_idr = ReadField(read_price, rupiah=True, label=_("Price on the shelf, for one"))
    weekly_pieces = CountField(
        min_value=1, max_value=MOST_PIECES, label=_("How many can you send every week?")
    )
    words = words_field(_("A word to the shop"), rows=2)

    def __init__(self, *args: Any, margin_percent: Decimal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.margin_percent = margin_percent
        self.asks_again = False
        """Whether the page asks once more, because the shop gets less than its terms say."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        price, shelf = cleaned.get("price_idr"), cleaned.get("shelf_price_idr")
        if price and shelf and shelf < price:
            self.add_error("shelf_price_idr", _("This is below the price to the shop. Look again."))
        elif price and shelf and "as_it_is" not in self.data:
            self._look_at_the_share(price, shelf)
        return cleaned

    def _look_at_the_share(self, price: int, shelf: int) -> None:
        least = shelf_price(price, self.margin_percent)
        if shelf >= least:
            return
        self.asks_again = True
        asks = _(
            "The shop's terms ask for %(percent)s%% of the shelf price. Write at least %(least)s, "
            "or a lower price to the shop. You can also send it once more as it is."
        )
        said = {
            "percent": say_number(self.margin_percent).in_language(language()),
            "least": say_rupiah(least).in_language(language()),
        }
        self.add_error("shelf_price_idr", asks % said)

    @property
    def offer(self) -> Offer:
        told = self.cleaned_data
        return Offer(told["price_idr"], told["shelf_price_idr"], told["weekly_pieces"])


class ActForm(forms.Form):
    """What every act carries: which state its page showed, and perhaps words."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def refuse(self, refusal: Refused) -> None:
        """Say on the page why it was not done."""
        self.add_error(None, refusal.reason.in_language(language()))

    @property
    def told(self) -> Told:
        return Told(words=self.cleaned_data.get("words", ""))


class WordsForm(ActForm):
    """An act that wants a word."""

    words = words_field(_("Why?"), required=True)


class ReasonForm(ActForm):
    """A reason from the list; it comes with the button."""

    reason = forms.CharField(required=False, max_length=40)
    words = words_field(_("A word to the kitchen"), rows=2)

    @property
    def told(self) -> Told:
        return Told(reason=self.cleaned_data["reason"], words=self.cleaned_data["words"])


class SoldForm(ActForm):
    """How many were sold in a trial."""

    sold = CountField(min_value=0, max_value=MOST_PIECES, label=_("How many were sold?"))
    words = words_field(_("A word to the kitchen"), rows=2)

    @property
    def told(self) -> Told:
        return Told(words=self.cleaned_data["words"], sold=self.cleaned_data["sold"])


class SoldReasonForm(SoldForm):
    """How many were sold, and why that is not enough."""

    reason = forms.CharField(required=False, max_length=40)

    @property
    def told(self) -> Told:
        told = self.cleaned_data
        return Told(reason=told["reason"], words=told["words"], sold=told["sold"])


class TrialForm(ActForm):
    """The numbers of a trial."""

    stores = forms.TypedMultipleChoiceField(
        coerce=int,
        label=_("In which stores?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose stores from the list.")},
    )
    starts_on = DateField(future=True, label=_("First day"))
    ends_on = DateField(future=True, label=_("Last day"))
    pieces = CountField(min_value=1, max_value=MOST_PIECES, label=_("Pieces on all shelves together"))
    wanted_percent = CountField(
        min_value=1, max_value=100, label=_("Of a hundred pieces, how many must be sold?")
    )
    words = words_field(_("A word to the kitchen"), rows=2)

    def __init__(self, *args: Any, stores: QuerySet[Store], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stores"].choices = [(each.pk, each.name) for each in stores]  # type: ignore[attr-defined]

    @property
    def told(self) -> Told:
        told = self.cleaned_data
        trial = TrialTold(
            tuple(told["stores"]),
            told["starts_on"],
            told["ends_on"],
            told["pieces"],
            told["wanted_percent"],
        )
        return Told(words=told["words"], trial=trial)


class TastingForm(ActForm):
    """One taster's scores."""

    taster = OneLine(
        label=_("Who tasted?"), max_length=80, required=False, help_text=_("Leave it empty when it was you.")
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for aspect in aspects_of(kind):
            self.fields[aspect.id] = forms.ChoiceField(
                label=aspect.title.in_language(language()),
                choices=[(str(each), str(each)) for each in scale().scores],
                widget=forms.RadioSelect,
                required=False,
            )
        self.fields["words"] = words_field(_("In words"), rows=2)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        try:
            cleaned["scores"] = read_scores(self.kind, cleaned)
        except Refused as refusal:
            self.refuse(refusal)
        return cleaned

    @property
    def told(self) -> Told:
        told = self.cleaned_data
        return Told(words=told["words"], scores=told["scores"], taster=told["taster"])
