"""The owner's workbench: choose, look, take along. What is shown is what is printed."""

import base64
import io
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from PIL import Image

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.labels.artwork.adopted import adopted_facts
from lopo.labels.artwork.colour import palettes
from lopo.labels.artwork.designs import designs
from lopo.labels.artwork.typesetting import fitting_height
from lopo.labels.forms.studio import ChoicesForm
from lopo.labels.models import Mark
from lopo.labels.studio import (
    FIRST_CHOICES,
    Made,
    choices_of,
    keep_choices,
    make_label,
    whole_dossier,
)
from lopo.producers.models import Product
from lopo.producers.reach import products_in
from lopo.producers.records import changes_gathered, record_fact

SHOWN_WIDTH = 780
"""Pixels that the pieces of a preview are wide together: sharp on a phone, light on its line."""
SAMPLE_WIDTH = 150
COLOURS = 24
SAMPLE_SECONDS = 600


def product_to_label(request: PermittedRequest, public_id: str) -> Product:
    """The product, within the reader's reach."""
    products = products_in(request.scope).select_related("business")
    return get_object_or_404(products, public_id=public_id)


@permitted("label.edit")
def studio(request: PermittedRequest, public_id: str) -> HttpResponse:
    """The workbench. Choices sent by POST are kept; those in the address are only looked at."""
    product = product_to_label(request, public_id)
    if request.method == "POST":
        return _keep(request, product)
    kept = choices_of(product)
    form = ChoicesForm(request.GET) if "design" in request.GET else ChoicesForm(initial=kept)
    choices = form.plain() if form.is_bound and form.is_valid() else kept
    return render(request, "labels/studio.html", _around(product, form, choices))


def _keep(request: PermittedRequest, product: Product) -> HttpResponse:
    form = ChoicesForm(request.POST)
    if not form.is_valid():
        return render(request, "labels/studio.html", _around(product, form, choices_of(product)), status=422)
    keep_choices(product, form.plain(), request.user)
    messages.success(request, _("Your choices for this label are kept."))
    return redirect("labels:studio", product.public_id)


def _around(product: Product, form: ChoicesForm, choices: dict[str, Any]) -> dict[str, Any]:
    language = get_language() or "id"
    return {
        "product": product,
        "form": form,
        "designs": [
            {
                "name": each.name,
                "title": each.title.in_language(language),
                "about": each.about.in_language(language),
            }
            for each in designs().values()
        ],
        "palettes": [
            {"name": each.name, "title": each.title.in_language(language), "palette": each}
            for each in palettes().values()
        ],
        "chosen": {
            **choices,
            **{name: value for name, value in form.data.items() if name in ("design", "palette")},
        },
        "marks": set(
            Mark.objects.filter(business=product.business, replaced_at=None).values_list("kind", flat=True)
        ),
        **shown(product, choices),
    }


def shown(product: Product, choices: dict[str, Any]) -> dict[str, Any]:
    """What the preview shows of a label: its pages, what it lacks, what does not fit."""
    language = get_language() or "id"
    try:
        made = make_label(product, choices, timezone.localdate())
    except Refused as refusal:
        return {"refused": refusal.reason.in_language(language)}
    gaps = [
        {"reason": gap.reason.in_language(language), "fact": gap.fact, "stops": gap.stops}
        for gap in made.content.gaps
    ]
    return {
        "made": made,
        "pages": _pages(made),
        "stops": [gap for gap in gaps if gap["stops"]],
        "notes": [gap for gap in gaps if not gap["stops"]],
        "misfits": [each.sentence.in_language(language) for each in made.artwork.misfits],
        "fits_at": fitting_height(made.content, made.order) if made.artwork.misfits else None,
        "colours_changed": bool(made.order.colours.changed),
        "bare": made.order.colours.bare,
    }


def _pages(made: Made) -> list[dict[str, Any]]:
    names = {"front": _("Front"), "back": _("Back"), "whole": _("Label")}
    together = sum(piece.width for piece in made.artwork.pieces)
    pages = made.artwork.png(SHOWN_WIDTH / together * 25.4)
    return [
        {
            "title": names[piece.name],
            "address": f"data:image/png;base64,{base64.b64encode(light_png(page)).decode()}",
            "width": piece.width,
            "height": piece.height,
        }
        for piece, page in zip(made.artwork.pieces, pages, strict=True)
    ]


def light_png(page: bytes) -> bytes:
    """The picture in few colours: a quarter of the bytes, alike to the eye."""
    with Image.open(io.BytesIO(page)) as picture:
        few = picture.convert("RGB").quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    made = io.BytesIO()
    few.save(made, "PNG")
    return made.getvalue()


@permitted("label.edit")
@require_safe
def preview(request: PermittedRequest, public_id: str) -> HttpResponse:
    """The part of the workbench that changes with each choice; by itself it leads to the whole."""
    product = product_to_label(request, public_id)
    if not getattr(request, "htmx", False):
        return redirect(f"{resolve_url('labels:studio', public_id)}?{request.GET.urlencode()}")
    form = ChoicesForm(request.GET)
    valid = form.is_valid()
    context = shown(product, form.plain() if valid else choices_of(product))
    faults = [] if valid else [f"{form.fields[name].label}: {said[0]}" for name, said in form.errors.items()]
    context |= {"product": product, "faults": faults}
    return render(request, "labels/_studio_preview.html", context)


@permitted("label.edit")
@require_safe
def sample(request: PermittedRequest, public_id: str, design: str) -> HttpResponse:
    """A small picture of the front in one of the designs."""
    product = product_to_label(request, public_id)
    choices = {**FIRST_CHOICES, **choices_of(product), "design": design}
    try:
        made = make_label(product, choices, timezone.localdate())
    except Refused as refusal:
        return HttpResponse(refusal.reason.in_language(get_language() or "id"), status=404)
    widest = max(piece.width for piece in made.artwork.pieces)
    response = HttpResponse(
        light_png(made.artwork.png(SAMPLE_WIDTH / widest * 25.4)[0]), content_type="image/png"
    )
    response["Cache-Control"] = f"private, max-age={SAMPLE_SECONDS}"
    return response


@permitted("label.edit")
@require_POST
def adopt(request: PermittedRequest, public_id: str) -> HttpResponse:
    """ "This label is on my packs": what stands on it becomes what is known of the label."""
    product = product_to_label(request, public_id)
    today = timezone.localdate()
    made = make_label(product, choices_of(product), today)
    if not made.is_ready:
        messages.error(request, _("This label still lacks something. Mend that first."))
        return redirect("labels:studio", public_id)
    dossier = whole_dossier(product, today)
    with changes_gathered():
        for fact, raw in adopted_facts(made.content, made.order, made.artwork, dossier).items():
            record_fact(product.business, product, fact, raw, typed_by=request.user)
    messages.success(request, _("Noted: this label is on your packs. The standards are held against it now."))
    return redirect("standards:product", public_id)
