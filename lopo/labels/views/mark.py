"""The marks of a business: its logo, and the halal mark that its holder uploads."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.labels.forms.studio import MarkForm
from lopo.labels.models import Mark
from lopo.labels.models.studio import HALAL, LOGO
from lopo.labels.studio import keep_mark, remove_mark
from lopo.labels.views.studio import product_to_label


@permitted("label.edit")
def mark(request: PermittedRequest, public_id: str, kind: str) -> HttpResponse:
    """Upload a mark, look at it, take it off."""
    product = product_to_label(request, public_id)
    if kind not in (LOGO, HALAL):
        raise Http404
    if request.method == "POST" and "remove" in request.POST:
        remove_mark(product.business, kind)
        messages.success(request, _("The picture no longer stands on the labels."))
        return redirect("labels:studio", public_id)
    form = MarkForm(request.POST, request.FILES) if request.method == "POST" else MarkForm()
    if request.method == "POST" and form.is_valid():
        keep_mark(product.business, kind, form.cleaned_data["picture"], request.user)
        messages.success(request, _("The picture stands on the label now."))
        return redirect("labels:studio", public_id)
    current = Mark.objects.filter(business=product.business, kind=kind, replaced_at=None).first()
    context = {"product": product, "form": form, "kind": kind, "current": current}
    return render(request, "labels/mark.html", context, status=422 if form.errors else 200)


@permitted("label.edit")
def mark_picture(request: PermittedRequest, public_id: str, kind: str) -> HttpResponse:
    """The mark as it is kept."""
    product = product_to_label(request, public_id)
    current = Mark.objects.filter(business=product.business, kind=kind, replaced_at=None).first()
    if current is None:
        raise Http404
    try:
        with current.file.open("rb") as file:
            response = HttpResponse(file.read(), content_type="image/png")
    except FileNotFoundError:
        raise Http404 from None
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    return response
