"""Doors that are open to everybody, and how often one address may knock in a minute."""

import time

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

MINUTE = 60


def may_knock(request: HttpRequest, door: str, per_minute: int) -> bool:
    """Whether the visitor's address has not knocked at ``door`` more than so often in this minute.

    Unlike the limits of signing in, it counts reading, too. Where those are switched off
    (``ACCOUNT_RATE_LIMITS = False``), so is this.
    """
    if getattr(settings, "ACCOUNT_RATE_LIMITS", None) is False:
        return True
    key = f"door:{door}:{get_adapter().get_client_ip(request)}:{int(time.time() // MINUTE)}"
    cache.add(key, 0, 2 * MINUTE)
    try:
        return cache.incr(key) <= per_minute
    except ValueError:  # it went out of the cache between the two lines
        return True
