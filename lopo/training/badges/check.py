"""Check a badge that somebody shows: a token, JSON with a proof, or a picture that carries either.

Nothing is fetched. Whose keys are trusted, and whether a place in a list is revoked, is asked of the caller.
"""

import base64
import binascii
import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import jwt
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import RSAAlgorithm
from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3.ldp import OB3LdpVerifier
from openbadgeslib.ob3.verifier import OB3Verifier

from lopo.facts.text import Text
from lopo.training.badges.house import PublicKeys

MAX_BYTES = 256 * 1024
"""More than a badge with its picture weighs."""
PNG = b"\x89PNG\r\n\x1a\n"


class Outcome(StrEnum):
    """What came of the check. Only ``VALID`` is good."""

    VALID = "valid"
    REVOKED = "revoked"
    EXPIRED = "expired"
    NOT_YET = "not-yet"
    UNKNOWN_ISSUER = "unknown-issuer"
    TAMPERED = "tampered"
    UNREADABLE = "unreadable"
    NOT_KNOWN = "status-not-known"


TITLES = {
    Outcome.VALID: Text("Asli dan berlaku", "Genuine and valid"),
    Outcome.REVOKED: Text("Sudah dicabut", "Revoked"),
    Outcome.EXPIRED: Text("Sudah lewat masa berlakunya", "Expired"),
    Outcome.NOT_YET: Text("Belum berlaku", "Not valid yet"),
    Outcome.UNKNOWN_ISSUER: Text("Penerbitnya tidak kami kenal", "An issuer we do not know"),
    Outcome.TAMPERED: Text("Isinya diubah atau tanda tangannya salah", "Changed, or its signature is wrong"),
    Outcome.UNREADABLE: Text("Bukan lencana yang bisa dibaca", "Not a badge that can be read"),
    Outcome.NOT_KNOWN: Text(
        "Tanda tangannya benar, dicabut atau tidak belum diketahui",
        "The signature is right; whether it was revoked is not known",
    ),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a list of revocations."""

    list: str
    index: int


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome, and what the badge says of itself; believe ``says`` only where the outcome is good."""

    outcome: Outcome
    why: Text
    says: Mapping[str, Any] | None = None

    @property
    def title(self) -> Text:
        """The outcome in words."""
        return TITLES[self.outcome]

    @property
    def is_valid(self) -> bool:
        """Whether the badge is genuine and holds."""
        return self.outcome is Outcome.VALID

    @property
    def issuer(self) -> str:
        """The issuer's identifier as the badge tells it."""
        return issuer_of(self.says or {})

    @property
    def number(self) -> str:
        """The number of the certificate as the badge tells it."""
        subject = (self.says or {}).get("credentialSubject")
        found = subject.get("licenseNumber") if isinstance(subject, dict) else None
        return found if isinstance(found, str) else ""


Revoked = Callable[[Place], bool | None]
"""Whether a place is revoked; ``None`` when that cannot be known."""


class UnreadableBadge(Exception):
    """A badge that cannot be read, or whose signature does not hold."""

    def __init__(self, outcome: Outcome, why: Text) -> None:
        super().__init__(why.en)
        self.outcome, self.why = outcome, why


def check_badge(content: bytes, trusted: PublicKeys, now: dt.datetime, revoked: Revoked) -> Checked:
    """Check ``content`` against the ``trusted`` keys at the moment ``now``. Never raises for a bad badge."""
    says: Mapping[str, Any] | None = None
    try:
        text = read_badge(content)
        says = read_claims(text)
        known = trusted.get(issuer_of(says))
        keys = known if known is not None else own_keys(text, says)
        _verify(text, says, keys, now)
        if known is None:
            return Checked(Outcome.UNKNOWN_ISSUER, _UNKNOWN, says)
        outcome, why = _status(says, revoked)
        return Checked(outcome, why, says)
    except UnreadableBadge as bad:
        return Checked(bad.outcome, bad.why, says)


def read_badge(content: bytes) -> str:
    """The token or the JSON in ``content``, bare or in a PNG or SVG. Raises :class:`UnreadableBadge`."""
    if len(content) > MAX_BYTES:
        raise UnreadableBadge(Outcome.UNREADABLE, _TOO_LONG)
    try:
        if content.startswith(PNG):
            return OB3Verifier.extract_token_from_png(content)
        text = content.decode("utf-8-sig").strip()
        if text.startswith("<"):
            return OB3Verifier.extract_token_from_svg(content).strip()
    except (LibOpenBadgesException, UnicodeDecodeError):
        raise UnreadableBadge(Outcome.UNREADABLE, _NOTHING_IN_IT) from None
    return text


def read_claims(text: str) -> Mapping[str, Any]:
    """What a token or JSON says, unchecked. Raises :class:`UnreadableBadge`."""
    try:
        if text.startswith("{"):
            says = json.loads(text)
        else:
            _whole_token(text)
            says = jwt.decode(text, options={"verify_signature": False, "verify_exp": False})
    except (ValueError, RecursionError, jwt.exceptions.PyJWTError):
        raise UnreadableBadge(Outcome.UNREADABLE, _NOTHING_IN_IT) from None
    if not isinstance(says, dict) or "credentialSubject" not in says:
        raise UnreadableBadge(Outcome.UNREADABLE, _NOTHING_IN_IT)
    return says


def issuer_of(says: Mapping[str, Any]) -> str:
    """The issuer's identifier, as a credential tells it."""
    issuer = says.get("issuer")
    found = issuer.get("id") if isinstance(issuer, dict) else issuer
    return found if isinstance(found, str) else ""


def own_keys(text: str, says: Mapping[str, Any]) -> Mapping[str, bytes] | None:
    """The keys that a badge brings along: they show that it is whole, not who signed it."""
    if text.startswith("{"):
        return {} if issuer_of(says).startswith("did:key:") else None
    try:
        key = RSAAlgorithm.from_jwk(jwt.get_unverified_header(text).get("jwk") or {})
        pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)  # type: ignore[union-attr]
    except (jwt.exceptions.PyJWTError, ValueError, TypeError, AttributeError, KeyError):
        return None
    return {"": pem}


