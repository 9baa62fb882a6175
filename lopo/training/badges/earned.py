"""Whether a participant earned her certificate, and if not, why not::

    from lopo.training.badges.earned import Lesson, earned

    earned([Lesson("hygiene", held=4, attended=4, has_test=True, right=9, asked=10)]).is_earned

A pure rule over what was attended and answered; its bounds stand in ``rules.toml``.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from lopo.facts.text import Text, joined
from lopo.training.badges.rules import Rules, rules


@dataclass(frozen=True, slots=True)
class Lesson:
    """One module of a course as one participant went through it.

    ``held`` counts the meetings about it that are over, ``left`` those still to come, ``attended`` those of
    ``held`` where she was. ``asked`` is 0 where she did not take the test after it.
    """

    module: str
    held: int
    attended: int
    has_test: bool = False
    right: int = 0
    asked: int = 0
    left: int = 0
    title: Text | None = None

    @property
    def name(self) -> Text:
        """What people call the module."""
        return self.title or Text.same(self.module)


@dataclass(frozen=True, slots=True)
class Earned:
    """The answer: the ``modules`` that stand on the certificate, or why there is none yet."""

    modules: tuple[str, ...]
    reasons: tuple[Text, ...]
    held: int
    attended: int

    @property
    def is_earned(self) -> bool:
        """Whether a certificate may be issued."""
        return not self.reasons

    @property
    def why(self) -> Text:
        """All reasons in one text; empty when it is earned."""
        return joined(list(self.reasons), Text.same(" "))


def earned(lessons: Iterable[Lesson], bounds: Rules | None = None) -> Earned:
    """Hold what a participant attended and answered against the rule.

    The course must be over; enough of its meetings attended; the test after each lesson that has one,
    passed. A module of which no meeting was held or attended does not stand on the certificate.
    """
    bounds = bounds or rules()
    lessons = tuple(lessons)
    held, attended = sum(each.held for each in lessons), sum(each.attended for each in lessons)
    reasons = []
    if left := sum(each.left for each in lessons):
        reasons.append(
            Text(f"Masih ada {left} pertemuan.", f"{left} meeting{'s are' if left > 1 else ' is'} to come.")
        )
    if not held:
        reasons.append(Text("Belum ada pertemuan.", "No meeting was held yet."))
    elif attended * 100 < held * bounds.attendance_percent:
        reasons.append(_attended_too_few(held, attended, bounds.attendance_percent))
    reasons += [reason for each in lessons if each.held and (reason := _test(each, bounds.test_percent))]
    modules = tuple(each.module for each in lessons if each.attended)
    return Earned(modules, tuple(reasons), held, attended)


def _attended_too_few(held: int, attended: int, percent: int) -> Text:
    needed = -(-held * percent // 100)
    return Text(
        f"Hadir {attended} dari {held} pertemuan; perlu {needed}.",
        f"Came to {attended} of {held} meetings; {needed} are needed.",
    )


def _test(lesson: Lesson, percent: int) -> Text | None:
    if not lesson.has_test:
        return None
    if not lesson.asked:
        said = Text("Tes akhir {name} belum dikerjakan.", "The test after {name} was not taken.")
        return said.filled(name=lesson.name)
    if lesson.right * 100 >= lesson.asked * percent:
        return None
    needed = -(-lesson.asked * percent // 100)
    said = Text(
        "Tes akhir {name}: benar {right} dari {asked}; perlu {needed}.",
        "The test after {name}: {right} of {asked} right; {needed} are needed.",
    )
    return said.filled(name=lesson.name, right=str(lesson.right), asked=str(lesson.asked), needed=str(needed))
