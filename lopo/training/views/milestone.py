"""What happened to a product on the market, from shelf to second order, and the paper that shows it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.producers.models import Product
from lopo.training.books.milestone import (
    KIND_TITLES,
    add_paper,
    house_events,
    milestones_of,
    products_to_follow,
    products_to_tell,
    put_back_milestone,
    tell_milestone,
    withdraw_milestone,
)
from lopo.training.forms.companion import MilestoneForm, PaperForm
from lopo.training.models import Milestone

PAGE = 50


def _to_tell(request: PermittedRequest, public_id: str) -> Product:
    listed = products_to_tell(request.user).select_related("business")
    return get_object_or_404(listed, public_id=public_id)


@permitted("milestone.view")
def milestones(request: PermittedRequest, public_id: str) -> HttpResponse:
    """What was told of a product: shown by a paper, or told only."""
    found = get_object_or_404(
        products_to_follow(request.user).select_related("business"), public_id=public_id
    )
    language = get_language() or "id"
    page = Paginator(milestones_of(found), PAGE).get_page(request.GET.get("page"))
    told = [{"milestone": each, "title": KIND_TITLES[each.kind].in_language(language)} for each in page]
    context = {
        "product": found,
        "page": page,
        "house": [
            {"event": each, "title": KIND_TITLES[each.kind].in_language(language)}
            for each in house_events(found)[:PAGE]
        ],
        "rows": [each for each in told if each["milestone"].withdrawn_at is None],  # type: ignore[attr-defined]
        "withdrawn": [each for each in told if each["milestone"].withdrawn_at],  # type: ignore[attr-defined]
        "may_tell": products_to_tell(request.user).filter(pk=found.pk).exists(),
    }
    return render(request, "training/milestones.html", context)


@permitted("milestone.tell")
def milestone_new(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Tell a milestone, with the photo of its paper if there is one."""
    product = _to_tell(request, public_id)
    form = MilestoneForm(request.POST or None, request.FILES or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            tell_milestone(product, form.told, request.user, data["client_id"], data["photo"])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("It is on record. Well done."))
            return redirect("training:milestones", product.public_id)
    context = {"product": product, "form": form}
    return render(request, "training/milestone_new.html", context, status=422 if form.errors else 200)


def _milestone(request: PermittedRequest, milestone_id: int) -> Milestone:
    reached = products_to_tell(request.user).values("pk")
    listed = Milestone.objects.filter(product__in=reached).select_related("product__business")
    return get_object_or_404(listed, pk=milestone_id)


@permitted("milestone.tell")
def milestone_paper(request: PermittedRequest, milestone_id: int) -> HttpResponse:
    """The photo of the paper, sent later."""
    found = _milestone(request, milestone_id)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PaperForm(*sent)
    if request.method == "POST" and form.is_valid():
        if add_paper(found, form.cleaned_data["photo"], request.user):
            messages.success(request, _("The paper is on record: it counts as shown now."))
        else:
            messages.info(request, _("There is a paper already, or it was withdrawn."))
        return redirect("training:milestones", found.product.public_id)
    title = KIND_TITLES[found.kind].in_language(get_language() or "id")
    context = {"milestone": found, "product": found.product, "title": title, "form": form}
    return render(request, "training/milestone_paper.html", context, status=422 if form.errors else 200)


@permitted("milestone.tell")
@require_POST
def milestone_withdraw(request: PermittedRequest, milestone_id: int) -> HttpResponse:
    """Withdraw a milestone, or put it back: nothing is deleted."""
    found = _milestone(request, milestone_id)
    if "put-back" in request.POST:
        put_back_milestone(found)
        messages.success(request, _("It counts again."))
    elif withdraw_milestone(found, request.user):
        messages.success(request, _("Withdrawn. It counts no more and can be put back."))
    return redirect("training:milestones", found.product.public_id)
