"""A form that carries a number of its own: sent twice it is one record."""

import uuid
from typing import Any

from django import forms

from lopo.costing.forms.fields import ReadField
from lopo.facts.kinds import Refused, read_date, read_whole
from lopo.facts.own_number import read_own_number
from lopo.facts.text import Text
from lopo.producers.evidence import CleanFile, check_size, clean_upload
from lopo.producers.forms import language


def new_client_id() -> str:
    """A number for one record, made where its form is begun."""
    return str(uuid.uuid4())


def read_amount(raw: object) -> int:
    """A whole number of at least one; ``Rp25.000`` is read, too."""
    amount = read_whole(raw)
    if amount < 1:
        raise Refused(Text("Isi paling sedikit 1.", "Write at least 1."))
    return amount


class AmountField(ReadField):
    """So many, or so many rupiah; grouped as it is typed."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"inputmode": "numeric", "autocomplete": "off", "data-rupiah": ""}
        kwargs.setdefault("widget", forms.TextInput(attrs=attributes))
        super().__init__(read_amount, **kwargs)


class DayField(ReadField):
    """A day, from the picker or typed as 23/11/2026."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(read_date, **kwargs)


class PictureField(forms.FileField):
    """A photo, or a PDF where ``papers`` are taken; gives a :class:`CleanFile`, or nothing."""

    def __init__(self, *, papers: bool = False, **kwargs: Any) -> None:
        self.papers = papers
        accepts = "image/*,application/pdf" if papers else "image/*"
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": accepts}))
        super().__init__(allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> CleanFile | None:
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            check_size(upload.size)  # before reading: a file of gigabytes is not taken into memory
            cleaned = clean_upload(upload.read())
            if cleaned.kind != "photo" and not self.papers:
                raise Refused(Text("Ini PDF. Kirim fotonya.", "This is a PDF. Send the photo."))
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason.in_language(language())) from None
        return cleaned


class SentOnceForm(forms.Form):
    """A form that carries a number of its own."""

    client_id = forms.CharField(widget=forms.HiddenInput, initial=new_client_id, required=False)

    def clean_client_id(self) -> str:
        try:
            return read_own_number(self.cleaned_data["client_id"])
        except Refused as refusal:
            self.refuse(refusal)  # a hidden field has no place of its own for its error
            return ""

    def refuse(self, refusal: Refused) -> None:
        """Say on the page why the record was not taken."""
        self.add_error(None, refusal.reason.in_language(language()))
