"""Forms of the book of barcode numbers, one question each."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lopo.facts.kinds import Refused
from lopo.labels.codes.used_numbers import UsedNumber, read_used_numbers
from lopo.labels.gtin_book import FEWEST_INSIDE
from lopo.producers.evidence import CleanFile, check_size, clean_upload
from lopo.producers.number_field import CountField

MOST_INSIDE = 9999


def _sentence(refusal: Refused) -> forms.ValidationError:
    return forms.ValidationError(refusal.reason.in_language(get_language() or "id"))


class CertificateField(forms.FileField):
    """A photo or PDF, cleaned of what does not belong into it."""

    def clean(self, data: Any, initial: Any = None) -> CleanFile | None:
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            # Asked before reading: a file of gigabytes is not taken into memory to be refused.
            check_size(upload.size)
            return clean_upload(upload.read())
        except Refused as refusal:
            raise _sentence(refusal) from None


class BlockForm(forms.Form):
    """The prefix that GS1 issued, and the certificate that says so."""

    digits = forms.CharField(
        label=_("The digits that all your numbers begin with"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_(
            "They stand on the certificate of GS1 Indonesia as “company prefix”, and begin with 899."
        ),
    )
    certificate = CertificateField(
        label=_("Photo or PDF of the certificate"),
        required=False,
        help_text=_("Shops ask for it. You can also add it later."),
    )


class UsedForm(forms.Form):
    """The numbers that are on packs already."""

    numbers = forms.CharField(
        label=_("Numbers on your packs"),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("One on each line: the number, then what it is on. A list can be pasted."),
    )

    def clean_numbers(self) -> tuple[UsedNumber, ...]:
        try:
            return read_used_numbers(self.cleaned_data["numbers"])
        except Refused as refusal:
            raise _sentence(refusal) from None


class CaseForm(forms.Form):
    """How many units are in one carton."""

    units = CountField(
        label=_("How many are in one carton?"),
        min_value=FEWEST_INSIDE,
        max_value=MOST_INSIDE,
        error_messages={
            "min_value": _("A carton holds at least 2."),
            "max_value": _("That is more than 9,999. Look at the number again."),
        },
    )
