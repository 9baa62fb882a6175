"""A test of one lesson, before and after it: which question comes next, what is taken, when it is open."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from lopo.training.day.presence import Meeting
from lopo.training.lessons.module import Module

BEFORE, AFTER = "before", "after"
MOMENTS = (BEFORE, AFTER)


def clean_answers(module: Module, answers: Mapping[str, object]) -> dict[str, int]:
    """Those answers that are to a question of the module and one of its options."""
    places = {question.id: len(question.options) for question in module.questions}
    return {
        name: place
        for name, place in answers.items()
        if isinstance(place, int) and not isinstance(place, bool) and 0 <= place < places.get(name, 0)
    }


def next_left(module: Module, answers: Mapping[str, int], after: int = -1) -> int | None:
    """The place of the next question without an answer: after ``after``, or else the first of all."""
    left = [place for place, question in enumerate(module.questions) if question.id not in answers]
    return next((place for place in left if place > after), left[0] if left else None)


def is_open(moment: str, meetings: Sequence[Meeting], now: datetime) -> bool:
    """Whether a participant can answer now: before the lesson has ended, or from its beginning on.

    ``meetings`` are those about the lesson. Without one, both tests are open.
    """
    if not meetings:
        return True
    if moment == BEFORE:
        return now <= min(each.ends_at for each in meetings)
    return now >= min(each.starts_at for each in meetings)
