"""The sign-in form: one box for phone or email."""

from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from django.utils.translation import gettext_lazy as _

from lopo.accounts.phone import read_phone


class LoginForm(AllauthLoginForm):
    """Reads a phone number as people write it, so that limits on tries count the number, not its spelling."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label = _("Phone number or email")
        login.widget.attrs.pop("placeholder", None)
        login.widget.attrs.update({"autocomplete": "username", "autocapitalize": "none"})
        self.fields["password"].widget.attrs.pop("placeholder", None)

    def clean_login(self) -> str:
        typed: str = super().clean_login()
        number = read_phone(typed)
        return number if isinstance(number, str) else typed
