"""Hand-outs of a course: put there by who teaches it, opened by who has a seat in it."""

from django.contrib import messages
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.training.books.day import cohorts_in
from lopo.training.day.rules import rules
from lopo.training.forms.day import MaterialForm
from lopo.training.models import Cohort, Material
from lopo.training.reach.day import own_seats, taught_by, taught_or_404


@permitted("training.teach")
def materials(request: PermittedRequest, cohort_id: int) -> HttpResponse:
    """The hand-outs of a cohort, and the form for another one."""
    cohort = taught_or_404(request, cohort_id)
    form = MaterialForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _keep(request, cohort, form):
        return redirect("training:materials", cohort.pk)
    listed = list(cohort.materials.select_related("by"))
    context = {
        "cohort": cohort,
        "form": form,
        "rows": [each for each in listed if not each.removed_at],
        "removed": [each for each in listed if each.removed_at],
    }
    return render(request, "training/day_materials.html", context, status=422 if form.errors else 200)


def _keep(request: PermittedRequest, cohort: Cohort, form: MaterialForm) -> bool:
    """Keep the file once; false, and the form says why, where there are too many."""
    with transaction.atomic():
        list(Cohort.objects.select_for_update().filter(pk=cohort.pk).values_list("pk"))
        if Material.objects.filter(client_id=form.number).exists():
            return True
        most = rules().materials_most
        if cohort.materials.filter(removed_at=None).count() >= most:
            form.add_error(
                "file",
                _("There are %(most)s hand-outs already. Take one back first.") % {"most": most},
            )
            return False
        clean = form.cleaned_data["file"]
        Material.objects.create(
            cohort=cohort,
            title=form.cleaned_data["title"],
            file=ContentFile(clean.content, name=f"{form.number}{clean.ending}"),
            kind=clean.kind,
            by=request.user,
            client_id=form.number,
        )
    messages.success(request, _("The participants can open it now."))
    return True


@permitted("training.teach")
@require_POST
def material_remove(request: PermittedRequest, material_id: int) -> HttpResponse:
    """Take a hand-out off the list, or put it back."""
    reached = Material.objects.filter(cohort__in=cohorts_in(request.scope, request.user))
    found = get_object_or_404(reached, pk=material_id)
    back = "kembali" in request.POST
    Material.objects.filter(pk=found.pk).update(removed_at=None if back else timezone.now())
    return redirect("training:materials", found.cohort_id)


@permitted("training.seat")
def material(request: PermittedRequest, material_id: int) -> FileResponse:
    """The file, to who teaches the course and to who has a seat in it."""
    mine = Q(cohort__in=own_seats(request.user).values("cohort"), removed_at=None)
    reached = Material.objects.filter(mine | Q(cohort__in=taught_by(request.user)))
    found = get_object_or_404(reached, pk=material_id)
    return file_answer(found.file, found.kind, f"bahan-{found.pk}")


def file_answer(file: object, kind: str, name: str) -> FileResponse:
    """A stored photo or PDF, shown and never run."""
    pdf = kind == "pdf"
    opened = file.open("rb")  # type: ignore[attr-defined]
    response = FileResponse(opened, content_type="application/pdf" if pdf else "image/jpeg")
    response["Content-Disposition"] = f'inline; filename="{name}.{"pdf" if pdf else "jpg"}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
