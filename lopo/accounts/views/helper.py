"""Who helps an owner at her own business."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lopo.accounts.forms.people import HelperForm
from lopo.accounts.models import Membership, Organisation
from lopo.accounts.people import invite
from lopo.accounts.permission import PermittedRequest, permitted
from lopo.accounts.roles import Kind, Role
from lopo.accounts.views.people import confirm_removal, reached_at, say_invited

HELPERS_MOST = 20
"""Helpers at one business: each new one costs a text message to a number that the owner types."""


@permitted("helper.manage")
def helpers(request: PermittedRequest, organisation_id: int | None = None) -> HttpResponse:
    """The helpers of my business, and a form to add one."""
    mine = Organisation.objects.filter(pk__in=request.scope.own_ids, kind=Kind.PRODUCER).order_by("pk")
    found = get_object_or_404(mine, pk=organisation_id) if organisation_id else mine.first()
    if found is None:
        return redirect("producers:business_new")
    held = found.memberships.filter(role=Role.HELPER).select_related("person").order_by("person__name", "pk")
    rows = [{"membership": each, "reached_at": reached_at(each.person)} for each in held]
    form = HelperForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if len(rows) >= HELPERS_MOST:
            form.add_error(None, _("There are enough helpers. Take one away first."))
        elif _is_owner(found, form):
            form.add_error("contact", _("This person is an owner here already."))
        else:
            data = form.cleaned_data
            say_invited(
                request,
                invite(
                    found, Role.HELPER, data["contact"], name=data["name"], language=get_language() or "id"
                ),
            )
            return redirect("accounts:helpers_of", found.pk)
    context = {"organisation": found, "others": [each for each in mine if each != found]}
    context |= {"rows": rows, "form": form}
    return render(request, "accounts/helpers.html", context, status=422 if form.errors else 200)


def _is_owner(business: Organisation, form: HelperForm) -> bool:
    contact = form.cleaned_data["contact"]
    owners = business.memberships.filter(role=Role.OWNER)
    known_by = {"person__phone": contact.phone} if contact.phone else {"person__email": contact.email}
    return owners.filter(**known_by).exists()


@permitted("helper.manage")
def helper_remove(request: PermittedRequest, membership_id: int) -> HttpResponse:
    """Ask, then let a helper go."""
    helpers = Membership.objects.filter(organisation__in=request.scope.own_ids, role=Role.HELPER)
    membership = get_object_or_404(helpers.select_related("person", "organisation"), pk=membership_id)
    return confirm_removal(request, membership, "accounts:helpers_of", membership.organisation_id)
