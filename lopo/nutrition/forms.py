"""Forms of the nutrition pages."""

from typing import cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from lopo.facts.kinds import Refused
from lopo.facts.table_file import check_size
from lopo.producers.forms import OneLine, language


class TableForm(forms.Form):
    """A whole composition table as a file, and what its source is called."""

    title = OneLine(
        label=_("What is this table called?"),
        max_length=60,
        help_text=_("Name and year, such as TKPI 2019. It stands beside every value."),
    )
    file = forms.FileField(
        label=_("The table"),
        help_text=_("Excel (.xlsx) or CSV, at most 8 MB, with the heading of TKPI or USDA above it."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
    )

    def clean_file(self) -> UploadedFile:
        upload = cast(UploadedFile, self.cleaned_data["file"])
        try:
            check_size(upload.size or 0)
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason.in_language(language())) from None
        return upload
