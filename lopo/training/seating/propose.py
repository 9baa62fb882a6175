"""Propose who gets the seats of a course, and say of each applicant why or why not::

from lopo.training.seating.propose import propose

proposal = propose(applicants, Course(seats=40, modules=("hygiene", "label")))
proposal.seats, proposal.waiting, proposal.reasons[applicants[0].id].en
"""

from collections.abc import Sequence

from lopo.training.seating.applicant import Applicant, Course
from lopo.training.seating.policy import LEAST, Policy, load_policy
from lopo.training.seating.proposal import FloorOutcome, Proposal, Seat
from lopo.training.seating.reasons import reasons_of
from lopo.training.seating.search import Found, search


def propose(applicants: Sequence[Applicant], course: Course, policy: Policy | None = None) -> Proposal:
    """The best seats under ``policy``, the waiting list in order, and a sentence for everybody.

    Without a policy it is that of the house, taking its time.

    Raises :class:`lopo.facts.kinds.Refused` when more are pinned than there are seats.
    """
    policy = policy or load_policy().taking_its_time()
    found = search(applicants, course, policy)
    seats = tuple(_seat(each, found, course) for each in found.order if each.id in found.modules)
    waiting = _waiting(found)
    floors = _floors(found, policy)
    return Proposal(
        seats=seats,
        waiting=tuple(each.id for each in waiting),
        out=tuple(each.id for each in applicants if not each.may_sit),
        passes=sum(len(seat.passes) for seat in seats),
        passes_bound=found.passes_bound,
        passes_free=found.passes_free,
        closes=sum(seat.closes for seat in seats),
        closes_bound=found.closes_bound,
        floors=floors,
        proven=found.proven,
        settled=found.settled,
        seconds=found.seconds,
        reasons=reasons_of(
            applicants, course, found, {seat.applicant: seat for seat in seats}, waiting, floors
        ),
    )


def _seat(applicant: Applicant, found: Found, course: Course) -> Seat:
    modules = found.modules[applicant.id]
    here = Course(course.seats, modules, course.apart)
    gain = found.gains[applicant.id]
    passes = tuple(each.name for each in gain.passes if here.teaches(each))
    return Seat(applicant.id, modules, passes, sum(gain.by_module.get(name, 0) for name in modules))


def _waiting(found: Found) -> list[Applicant]:
    """Those without a seat: who would pass most first, then most gaps, then who asked first."""
    left = [each for each in found.order if each.id not in found.modules]
    return sorted(left, key=lambda each: found.rank(each))


def _floors(found: Found, policy: Policy) -> tuple[FloorOutcome, ...]:
    outcomes = []
    for floor in policy.floors:
        for group, ids in floor.groups(found.order).items():
            wanted = floor.wanted(len(ids), len(found.order), found.seated)
            got = len(ids & found.modules.keys())
            missing = max(0, wanted - got if floor.bound == LEAST else got - wanted)
            outcomes.append(FloorOutcome(floor.id, group, floor.title, floor.bound, wanted, got, missing))
    return tuple(outcomes)
