"""Forms about a label that exists: its photos, and the answer to one question about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lopo.facts import wording
from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier import nothing
from lopo.facts.kinds import Refused, to_plain
from lopo.facts.text import Text
from lopo.labels.judging.judge import always_there
from lopo.labels.judging.printed_code import PrintedCode
from lopo.labels.judging.wanted import offered_answer
from lopo.labels.label_look import Look
from lopo.labels.label_photos import clean_label_photo, read_codes
from lopo.labels.models.label_photo import BACK, FRONT
from lopo.producers.evidence import CleanFile, check_size
from lopo.producers.forms import AnswerForm

READ, TOLD, WANTED = "read", "told", "wanted"
"""Where an offered answer comes from: a barcode, what is on record, what a right label would say."""

TYPED_OUT = frozenset({"label.expiry_text"})
"""Questions of which a barcode knows only a part: that is put into the field, not offered."""


@dataclass(frozen=True, slots=True)
class TakenPhoto:
    """A photo that was sent, cleaned, and what its barcodes say."""

    upload: CleanFile
    codes: tuple[PrintedCode, ...]


class LabelPhotoForm(forms.Form):
    """Photos of the front and the back, at least one of them. A good one is kept when the other is not."""

    front = forms.FileField(label=_("Front"), required=False)
    back = forms.FileField(label=_("Back"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["accept"] = "image/*"

    def _taken(self, side: str) -> TakenPhoto | None:
        sent = self.cleaned_data.get(side)
        if not sent:
            return None
        try:
            check_size(sent.size)  # before reading: a file of gigabytes is not taken into memory
            content = sent.read()
            return TakenPhoto(clean_label_photo(content), read_codes(content))
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason.in_language(get_language() or "id")) from None

    def clean_front(self) -> TakenPhoto | None:
        return self._taken(FRONT)

    def clean_back(self) -> TakenPhoto | None:
        return self._taken(BACK)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            self.add_error(FRONT, _("Choose a photo of the label first."))
        return cleaned

    @property
    def taken(self) -> Mapping[str, TakenPhoto]:
        """The good photos by side."""
        return {side: photo for side in (FRONT, BACK) if (photo := self.cleaned_data.get(side))}


@dataclass(frozen=True, slots=True)
class Offer:
    """An answer that one tap confirms: what is written down, in words, and where it comes from."""

    raw: object
    words: str
    source: str


class LabelQuestion(AnswerForm):
    """One question about a label: the field, the answer offered, and whether "not on the label" is one."""

    def __init__(self, look: Look, fact: str, data: Any = None) -> None:
        self.fact = fact
        self.look = look
        current = look.dossier.value(fact)
        super().__init__(load_catalogue()[fact], data, current)
        self.answered = fact in look.answered
        self.told_absent = fact in look.dossier and look.dossier[fact].is_empty
        if data is None and current is None and fact in TYPED_OUT:
            self.current = look.read.get(fact)

    @property
    def question(self) -> str:
        return (self.definition.asks or self.definition.title).in_language(get_language() or "id")

    @property
    def help(self) -> str:
        return self.definition.help.in_language(get_language() or "id") if self.definition.help else ""

    @property
    def by_button(self) -> bool:
        """Whether every answer is a button of its own."""
        return self.definition.kind == "yes_no" or (
            self.definition.kind == "choice" and bool(self.definition.choices)
        )

    @property
    def may_be_absent(self) -> bool:
        kind, choices = self.definition.kind, self.definition.choices
        if self.fact in always_there() or kind == "yes_no":
            return False
        return not (choices and (kind == "list" or "none" in choices))

    @property
    def offer(self) -> Offer | None:
        """What one tap would confirm; nothing where the answer is a button or was already given."""
        if self.by_button or self.answered:
            return None
        if (read := self.look.read.get(self.fact)) and self.fact not in TYPED_OUT:
            return Offer(read, read, READ)
        told = self.look.dossier.value(self.fact)
        source = TOLD if told not in (None, "", ()) else WANTED
        value = told if source == TOLD else offered_answer(self.fact, self.look.dossier)
        if value is None:
            return None
        words = wording.say(self.definition, value).in_language(get_language() or "id")
        return Offer(to_plain(value), words, source)

    @property
    def shown(self) -> str:
        """What was typed; what is on record only where it was seen, so that an offer is not typed out too."""
        if self.data is None and self.offer is not None:
            return ""
        return super().shown

    def answer(self) -> tuple[object, bool]:
        """What to write down, and whether it is that nothing is there. Raises :class:`Refused`."""
        if "absent" in self.data and self.may_be_absent:
            return nothing(self.definition.kind).value, True
        if "offer" in self.data:
            offer = self.offer
            if offer is None or offer.words != self.data["offer"]:
                raise Refused(
                    Text("Jawaban yang ditawarkan sudah berubah. Lihat lagi lalu jawab.",
                         "The offered answer has changed meanwhile. Please look again and answer.")
                )  # fmt: skip
            self._warn(offer.raw)
            return offer.raw, False
        return self.read(), False

    def _warn(self, raw: object) -> None:
        self.warnings = self._check_number(raw) if isinstance(raw, str) and raw else []
