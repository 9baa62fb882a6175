"""The list that says which certificates are revoked: one bit for each, signed, the same for everybody.

Bitstring Status List v1.0 (W3C). Whoever fetches it does not tell us whose certificate she looks at.
"""

import datetime as dt
import json
import secrets
from collections.abc import Container, Iterable

from openbadgeslib.ob3.status_list import build_status_list_credential

from lopo.training.badges.credential import sign_document, token_payload
from lopo.training.badges.house import House
from lopo.training.badges.keys import Keys, sign_token
from lopo.training.badges.rules import rules

DAY_MILLISECONDS = 24 * 60 * 60 * 1000


class ListFull(RuntimeError):
    """No place is left in the list of one key pair: change the keys, and a new list begins."""


def free_place(taken: Container[int], count: int) -> int:
    """A random place of the list that is not ``taken``; ``count`` is how many are.

    Random, so that the place does not tell who came before whom. Raises :class:`ListFull` near the end.
    """
    places = rules().status_places
    if count > places * 3 // 4:
        raise ListFull(f"{count} of {places} places are taken")
    while (place := secrets.randbelow(places)) in taken:
        pass
    return place


def status_document(
    address: str, revoked: Iterable[int], house: House, keys: Keys, on: dt.date, *, as_token: bool
) -> str:
    """The signed list as served at ``address`` on the day ``on``: JSON with a proof, or a token."""
    begins = dt.datetime.combine(on, dt.time(), dt.UTC) - dt.timedelta(days=1)
    document = build_status_list_credential(
        house.did(keys),
        address,
        "revocation",
        revoked,
        size_bits=rules().status_places,
        issued=begins,
        valid_until=begins + dt.timedelta(days=1 + rules().status_valid_days),
        ttl=DAY_MILLISECONDS // 24,
    )
    if as_token:
        return sign_token(token_payload(document), keys, house.kid(keys))
    return json.dumps(sign_document(document, house, keys, begins), separators=(",", ":"))
