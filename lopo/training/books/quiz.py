"""Tests before and after a lesson, written down: each answer at once, the sheet once."""

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.training.day.quiz import clean_answers
from lopo.training.lessons.library import score
from lopo.training.lessons.module import Module
from lopo.training.models import Enrolment, TestDraft, TestSheet

_NO_OPTION = Refused(Text("Pilih salah satu jawaban.", "Choose one of the answers."))


def answers_so_far(enrolment: Enrolment, module: Module, moment: str) -> dict[str, int]:
    """What she has answered; nothing where she has not begun."""
    draft = TestDraft.objects.filter(enrolment=enrolment, module=module.id, moment=moment).first()
    return clean_answers(module, draft.answers) if draft else {}


def sheet_of(enrolment: Enrolment, module: Module, moment: str) -> TestSheet | None:
    """The sheet that was handed in, if it was."""
    return TestSheet.objects.filter(enrolment=enrolment, module=module.id, moment=moment).first()


@transaction.atomic
def keep_answer(enrolment: Enrolment, module: Module, moment: str, place: int, choice: str) -> dict[str, int]:
    """Keep the answer to one question, and give back all of them. Raises :class:`Refused`."""
    question = module.questions[place]
    if choice not in {str(each) for each in range(len(question.options))}:
        raise _NO_OPTION
    _lock(enrolment)
    draft, _made = TestDraft.objects.get_or_create(enrolment=enrolment, module=module.id, moment=moment)
    draft.answers = clean_answers(module, draft.answers) | {question.id: int(choice)}
    draft.save(update_fields=["answers"])
    return dict(draft.answers)


@transaction.atomic
def hand_in(enrolment: Enrolment, module: Module, moment: str, typed_by: Person | None = None) -> TestSheet:
    """The sheet, with the answers so far; handed in again it is the same. No answer is no right one."""
    _lock(enrolment)
    before = sheet_of(enrolment, module, moment)
    if before:
        return before
    answers = answers_so_far(enrolment, module, moment)
    right, asked = score(module, answers)
    sheet = TestSheet.objects.create(
        enrolment=enrolment,
        module=module.id,
        moment=moment,
        answers=answers,
        right=right,
        asked=asked,
        taken_at=timezone.now(),
        typed_by=typed_by,
        client_id=str(uuid.uuid4()),
    )
    TestDraft.objects.filter(enrolment=enrolment, module=module.id, moment=moment).delete()
    return sheet


@transaction.atomic
def take_back(sheet: TestSheet) -> None:
    """A sheet typed from paper was typed wrong: it becomes a draft again."""
    _lock(sheet.enrolment)
    TestDraft.objects.update_or_create(
        enrolment=sheet.enrolment,
        module=sheet.module,
        moment=sheet.moment,
        defaults={"answers": sheet.answers},
    )
    sheet.delete()


def _lock(enrolment: Enrolment) -> None:
    list(Enrolment.objects.select_for_update().filter(pk=enrolment.pk).values_list("pk"))


def sheets_in(enrolments: Iterable[int]) -> list[TestSheet]:
    """Every sheet of those participants."""
    return list(TestSheet.objects.filter(enrolment__in=list(enrolments)))
