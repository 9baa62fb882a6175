"""The products and businesses whose cost a person may see: her own, and for the city all of them."""

from django.shortcuts import get_object_or_404

from lopo.accounts.permission import PermittedRequest
from lopo.producers.models import Business, Product
from lopo.producers.reach import businesses_in, products_in


def product_in_reach(request: PermittedRequest, public_id: str) -> Product:
    """The product, or 404 for whoever may not see its cost."""
    return get_object_or_404(products_in(request.scope).select_related("business"), public_id=public_id)


def business_in_reach(request: PermittedRequest, business_id: int) -> Business:
    """The business, or 404 for whoever may not see its purchases."""
    return get_object_or_404(businesses_in(request.scope), pk=business_id)
