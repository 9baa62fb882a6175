"""The form that makes an API token."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TokenForm(forms.Form):
    """A token's name, so that its owner knows later which one to revoke."""

    name = forms.CharField(
        label=_("What is it for?"), help_text=_("For example: shop till, office computer."), max_length=80
    )
