"""Forms with which organisations are added and people get their roles."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lopo.accounts.contact import Contact, read_contact
from lopo.accounts.people import kinds_to_add, same_organisation
from lopo.accounts.roles import KIND_TITLES, ROLE_TITLES, Kind, Role, roles_of
from lopo.facts.kinds import Refused, read_text
from lopo.facts.text import Text


def _language() -> str:
    return get_language() or "id"


class NameField(forms.CharField):
    """A name on one line: spaces tidied, hidden and direction-changing marks refused."""

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        try:
            return read_text(typed)
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason.in_language(_language())) from None


class ContactField(forms.CharField):
    """A phone number or an email address, in one box."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Phone number or email"))
        kwargs.setdefault("max_length", 254)
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Contact:
        contact = read_contact(super().clean(value))
        if isinstance(contact, Text):
            raise forms.ValidationError(contact.in_language(_language()))
        return contact


class OrganisationForm(forms.Form):
    """A new organisation: its name and what it is in the programme."""

    name = NameField(label=_("Name of the organisation"), max_length=160)
    kind = forms.ChoiceField(label=_("What is it?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (kind.value, KIND_TITLES[kind].in_language(_language())) for kind in kinds_to_add()
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        name, kind = cleaned.get("name"), cleaned.get("kind")
        if name and kind and same_organisation(name, Kind(kind)) is not None:
            self.add_error("name", _("This organisation is on the list already."))
        return cleaned


class InviteForm(forms.Form):
    """Somebody and her role in one organisation."""

    name = NameField(label=_("Name"), max_length=120)
    contact = ContactField()
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = roles_of(kind)
        role = self.fields["role"]
        role.choices = [(each.value, ROLE_TITLES[each].in_language(_language())) for each in roles]  # type: ignore[attr-defined]
        if len(roles) == 1:
            role.initial, role.widget = roles[0].value, forms.HiddenInput()

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class HelperForm(forms.Form):
    """Somebody who helps the owner: a name and a phone number (or an email)."""

    name = NameField(label=_("Name"), max_length=120)
    contact = ContactField()
