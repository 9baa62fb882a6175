"""Companions, milestones and the promises of partners in the demo city, through the doors of their books."""

import datetime as dt
from collections.abc import Sequence

from lopo.producers.evidence import clean_upload
from lopo.site.demo.course_plan import CompanionPlan, MilestonePlan, PartnerPromises, PromisePlan, VisitPlan
from lopo.site.demo.courses import demo_id
from lopo.site.demo.entry import Entry
from lopo.site.demo.paper_photo import paper_photo
from lopo.site.demo.people import Residents
from lopo.site.demo.plans import BadCity
from lopo.training.books.companion import businesses_of, name_companion
from lopo.training.books.milestone import ToldMilestone, tell_milestone
from lopo.training.books.partner import deliver, keep_letter, make_pledge
from lopo.training.books.visit import take_visit
from lopo.training.companions.visit_note import VisitNote
from lopo.training.models import Letter


class Programme:
    """What stands around the courses, on the day ``on``."""

    def __init__(self, entries: Sequence[Entry], residents: Residents, on: dt.date) -> None:
        self.entries, self.residents, self.on = entries, residents, on
        self.officer = residents.staff["officer"]

    def _day(self, ago: int) -> dt.date:
        return self.on - dt.timedelta(days=ago)

    def name_companions(self, plans: Sequence[CompanionPlan]) -> None:
        """Each of the next businesses of the city gets a companion."""
        left = [each.business.pk for each in self.entries]
        for plan in plans:
            businesses, left = left[: plan.businesses], left[plan.businesses :]
            name_companion(businesses, self.residents.staff[plan.person], self.officer, self._day(plan.ago))

    def visit(self, plan: VisitPlan) -> None:
        """A note on every so-manieth business of the companion."""
        companion = self.residents.staff[plan.companion]
        for place, business in enumerate(businesses_of(companion).order_by("pk")):
            if place % plan.every == 0:
                number = demo_id("visit", plan.companion, plan.ago, business.name)
                next_on = self.on + dt.timedelta(days=plan.next)
                note = VisitNote(number, self._day(plan.ago), plan.seen, plan.agreed, next_on)
                take_visit(business, note, companion)

    def tell(self, plan: MilestonePlan) -> None:
        """What happened to one product. Raises :class:`BadCity` where it is not there."""
        entry = next((each for each in self.entries if each.plan.name == plan.business), None)
        product = entry.products.get(plan.product) if entry else None
        if entry is None or product is None:
            raise BadCity("courses.toml", f"{plan.business}: {plan.product!r} is not there")
        for kind, ago, amount, paper in plan.told:
            told = ToldMilestone(kind, self._day(ago), plan.where, amount or None)
            lines = [kind.upper(), plan.where, plan.product, self._day(ago).isoformat()]
            photo = clean_upload(paper_photo(lines)) if paper else None
            number = demo_id("milestone", plan.product, kind, ago)
            milestone, _new = tell_milestone(product, told, entry.owner or self.officer, number, photo)
            if milestone.evidence is not None:
                entry.files.append(milestone.evidence.file)

    def promise(self, plan: PartnerPromises) -> None:
        """The promises of one partner, with its letter."""
        partner = self.residents.partners[plan.partner]
        letter = self._letter(plan) if plan.letter else None
        for each in plan.told:
            told = {
                "kind": each.kind,
                "what": each.what,
                "amount": each.amount,
                "promised_on": self._day(each.ago),
                "due_on": self.on + dt.timedelta(days=each.due_in),
                "letter": letter,
            }
            number = demo_id("pledge", plan.partner, each.what)
            pledge, _new = make_pledge(partner, told, self.officer, number)
            for place, (amount, ago, note) in enumerate(each.delivered):
                came = {"on": self._day(ago), "amount": amount, "note": note}
                deliver(pledge, came, self.officer, demo_id(number, place), seen=True)

    def _letter(self, plan: PartnerPromises) -> Letter:
        first: PromisePlan = plan.told[0]
        partner = self.residents.partners[plan.partner]
        told = {
            "title": plan.letter,
            "number": "",
            "signed_on": self._day(first.ago),
            "valid_until": self.on + dt.timedelta(days=365),
        }
        photo = clean_upload(paper_photo(["SURAT", plan.letter, partner.name]))
        return keep_letter(partner, told, photo, self.officer, demo_id("letter", plan.partner))
