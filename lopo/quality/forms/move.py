"""The form of packs that move on from a place."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lopo.quality.forms.trace import PIECES_MOST, PLACE_CHOICES, DateField, PhoneField, SentOnce
from lopo.quality.models import Place

BACK_CHOICES = [("kitchen", _("back to our kitchen")), ("place", _("on to another place"))]


class MoveOnForm(SentOnce):
    """From which place, back or on, how many, when."""

    origin = forms.ChoiceField(label=_("Where are they now?"))
    pieces = forms.IntegerField(
        label=_("How many packs?"),
        min_value=1,
        max_value=PIECES_MOST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    back = forms.ChoiceField(label=_("Where did they go?"), choices=BACK_CHOICES, widget=forms.RadioSelect)
    place = forms.CharField(label=_("To which other place?"), max_length=120, required=False)
    kind = forms.ChoiceField(
        label=_("What kind of place is it?"), choices=PLACE_CHOICES, required=False, initial="shop"
    )
    phone = PhoneField(label=_("Whom to call there"), required=False)
    moved_on = DateField(label=_("On which day"))

    def __init__(
        self, *args: Any, holders: Sequence[tuple[Place, int]], places: list[str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.names = {str(place.pk): place.name for place, _pieces in holders}
        self.fields["origin"].choices = [  # type: ignore[attr-defined]
            (str(place.pk), f"{place.name}: {pieces}") for place, pieces in holders
        ]
        self.lists = {"place": places}
        self.fields["place"].widget.attrs |= {"list": "list_place", "autocomplete": "off"}

    def clean(self) -> dict[str, Any]:
        """A place is asked only of what went on to one, and it is another one."""
        cleaned = super().clean() or {}
        if cleaned.get("back") != "place":
            return cleaned
        if not cleaned.get("place"):
            self.add_error("place", _("Write to which place they went."))
        elif cleaned["place"] == self.names.get(cleaned.get("origin", "")):
            self.add_error("place", _("That is where they are already."))
        cleaned["kind"] = cleaned.get("kind") or "shop"
        return cleaned
