"""Forms of the catalogue: what the owner tells the public, a picture, what a buyer says, an answer."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lopo.facts.kinds import Refused
from lopo.facts.own_number import new_client_id, read_own_number
from lopo.market.catalogue.consent import ways
from lopo.market.catalogue.feedback_rules import limits, wrongs
from lopo.market.forms.selling import LONG_MOST, claims_in
from lopo.market.forms.words import Story
from lopo.market.promotion.text_check import Ground
from lopo.producers.evidence import CleanFile, check_size, clean_upload
from lopo.producers.forms import OneLine, language
from lopo.standards.record_forms import DayField, not_ahead

ABOUT_MOST, CONTACT_MOST, REASON_MOST, LOT_MOST = 1_500, 60, 200, 20


class ToldForm(forms.Form):
    """The owner's own words; what claims something in them is refused as in her other texts."""

    story_id = Story(
        label=_("Story of the product"), required=False, max_length=LONG_MOST, rows=6,
        help_text=_("Where the recipe or motif is from, how it is made, how it tastes. No promise to heal."),
    )  # fmt: skip
    story_en = Story(label=_("The same in English"), required=False, max_length=LONG_MOST)
    about_id = Story(
        label=_("About you, the maker"), required=False, max_length=ABOUT_MOST,
        help_text=_("Stands on your own page, above all your products."),
    )  # fmt: skip
    about_en = Story(label=_("About you, in English"), required=False, max_length=ABOUT_MOST, rows=3)
    contact = OneLine(
        label=_("Number or address for buyers"), required=False, max_length=CONTACT_MOST,
        help_text=_("Everybody will see it. Leave it empty when you do not want calls."),
    )  # fmt: skip

    def __init__(self, ground: Ground, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ground = ground

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        told = {name: cleaned.get(name) for name in self.fields if name != "contact"}
        for name, found in claims_in(told, self.ground).items():
            for each in found:
                if each.refused:
                    self.add_error(name, each.says.in_language(language()))
        return cleaned


class ConsentForm(forms.Form):
    """The owner's yes, where somebody else opens her page."""

    way = forms.ChoiceField(
        label=_("How did she say so?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how she said so."),
            "invalid_choice": _("Choose how she said so."),
        },
    )
    on = DayField(label=_("On which day?"), error_messages={"required": _("Fill in the day.")})
    agrees = forms.BooleanField(
        label=_("She agrees that everybody sees this, and knows that it can be closed at any time"),
        error_messages={"required": _("Without her yes the page stays closed.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate())
        choices = [(code, title.in_language(language())) for code, title in ways().items()]
        self.fields["way"].choices = choices  # type: ignore[attr-defined]

    def clean_on(self) -> dt.date:
        return not_ahead(self.cleaned_data["on"])


class PictureForm(forms.Form):
    """One picture of a product."""

    picture = forms.FileField(
        label=_("Photo"), widget=forms.FileInput(attrs={"accept": "image/*"}), allow_empty_file=True
    )

    def clean_picture(self) -> CleanFile:
        return _cleaned(self.cleaned_data["picture"])


def _cleaned(sent: Any) -> CleanFile:
    try:
        check_size(sent.size)
        upload = clean_upload(sent.read())
    except Refused as refusal:
        raise forms.ValidationError(refusal.reason.in_language(language())) from None
    if upload.kind != "photo":
        raise forms.ValidationError(gettext("This is a PDF. Send the photo."))
    return upload


class FeedbackForm(forms.Form):
    """What a buyer says. ``website`` is for machines: people do not see it."""

    stars = forms.TypedChoiceField(
        label=_("How was it?"), required=False, coerce=int, empty_value=None, widget=forms.RadioSelect,
        choices=[
            (5, _("★★★★★ Very good")), (4, _("★★★★ Good")), (3, _("★★★ So so")), (2, _("★★ Poor")),
            (1, _("★ Bad")),
        ],
    )  # fmt: skip
    wrong = forms.ChoiceField(label=_("Was something wrong?"), required=False)
    words = Story(label=_("In your words"), required=False, max_length=limits().words_most)
    lot = OneLine(
        label=_("Lot code on the pack"), required=False, max_length=LOT_MOST,
        help_text=_("So that the maker can look at packs of the same day."),
    )  # fmt: skip
    photo = forms.FileField(
        label=_("Photo"), required=False, widget=forms.FileInput(attrs={"accept": "image/*"}),
        allow_empty_file=True, help_text=_("Only the maker and the city see it."),
    )  # fmt: skip
    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )
    begun = forms.CharField(widget=forms.HiddenInput, required=False)
    client_id = forms.CharField(widget=forms.HiddenInput, initial=new_client_id, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.code, each.title.in_language(language())) for each in wrongs().values()]
        self.fields["wrong"].choices = [("", gettext("No, all was well")), *choices]  # type: ignore[attr-defined]

    def clean_words(self) -> str:
        return " ".join(str(self.cleaned_data["words"]).split())

    def clean_lot(self) -> str:
        return str(self.cleaned_data["lot"]).strip().upper()

    def clean_photo(self) -> CleanFile | None:
        return _cleaned(self.cleaned_data["photo"]) if self.cleaned_data["photo"] else None

    def clean_client_id(self) -> str:
        try:
            return read_own_number(self.cleaned_data["client_id"])
        except Refused as refusal:
            self.add_error(None, refusal.reason.in_language(language()))
            return ""

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not (said.get("stars") or said.get("wrong") or said.get("words")) and not self.errors:
            raise forms.ValidationError(gettext("Choose the stars, or write what was wrong."))
        return said


class AnswerForm(forms.Form):
    """The maker's answer."""

    words = Story(
        label=_("Your answer"), max_length=600,
        help_text=_("Everybody reads it. It is given once and stays as it is."),
    )  # fmt: skip


class HideForm(forms.Form):
    """Why an officer hides what was said."""

    reason = OneLine(label=_("Why it is hidden"), max_length=REASON_MOST)
