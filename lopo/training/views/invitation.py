"""The invitation link: opened by anybody, answered by who is signed in, shared by who holds the course."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from lopo.accounts.models import Person
from lopo.accounts.permission import PermittedRequest, permitted, scope_for
from lopo.facts.wording import say_days
from lopo.producers.forms import BusinessForm
from lopo.producers.views.product import begin_business
from lopo.training.models import Cohort
from lopo.training.module_titles import module_title
from lopo.training.seating.states import CANCELLED, DRAFT, OPEN, SEATED
from lopo.training.views.seat import owner_page


@permitted("training.invitation")
def invitation(request: PermittedRequest, token: str) -> HttpResponse:
    """What the course is, and the way to a seat: signing in or up first, and back here afterwards."""
    found = get_object_or_404(Cohort.objects.select_related("organiser"), invitation=token)
    if found.state == DRAFT and scope_for(request.user, "training.manage") is None:
        raise Http404
    person = request.user
    if isinstance(person, Person) and scope_for(person, "training.join") is not None:
        return owner_page(request, found, by_link=True)
    if isinstance(person, Person) and scope_for(person, "training.view") is not None:
        return redirect("training:cohort", found.pk)
    form = None
    if isinstance(person, Person) and not person.held_memberships() and found.state in (OPEN, SEATED):
        form = BusinessForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            begin_business(form.cleaned_data["name"], form.cleaned_data["kelurahan"], person)
            return redirect("training:invitation", token)
    language = get_language() or "id"
    back = "?" + urlencode({"next": request.path})
    context = {
        "cohort": found,
        "days": say_days(found.starts_on, found.ends_on).in_language(language),
        "modules": [module_title(name, language) for name in found.modules],
        "sessions": [(each, module_title(each.module, language)) for each in found.sessions.all()],
        "form": form,
        "signed_in": isinstance(person, Person),
        "cancelled": found.state == CANCELLED,
        "sign_in": reverse("account_login") + back,
        "sign_up": reverse("account_signup") + back,
    }
    status = 422 if form and form.errors else 200
    return render(request, "training/invitation.html", context, status=status)
