"""Judging the label that a pack bears today: the checklist beside its photo, and what comes of it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.catalogue import load_catalogue
from lopo.labels.forms.existing import LabelPhotoForm, LabelQuestion
from lopo.labels.judging.judge import RIGHT, Verdict
from lopo.labels.label_look import Look, look_at
from lopo.labels.label_photos import put_photos_away
from lopo.producers.models import Product
from lopo.producers.reach import may_edit, products_in


def product_to_judge(request: PermittedRequest, public_id: str) -> Product:
    """The product of the address, where the reader may judge its label."""
    products = products_in(request.scope).select_related("business", "business__kelurahan")
    return get_object_or_404(products, public_id=public_id)


@dataclass(frozen=True)
class VerdictRow:
    """One element of the label on a page. ``is_seen`` says that what is on record was seen on the photo."""

    id: str
    title: str
    state: str
    is_advice: bool
    is_told: bool
    is_seen: bool
    found: str
    say_instead: str
    why: tuple[str, ...]
    clause: str
    waits_for: tuple[tuple[str, str], ...]
    questions: tuple[LabelQuestion, ...] = ()


def verdict_row(verdict: Verdict, look: Look, *, with_questions: bool = False) -> VerdictRow:
    """The verdict in the reader's language."""
    language, catalogue = get_language() or "id", load_catalogue()
    questions = verdict.element.facts if with_questions else ()
    return VerdictRow(
        id=verdict.element.id,
        title=verdict.element.title.in_language(language),
        state=verdict.state,
        is_advice=verdict.is_advice,
        is_told=any(fact in look.dossier for fact in verdict.element.facts),
        is_seen=all(fact in look.answered for fact in verdict.element.facts if fact in look.dossier),
        found=verdict.found.in_language(language),
        say_instead=verdict.say_instead.in_language(language) if verdict.say_instead else "",
        why=tuple(dict.fromkeys(each.asks.in_language(language) for each in verdict.faults)),
        clause=verdict.clause,
        waits_for=tuple((fact, catalogue[fact].title.in_language(language)) for fact in verdict.waits_for),
        questions=tuple(LabelQuestion(look, fact) for fact in questions),
    )


def around(request: PermittedRequest, look: Look) -> dict[str, object]:
    """What every page about an existing label shows of it."""
    return {
        "product": look.product,
        "photos": list(look.photos.values()),
        "look": look,
        "can_edit": may_edit(request.user, look.product.business),
        "faults": len(look.faults),
        "open": sum(fact not in look.answered for fact in look.questions),
    }


@permitted("label.judge")
def existing(request: PermittedRequest, public_id: str) -> HttpResponse:
    """The photo, what the label lacks, and the whole checklist."""
    look = look_at(product_to_judge(request, public_id), timezone.localdate())
    context = around(request, look) | {
        "form": LabelPhotoForm(),
        "lacking": [verdict_row(each, look) for each in look.faults],
        "rows": [verdict_row(each, look, with_questions=True) for each in look.verdicts],
    }
    return render(request, "labels/existing.html", context)


@permitted("label.judge")
def existing_result(request: PermittedRequest, public_id: str) -> HttpResponse:
    """What has to be mended, in the order of the label, to be left with the owner on one sheet."""
    look = look_at(product_to_judge(request, public_id), timezone.localdate())
    rows = [verdict_row(each, look) for each in look.verdicts]
    context = around(request, look) | {
        "wrong": [row for row in rows if row.say_instead and not row.is_advice],
        "advice": [row for row in rows if row.say_instead and row.is_advice],
        "unsettled": [row for row in rows if not row.say_instead and not _is_settled(row)],
        "right": [row for row in rows if _is_settled(row)],
        "today": timezone.localdate(),
    }
    return render(request, "labels/existing_result.html", context)


def _is_settled(row: VerdictRow) -> bool:
    """Whether an element is right, and was seen to be so on the photo."""
    return row.state == RIGHT and row.is_seen


@permitted("label.judge")
@require_POST
def existing_fresh(request: PermittedRequest, public_id: str) -> HttpResponse:
    """The pack bears a new label: its photos are taken anew, and every answer is looked at again."""
    product = product_to_judge(request, public_id)
    if put_photos_away(product):
        messages.success(request, _("The photos of the old label are put away. Take photos of the new one."))
    return redirect("labels:existing", public_id)
