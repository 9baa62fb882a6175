"""The shops of a retailer: their list, one of them, and a list sent as a file."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.models import Organisation
from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.facts.table_file import sheets_of
from lopo.producers.spreadsheet import FORMS, Row, plain, spreadsheet
from lopo.retail.books.store import close_store, save_store, save_stores
from lopo.retail.books.terms import terms_on
from lopo.retail.forms.store import StoreForm, StoreListForm
from lopo.retail.models import Store
from lopo.retail.terms.store_list import RowRefused, read_stores
from lopo.retail.terms.words import FORMAT_TITLES
from lopo.retail.views.retailer import own_retailer
from lopo.standards.standings import today

PAGE = 50
FAULTS_SHOWN = 30


def _said(refusal: Refused | RowRefused) -> str:
    return refusal.reason.in_language(get_language() or "id")


@permitted("standards.edit")
def index(request: PermittedRequest, retailer_id: int) -> HttpResponse:
    """Every shop, open ones first."""
    retailer = own_retailer(request, retailer_id)
    search = request.GET.get("search", "").strip()[:80].replace("\x00", "")
    stores = Store.objects.filter(retailer=retailer).select_related("kelurahan")
    if search:
        stores = stores.filter(name__icontains=search) | stores.filter(code__icontains=search)
    page = Paginator(stores.order_by("closed_at", "name", "pk"), PAGE).get_page(request.GET.get("page"))
    language = get_language() or "id"
    rows = [{"store": each, "format": FORMAT_TITLES[each.format].in_language(language)} for each in page]
    query = urlencode({"search": search}) if search else ""
    context = {"retailer": retailer, "page": page, "rows": rows, "search": search, "query": query}
    return render(request, "retail/stores.html", context)


@permitted("standards.edit")
def export(request: PermittedRequest, retailer_id: int, form: str) -> HttpResponseBase:
    """The shops as a table that can be sent back."""
    retailer = own_retailer(request, retailer_id)
    if form not in FORMS:
        raise Http404
    stores = Store.objects.filter(retailer=retailer, closed_at=None).order_by("code")
    head: list[object] = ["kode", "nama", "format", "gln", "alamat", "kontak", "telepon"]
    rows: Iterator[Row] = (
        [
            plain(each.code),
            plain(each.name),
            each.format,
            each.gln,
            plain(each.address),
            plain(each.contact),
            plain(each.phone),
        ]
        for each in stores.iterator()
    )
    return spreadsheet(form, f"lopo-gerai-{retailer.pk}", head, rows)


def _store(retailer: Organisation, store_id: int) -> Store:
    return get_object_or_404(Store, retailer=retailer, pk=store_id)


@permitted("standards.edit")
def new(request: PermittedRequest, retailer_id: int) -> HttpResponse:
    """Add a shop."""
    retailer = own_retailer(request, retailer_id)
    terms = terms_on(retailer, today())
    form = StoreForm(request.POST or None, initial={"format": terms.format if terms else "minimarket"})
    return _form(request, retailer, form, None)


@permitted("standards.edit")
def store(request: PermittedRequest, retailer_id: int, store_id: int) -> HttpResponse:
    """Change a shop."""
    retailer = own_retailer(request, retailer_id)
    found = _store(retailer, store_id)
    names = ("code", "name", "format", "gln", "address", "kelurahan", "contact", "phone")
    form = StoreForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    return _form(request, retailer, form, found)


def _form(
    request: PermittedRequest, retailer: Organisation, form: StoreForm, store: Store | None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            save_store(retailer, form.cleaned_data, store)
        except Refused as refusal:
            form.add_error("code", _said(refusal))
        else:
            messages.success(request, _("The shop is on the list."))
            return redirect("retail:stores", retailer.pk)
    context = {"retailer": retailer, "form": form, "store": store}
    return render(request, "retail/store.html", context, status=422 if form.errors else 200)


@permitted("standards.edit")
@require_POST
def close(request: PermittedRequest, retailer_id: int, store_id: int) -> HttpResponse:
    """Close a shop, or open it again."""
    retailer = own_retailer(request, retailer_id)
    again = "again" in request.POST
    close_store(_store(retailer, store_id), again)
    messages.success(request, _("It is open again.") if again else _("Closed. It can be opened again."))
    return redirect("retail:stores", retailer.pk)


@permitted("standards.edit")
def stores_in(request: PermittedRequest, retailer_id: int) -> HttpResponse:
    """A list of shops as a file: taken whole, or refused with every row that is wrong."""
    retailer = own_retailer(request, retailer_id)
    form = StoreListForm(request.POST or None, request.FILES or None)
    faults: list[dict[str, object]] = []
    if request.method == "POST" and form.is_valid():
        terms = terms_on(retailer, today())
        try:
            sheets = sheets_of(form.cleaned_data["file"])  # closes the book when nobody holds it any more
            sheet = next(sheets, None)
            rows = sheet.rows if sheet else []
            stores, refused = read_stores(rows, terms.format if terms else "minimarket")
        except Refused as refusal:
            form.add_error("file", _said(refusal))
        else:
            if not refused:
                added, changed = save_stores(retailer, stores)
                messages.success(
                    request,
                    _("%(added)s shops added, %(changed)s changed.") % {"added": added, "changed": changed},
                )
                return redirect("retail:stores", retailer.pk)
            form.add_error("file", _("Nothing was saved. Mend these rows, then send the file again."))
            faults = [{"number": each.number, "why": _said(each)} for each in refused[:FAULTS_SHOWN]]
    context = {"retailer": retailer, "form": form, "faults": faults}
    return render(request, "retail/stores_in.html", context, status=422 if form.errors else 200)
