"""What somebody who signs up tells us, besides phone and password."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from lopo.accounts.models import Person


class SignupForm(forms.Form):
    """The part of the sign-up form that is ours; allauth adds the rest."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    field_order = ("name", "phone", "password1")

    def signup(self, request: HttpRequest, user: Person) -> None:
        """Called by allauth; the adapter has saved everything already."""
