"""The city's list of organisations, and who has which role in each."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lopo.accounts.forms.people import InviteForm, OrganisationForm
from lopo.accounts.models import Membership, Organisation, Person
from lopo.accounts.people import Invited, invite, take_away, tell_invited
from lopo.accounts.permission import PermittedRequest, permitted
from lopo.accounts.phone import local_form
from lopo.accounts.roles import KIND_TITLES, ROLE_TITLES, STAFF_ROLES, Kind, Role

PAGE = 50


def _language() -> str:
    return get_language() or "id"


@permitted("people.manage")
def organisations(request: PermittedRequest) -> HttpResponse:
    """All organisations but the producers; those with ``?kind=producer``. ``?search=`` finds people, too."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in set(Kind) else ""
    search = request.GET.get("search", "").replace("\x00", "").strip()[:80]
    page = Paginator(_listed(kind, search), PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "rows": [{"organisation": each, "kind": _kind_title(each)} for each in page],
        "kind": kind,
        "kinds": [(each.value, KIND_TITLES[each].in_language(_language())) for each in Kind],
        "search": search,
        "query": query.urlencode(),
    }
    return render(request, "accounts/organisations.html", context)


def _listed(kind: str, search: str) -> QuerySet[Organisation]:
    listed = Organisation.objects.annotate(people=Count("memberships__person", distinct=True))
    listed = listed.filter(kind=kind) if kind else listed.exclude(kind=Kind.PRODUCER)
    if search:
        someone = Membership.objects.filter(organisation=OuterRef("pk")).filter(
            Q(person__name__icontains=search)
            | Q(person__phone__contains=search.lstrip("0"))
            | Q(person__email__icontains=search)
        )
        listed = listed.filter(Q(name__icontains=search) | Exists(someone))
    return listed.order_by("kind", "name", "pk")


def _kind_title(organisation: Organisation) -> str:
    return KIND_TITLES[Kind(organisation.kind)].in_language(_language())


@permitted("people.manage")
def organisation_new(request: PermittedRequest) -> HttpResponse:
    """Add an organisation; its people come next."""
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = Organisation.objects.create(name=form.cleaned_data["name"], kind=form.cleaned_data["kind"])
        messages.success(request, _("%(name)s is added. Now invite its people.") % {"name": made})
        return redirect("accounts:organisation", made.pk)
    status = 422 if form.errors else 200
    return render(request, "accounts/organisation_new.html", {"form": form}, status=status)


@permitted("people.manage")
def organisation(request: PermittedRequest, organisation_id: int) -> HttpResponse:
    """Who has which role here, and a form to invite somebody."""
    found = get_object_or_404(Organisation, pk=organisation_id)
    form = InviteForm(request.POST or None, kind=Kind(found.kind))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        invited = invite(found, data["role"], data["contact"], name=data["name"], language=_language())
        say_invited(request, invited)
        return redirect("accounts:organisation", found.pk)
    protected = Exists(Authenticator.objects.filter(user=OuterRef("person")))
    held = found.memberships.select_related("person").annotate(protected=protected)
    rows = [
        {
            "membership": each,
            "role": ROLE_TITLES[Role(each.role)].in_language(_language()),
            "reached_at": reached_at(each.person),
            "needs_second_factor": each.role in STAFF_ROLES and not each.protected,
        }
        for each in held.order_by("role", "person__name", "pk")
    ]
    context = {"organisation": found, "kind": _kind_title(found), "rows": rows, "form": form}
    status = 422 if form.errors else 200
    return render(request, "accounts/organisation.html", context, status=status)


def reached_at(person: Person) -> str:
    """The phone as it is said here, and the email."""
    return " · ".join(filter(None, (local_form(person.phone) if person.phone else "", person.email)))


def say_invited(request: HttpRequest, invited: Invited) -> None:
    """Send the message to who was invited, and say here what happened."""
    name = {"name": invited.person}
    if not invited.new_role:
        messages.info(request, _("%(name)s has this role already.") % name)
    elif tell_invited(invited):
        messages.success(request, _("%(name)s has the role now and is told how to sign in.") % name)
    else:
        messages.warning(
            request,
            _(
                "%(name)s has the role now, but no message could be sent."
                " Say yourself: choose “Sign in with a code”."
            )
            % name,
        )


@permitted("people.manage")
def role_remove(request: PermittedRequest, membership_id: int) -> HttpResponse:
    """Ask, then take a role away."""
    membership = get_object_or_404(
        Membership.objects.select_related("person", "organisation"), pk=membership_id
    )
    return confirm_removal(request, membership, "accounts:organisation", membership.organisation_id)


def confirm_removal(
    request: PermittedRequest, membership: Membership, back: str, *arguments: int
) -> HttpResponse:
    """The page that asks; on the answer the role goes, and the reader goes ``back``."""
    if request.method == "POST":
        stays = take_away(membership, request.user)
        if stays is not None:
            messages.error(request, stays.in_language(_language()))
        else:
            messages.success(request, _("%(name)s no longer has this role.") % {"name": membership.person})
        return redirect(back, *arguments)
    role = ROLE_TITLES[Role(membership.role)].in_language(_language())
    context = {"membership": membership, "role": role, "back": back, "arguments": arguments}
    context["own"] = membership.person_id == request.user.pk
    return render(request, "accounts/role_remove.html", context)
