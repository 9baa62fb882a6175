"""A field for a count, read as the house reads numbers: ``1.000`` and ``1,000`` are both a thousand."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lopo.facts.figures import say_number
from lopo.facts.kinds import Refused, read_whole

LONGEST = 20
"""Characters; no count that is true needs more."""


class CountField(forms.CharField):
    """A whole number from ``min_value`` to ``max_value``; ``1.5`` and ``1,5`` are refused."""

    default_error_messages = {  # noqa: RUF012 - Django's own way
        "invalid": _("Write a whole number, such as 12 or 1,000."),
        "min_value": _("At least %(limit_value)s."),
        "max_value": _("At most %(limit_value)s. Look at the number again."),
    }

    def __init__(self, *, min_value: int, max_value: int, **options: Any) -> None:
        self.min_value, self.max_value = min_value, max_value
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(**options)

    def clean(self, value: Any) -> int | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            count = read_whole(typed[:LONGEST])
        except Refused:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
        if count < self.min_value:
            raise self._outside("min_value", self.min_value)
        if count > self.max_value or len(typed) > LONGEST:
            raise self._outside("max_value", self.max_value)
        return count

    def _outside(self, code: str, limit: int) -> forms.ValidationError:
        said = say_number(limit).in_language(get_language() or "id")
        return forms.ValidationError(self.error_messages[code], code=code, params={"limit_value": said})

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Told in another manner it is the same count."""
        try:
            return bool(initial != self.clean(data))
        except forms.ValidationError:
            return True
