"""Organisations and who does what in them."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from lopo.accounts.roles import KIND_OF_ROLE, Kind


class Organisation(models.Model):
    """A city office, a supermarket, a bank, a trainer, a park manager, an inspector or a producer."""

    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=16)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="organisation_kind_known"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """The kind stays what it was once somebody belongs to the organisation."""
        if self.pk and self.memberships.exclude(kind=self.kind).exists():
            raise ValidationError(
                {"kind": _("The kind cannot change while people belong to it; make a new organisation.")}
            )


class Membership(models.Model):
    """One role of one person in one organisation.

    ``kind`` repeats the organisation's kind so that the database itself can refuse a role that
    does not belong there; :meth:`save` fills it.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16)
    kind = models.CharField(max_length=16, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "organisation", "role"], name="membership_once"),
            models.CheckConstraint(
                condition=Q(
                    *[Q(role=role.value, kind=kind.value) for role, kind in KIND_OF_ROLE.items()],
                    _connector=Q.OR,
                ),
                name="membership_role_fits_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.role} @ {self.organisation}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.kind = self.organisation.kind
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """A role must exist in that kind of organisation."""
        if KIND_OF_ROLE.get(self.role) != self.organisation.kind:  # type: ignore[call-overload]
            raise ValidationError({"role": _("That role does not exist in this kind of organisation.")})
