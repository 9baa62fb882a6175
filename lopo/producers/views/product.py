"""A new business, a new product, and putting a product away."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.models import Membership, Organisation, Person
from lopo.accounts.permission import PermittedRequest, permitted, scope_for
from lopo.accounts.roles import Kind, Role
from lopo.producers.forms import BusinessForm, ProductForm
from lopo.producers.models import Business, Kelurahan, Product
from lopo.producers.reach import businesses_in, products_in
from lopo.producers.records import after_change, lock


@permitted("business.create")
def business_new(request: PermittedRequest) -> HttpResponse:
    """A first business: its name and kelurahan. Its maker becomes its owner."""
    form = BusinessForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name, kelurahan = form.cleaned_data["name"], form.cleaned_data["kelurahan"]
        begin_business(name, kelurahan, request.user)
        return redirect("producers:product_new")
    return render(request, "producers/business_new.html", {"form": form})


@transaction.atomic
def begin_business(name: str, kelurahan: Kelurahan, owner: Person) -> None:
    """Her new business; nothing new when the same is sent twice over a weak line."""
    one_at_a_time(kelurahan)
    hers = Business.objects.filter(
        organisation__memberships__person=owner, organisation__memberships__role=Role.OWNER
    )
    if not hers.filter(name__iexact=name, kelurahan=kelurahan).exists():
        new_business(name, kelurahan, owner)


def one_at_a_time(kelurahan: Kelurahan) -> None:
    """Let one new business of a ward pass at a time, until the transaction ends.

    The second of two alike then sees the first. (SQLite has one writer at a time anyway.)
    """
    Kelurahan.objects.select_for_update(no_key=True).get(pk=kelurahan.pk)


@transaction.atomic
def new_business(name: str, kelurahan: Kelurahan, owner: Person | None) -> Business:
    """A business with its organisation, and its owner where she signs in herself."""
    organisation = Organisation.objects.create(name=name, kind=Kind.PRODUCER)
    if owner is not None:
        Membership.objects.create(person=owner, organisation=organisation, role=Role.OWNER)
    return Business.objects.create(organisation=organisation, name=name, kelurahan=kelurahan)


@permitted("business.create")
def product_new(request: PermittedRequest, business_id: int | None = None) -> HttpResponse:
    """A new product of my business; then the first walk of questions begins."""
    scope = scope_for(request.user, "product.edit")
    mine = Business.objects.none() if scope is None else businesses_in(scope)
    if business_id is not None:
        business = get_object_or_404(mine, pk=business_id)
    else:
        own_ids = frozenset() if scope is None else scope.own_ids
        first = mine.filter(organisation__in=own_ids).order_by("pk").first()
        if first is None:
            return redirect("producers:business_new")
        business = first
    form = ProductForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        product = new_product(business, form.cleaned_data["name"], form.cleaned_data["kind"])
        return redirect("producers:ask_next", product.public_id)
    return render(request, "producers/product_new.html", {"form": form, "business": business})


@transaction.atomic
def new_product(business: Business, name: str, kind: str) -> Product:
    """A product of ``business``; the one there already when the same is sent twice over a weak line."""
    lock(business.pk)
    same = Product.objects.filter(business=business, name__iexact=name, kind=kind, archived_at=None)
    if (there := same.order_by("pk").first()) is not None:
        return there
    product = Product.objects.create(business=business, name=name, kind=kind)
    after_change(business, product)
    return product


@permitted("product.edit")
@require_POST
def archive(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Put a product away; it stays on the list of products put away, from where it comes back."""
    product = get_object_or_404(products_in(request.scope), public_id=public_id)
    Product.objects.filter(pk=product.pk, archived_at=None).update(archived_at=timezone.now())
    messages.success(request, _("%(name)s is put away. You can take it back below.") % {"name": product.name})
    return redirect("standards:products")


@permitted("product.edit")
@require_POST
def restore(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Take a product back that was put away."""
    product = get_object_or_404(products_in(request.scope).select_related("business"), public_id=public_id)
    with transaction.atomic():
        # What changed meanwhile was not told to a product that was put away.
        if Product.objects.filter(pk=product.pk).exclude(archived_at=None).update(archived_at=None):
            after_change(product.business, product)
    messages.success(request, _("%(name)s is back.") % {"name": product.name})
    return redirect("standards:products")
