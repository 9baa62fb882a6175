"""Shelf life of a product: its studies, one study with its picture and answer, the table to take along."""

from decimal import Decimal

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.text import Text
from lopo.producers.models import Product
from lopo.producers.reach import products_in
from lopo.producers.records import dossier_of
from lopo.producers.spreadsheet import FORMS, Row, plain, spreadsheet
from lopo.quality.models import StorageReading, StorageStudy
from lopo.quality.storage.fit import FIRST, RateFit
from lopo.quality.storage.plan import MeasuringDay
from lopo.quality.storage.plot import legend_mark, plot, plot_title
from lopo.quality.storage.shelf_life import Answer, Life
from lopo.quality.storage.study import REAL_TIME, RISES
from lopo.quality.storage.words import said, said_celsius, said_days, said_value
from lopo.quality.storage_book import Look, look_at, looks_at


def product_in_reach(request: PermittedRequest, public_id: str) -> Product:
    """The product, if the reader reaches it."""
    return get_object_or_404(products_in(request.scope).select_related("business"), public_id=public_id)


def study_in_reach(request: PermittedRequest, public_id: str, study_id: int) -> StorageStudy:
    """The study of a product that the reader reaches."""
    product = product_in_reach(request, public_id)
    row = get_object_or_404(StorageStudy, product=product, pk=study_id)
    row.product = product
    return row


def in_words(text: Text) -> str:
    """A text in the reader's language."""
    return text.in_language(get_language() or "id")


@permitted("quality.record")
@require_safe
def index(request: PermittedRequest, public_id: str) -> HttpResponse:
    """What the label promises, what was studied, and how to begin."""
    product = product_in_reach(request, public_id)
    dossier = dossier_of(product)
    today = timezone.localdate()
    looks = looks_at(product)
    days, studied = (
        dossier.value("quality.shelf_life_days"),
        dossier.value("quality.shelf_life_studied_days"),
    )
    context = {
        "product": product,
        "days": None if days is None else in_words(said_days(days)),
        "studied": None if studied is None else in_words(said_days(studied)),
        "studies": [_row(look, today) for look in looks],
        "put_away": StorageStudy.objects.filter(product=product).exclude(put_away_at=None)[:30],
    }
    return render(request, "quality/storage.html", context)


def _row(look: Look, today: object) -> dict[str, object]:
    following = look.still_open[0] if look.still_open else None
    return {
        "study": look.row,
        "claim": None if look.found.claim is None else in_words(look.found.claim.words),
        "next": following,
        "due": following is not None and following.on <= today,  # type: ignore[operator]
        "count": len(look.readings),
    }


@permitted("quality.record")
@require_safe
def study(request: PermittedRequest, public_id: str, study_id: int) -> HttpResponse:
    """One study: what to measure next, the picture, the answer or why there is none, the readings."""
    row = study_in_reach(request, public_id, study_id)
    look = look_at(row)
    found, today = look.found, timezone.localdate()
    context = {
        "product": row.product,
        "study": row,
        "limit": in_words(said_value(float(row.limit), row.unit)),
        "rises": row.direction == RISES,
        "real_time": row.method == REAL_TIME,
        "next": _shown_day(look.still_open[0], row) if look.still_open else None,
        "due": bool(look.still_open) and look.still_open[0].on <= today,
        "measured": bool(look.readings),
        "picture": plot(found, get_language() or "id"),
        "picture_title": in_words(plot_title(found.study)),
        "key": [
            {"mark": legend_mark(place), "celsius": in_words(said_celsius(celsius))}
            for place, celsius in enumerate(found.study.temperatures)
        ],
        **_shown_answer(found),
        "calendar": _calendar(look, row),
        "readings": [_shown_reading(each, row) for each in look.readings],
    }
    return render(request, "quality/storage_study.html", context)


def _shown_day(each: MeasuringDay, row: StorageStudy) -> dict[str, object]:
    return {
        "on": each.on,
        "day": each.day,
        "packs": each.packs_each,
        "temperatures": [
            {"celsius": in_words(said_celsius(celsius)), "value": f"{celsius:.1f}"}
            for celsius in (each.temperatures if each.day else each.temperatures[:1])
        ],
    }


def _calendar(look: Look, row: StorageStudy) -> list[dict[str, object]]:
    left = {each.day for each in look.still_open}
    return [{**_shown_day(each, row), "done": each.day not in left} for each in look.calendar]


def _shown_answer(found: Answer) -> dict[str, object]:
    line = found.line
    return {
        "lives": [_shown_life(life) for life in found.lives],
        "claim": None if found.claim is None else in_words(found.claim.words),
        "refusals": [
            {"reason": in_words(each.reason), "mend": in_words(each.mend)} for each in found.refusals
        ],
        "cautions": [in_words(each) for each in found.cautions],
        "fits": [_shown_fit(fit, taken=fit.order == found.order) for fit in found.fits],
        "line": None
        if line is None
        else {
            "energy": in_words(said(line.activation_energy, 4)),
            "kilojoules": in_words(said(line.activation_energy_kj)),
            "q10": in_words(said(line.q10(min(found.study.temperatures)))),
            "r_squared": in_words(said(line.r_squared)),
        },
    }


def _shown_life(life: Life) -> dict[str, object]:
    return {
        "celsius": in_words(said_celsius(life.celsius)),
        "low": in_words(said_days(life.low)),
        "days": in_words(said_days(life.days)),
        "high": in_words(said_days(life.high)),
        "spread": life.low != life.high,
    }


def _shown_fit(fit: RateFit, *, taken: bool) -> dict[str, object]:
    return {
        "celsius": in_words(said_celsius(fit.celsius)),
        "first": fit.order == FIRST,
        "taken": taken,
        "rate": in_words(said(fit.rate)),
        "low": in_words(said(fit.low)),
        "high": in_words(said(fit.high)),
        "r_squared": in_words(said(fit.r_squared)),
    }


def _shown_reading(each: StorageReading, row: StorageStudy) -> dict[str, object]:
    return {
        "pk": each.pk,
        "celsius": in_words(said_celsius(float(each.celsius))),
        "day": row.day_of(each.measured_on),
        "on": each.measured_on,
        "value": in_words(said_value(float(each.value), row.unit)),
        "photo": each.evidence_id,
    }


@permitted("quality.record")
@require_safe
def table(request: PermittedRequest, public_id: str, study_id: int, form: str) -> HttpResponseBase:
    """The readings as a file, in the form that ``lopo shelf-life`` reads."""
    row = study_in_reach(request, public_id, study_id)
    if form not in FORMS:
        raise Http404
    rows = _head_rows(row)
    for each in look_at(row).readings:
        rows.append(
            [_plain(each.celsius), row.day_of(each.measured_on), _plain(each.value), each.measured_on]
        )
    return spreadsheet(form, f"masa-simpan-{row.pk}", ["atribut", plain(row.attribute), "", ""], rows)


def _head_rows(row: StorageStudy) -> list[Row]:
    return [
        ["satuan", plain(row.unit)],
        ["arah", row.direction],
        ["batas", _plain(row.limit)],
        ["cara", row.method],
        ["simpan", row.storage],
        ["kemasan", plain(row.pack)],
        ["kemasan dijual", "ya" if row.pack_as_sold else "tidak"],
        ["suhu", "hari", "nilai", "tanggal"],
    ]


def _plain(number: Decimal) -> str:
    """A number with a decimal point, never with three decimals, which would read as thousands."""
    short = f"{number.normalize():f}"
    return f"{short}0" if len(short.partition(".")[2]) == 3 else short
