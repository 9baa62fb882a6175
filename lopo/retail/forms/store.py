"""A shop as a form, and a list of shops as a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lopo.facts.kinds import Refused
from lopo.facts.table_file import check_size
from lopo.producers.forms import OneLine, language
from lopo.producers.models import Kelurahan
from lopo.retail.terms.store_list import read_gln
from lopo.retail.terms.words import FORMAT_TITLES, FORMATS


class StoreForm(forms.Form):
    """One shop."""

    code = OneLine(label=_("Code, as you call it in your files"), max_length=30)
    name = OneLine(label=_("Name of the shop"), max_length=120)
    format = forms.ChoiceField(label=_("Format of the shop"))
    gln = forms.CharField(
        label=_("GLN"), required=False, max_length=20, help_text=_("13 digits, if the shop has one.")
    )
    address = OneLine(label=_("Address"), max_length=200, required=False)
    kelurahan = forms.ModelChoiceField(
        Kelurahan.objects.order_by("name"),
        label=_("Kelurahan"),
        required=False,
        empty_label=_("outside the city"),
    )
    contact = OneLine(label=_("Whom to ask for"), max_length=120, required=False)
    phone = OneLine(label=_("Phone"), max_length=20, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = [(code, FORMAT_TITLES[code].in_language(language())) for code in FORMATS]
        self.fields["format"].choices = titles  # type: ignore[attr-defined]

    def clean_gln(self) -> str:
        try:
            return read_gln(self.cleaned_data["gln"])
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason.in_language(language())) from None


class StoreListForm(forms.Form):
    """Shops as a table."""

    file = forms.FileField(
        label=_("Excel or CSV"),
        help_text=_(
            "First row: kode, nama, format, gln, alamat, kontak, telepon. Only kode and nama are needed."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean_file(self) -> bytes:
        upload = self.cleaned_data["file"]
        try:
            check_size(upload.size)
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason.in_language(language())) from None
        content: bytes = upload.read()
        return content
