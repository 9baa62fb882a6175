"""A city in the database for tests of insight: trained kitchens, their changes, papers and milestones."""

import datetime as dt

from django.utils import timezone

from lopo.accounts.models import Organisation
from lopo.accounts.roles import Kind
from lopo.producers.models import Business, Kelurahan, Product
from lopo.standards.library import edition_on
from lopo.standards.models import FindingChange, RungChange, Standing
from lopo.standards.standings import today
from lopo.training.models import Attendance, Enrolment, TestSheet
from tests.training.courses import a_cohort, a_seat


def ago(days):
    return today() - dt.timedelta(days=days)


def at(day):
    return timezone.make_aware(dt.datetime.combine(day, dt.time(9)))


def hygiene_demand():
    """The name of one mandatory demand that the hygiene lesson teaches."""
    requirements = edition_on(today()).requirements
    return next(
        name for name, each in requirements.items() if each.mandatory and each.step.training == "hygiene"
    )


def a_course(days_ago=200, modules=("hygiene",), **fields):
    return a_cohort(starts_at=at(ago(days_ago)), modules=modules, **fields)


def came(course, kitchen, **seat):
    """A kitchen that was at every meeting of a course."""
    enrolment = a_seat(course.cohort, kitchen, **seat)
    for session in course.sessions:
        Attendance.objects.create(
            session=session, enrolment=enrolment, came_at=session.starts_at, how="list", by=course.trainer,
            client_id=f"{session.pk}-{enrolment.pk}",
        )  # fmt: skip
    return enrolment


def a_test(enrolment, moment, right, module="hygiene"):
    return TestSheet.objects.create(
        enrolment=enrolment, module=module, moment=moment, answers={}, right=right, asked=10,
        taken_at=at(ago(200)), client_id=f"{enrolment.pk}-{module}-{moment}",
    )  # fmt: skip


def stood(product, statuses, rung="", since=300):
    """A product as it was assessed last."""
    standing, _made = Standing.objects.update_or_create(
        product=product,
        defaults={
            "assessed_on": today(), "ladder": "food", "rung": rung, "rung_since": ago(since),
            "next_percent": 40, "next_open": 3, "next_step": {}, "statuses": statuses,
        },
    )  # fmt: skip
    return standing


def changed(product, name, was, became, days_ago):
    FindingChange.objects.create(product=product, requirement=name, was=was, became=became, on=ago(days_ago))


def rose(product, was, became, days_ago):
    RungChange.objects.create(product=product, was=was, became=became, on=ago(days_ago))


def entered(product, days_ago):
    Product.objects.filter(pk=product.pk).update(created_at=at(ago(days_ago)))


def many(count, trained=0, courses=10, changes_each=4):
    """So many products of as many businesses, some of them trained, in few queries. Returns the products."""
    wards = list(Kelurahan.objects.all())
    organisations = Organisation.objects.bulk_create(
        Organisation(kind=Kind.PRODUCER, name=f"Dapur {each}") for each in range(count)
    )
    businesses = Business.objects.bulk_create(
        Business(organisation=each, name=each.name, kelurahan=wards[place % len(wards)])
        for place, each in enumerate(organisations)
    )
    products = Product.objects.bulk_create(
        Product(business=each, name=f"Sambal {place}", kind="food") for place, each in enumerate(businesses)
    )
    Product.objects.filter(pk__in=[each.pk for each in products]).update(created_at=at(ago(500)))
    _stand(products, changes_each)
    _train(products[:trained], courses)
    return products


def _stand(products, changes_each):
    names = list(edition_on(today()).requirements)
    taught = [hygiene_demand(), *names][: changes_each + 1]
    kinds = ("met", "not_met", "not_known", "met", "not_met", "not_applicable")
    Standing.objects.bulk_create(
        Standing(
            product=each, assessed_on=today(), ladder="food", rung="taman" if place % 3 else "",
            rung_since=ago(100), next_percent=40, next_open=3,
            statuses={name: kinds[(place + at) % 6] for at, name in enumerate(names)}
            | {taught[0]: "met" if place % 2 else "not_met"},
        )
        for place, each in enumerate(products)
    )  # fmt: skip
    FindingChange.objects.bulk_create(
        FindingChange(
            product=each, requirement=name, was="not_met", became="met", on=ago(20 + (place * 7 + at) % 300)
        )
        for place, each in enumerate(products)
        for at, name in enumerate(taught[:changes_each])
    )
    RungChange.objects.bulk_create(
        RungChange(product=each, was="", became="taman", on=ago(100)) for each in products[1::3]
    )


def _train(products, courses):
    for place in range(courses if products else 0):
        course = a_course(200 + place % 100, cost_idr=5_000_000 if place % 2 else None)
        seats = Enrolment.objects.bulk_create(
            Enrolment(
                cohort=course.cohort, business_id=each.business_id, product=each, attends="x", state="seated"
            )
            for each in products[place::courses]
        )
        Attendance.objects.bulk_create(
            Attendance(
                session=course.session, enrolment=seat, came_at=course.session.starts_at, how="list",
                by=course.trainer, client_id=f"many-{seat.pk}",
            )
            for seat in seats
        )  # fmt: skip