def _whole_token(text: str) -> None:
    """Three parts, each in the one spelling that base64url has for it. Raises :class:`ValueError`."""
    parts = text.split(".")
    if len(parts) != 3:
        raise ValueError("a token has three parts")
    for part in parts:
        try:
            plain = base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
        except binascii.Error as fault:
            raise ValueError(str(fault)) from None
        if base64.urlsafe_b64encode(plain).rstrip(b"=").decode() != part:
            raise ValueError("this is not how the part is spelt")


def _verify(text: str, says: Mapping[str, Any], keys: Mapping[str, bytes] | None, now: dt.datetime) -> None:
    if keys is None:
        return
    try:
        if text.startswith("{"):
            _verify_document(text, says, keys)
        else:
            _verify_token(text, keys)
    except (LibOpenBadgesException, ValueError, TypeError, RecursionError):
        _window(says, now)
        raise UnreadableBadge(Outcome.TAMPERED, _BROKEN) from None
    _window(says, now)


def _verify_document(text: str, says: Mapping[str, Any], keys: Mapping[str, bytes]) -> None:
    proof = says.get("proof")
    method = proof.get("verificationMethod") if isinstance(proof, dict) else None
    if not isinstance(method, str) or method.partition("#")[0] != issuer_of(says):
        raise ValueError("the proof is not by the issuer")
    if keys and method not in keys:
        raise ValueError("the issuer has no such key")
    OB3LdpVerifier(keys[method] if keys else None).verify(text)


def _verify_token(text: str, keys: Mapping[str, bytes]) -> None:
    kid = jwt.get_unverified_header(text).get("kid")
    named = [pem for method, pem in keys.items() if method == kid]
    tried = named if kid and "" not in keys else list(keys.values())
    fault: LibOpenBadgesException | None = None
    for pem in tried:
        try:
            OB3Verifier(pem).verify(text)
            return
        except LibOpenBadgesException as failed:
            fault = failed
    raise fault or ValueError("the issuer has no such key")


def _window(says: Mapping[str, Any], now: dt.datetime) -> None:
    until, since = _moment(says.get("validUntil")), _moment(says.get("validFrom"))
    if until and until < now:
        raise UnreadableBadge(Outcome.EXPIRED, _EXPIRED)
    if since and since > now + dt.timedelta(minutes=5):
        raise UnreadableBadge(Outcome.NOT_YET, _NOT_YET)


def _moment(value: object) -> dt.datetime | None:
    try:
        found = dt.datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found.replace(tzinfo=found.tzinfo or dt.UTC) if found else None


def place_of(says: Mapping[str, Any]) -> Place | None:
    """The place in a list of revocations that a credential names; ``None`` where it names none."""
    status = says.get("credentialStatus")
    if not isinstance(status, dict) or status.get("statusPurpose") != "revocation":
        return None
    address, index = status.get("statusListCredential"), status.get("statusListIndex")
    if not isinstance(address, str) or not str(index).isdecimal():
        return None
    return Place(address, int(str(index)))


def _status(says: Mapping[str, Any], revoked: Revoked) -> tuple[Outcome, Text]:
    if "credentialStatus" not in says:
        return Outcome.VALID, _FINE
    place = place_of(says)
    answer = revoked(place) if place else None
    if answer is None:
        return Outcome.NOT_KNOWN, _NOT_KNOWN
    return (Outcome.REVOKED, _REVOKED) if answer else (Outcome.VALID, _FINE)


_FINE = Text(
    "Tanda tangannya benar, tidak ada yang diubah, dan tidak dicabut.",
    "The signature is right, nothing was changed, and it was not revoked.",
)
_REVOKED = Text(
    "Pernah diterbitkan, lalu dicabut oleh penerbitnya. Jangan dipakai.",
    "It was issued, then revoked by its issuer. Do not rely on it.",
)
_EXPIRED = Text("Masa berlaku yang tertulis di dalamnya sudah lewat.", "The date written in it has passed.")
_NOT_YET = Text("Tanggal mulai berlakunya belum tiba.", "The day from which it holds has not come yet.")
_UNKNOWN = Text(
    "Kunci penerbitnya tidak ada pada kami, jadi siapa yang menandatangani belum pasti. Tanya penerbit itu.",
    "We do not have the keys of its issuer, so who signed it is not certain. Ask that issuer.",
)
_BROKEN = Text(
    "Tanda tangannya tidak cocok dengan isinya. Minta berkas aslinya dari yang punya.",
    "The signature does not fit what it says. Ask its holder for the original file.",
)
_NOTHING_IN_IT = Text(
    "Tidak ada lencana di dalamnya. Kirim berkas .json, .jwt, .png, atau .svg dari halaman sertifikat.",
    "There is no badge in it. Send the .json, .jwt, .png or .svg file of a certificate's page.",
)
_TOO_LONG = Text(
    "Berkas ini terlalu besar untuk sebuah lencana: paling besar 256 KB.",
    "This file is too large for a badge: 256 KB at most.",
)
_NOT_KNOWN = Text(
    "Daftar pencabutannya tidak ada di sini. Lihat halaman sertifikatnya.",
    "Its list of revocations is not here. See the certificate's page.",
)
