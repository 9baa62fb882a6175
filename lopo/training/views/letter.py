"""Letters of agreement: kept as files, opened only by those who may see the institution's page."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.training.books.partner import keep_letter, restore_letter, withdraw_letter
from lopo.training.forms.partner import LetterForm
from lopo.training.models import Letter
from lopo.training.views.partner import organisations_in


def _letter(request: PermittedRequest, letter_id: int) -> Letter:
    reached = organisations_in(request.scope).values("pk")
    return get_object_or_404(Letter.objects.filter(organisation__in=reached), pk=letter_id)


@permitted("partner.manage")
def letter_new(request: PermittedRequest, partner_id: int) -> HttpResponse:
    """Add a letter with its file."""
    organisation = get_object_or_404(organisations_in(request.scope), pk=partner_id)
    form = LetterForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            keep_letter(organisation, data, data["file"], request.user, data["client_id"])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The letter is on record."))
            return redirect("training:partner", organisation.pk)
    context = {"form": form, "organisation": organisation}
    return render(request, "training/partner_letter.html", context, status=422 if form.errors else 200)


@permitted("partner.board")
def letter(request: PermittedRequest, letter_id: int) -> FileResponse:
    """The file of a letter."""
    found = _letter(request, letter_id)
    kind, ending = ("application/pdf", "pdf") if found.kind == "pdf" else ("image/jpeg", "jpg")
    response = FileResponse(found.file.open("rb"), content_type=kind)
    response["Content-Disposition"] = f'inline; filename="lopo-{found.pk}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@permitted("partner.manage")
@require_POST
def letter_withdraw(request: PermittedRequest, letter_id: int) -> HttpResponse:
    """Show a letter no more, or show it again."""
    found = _letter(request, letter_id)
    if "put-back" in request.POST:
        restore_letter(found)
        messages.success(request, _("The letter is shown again."))
    elif withdraw_letter(found):
        messages.success(request, _("The letter is shown no more. It can be put back."))
    return redirect("training:partner", found.organisation_id)
