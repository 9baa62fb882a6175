"""Forms that help to sell: a photo, the texts, the cards to print."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lopo.facts.kinds import MAX_TEXT, Refused
from lopo.facts.text import Text
from lopo.market.forms.words import Story
from lopo.market.promotion.photo_check import Measured, measure
from lopo.market.promotion.tag import LINE_MOST, tag_forms
from lopo.market.promotion.tag_pdf import MOST
from lopo.market.promotion.text_check import Found, Ground, check_text
from lopo.producers.evidence import CleanFile
from lopo.producers.forms import OneLine, language
from lopo.standards.record_forms import AmountField, PictureField, SentOnceForm

SHORT_MOST, LONG_MOST = 300, MAX_TEXT
LANGUAGES = (("id", "Indonesia"), ("en", "English"))


class PhotoForm(SentOnceForm):
    """A photo to be judged."""

    photo = PictureField(
        label=_("Photo of the product"), error_messages={"required": _("Choose or take a photo first.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measured: Measured | None = None

    def clean_photo(self) -> CleanFile:
        taken: CleanFile = self.cleaned_data["photo"]
        try:
            self.measured = measure(taken.content)
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason.in_language(language())) from None
        return taken


class TextForm(forms.Form):
    """The texts in both languages; what claims is found in them and told."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    short_id = Story(
        label=_("Short, Indonesian"), max_length=SHORT_MOST, required=False, rows=3,
        help_text=_("For WhatsApp and shelf cards."),
    )  # fmt: skip
    long_id = Story(
        label=_("Long, Indonesian"), max_length=LONG_MOST, required=False, rows=7,
        help_text=_("The story on the product's public page and in the e-Katalog."),
    )  # fmt: skip
    short_en = Story(label=_("Short, English"), max_length=SHORT_MOST, required=False, rows=3)
    long_en = Story(label=_("Long, English"), max_length=LONG_MOST, required=False, rows=7)

    def __init__(self, ground: Ground, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ground = ground
        self.found: dict[str, tuple[Found, ...]] = {}
        for name in ("short_en", "long_en"):
            self.fields[name].widget.attrs["lang"] = "en"

    def clean_version(self) -> int:
        version: int | None = self.cleaned_data["version"]
        return version or 0

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.found = claims_in(cleaned, self.ground)
        for name, found in self.found.items():
            if any(each.refused for each in found):
                self.add_error(name, _("Something in this text may not be said; see above."))
        return cleaned

    @property
    def short(self) -> Text:
        return Text(self.cleaned_data["short_id"], self.cleaned_data["short_en"])

    @property
    def long(self) -> Text:
        return Text(self.cleaned_data["long_id"], self.cleaned_data["long_en"])


def claims_in(texts: Mapping[str, Any], ground: Ground) -> dict[str, tuple[Found, ...]]:
    """What claims something, by the field in which it stands."""
    read = {name: check_text(text, ground) for name, text in texts.items() if isinstance(text, str) and text}
    return {name: found for name, found in read.items() if found}


class TagsForm(forms.Form):
    """Which cards, how many, at what price, with which line."""

    form = forms.ChoiceField(label=_("Which card?"), widget=forms.RadioSelect)
    price = AmountField(label=_("Price (Rp)"), error_messages={"required": _("Write the price.")})
    count = AmountField(label=_("How many?"), error_messages={"required": _("Write how many.")})
    line = OneLine(
        label=_("A line on the shelf card"), max_length=LINE_MOST, required=False,
        help_text=_("Only shelf cards have room for it. What may not be claimed is told."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language of the card"), choices=LANGUAGES, widget=forms.RadioSelect)

    def __init__(self, ground: Ground, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ground = ground
        self.found: tuple[Found, ...] = ()
        self.fields["form"].choices = card_choices()  # type: ignore[attr-defined]

    def clean_price(self) -> int:
        price: int = self.cleaned_data["price"]
        if price > 10**9:
            raise forms.ValidationError(_("This number is too large to be true."))
        return price

    def clean_count(self) -> int:
        count: int = self.cleaned_data["count"]
        if count > MOST:
            said = _("At most %(most)s cards at a time.")
            raise forms.ValidationError(said % {"most": MOST})
        return count

    def clean_line(self) -> str:
        line: str = self.cleaned_data["line"]
        self.found = check_text(line, self.ground)
        refused = [each.says.in_language(language()) for each in self.found if each.refused]
        if refused:
            raise forms.ValidationError(refused)
        return line


def card_choices() -> list[tuple[str, str]]:
    """The cards there are, each with what it is for."""
    words = language()
    return [
        (name, f"{each.title.in_language(words)}: {each.about.in_language(words)}")
        for name, each in tag_forms().items()
    ]
