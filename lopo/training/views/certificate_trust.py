"""What verifiers fetch: our public keys, the lists of revocations, the course behind a badge, its picture."""

import json
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.training.badges.credential import CRITERIA, NOT_A_PERMIT
from lopo.training.badges.house import WEB_LIST, House, did_document, key_set
from lopo.training.badges.keys import Keys
from lopo.training.badges.picture import badge_svg
from lopo.training.badges.status import status_document
from lopo.training.books.certificate import revoked_places
from lopo.training.books.certificate_standing import title_of
from lopo.training.models import Certificate, Cohort
from lopo.training.signing_key import house_of, keys_named, signing_keys

HOUR = 60 * 60
STATUS_TYPES = {"json": "application/json", "jwt": "application/jwt"}


def for_everybody(content: str | bytes, content_type: str) -> HttpResponse:
    """An answer that a verifier on any site may read."""
    response = HttpResponse(content, content_type=content_type)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _plain(answer: Any, content_type: str = "application/json") -> HttpResponse:
    return for_everybody(json.dumps(answer, ensure_ascii=False, indent=1), content_type)


@permitted("certificate.check")
@require_safe
def did(request: PermittedRequest) -> HttpResponse:
    """Our keys as ``did:web`` has them. A house that is its own key has no such document."""
    house = house_of(request)
    if not house.host:
        raise Http404
    return _plain(did_document(house, signing_keys()), "application/did+json")


@permitted("certificate.check")
@require_safe
def keys(request: PermittedRequest) -> HttpResponse:
    """Our keys as a JSON Web Key Set."""
    return _plain(key_set(house_of(request), signing_keys()), "application/jwk-set+json")


@permitted("certificate.check")
@require_safe
def status(request: PermittedRequest, list_name: str, status_form: str) -> HttpResponse:
    """A list of revocations; signed anew each day, and when it changes."""
    house, pair = _signers(house_of(request), list_name)
    if pair is None or status_form not in STATUS_TYPES:
        raise Http404
    revoked, today = revoked_places(list_name), timezone.localdate()
    address = f"{house.base}/sertifikat/status/{list_name}.{status_form}"
    kept = f"{address}_{today}_{pair.name}_{hash(tuple(revoked))}"
    content = cache.get(kept)
    if content is None:
        content = status_document(address, revoked, house, pair, today, as_token=status_form == "jwt")
        cache.set(kept, content, HOUR)
    response = for_everybody(content, STATUS_TYPES[status_form])
    response["Cache-Control"] = "public, max-age=300"
    return response


def _signers(house: House, list_name: str) -> tuple[House, Keys | None]:
    """Who signs a list: the site's by the keys of today; that of a pair of keys by that pair."""
    if list_name == WEB_LIST:
        return house, signing_keys()[0] if house.host else None
    return House(house.base), keys_named(list_name)


@permitted("certificate.check")
@require_safe
def course(request: PermittedRequest, cohort_id: int) -> HttpResponse:
    """What a badge of a course stands for, for machines; only where certificates of it were issued."""
    issued = Certificate.objects.filter(enrolment__cohort=cohort_id)
    cohort = get_object_or_404(Cohort.objects.select_related("organiser"), pk=cohort_id)
    if not issued.exists():
        raise Http404
    base = house_of(request).base
    address = f"{base}/sertifikat/kursus/{cohort.pk}/"
    titles = {each: title_of(each) for each in cohort.modules}
    return _plain(
        {
            "@context": "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
            "id": address,
            "type": ["Achievement"],
            "achievementType": "CertificateOfCompletion",
            "name": cohort.title,
            "description": ", ".join([cohort.organiser.name, *(each.id for each in titles.values())]),
            "criteria": {"id": address, "narrative": f"{CRITERIA.id} {NOT_A_PERMIT.id}"},
            "image": {"id": f"{base}/sertifikat/lencana.svg", "type": "Image"},
            "tag": list(titles),
        }
    )


@permitted("certificate.check")
@require_safe
def picture(request: PermittedRequest) -> HttpResponse:
    """The bare picture of every badge."""
    response = for_everybody(badge_svg(), "image/svg+xml")
    response["Cache-Control"] = "public, max-age=86400"
    return response
