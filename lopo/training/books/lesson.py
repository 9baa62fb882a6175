"""Write down what a person read and answered, and find the lessons that her products ask for."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping

from django.db import transaction

from lopo.accounts.models import Person
from lopo.accounts.permission import scope_for
from lopo.standards.house_library import edition_on
from lopo.standards.models import Standing
from lopo.training.lessons.teaching import Stood, gaps_taught
from lopo.training.models import LessonRead


def reads_of(person: object) -> Mapping[str, LessonRead]:
    """Lesson to what the person did with it; empty for a visitor."""
    if not isinstance(person, Person):
        return {}
    return {row.module: row for row in LessonRead.objects.filter(person=person)}


def mark_read(person: Person, module: str, now: dt.datetime, *, undo: bool = False) -> None:
    """Mark a lesson as read, or take that back. The first time counts; doing it twice changes nothing."""
    row, _made = LessonRead.objects.get_or_create(person=person, module=module)
    rows = LessonRead.objects.filter(pk=row.pk)
    if undo:
        rows.update(read_at=None)
    else:
        rows.filter(read_at=None).update(read_at=now)


@transaction.atomic
def keep_score(person: Person, module: str, scored: tuple[int, int], now: dt.datetime) -> None:
    """Keep ``scored`` (right, asked) as the last score, and as the best one when no share was greater."""
    LessonRead.objects.get_or_create(person=person, module=module)
    row = LessonRead.objects.select_for_update().get(person=person, module=module)
    right, asked = scored
    row.last_right, row.last_asked, row.answered_at = right, asked, now
    if not row.best_asked or right * row.best_asked >= (row.best_right or 0) * asked:
        row.best_right, row.best_asked = right, asked
    row.save(update_fields=["last_right", "last_asked", "best_right", "best_asked", "answered_at"])


def gaps_of(person: object, on: dt.date) -> Counter[str]:
    """Lesson to how many open demands of the next rung it teaches to meet, over the person's own products."""
    scope = scope_for(person, "product.edit")
    if scope is None or not scope.own_ids:
        return Counter()
    standings = Standing.objects.filter(
        product__business__organisation__in=scope.own_ids, product__archived_at=None
    )
    return gaps_taught(
        (Stood(*row) for row in standings.values_list("ladder", "rung", "statuses")), edition_on(on)
    )
