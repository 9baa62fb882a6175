"""Naming companions: for one business, or for many at once."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.producers.models import Business, Kelurahan
from lopo.training.books.companion import name_companion, possible_companions, release, without_companion
from lopo.training.forms.companion import NameForm
from lopo.training.lists.sorting import typed, without_page
from lopo.training.models import Companionship

PAGE = 50
NOBODY = "none"
MOST = 5000
"""Businesses named for at once."""


def _asked_for(query: QueryDict) -> QuerySet[Business]:
    """The businesses that the address asks for: without a companion, of one companion, or all."""
    companion = typed(query, "companion", 20) or NOBODY
    found = without_companion() if companion == NOBODY else Business.objects.all()
    if companion.isascii() and companion.isdigit() and len(companion) < 16:
        found = found.filter(companionships__person=int(companion), companionships__until=None)
    if kecamatan := typed(query, "kecamatan", 60):
        found = found.filter(kelurahan__kecamatan=kecamatan)
    if search := typed(query, "search"):
        found = found.filter(name__icontains=search)
    return found


@permitted("companion.name")
def naming(request: PermittedRequest) -> HttpResponse:
    """Businesses to tick, and whom to name for them."""
    people = possible_companions()
    form = NameForm(request.POST or None, people=people)
    query = without_page(request.GET)
    if request.method == "POST" and form.is_valid():
        ticked = _ticked(request)
        if ticked:
            changed = name_companion(ticked, form.cleaned_data["person"], request.user, timezone.localdate())
            _say(request, changed, str(form.cleaned_data["person"]))
            return redirect(f"{reverse('training:companion_naming')}?{query.urlencode()}")
        form.add_error(None, _("Tick the businesses first, or choose all that fit."))
    named = Companionship.objects.filter(business=OuterRef("pk"), until=None)
    listed = (
        _asked_for(request.GET)
        .select_related("kelurahan")
        .annotate(companion_name=Subquery(named.values("person__name")[:1]))
    )
    page = Paginator(listed.order_by(F("kelurahan__kecamatan"), "name", "pk"), PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "form": form,
        "page": page,
        "people": people,
        "companion": typed(request.GET, "companion", 20) or NOBODY,
        "kecamatan": typed(request.GET, "kecamatan", 60),
        "districts": Kelurahan.objects.order_by("kecamatan").values_list("kecamatan", flat=True).distinct(),
        "search": typed(request.GET, "search"),
        "query": query.urlencode(),
        "ticked": set(request.POST.getlist("business")),
    }
    return render(request, "training/companion_naming.html", context, status=422 if form.errors else 200)


def _ticked(request: PermittedRequest) -> list[int]:
    """The numbers of the businesses that were ticked, or of all that fit the address."""
    if "everything" in request.POST:
        return list(_asked_for(request.GET).order_by("pk").values_list("pk", flat=True)[:MOST])
    sent = request.POST.getlist("business")[:MOST]
    numbers = [int(each) for each in sent if each.isascii() and each.isdigit() and len(each) < 16]
    return list(Business.objects.filter(pk__in=numbers).values_list("pk", flat=True))


def _say(request: PermittedRequest, changed: int, name: str) -> None:
    told = ngettext(
        "%(name)s is the companion of %(count)s business now.",
        "%(name)s is the companion of %(count)s businesses now.",
        changed,
    )
    if changed:
        messages.success(request, told % {"name": name, "count": changed})
    else:
        messages.info(request, _("%(name)s is their companion already.") % {"name": name})


@permitted("companion.name")
@require_POST
def name_one(request: PermittedRequest, business_id: int) -> HttpResponse:
    """Name a companion for one business, or let nobody walk beside it for now."""
    found = get_object_or_404(Business, pk=business_id)
    form = NameForm(request.POST, people=possible_companions())
    if "nobody" in request.POST:
        if release(found, timezone.localdate()):
            messages.success(request, _("Nobody is named now. The history stays."))
    elif form.is_valid():
        changed = name_companion([found.pk], form.cleaned_data["person"], request.user, timezone.localdate())
        _say(request, changed, str(form.cleaned_data["person"]))
    else:
        messages.error(request, _("Choose a companion."))
    return redirect("training:companion_business", found.pk)
