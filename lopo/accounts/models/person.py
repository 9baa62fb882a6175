"""People who sign in, by phone or by email."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from lopo.accounts.roles import STAFF_ROLES, Role

LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]


class PersonManager(BaseUserManager["Person"]):
    def create_user(
        self,
        *,
        phone: str | None = None,
        email: str | None = None,
        password: str | None = None,
        **fields: Any,
    ) -> "Person":
        """A new person; ``phone`` in E.164 (+62...). At least one of phone and email is needed."""
        if not phone and not email:
            raise ValueError("A person needs a phone number or an email address.")
        person = self.model(phone=phone or None, email=email or None, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Someone who signs in. What she may do comes from her memberships, never from the person herself."""

    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=16, unique=True, null=True, blank=True)
    phone_verified = models.BooleanField(default=False)
    email = models.EmailField(unique=True, null=True, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="id")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        verbose_name_plural = "people"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(phone__isnull=False) | Q(email__isnull=False), name="person_can_be_reached"
            ),
            models.CheckConstraint(
                condition=Q(phone__isnull=True) | Q(phone__startswith="+"),
                name="person_phone_is_international",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.phone or self.email or f"#{self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep an absent phone or email as null, and email in lower case, so that unique means unique."""
        self.email = self.email.strip().lower() if self.email and self.email.strip() else None
        self.phone = self.phone or None
        super().save(*args, **kwargs)

    def held_memberships(self) -> "list[Any]":
        """This person's memberships with their organisations: one query, kept on the object."""
        if not hasattr(self, "_held_memberships"):
            self._held_memberships = list(
                self.memberships.select_related("organisation").order_by("organisation__name", "pk")
            )
        return self._held_memberships

    def forget_memberships(self) -> None:
        """Drop the kept memberships after they changed."""
        self.__dict__.pop("_held_memberships", None)

    def roles(self) -> frozenset[Role]:
        """Every role held anywhere."""
        return frozenset(Role(m.role) for m in self.held_memberships())

    def organisation_ids(self, *roles: Role) -> frozenset[int]:
        """The organisations where one of ``roles`` (or any role, when none is given) is held."""
        return frozenset(m.organisation_id for m in self.held_memberships() if not roles or m.role in roles)

    @property
    def needs_second_factor(self) -> bool:
        """Whoever can see other people's data signs in with a second factor."""
        return bool(self.roles() & STAFF_ROLES)
