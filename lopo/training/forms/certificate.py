"""What is asked about certificates: a badge to check, and why one is revoked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lopo.training.badges.check import MAX_BYTES
from lopo.training.books.certificate import REASON_LEAST, REASON_MOST


class CheckForm(forms.Form):
    """A badge as a file, or as text copied from one."""

    file = forms.FileField(label=_("The file of the badge"), required=False, allow_empty_file=True)
    text = forms.CharField(
        label=_("Or paste what stands in it"),
        required=False,
        max_length=MAX_BYTES,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )

    def content(self) -> bytes:
        """What was sent, as far as is needed to see that it is too long; empty when nothing was."""
        sent = self.cleaned_data["file"]
        if sent:
            return bytes(sent.read(MAX_BYTES + 1))
        return str(self.cleaned_data["text"]).encode()


class RevokeForm(forms.Form):
    """Why a certificate is taken back; its holder and everybody who checks it reads that it was revoked."""

    reason = forms.CharField(
        label=_("Why is it revoked?"),
        min_length=REASON_LEAST,
        max_length=REASON_MOST,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
