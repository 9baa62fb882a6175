"""Several lines of text in a form: what is hidden in them or turns their direction is refused."""

from typing import Any

from django import forms

from lopo.facts.kinds import Refused, read_text
from lopo.producers.forms import language


class Story(forms.CharField):
    """Several lines of text; hidden and direction-changing marks refused."""

    def __init__(self, **kwargs: Any) -> None:
        rows = kwargs.pop("rows", 4)
        most = kwargs["max_length"]
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows, "maxlength": most}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        try:
            lines = [read_text(line) for line in typed.splitlines()]
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason.in_language(language())) from None
        return "\n".join(lines).strip()
