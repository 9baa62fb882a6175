"""What forms that write one record share: their own number, and fields that read as the facts do."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from lopo.costing.forms.fields import ReadField
from lopo.facts.kinds import Refused, read_date, read_whole
from lopo.facts.own_number import new_client_id, read_own_number
from lopo.facts.text import Text
from lopo.producers.evidence import CleanFile, check_size, clean_upload
from lopo.producers.forms import language


def read_amount(raw: object) -> int:
    """A whole number of at least one; ``Rp25.000.000`` and ``25.000.000`` are read, too."""
    amount = read_whole(raw)
    if amount < 1:
        raise Refused(Text("Isi paling sedikit 1.", "Write at least 1."))
    return amount


class DayField(ReadField):
    """A day, from the picker or typed as 23/11/2026."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(read_date, **kwargs)


class AmountField(ReadField):
    """So many, or so many rupiah; grouped as it is typed."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"inputmode": "numeric", "autocomplete": "off", "data-rupiah": ""}
        kwargs.setdefault("widget", forms.TextInput(attrs=attributes))
        super().__init__(read_amount, **kwargs)


class PictureField(forms.FileField):
    """A photo, taken by what it is; gives a :class:`CleanFile`, or nothing."""

    accepts = "image/*"

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": self.accepts}))
        super().__init__(allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> CleanFile | None:
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            check_size(upload.size)  # before reading: a file of gigabytes is not taken into memory
            return self.checked(clean_upload(upload.read()))
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason.in_language(language())) from None

    def checked(self, upload: CleanFile) -> CleanFile:
        """The file, where it is of a kind that is taken. Raises :class:`Refused`."""
        if upload.kind != "photo":
            raise Refused(Text("Ini PDF. Kirim fotonya.", "This is a PDF. Send the photo."))
        return upload


class PaperField(PictureField):
    """A photo or a PDF of a paper."""

    accepts = "image/*,application/pdf"

    def checked(self, upload: CleanFile) -> CleanFile:
        return upload


class SentOnceForm(forms.Form):
    """A form that carries a number of its own: sent twice it is one record."""

    client_id = forms.CharField(widget=forms.HiddenInput, initial=new_client_id, required=False)

    def clean_client_id(self) -> str:
        try:
            return read_own_number(self.cleaned_data["client_id"])
        except Refused as refusal:
            self.refuse(refusal)  # a hidden field has no place of its own for its error
            return ""

    def refuse(self, refusal: Refused, field: str | None = None) -> None:
        """Say on the page, or beside ``field``, why the record was not taken."""
        self.add_error(field, refusal.reason.in_language(language()))


def not_ahead(day: dt.date) -> dt.date:
    """The same day, unless it lies in the future."""
    if day > timezone.localdate():
        raise forms.ValidationError(_("This day lies in the future. Correct it."))
    return day
