"""The credential of one certificate, as Open Badges 3.0 writes it, and signed both ways.

Source: 1EdTech Open Badges 3.0, https://www.imsglobal.org/spec/ob/v3p0/ ; Bitstring Status List v1.0 (W3C).
"""

import datetime as dt
import hashlib
import json
import unicodedata
from dataclasses import dataclass
from typing import Any

from openbadgeslib.ob3.ldp import OB3LdpVerifier, add_data_integrity_proof
from openbadgeslib.ob3.status_list import status_entry

from lopo.facts.text import Text
from lopo.facts.wording import say_days
from lopo.training.badges.house import House
from lopo.training.badges.keys import Keys, sign_token

CONTEXTS = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
)
SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
NAME_ON_CERTIFICATE = "ext:nameOnCertificate"


@dataclass(frozen=True, slots=True)
class AwardedModule:
    """A module that was passed."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class Award:
    """All that a badge says.

    ``page``, ``course_page`` and ``picture`` are whole addresses; ``status_list`` is the address of the list
    without its ending. ``subject`` (a UUID) and ``salt`` are random and belong to this certificate alone.
    Nothing here tells a phone number or an account.
    """

    number: str
    attends: str
    business: str
    course: str
    organiser: str
    modules: tuple[AwardedModule, ...]
    starts_on: dt.date
    ends_on: dt.date
    issued_at: dt.datetime
    page: str
    course_page: str
    picture: str
    status_list: str
    status_index: int
    subject: str
    salt: str


@dataclass(frozen=True, slots=True)
class Signed:
    """The same credential twice: JSON with a proof inside, and a compact token."""

    document: str
    token: str


def sign(award: Award, house: House, keys: Keys) -> Signed:
    """Sign ``award``. Raises ``openbadgeslib``'s errors when the credential is not fit to be signed."""
    return Signed(
        json.dumps(
            sign_document(_credential(award, house, keys, ".json"), house, keys, award.issued_at),
            ensure_ascii=False,
            separators=(",", ":"),
        ),
        sign_token(token_payload(_credential(award, house, keys, ".jwt")), keys, house.kid(keys)),
    )


def sign_document(document: dict[str, Any], house: House, keys: Keys, created: dt.datetime) -> dict[str, Any]:
    """``document`` with an ``eddsa-rdfc-2022`` proof in it."""
    return add_data_integrity_proof(
        document, keys.signing_pem, house.signing_method(keys), created=created.replace(microsecond=0)
    )


def proves_whole(signed: Signed, keys: Keys) -> None:
    """Raise when the proof does not cover every member of the document, as the term of a context.

    Slow (some 0.1 s), and the same for each credential of one shape: for tests and for a first signature.
    """
    OB3LdpVerifier(keys.signing_public).verify(signed.document)


def token_payload(document: dict[str, Any]) -> dict[str, Any]:
    """The claims of a token: the credential itself, and the registered claims of section 8.2.4.1."""
    return document | {
        "iss": document["issuer"]["id"] if isinstance(document["issuer"], dict) else document["issuer"],
        "jti": document["id"],
        "sub": document["credentialSubject"]["id"],
        "nbf": int(dt.datetime.fromisoformat(document["validFrom"]).timestamp()),
    }


def name_hash(name: str, salt: str) -> str:
    """The salted SHA-256 of a name as it stands on an identity card, whatever its case and spaces.

    With it, whoever holds the card and the badge can see that they belong together.
    """
    plain = " ".join(unicodedata.normalize("NFC", name).split()).casefold()
    return "sha256$" + hashlib.sha256((plain + salt).encode()).hexdigest()


def _credential(award: Award, house: House, keys: Keys, ending: str) -> dict[str, Any]:
    return {
        "@context": list(CONTEXTS),
        "id": award.page,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": award.course,
        "issuer": house.profile(keys),
        "validFrom": in_utc(award.issued_at),
        "awardedDate": in_utc(award.issued_at),
        "credentialSubject": {
            "id": f"urn:uuid:{award.subject}",
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": True,
                    "identityHash": name_hash(award.attends, award.salt),
                    "identityType": NAME_ON_CERTIFICATE,
                    "salt": award.salt,
                }
            ],
            "licenseNumber": award.number,
            "activityStartDate": f"{award.starts_on}T00:00:00Z",
            "activityEndDate": f"{award.ends_on}T00:00:00Z",
            "achievement": _achievement(award),
        },
        "credentialStatus": status_entry(award.status_list + ending, "revocation", award.status_index),
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
    }


def _achievement(award: Award) -> dict[str, Any]:
    titles = ", ".join(each.title.id for each in award.modules)
    days = say_days(award.starts_on, award.ends_on)
    return {
        "id": award.course_page,
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "name": award.course,
        "description": f"{award.organiser}, {days.id}. {titles}.",
        "inLanguage": "id",
        "criteria": {"id": award.course_page, "narrative": CRITERIA.id + " " + NOT_A_PERMIT.id},
        "image": {"id": award.picture, "type": "Image", "caption": award.course},
        "tag": [each.id for each in award.modules],
        "alignment": [
            {
                "type": ["Alignment"],
                "targetName": each.title.id,
                "targetDescription": each.title.en,
                "targetUrl": f"{award.course_page}#{each.id}",
                "targetCode": each.id,
                "targetFramework": "Lopo",
            }
            for each in award.modules
        ],
    }


def in_utc(moment: dt.datetime) -> str:
    """A moment as badges write it: whole seconds, UTC. Raises :class:`ValueError` without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment on a badge needs a time zone")
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


CRITERIA = Text(
    "Hadir di cukup banyak pertemuan dan lulus tes di akhir setiap modul yang ada tesnya.",
    "Attended enough of the meetings, and passed the test after each module that has one.",
)
NOT_A_PERMIT = Text(
    "Bukti ikut pelatihan. Bukan izin, dan bukan sertifikat PKP dari Dinas Kesehatan.",
    "Proof of training. Not a permit, and not the PKP certificate of the Health Office.",
)
