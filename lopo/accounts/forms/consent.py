"""The form with which an owner shows groups of fields to a partner."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lopo.accounts.consent import partners
from lopo.accounts.field_groups import GRANTED_ON_THEIR_OWN, TITLES, FieldGroup
from lopo.accounts.models import Organisation


def group_choices(groups: "list[FieldGroup]") -> list[tuple[str, str]]:
    """Groups and their titles in the reader's language, in the house's order."""
    language = get_language() or "id"
    return [(group.value, TITLES[group].in_language(language)) for group in groups]


class ConsentForm(forms.Form):
    """Whom, and which groups. Recipe and books stand apart, so that nobody gives them by habit."""

    owner = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Your business"), empty_label=None, required=True
    )
    grantee = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Who may see it"), empty_label=_("Choose one")
    )
    groups = forms.MultipleChoiceField(
        label=_("What they may see"), widget=forms.CheckboxSelectMultiple, required=False
    )
    secret_groups = forms.MultipleChoiceField(
        label=_("Only if you are sure"),
        help_text=_("Your recipe and your books are your own. Most partners do not need them."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, owner_ids: "frozenset[int]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owned = Organisation.objects.filter(pk__in=owner_ids).order_by("name")
        self.fields["owner"].queryset = owned  # type: ignore[attr-defined]
        if len(owner_ids) == 1:
            self.fields["owner"].initial = owned.first()
            self.fields["owner"].widget = forms.HiddenInput()
        grantee_ids = [partner.pk for partner in partners()]
        self.fields["grantee"].queryset = Organisation.objects.filter(pk__in=grantee_ids)  # type: ignore[attr-defined]
        ordinary = [group for group in FieldGroup if group not in GRANTED_ON_THEIR_OWN]
        secret = [group for group in FieldGroup if group in GRANTED_ON_THEIR_OWN]
        self.fields["groups"].choices = group_choices(ordinary)  # type: ignore[attr-defined]
        self.fields["secret_groups"].choices = group_choices(secret)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = [*cleaned.get("groups", ()), *cleaned.get("secret_groups", ())]
        if not chosen and not self.errors:
            self.add_error("groups", _("Choose at least one thing they may see."))
        cleaned["chosen"] = [FieldGroup(group) for group in chosen]
        return cleaned
