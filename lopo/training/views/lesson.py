"""The list of lessons, a lesson to read, and the worker that keeps both readable without a network."""

import functools
import hashlib
import json
from dataclasses import dataclass
from importlib.resources import files
from itertools import zip_longest

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.standards.house_library import edition_on
from lopo.training.books.lesson import gaps_of, mark_read, reads_of
from lopo.training.lessons.library import load_modules
from lopo.training.lessons.module import Module
from lopo.training.lessons.teaching import taught_by
from lopo.training.models import LessonRead

_FOLDER = "training/lessons/"
_ASSETS = (
    "lopo/lopo.css",
    "lopo/work.css",
    "lopo/lopo.js",
    "lopo/mark.svg",
    "lopo/band.svg",
    *(f"{_FOLDER}{name}.js" for name in ("scores", "keep", "questions")),
    f"{_FOLDER}lesson.css",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One lesson on the list: what the reader did with it, and how many of her open demands it teaches."""

    module: Module
    read: LessonRead | None
    gaps: int


def module_or_404(module_id: str) -> Module:
    """The lesson of that name."""
    module = load_modules().get(module_id)
    if module is None:
        raise Http404
    return module


@permitted("lesson.read")
def lessons(request: PermittedRequest) -> HttpResponse:
    """All lessons; for a producer first those that her products' open demands ask for."""
    reads, gaps = reads_of(request.user), gaps_of(request.user, timezone.localdate())
    rows = [Row(module, reads.get(module.id), gaps[module.id]) for module in load_modules().values()]
    context = {
        "wanted": sorted((row for row in rows if row.gaps), key=lambda row: -row.gaps),
        "others": [row for row in rows if not row.gaps],
        "read_count": sum(row.read is not None and row.read.read_at is not None for row in rows),
        "count": len(rows),
        "pages": pages_to_keep(),
        "edition": f"{_edition()}-{get_language()}",
    }
    return render(request, "training/lesson_list.html", context)


def pages_to_keep() -> list[str]:
    """The addresses that a phone keeps: the list, every lesson and its questions."""
    pages = [reverse("training:lessons")]
    for id in load_modules():
        pages += [reverse("training:lesson", args=[id]), reverse("training:lesson_questions", args=[id])]
    return pages


@functools.cache
def _edition() -> str:
    """Changes when the words or the looks of lessons change, so that phones fetch them anew."""
    content = repr((list(load_modules().values()), [static(name) for name in _ASSETS]))
    return hashlib.sha256(content.encode()).hexdigest()[:12]


@permitted("lesson.read")
@require_http_methods(["GET", "HEAD", "POST"])
def lesson(request: PermittedRequest, module: str) -> HttpResponse:
    """One lesson in one calm scroll. A person signed in may mark it as read, and take that back."""
    found = module_or_404(module)
    if request.method == "POST":
        if request.user.is_authenticated:
            mark_read(request.user, found.id, timezone.now(), undo=request.POST.get("undo") == "1")
        return redirect(f"{reverse('training:lesson', args=[found.id])}#selesai")
    context = {
        "module": found,
        "taught": taught_by(found.id, edition_on(timezone.localdate())),
        "read": reads_of(request.user).get(found.id),
        "unsure": any(section.unsure for section in found.sections),
        "onward": next_lesson(found),
        "parts": list(zip_longest(found.sections, found.sections[1:])),
    }
    return render(request, "training/lesson.html", context)


def next_lesson(module: Module) -> Module | None:
    """The one that follows in the order of the lessons."""
    return next((each for each in load_modules().values() if each.order > module.order), None)


@permitted("lesson.read")
@never_cache
def worker(request: PermittedRequest) -> HttpResponse:
    """The service worker; its scope is this folder of addresses."""
    names = {"pages": pages_to_keep(), "assets": [static(name) for name in _ASSETS]}
    code = (files("lopo.training") / "static/training/lessons/worker.js").read_text("utf-8")
    script = f"const NAMES = {json.dumps(names)};\n{code}"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")
