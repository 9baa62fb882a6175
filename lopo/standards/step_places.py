"""On which page of the house a step of the plan is done; steps that are done elsewhere have none."""

from collections.abc import Iterable
from dataclasses import replace

from django.urls import reverse

from lopo.producers.models import Product
from lopo.standards.picture import StepRow

OF_PRODUCT = {
    "weigh-lot": "quality:weighings",
    "inspect-sample": "quality:samples",
    "study-shelf-life": "quality:storage",
    "print-new-label": "labels:studio",
    "make-export-label": "labels:studio",
    "make-craft-label": "labels:studio",
    "get-barcode": "labels:barcode",
    "make-nutrition-panel": "nutrition:product",
    "make-us-panel": "nutrition:product",
    "make-eu-panel": "nutrition:product",
    "set-price": "costing:product",
}
OF_BUSINESS = {
    "mend-kitchen": "quality:kitchen",
    "check-own-kitchen": "quality:kitchen",
    "photograph-kitchen": "quality:kitchen",
}
"""By the id of the step (``steps.toml``): the page about the product, or about its kitchen."""


def with_places(steps: Iterable[StepRow], product: Product) -> list[StepRow]:
    """The steps, each with the address where it is done."""
    return [replace(each, place=_place(each.id, product)) for each in steps]


def _place(step: str, product: Product) -> str:
    if step in OF_PRODUCT:
        return reverse(OF_PRODUCT[step], args=[product.public_id])
    return reverse(OF_BUSINESS[step], args=[product.business_id]) if step in OF_BUSINESS else ""
