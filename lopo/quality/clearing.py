"""Inspections that never came: drafts left behind, and photos whose sheet was not sent, go after a while."""

import datetime as dt
import functools
from dataclasses import dataclass

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from lopo.facts.toml_file import read_toml
from lopo.producers.models import Evidence
from lopo.quality.models import InspectionDraft, InspectionPhoto

CHUNK = 200


@dataclass
class Cleared:
    """How many drafts and photos went."""

    drafts: int = 0
    photos: int = 0


@functools.cache
def after_days() -> int:
    """Days after which what was never sent goes (``clearing.toml``)."""
    return int(read_toml("lopo.quality.hygiene", "clearing.toml")["after_days"])


def clear_unsent(on: dt.date) -> Cleared:
    """Let go of what was begun more than :func:`after_days` before ``on`` and never sent.

    A photo that stands as evidence elsewhere stays there. Running it again does no harm.
    """
    before = timezone.make_aware(dt.datetime.combine(on - dt.timedelta(days=after_days()), dt.time()))
    cleared = Cleared()
    drafts = InspectionDraft.objects.filter(begun_at__lt=before)
    living = set(InspectionDraft.objects.filter(begun_at__gte=before).values_list("client_id", flat=True))
    unsent = InspectionPhoto.objects.filter(inspection=None, evidence__uploaded_at__lt=before)
    for photo in unsent.exclude(client_id__in=living).select_related("evidence").iterator(CHUNK):
        _clear(photo)
        cleared.photos += 1
    cleared.drafts = drafts.delete()[0]
    return cleared


@transaction.atomic
def _clear(photo: InspectionPhoto) -> None:
    evidence = photo.evidence
    photo.delete()
    try:
        with transaction.atomic():
            Evidence.objects.get(pk=evidence.pk).delete()
    except ProtectedError:
        return
    transaction.on_commit(functools.partial(evidence.file.delete, save=False))
