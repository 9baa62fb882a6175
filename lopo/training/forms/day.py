"""Forms of the day: a hand-out, homework, its review."""

import uuid
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from lopo.facts.kinds import Refused
from lopo.producers.evidence import CleanFile, check_size, clean_upload
from lopo.producers.forms import OneLine, language
from lopo.training.models.day import ACCEPTED, AGAIN

PHOTOS_AT_ONCE = 5


def cleaned_file(upload: UploadedFile) -> CleanFile:
    """What was sent, by what it is. Raises ``ValidationError`` with a sentence."""
    try:
        check_size(upload.size or 0)
        return clean_upload(upload.read())
    except Refused as refusal:
        raise forms.ValidationError(refusal.reason.in_language(language())) from None


class SentOnce(forms.Form):
    """A form with a number of its own: sent twice it counts once."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client_id"].initial = uuid.uuid4

    @property
    def number(self) -> str:
        """The form's own number; a new one where none was sent."""
        return str(self.cleaned_data.get("client_id") or uuid.uuid4())


class MaterialForm(SentOnce):
    """A hand-out: a title and a PDF or a photo."""

    title = OneLine(label=_("Title"), max_length=120)
    file = forms.FileField(
        label=_("PDF or photo, at most 8 MB"),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/*"}),
    )

    def clean_file(self) -> CleanFile:
        return cleaned_file(self.cleaned_data["file"])


class _Photos(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class PhotosField(forms.FileField):
    """One photo or several, each cleaned."""

    def clean(self, data: Any, initial: Any = None) -> list[CleanFile]:
        uploads = data if isinstance(data, list) else [data] if data else []
        if not uploads:
            raise forms.ValidationError(_now("There is no photo yet. Take or choose one."))
        if len(uploads) > PHOTOS_AT_ONCE:
            raise forms.ValidationError(
                _now("Send at most %(most)s photos at once.") % {"most": PHOTOS_AT_ONCE}
            )
        found = [cleaned_file(super(PhotosField, self).clean(each)) for each in uploads]
        if any(each.kind != "photo" for each in found):
            raise forms.ValidationError(_now("Send a photo, not a PDF."))
        return found


class HomeworkForm(SentOnce):
    """Photos of what was done at home."""

    photos = PhotosField(label=_("Photos"), widget=_Photos(attrs={"accept": "image/*", "multiple": True}))
    note = OneLine(label=_("What do they show?"), max_length=300, required=False)


class ReviewForm(forms.Form):
    """What the trainer says of it."""

    state = forms.ChoiceField(
        label=_("Is it done as it was taught?"),
        choices=[(ACCEPTED, _("Yes, accepted")), (AGAIN, _("Not yet: once more"))],
        widget=forms.RadioSelect,
    )
    remark = OneLine(label=_("What is well, what is to be done again?"), max_length=300, required=False)
