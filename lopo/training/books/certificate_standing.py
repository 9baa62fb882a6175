"""Who of a cohort earned a certificate: attendance and tests gathered, and held against the rule."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count

from lopo.facts.text import Text
from lopo.training.badges.earned import Earned, Lesson, earned
from lopo.training.lessons.library import load_modules
from lopo.training.models import Attendance, Certificate, Cohort, Enrolment, TestSheet
from lopo.training.models.cohort import SEAT
from lopo.training.models.day import AFTER


@dataclass(frozen=True, slots=True)
class Standing:
    """One participant: what she earned, the certificate she holds, and the last one that was revoked."""

    enrolment: Enrolment
    earned: Earned
    valid: Certificate | None = None
    revoked: Certificate | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether one tap issues hers: earned, none held, none taken away before."""
        return self.earned.is_earned and self.valid is None and self.revoked is None

    @property
    def is_again(self) -> bool:
        """Whether another one may be issued after hers was revoked."""
        return self.earned.is_earned and self.valid is None and self.revoked is not None


def title_of(module: str) -> Text:
    """What a module is called; its name where there is no lesson of it."""
    found = load_modules().get(module)
    return found.title if found else Text.same(module)


def standings(cohort: Cohort, now: dt.datetime) -> list[Standing]:
    """Everybody who has a seat, by name. The number of queries is the same for one and for thousands."""
    enrolments = Enrolment.objects.filter(cohort=cohort, state=SEAT).select_related("business")
    meetings = _meetings(cohort, now)
    attended = _attended(cohort, now)
    sheets = TestSheet.objects.filter(enrolment__cohort=cohort, moment=AFTER)
    tests = {
        (enrolment, module): (right, asked)
        for enrolment, module, right, asked in sheets.values_list("enrolment", "module", "right", "asked")
    }
    tested = {module for _enrolment, module in tests}
    held = _certificates(cohort)
    answer = []
    for each in enrolments.order_by("attends", "pk"):
        lessons = [
            _lesson(each, module, meetings, attended, tests, tested)
            for module in meetings
            if not each.modules or module in each.modules
        ]
        valid, revoked = held.get(each.pk, (None, None))
        answer.append(Standing(each, earned(lessons), valid, revoked))
    return answer


@dataclass(frozen=True, slots=True)
class _Meetings:
    held: int
    left: int


def _meetings(cohort: Cohort, now: dt.datetime) -> dict[str, _Meetings]:
    """Each module taught, in the order of its meetings, with how many are over and how many are to come."""
    over, left = Counter[str](), Counter[str]()
    order: dict[str, None] = {}
    for module, ends_at in cohort.sessions.order_by("starts_at", "pk").values_list("module", "ends_at"):
        order[module] = None
        (over if ends_at <= now else left)[module] += 1
    return {module: _Meetings(over[module], left[module]) for module in order}


def _attended(cohort: Cohort, now: dt.datetime) -> dict[tuple[int, str], int]:
    rows = Attendance.objects.filter(session__cohort=cohort, session__ends_at__lte=now)
    counted = rows.values("enrolment", "session__module").annotate(times=Count("pk")).order_by()
    return {(row["enrolment"], row["session__module"]): row["times"] for row in counted}


def _lesson(
    enrolment: Enrolment,
    module: str,
    meetings: Mapping[str, _Meetings],
    attended: Mapping[tuple[int, str], int],
    tests: Mapping[tuple[int, str], tuple[int, int]],
    tested: Iterable[str],
) -> Lesson:
    right, asked = tests.get((enrolment.pk, module), (0, 0))
    known = load_modules().get(module)
    return Lesson(
        module=module,
        held=meetings[module].held,
        left=meetings[module].left,
        attended=attended.get((enrolment.pk, module), 0),
        has_test=bool(known and known.questions) or module in tested,
        right=right,
        asked=asked,
        title=title_of(module),
    )


def _certificates(cohort: Cohort) -> dict[int, tuple[Certificate | None, Certificate | None]]:
    """By enrolment: the certificate that holds, and the last one that was revoked."""
    found: dict[int, tuple[Certificate | None, Certificate | None]] = {}
    rows = Certificate.objects.filter(enrolment__cohort=cohort).defer("credential", "token", "told")
    for each in rows.order_by("issued_at", "pk"):
        valid, revoked = found.get(each.enrolment_id, (None, None))
        found[each.enrolment_id] = (each, revoked) if each.revoked_at is None else (valid, each)
    return found
