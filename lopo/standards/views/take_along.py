"""What one takes along: the dossier of a product as a file."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier_write import write_dossier
from lopo.producers.reach import products_in
from lopo.producers.records import dossier_of
from lopo.producers.viewing import visible_dossier


@permitted("product.view")
@require_safe
def dossier_toml(request: PermittedRequest, public_id: str) -> HttpResponse:
    """The dossier as a file that ``lopo check`` reads. A partner gets what is shown to it."""
    product = get_object_or_404(products_in(request.scope).select_related("business"), public_id=public_id)
    shown, _hidden = visible_dossier(request.user, request.scope, product, dossier_of(product))
    response = HttpResponse(
        write_dossier(shown, load_catalogue()), content_type="application/toml; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{product.public_id}.toml"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
