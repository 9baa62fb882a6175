"""A form field for an Indonesian mobile number."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy

from lopo.accounts.phone import read_phone
from lopo.facts.text import Text


class PhoneField(forms.CharField):
    """Takes a number as people write it, gives E.164."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Phone number"))
        kwargs.setdefault("max_length", 30)
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"})
        )
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        if not typed:
            return ""
        number = read_phone(typed)
        if isinstance(number, Text):
            raise forms.ValidationError(number.in_language(get_language() or "id"), code="phone")
        return number
