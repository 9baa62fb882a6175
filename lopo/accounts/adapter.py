"""How django-allauth keeps phone numbers, sends texts and makes new people here."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from lopo.accounts.forms.phone_field import PhoneField
from lopo.accounts.models import Person
from lopo.accounts.phone import read_phone
from lopo.accounts.sms import NotSent

log = logging.getLogger("lopo.sms")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": gettext_lazy("The email or the password is not right. Try again."),
        "phone_password_mismatch": gettext_lazy("The phone number or the password is not right. Try again."),
        "username_password_mismatch": gettext_lazy(
            "That is neither a phone number nor an email address. Example: 0812-3456-7890."
        ),
        "phone_taken": gettext_lazy("Somebody already uses this phone number. Sign in with it instead."),
        "email_taken": gettext_lazy("Somebody already uses this email. Sign in with it instead."),
        "incorrect_code": gettext_lazy("The code is not right. Look at the newest message and try again."),
        "too_many_login_attempts": gettext_lazy("Too many tries. Wait five minutes, then try again."),
        "rate_limited": gettext_lazy("Too many tries in a short time. Wait a minute, then try again."),
    }

    # Phone numbers

    def phone_form_field(self, **kwargs: Any) -> forms.Field:
        return PhoneField(**kwargs)

    def get_phone(self, user: Person) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone(self, user: Person, phone: str, verified: bool) -> None:
        user.phone, user.phone_verified = phone, verified
        user.save(update_fields=["phone", "phone_verified"])

    def set_phone_verified(self, user: Person, phone: str) -> None:
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> Person | None:
        number = read_phone(phone)
        return Person.objects.filter(phone=number).first() if isinstance(number, str) else None

    # Text messages

    def send_verification_code_sms(self, user: Person, phone: str, code: str, **kwargs: Any) -> None:
        self._send(phone, _("Your Lopo code: %(code)s. Do not give it to anybody.") % {"code": code})

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        self._send(phone, _("This number has no Lopo account yet. You can sign up at any time."))

    def send_account_already_exists_sms(self, phone: str) -> None:
        self._send(phone, _("This number already has a Lopo account. Please sign in with it."))

    def _send(self, phone: str, text: str) -> None:
        if settings.LOPO_SMS == "off":
            return
        try:
            import_string(settings.LOPO_SMS)().send(phone, text)
        except NotSent:
            log.exception("text message not sent")
            messages.error(
                context.request, _("The message could not be sent. Wait a moment, then try again.")
            )

    # Signing in

    def get_login_stages(self) -> list[str]:
        ours = {"allauth.account.stages.PhoneVerificationStage": "lopo.accounts.stages.PhoneStage"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    # New people

    def save_user(self, request: HttpRequest, user: Person, form: Any, commit: bool = True) -> Person:
        """A person without any role: she makes her business next; staff are given their roles."""
        user.name = form.cleaned_data["name"]
        user.phone = form.cleaned_data["phone"]
        user.language = "en" if (get_language() or "").startswith("en") else "id"
        saved: Person = super().save_user(request, user, form, commit)
        return saved
