"""Who and what is of the demo city, and how all of it is taken away again."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.fields.files import FieldFile

from lopo.accounts.models import Look, Organisation, Person
from lopo.accounts.phone import read_phone
from lopo.labels.models import AssignedGtin, NumberBlock
from lopo.producers.models import Business, Evidence, Paper, Statement
from lopo.quality.models import (
    Batch,
    BatchInput,
    Inspection,
    InspectionPhoto,
    Move,
    Nonconformity,
    Place,
    ProcessRecord,
    RawLot,
    Recall,
    RecallReturn,
)
from lopo.site.demo.reading import read_city
from lopo.site.demo.taking_away_shelf import market_taken_away, shelf_taken_away
from lopo.training.models import (
    Certificate,
    Cohort,
    Companionship,
    Delivery,
    Enrolment,
    Homework,
    Letter,
    Material,
    Milestone,
    Pledge,
    Visit,
)


def demo_people() -> QuerySet[Person]:
    """Everybody with a number of the demo's range."""
    first = read_phone(read_city().phones + "00")
    return Person.objects.filter(phone__startswith=str(first)[:-2])


def real_businesses() -> QuerySet[Business]:
    """Businesses that nobody of the demo belongs to or has typed for."""
    people = demo_people().values("pk")
    theirs = Q(organisation__memberships__person__in=people) | Q(statements__typed_by__in=people)
    return Business.objects.exclude(pk__in=Business.objects.filter(theirs).values("pk"))


@transaction.atomic
def take_away() -> None:
    """Remove everything of the demo: its businesses with all that hangs on them, its partners, its people."""
    ours = list(Business.objects.exclude(pk__in=real_businesses().values("pk")).values_list("pk", flat=True))
    people = list(demo_people().values_list("pk", flat=True))
    belongs = Q(business__in=ours) | Q(memberships__person__in=people)
    organisations = list(Organisation.objects.filter(belongs).values_list("pk", flat=True).distinct())
    files = shelf_taken_away(ours, organisations) + market_taken_away(ours)
    files += _training_taken_away(ours, organisations)
    files += [evidence.file for evidence in Evidence.objects.filter(business__in=ours)]
    AssignedGtin.objects.filter(block__business__in=ours).delete()
    _lots_taken_away(ours)
    for told in (NumberBlock, Statement, Paper, Nonconformity, InspectionPhoto, Inspection, Evidence):
        told.objects.filter(business__in=ours).delete()
    Look.objects.filter(person__in=people).delete()
    Organisation.objects.filter(pk__in=organisations).delete()
    Person.objects.filter(pk__in=people).delete()
    transaction.on_commit(lambda: delete_files(files))


def _training_taken_away(businesses: list[int], organisations: list[int]) -> list[FieldFile]:
    """Courses, companions and promises; the files that are left without a record."""
    cohorts = Cohort.objects.filter(organiser__in=organisations)
    seats = Enrolment.objects.filter(Q(cohort__in=cohorts) | Q(business__in=businesses))
    files = [each.file for each in Material.objects.filter(cohort__in=cohorts)]
    files += [each.file for each in Letter.objects.filter(organisation__in=organisations)]
    Certificate.objects.filter(enrolment__in=seats).delete()
    Homework.objects.filter(enrolment__in=seats).delete()
    seats.delete()
    cohorts.delete()
    Visit.objects.filter(business__in=businesses).update(corrects=None)
    for walked in (Visit, Companionship):
        walked.objects.filter(business__in=businesses).delete()
    Milestone.objects.filter(product__business__in=businesses).delete()
    Delivery.objects.filter(pledge__organisation__in=organisations).delete()
    for promised in (Pledge, Letter):
        promised.objects.filter(organisation__in=organisations).delete()
    return files


def _lots_taken_away(businesses: list[int]) -> None:
    RecallReturn.objects.filter(recall__business__in=businesses).delete()
    Recall.objects.filter(business__in=businesses).delete()
    for of_a_batch in (ProcessRecord, Move, BatchInput):
        of_a_batch.objects.filter(batch__business__in=businesses).delete()
    for written in (Batch, RawLot, Place):
        written.objects.filter(business__in=businesses).delete()


def delete_files(files: Iterable[FieldFile]) -> None:
    """Files do not go away with their records."""
    for file in files:
        if file.name:
            file.storage.delete(file.name)
