"""Where the owner opens a product's page to the public, sees first what will be shown, and closes it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.permission import PermittedRequest, permitted, scope_for
from lopo.facts.kinds import Refused
from lopo.market.books.on_behalf import acts_for_another, close_for, may_publish, open_for, owner_of
from lopo.market.books.photos import MOST, add_photo, remove_photo
from lopo.market.books.selling import selling
from lopo.market.books.showing import Told, entry_for, publish, tell, withdraw
from lopo.market.catalogue import public_facts
from lopo.market.catalogue.consent import Consent
from lopo.market.forms.catalogue import ConsentForm, PictureForm, ToldForm
from lopo.market.models import CatalogueEntry, ProductPhoto
from lopo.market.promotion.text_check import Ground
from lopo.market.views.around import reader_language
from lopo.market.views.product import page_of
from lopo.producers.models import Product
from lopo.producers.reach import products_in


def _product(request: PermittedRequest, public_id: str) -> Product:
    products = products_in(request.scope).select_related("business__kelurahan", "business__organisation")
    found = get_object_or_404(products, public_id=public_id)
    if not may_publish(request.user, found.business):
        raise Http404
    return found


@permitted("catalogue.publish")
def showing(request: PermittedRequest, public_id: str) -> HttpResponse:
    """What the public sees, or would see; and the owner's own words for it."""
    product = _product(request, public_id)
    if request.method == "POST":
        form = ToldForm(_ground(product), request.POST)
        if form.is_valid():
            try:
                tell(product, Told(**form.cleaned_data))
                messages.success(request, _("Your words are kept."))
                return redirect("market:showing", public_id)
            except Refused as refusal:
                form.add_error(None, refusal.reason.in_language(reader_language()))
        return _page(request, product, form, PictureForm(), status=422)
    return _page(request, product, None, PictureForm())


def _ground(product: Product) -> Ground:
    """What a claim in her words would stand on."""
    return selling(product, timezone.localdate()).ground


def _page(
    request: PermittedRequest,
    product: Product,
    form: ToldForm | None,
    picture: PictureForm,
    status: int = 200,
) -> HttpResponse:
    entry = entry_for(product)
    entry = CatalogueEntry.objects.select_related("maker_page", "kelurahan", "product").get(pk=entry.pk)
    maker = entry.maker_page
    told = ToldForm(
        _ground(product),
        initial={
            "story_id": entry.story_id,
            "story_en": entry.story_en,
            "about_id": maker.about_id,
            "about_en": maker.about_en,
            "contact": maker.contact,
        },
    )
    context = page_of(entry) | {
        "product": product,
        "form": form or told,
        "picture_form": picture,
        "photos": list(ProductPhoto.objects.filter(product=product, removed_at=None)),
        "photos_most": MOST,
        "lacks": _lacks(entry),
        "rows": public_facts.rows(entry.shown, public_facts.PUBLIC_FACTS),
        "may_read_words": scope_for(request.user, "feedback.read") is not None,
        "for_owner": owner_of(product.business) if acts_for_another(request.user, product.business) else "",
    }
    return render(request, "market/showing.html", context, status=status)


def _lacks(entry: CatalogueEntry) -> list[str]:
    """What a buyer would miss; none of it keeps the page from being opened."""
    food = entry.kind in ("food", "drink")
    found = (
        (not entry.photo, _("a photo")),
        (not entry.price_idr, _("the price on the shelf")),
        (not (entry.story_id or entry.story_en), _("its story")),
        (food and "label.ingredients" not in entry.shown, _("the ingredients as on the label")),
        (food and "recipe.allergens" not in entry.shown, _("the allergens")),
    )
    return [words for lacks, words in found if lacks]


@permitted("catalogue.publish")
@require_POST
def publish_now(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Open the page, or close it: one tap each."""
    product = _product(request, public_id)
    for_another = acts_for_another(request.user, product.business)
    if request.POST.get("close"):
        if for_another:
            closed = close_for(product, request.user, timezone.localdate())
            if closed.receipt:
                return _receipt(
                    request, closed.receipt, _("The page is closed. Give the owner this receipt.")
                )
        else:
            withdraw(product)
        messages.success(request, _("The page is closed."))
        return redirect("market:showing", public_id)
    if for_another:
        return redirect("market:publish_for", public_id)
    try:
        publish(product, request.user)
        messages.success(request, _("The page is open to everybody."))
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(reader_language()))
    return redirect("market:showing", public_id)


@permitted("catalogue.publish")
def publish_for(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Open the page for an owner who does not do it herself: her word is written down first."""
    product = _product(request, public_id)
    entry = entry_for(product)
    if not acts_for_another(request.user, product.business) or entry.published_at is not None:
        return redirect("market:showing", public_id)
    form = ConsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        agreed = Consent(form.cleaned_data["way"], form.cleaned_data["on"])
        try:
            opened = open_for(product, agreed, request.user)
        except Refused as refusal:
            form.add_error(None, refusal.reason.in_language(reader_language()))
        else:
            if opened.receipt:
                return _receipt(request, opened.receipt, _("The page is open. Give the owner this receipt."))
            messages.info(request, _("The page is open to everybody."))
            return redirect("market:showing", public_id)
    context = {"product": product, "form": form, "owner": owner_of(product.business)}
    return render(request, "market/publish_for.html", context, status=422 if form.errors else 200)


def _receipt(request: PermittedRequest, number: str, says: str) -> HttpResponse:
    messages.success(request, says)
    return redirect("accounts:receipt", number)


@permitted("catalogue.publish")
@require_POST
def picture(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Add a picture, or take one off."""
    product = _product(request, public_id)
    taken_off = request.POST.get("remove", "")
    if taken_off:
        if taken_off.isascii() and taken_off.isdecimal():
            for photo in ProductPhoto.objects.filter(product=product, pk=int(taken_off[:18])):
                remove_photo(photo)
                messages.success(request, _("The photo no longer stands on the page."))
        return redirect("market:showing", public_id)
    form = PictureForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            add_photo(product, form.cleaned_data["picture"], request.user)
            messages.success(request, _("The photo stands on the page."))
            return redirect("market:showing", public_id)
        except Refused as refusal:
            form.add_error("picture", refusal.reason.in_language(reader_language()))
    return _page(request, product, None, form, status=422)
