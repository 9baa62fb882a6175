"""What an issuer publishes, read: its keys, and its list of revocations. For checking a badge anywhere."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

import jwt
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3.did import pem_for_kid
from openbadgeslib.ob3.ldp import verify_data_integrity_proof
from openbadgeslib.ob3.status import decode_encoded_list, set_indices

from lopo.training.badges.check import Place, issuer_of
from lopo.training.badges.house import PublicKeys


class BadPublication(ValueError):
    """A file that holds no keys, or no list of revocations by the issuer."""


def issuer_keys(content: bytes) -> PublicKeys:
    """The keys in a DID document or a JSON Web Key Set whose key ids begin with the issuer.

    Raises :class:`BadPublication`.
    """
    try:
        document = json.loads(content)
        found = _of_set(document["keys"]) if "keys" in document else _of_did(document)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise BadPublication(str(fault)) from None
    except (LibOpenBadgesException, jwt.exceptions.PyJWTError) as fault:
        raise BadPublication(str(fault)) from None
    if not found:
        raise BadPublication("it holds no keys")
    return found


def _of_did(document: Mapping[str, Any]) -> PublicKeys:
    did = document["id"]
    methods = [each["id"] for each in document["verificationMethod"]]
    return {did: {each: pem_for_kid(dict(document), did, each) for each in methods}}


def _of_set(keys: list[dict[str, Any]]) -> PublicKeys:
    found: dict[str, dict[str, bytes]] = {}
    for each in keys:
        did = str(each["kid"]).partition("#")[0]
        key: Any = jwt.PyJWK(each).key
        found.setdefault(did, {})[each["kid"]] = key.public_bytes(
            Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
        )
    return found


def is_revoked(place: Place, content: bytes, keys: PublicKeys, now: dt.datetime) -> bool:
    """Whether ``place`` is set in the published list ``content``, once its signature was seen to be right.

    Raises :class:`BadPublication` for another list, one that is too old, or one that the issuer did not sign.
    """
    try:
        says = _signed_list(content.decode().strip(), keys)
        if says["id"] != place.list:
            raise BadPublication(f"this is the list {says['id']}, not {place.list}")
        _in_time(says, now)
        bits = decode_encoded_list(says["credentialSubject"]["encodedList"])
        if not 0 <= place.index < len(bits) * 8:
            raise BadPublication("the list has no such place")
        return place.index in set_indices(bits)
    except BadPublication:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise BadPublication(str(fault)) from None
    except (LibOpenBadgesException, jwt.exceptions.PyJWTError) as fault:
        raise BadPublication(str(fault)) from None


def _signed_list(text: str, keys: PublicKeys) -> Mapping[str, Any]:
    if text.startswith("{"):
        document = json.loads(text)
        method = document["proof"]["verificationMethod"]
        verify_data_integrity_proof(document, keys[issuer_of(document)][method])
        return dict(document)
    issuer = issuer_of(jwt.decode(text, options={"verify_signature": False}))
    fault: Exception = BadPublication("its issuer has no key that we know")
    for pem in keys[issuer].values():
        try:
            return dict(jwt.decode(text, pem, algorithms=["RS256"]))
        except (jwt.exceptions.PyJWTError, TypeError) as failed:
            fault = failed
    raise BadPublication(str(fault))


def _in_time(says: Mapping[str, Any], now: dt.datetime) -> None:
    until = dt.datetime.fromisoformat(says["validUntil"]) if "validUntil" in says else now
    if until < now or dt.datetime.fromisoformat(says["validFrom"]) > now + dt.timedelta(minutes=5):
        raise BadPublication("the list is too old, or of a day to come: fetch it again")
