"""What a form says of a field that is not filled in well: the house's own words in place of Django's.

They are put on Django's fields once, as the site starts, so that every form speaks alike. A field that has a
better sentence of its own (``error_messages``) keeps it.
"""

from typing import Any

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

_FROM_LIST = _("Choose one that is in the list.")
FIELDS: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": _("This is still empty. Fill it in.")},
    forms.IntegerField: {"invalid": _("Write a whole number, such as 12.")},
    forms.FloatField: {"invalid": _("Write a number, such as 12.5.")},
    forms.DecimalField: {"invalid": _("Write a number, such as 12.5.")},
    forms.DateField: {"invalid": _("Write the date as 23/11/2026.")},
    forms.TimeField: {"invalid": _("Write the time as 14:30.")},
    forms.DateTimeField: {"invalid": _("Write day and time as 23/11/2026 14:30.")},
    forms.URLField: {"invalid": _("This is not a web address. It looks like https://example.com.")},
    forms.UUIDField: {"invalid": _("This page is too old. Open it again.")},
    forms.ChoiceField: {"invalid_choice": _FROM_LIST},
    forms.MultipleChoiceField: {"invalid_choice": _FROM_LIST, "invalid_list": _FROM_LIST},
    forms.ModelChoiceField: {"invalid_choice": _FROM_LIST},
    forms.ModelMultipleChoiceField: {
        "invalid_choice": _FROM_LIST,
        "invalid_list": _FROM_LIST,
        "invalid_pk_value": _FROM_LIST,
    },
    forms.FileField: {
        "required": _("Choose a file first."),
        "invalid": _("The file did not arrive. Choose it again."),
        "missing": _("The file did not arrive. Choose it again."),
        "empty": _("This file is empty. Choose another one."),
        "max_length": _("The name of this file is too long. Give it a shorter one."),
    },
    forms.ImageField: {"invalid_image": _("This picture cannot be opened. Choose another one.")},
}
VALIDATORS: dict[type, object] = {
    validators.MaxLengthValidator: ngettext_lazy(
        "At most %(limit_value)d character; this has %(show_value)d.",
        "At most %(limit_value)d characters; this has %(show_value)d.",
        "limit_value",
    ),
    validators.MinLengthValidator: ngettext_lazy(
        "At least %(limit_value)d character; this has %(show_value)d.",
        "At least %(limit_value)d characters; this has %(show_value)d.",
        "limit_value",
    ),
    validators.MinValueValidator: _("At least %(limit_value)s."),
    validators.MaxValueValidator: _("At most %(limit_value)s."),
    validators.ProhibitNullCharactersValidator: _("This text has hidden marks. Type it again."),
    validators.EmailValidator: _("This is not an email address. It looks like name@example.com."),
}


def speak_plainly() -> None:
    """Put the sentences on Django's fields and validators."""
    for field, sentences in FIELDS.items():
        own: dict[str, Any] = field.__dict__.get("default_error_messages", {})
        field.default_error_messages = {**own, **sentences}
    for validator, sentence in VALIDATORS.items():
        validator.message = sentence  # type: ignore[attr-defined]
