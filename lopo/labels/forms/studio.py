"""The choices for a label, a run of labels, and a mark; each checked before anything is drawn."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lopo.facts.kinds import Refused, read_date, read_decimal
from lopo.facts.text import Text
from lopo.labels.artwork.colour import palettes, read_colour, stocks
from lopo.labels.artwork.designs import designs
from lopo.labels.artwork.mark import MOST_BYTES, clean_mark
from lopo.labels.artwork.order import LOT_MOST, PRINTED, PROMISE_MOST
from lopo.labels.artwork.pack import packs
from lopo.labels.artwork.run import MOST
from lopo.labels.artwork.sheet import FREE, sheets
from lopo.producers.number_field import CountField

MARKETS = [("id", _("Indonesia")), ("us", _("United States")), ("eu", _("European Union"))]
DATES = [
    (PRINTED, _("Printed with the label")),
    ("bottom", _("Stamped on the bottom")),
    ("back", _("Stamped on the back")),
    ("lid", _("Stamped on the lid")),
    ("seal", _("Stamped on the seal")),
]
_SHORT = {"max_length": _("At most %(limit_value)d characters; this has %(show_value)d.")}


def _said(text: Text) -> str:
    return text.in_language(get_language() or "id")


def _titles(named: Any) -> list[tuple[str, str]]:
    return [(name, _said(each.title)) for name, each in named.items()]


class MillimetreField(forms.CharField):
    """A length in mm: 80, or 63,5."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(required=False, max_length=12, widget=widget, **options)

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_decimal(text)
        except Refused as refusal:
            raise forms.ValidationError(_said(refusal.reason)) from None


class DayField(forms.CharField):
    """A day; empty where it may be."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=12, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options
        )

    def clean(self, value: Any) -> dt.date | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_date(text)
        except Refused as refusal:
            raise forms.ValidationError(_said(refusal.reason)) from None


class ColourField(forms.CharField):
    """A colour of the owner's own, ``#1f2f5c``."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(
            attrs={"placeholder": "#1f2f5c", "autocomplete": "off", "spellcheck": "false"}
        )
        super().__init__(required=False, max_length=9, widget=widget, **options)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return read_colour(text)
        except Refused as refusal:
            raise forms.ValidationError(_said(refusal.reason)) from None


class ChoicesForm(forms.Form):
    """How the label looks and what it is for. Empty sizes are the pack's usual ones."""

    design = forms.ChoiceField(label=_("Design"), widget=forms.RadioSelect)
    palette = forms.ChoiceField(label=_("Colours"), widget=forms.RadioSelect)
    stock = forms.ChoiceField(label=_("Paper"))
    pack = forms.ChoiceField(label=_("Pack"))
    width = MillimetreField(label=_("Width in mm"))
    height = MillimetreField(label=_("Height in mm"))
    promise = forms.CharField(
        label=_("A line of your own on the front"),
        max_length=PROMISE_MOST,
        required=False,
        strip=True,
        error_messages=_SHORT,
    )
    brand_colour = ColourField(label=_("Your own main colour"))
    accent_colour = ColourField(label=_("Your own second colour"))
    market = forms.ChoiceField(label=_("For which market"), choices=MARKETS)
    bilingual = forms.BooleanField(label=_("Indonesian and English"), required=False)
    without_panel = forms.BooleanField(label=_("Without the nutrition panel"), required=False)
    without_link = forms.BooleanField(label=_("Without the QR code"), required=False)
    dates_at = forms.ChoiceField(label=_("Expiry and lot"), choices=DATES)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, named in (
            ("design", designs()),
            ("palette", palettes()),
            ("stock", stocks()),
            ("pack", packs()),
        ):
            self.fields[name].choices = _titles(named)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The size is held against the bounds of the pack."""
        cleaned = super().clean() or {}
        pack = packs().get(cleaned.get("pack", ""))
        if pack is not None and "width" in cleaned and "height" in cleaned:
            usual = [Decimal(side) for side in pack.size]
            try:
                pack.pieces((cleaned["width"] or usual[0], cleaned["height"] or usual[1]))
            except Refused as refusal:
                self.add_error("width", _said(refusal.reason))
        return cleaned

    def plain(self) -> dict[str, Any]:
        """The cleaned choices as JSON carries them."""
        return {
            name: str(value) if isinstance(value, Decimal) else value
            for name, value in self.cleaned_data.items()
            if value not in (None, "", False)
        }


class RunForm(forms.Form):
    """A run of labels for one lot."""

    lot = forms.CharField(
        label=_("Lot code"),
        max_length=LOT_MOST,
        strip=True,
        error_messages=_SHORT,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("Letters, digits and the signs - . / _ only, so that scanners can read it."),
    )
    made_on = DayField(label=_("Made on"))
    expires_on = DayField(
        label=_("Best before"), required=False, help_text=_("Leave it empty to count from the shelf life.")
    )
    count = CountField(label=_("How many labels"), min_value=1, max_value=MOST)
    sheet = forms.ChoiceField(label=_("Sticker sheet"))
    first_sticker = CountField(
        label=_("First sticker"),
        min_value=1,
        max_value=200,
        initial=1,
        help_text=_("Of a sheet that is partly used: which sticker is the first that is still there?"),
    )

    def __init__(self, *args: Any, width: Decimal, height: Decimal, **options: Any) -> None:
        super().__init__(*args, **options)
        fitting = [each for each in sheets().values() if _fits(each, width, height)]
        offered = [(each.name, _said(each.title)) for each in fitting]
        offered.append((FREE, str(_("A4 sticker paper, cut by hand"))))
        self.fields["sheet"].choices = offered  # type: ignore[attr-defined]


def _fits(sheet: Any, width: Decimal, height: Decimal) -> bool:
    try:
        sheet.refuse_other_size(width, height)
    except Refused:
        return False
    return True


class MarkForm(forms.Form):
    """A picture to stand on the label."""

    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("PNG, JPEG or WebP; best with a transparent or white ground."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )

    def clean_picture(self) -> bytes:
        upload = self.cleaned_data["picture"]
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(_("A picture may have at most 5 MB."))
        try:
            return clean_mark(upload.read())
        except Refused as refusal:
            raise forms.ValidationError(_said(refusal.reason)) from None
