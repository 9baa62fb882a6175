"""Making and checking the tokens with which people's own programs speak to the API.

A token has 256 random bits, so its plain SHA-256 is kept: there is nothing to guess, and no salt to need.
"""

import hashlib
import secrets
from datetime import timedelta

from allauth.mfa.utils import is_mfa_enabled
from django.db.models import Q
from django.utils import timezone

from lopo.accounts.models import ApiToken, Person

PREFIX = "lopo_"
_SHOWN = len(PREFIX) + 6
_USE_NOTED_EVERY = timedelta(minutes=1)


def create_token(person: Person, name: str) -> tuple[ApiToken, str]:
    """A new token and its secret text, which can be shown this once only."""
    raw = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(person=person, name=name, hash=_hash(raw), prefix=raw[:_SHOWN])
    return token, raw


def revoke_token(token: ApiToken) -> None:
    """From now on nobody comes in with this token."""
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])


def person_for_token(raw: str) -> Person | None:
    """Whose token this is; ``None`` when it is unknown or revoked, or the person is not active.

    Who needs a second factor and has none yet cannot go round it with a token.
    """
    token = (
        ApiToken.objects.filter(hash=_hash(raw), revoked_at__isnull=True, person__is_active=True)
        .select_related("person")
        .first()
    )
    if token is None or (token.person.needs_second_factor and not is_mfa_enabled(token.person)):
        return None
    now = timezone.now()
    stale = Q(last_used_at__isnull=True) | Q(last_used_at__lt=now - _USE_NOTED_EVERY)
    ApiToken.objects.filter(stale, pk=token.pk).update(last_used_at=now)
    return token.person


def _hash(raw: str) -> str:
    return hashlib.sha256(raw.encode()).hexdigest()
