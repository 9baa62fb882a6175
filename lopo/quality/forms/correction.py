"""Forms that put a delivery or a batch right, or strike it out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lopo.producers.forms import OneLine
from lopo.quality.forms.trace import BatchForm, ReceiveForm

REASON_MOST = 200


class WhyForm(forms.Form):
    """Why a lot is changed; and how many corrections the page had shown."""

    reason = OneLine(
        label=_("What was wrong?"),
        max_length=REASON_MOST,
        help_text=_("Such as: typed a nought too many. It is kept with what stood before."),
    )
    seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)


class CorrectDeliveryForm(ReceiveForm, WhyForm):
    """A delivery as it really was."""

    field_order = (*ReceiveForm.base_fields, "reason", "seen")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["sending"]


class CorrectBatchForm(BatchForm, WhyForm):
    """A batch as it really was; its code stands on the packs and stays."""

    field_order = ("pieces", "made_on", "expires_on", "reason", "seen")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["code"], self.fields["sending"]
        self.fields["expires_on"].help_text = ""
