"""The part of :mod:`bench.catalogue` that runs in oscar's own environment; started by it.

Oscar's settings as its manual gives them, Haystack's simple backend, the same names and stories. Since 4.2
oscar lists its catalogue through a search engine only, and with the simple backend its list comes empty; here
the list is made of oscar's own template, product manager and pages of 20, as oscar did before.
"""

import json
import os
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.catalogue import Page, Pages, name_of, story_of, timed_pages
from bench.fresh_database import analyze

CHUNK = 1_000

APPS = [
    "django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes",
    "django.contrib.sessions", "django.contrib.messages", "django.contrib.staticfiles",
    "django.contrib.sites", "django.contrib.flatpages", "oscar.config.Shop",
    "oscar.apps.analytics.apps.AnalyticsConfig", "oscar.apps.checkout.apps.CheckoutConfig",
    "oscar.apps.address.apps.AddressConfig", "oscar.apps.shipping.apps.ShippingConfig",
    "oscar.apps.catalogue.apps.CatalogueConfig",
    "oscar.apps.catalogue.reviews.apps.CatalogueReviewsConfig",
    "oscar.apps.communication.apps.CommunicationConfig", "oscar.apps.partner.apps.PartnerConfig",
    "oscar.apps.basket.apps.BasketConfig", "oscar.apps.payment.apps.PaymentConfig",
    "oscar.apps.offer.apps.OfferConfig", "oscar.apps.order.apps.OrderConfig",
    "oscar.apps.customer.apps.CustomerConfig", "oscar.apps.search.apps.SearchConfig",
    "oscar.apps.voucher.apps.VoucherConfig", "oscar.apps.wishlists.apps.WishlistsConfig",
    "oscar.apps.dashboard.apps.DashboardConfig",
    "oscar.apps.dashboard.reports.apps.ReportsDashboardConfig",
    "oscar.apps.dashboard.users.apps.UsersDashboardConfig",
    "oscar.apps.dashboard.orders.apps.OrdersDashboardConfig",
    "oscar.apps.dashboard.catalogue.apps.CatalogueDashboardConfig",
    "oscar.apps.dashboard.offers.apps.OffersDashboardConfig",
    "oscar.apps.dashboard.partners.apps.PartnersDashboardConfig",
    "oscar.apps.dashboard.pages.apps.PagesDashboardConfig",
    "oscar.apps.dashboard.ranges.apps.RangesDashboardConfig",
    "oscar.apps.dashboard.reviews.apps.ReviewsDashboardConfig",
    "oscar.apps.dashboard.vouchers.apps.VouchersDashboardConfig",
    "oscar.apps.dashboard.communications.apps.CommunicationsDashboardConfig",
    "oscar.apps.dashboard.shipping.apps.ShippingDashboardConfig", "widget_tweaks", "haystack",
    "treebeard", "django_tables2", "sorl.thumbnail",
]  # fmt: skip
MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.contrib.flatpages.middleware.FlatpageFallbackMiddleware",
    "oscar.apps.basket.middleware.BasketMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.contrib.auth.context_processors.auth",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "oscar.apps.search.context_processors.search_form",
                "oscar.apps.checkout.context_processors.checkout",
                "oscar.apps.communication.notifications.context_processors.notifications",
                "oscar.core.context_processors.metadata",
            ]
        },
    }
]


def database() -> dict[str, object]:
    address = urlsplit(os.environ["DATABASE_URL"])
    if address.scheme == "sqlite":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": address.path}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": address.path.strip("/"),
        "USER": address.username or "",
        "PASSWORD": address.password or "",
        "HOST": address.hostname or "",
        "PORT": str(address.port or ""),
    }


def settings() -> None:
    from django.conf import settings
    from oscar import defaults

    given = {name: getattr(defaults, name) for name in dir(defaults) if name.isupper()}
    settings.configure(
        **given,
        DEBUG=False,
        SECRET_KEY="bench",
        ALLOWED_HOSTS=["localhost"],
        SITE_ID=1,
        ROOT_URLCONF="bench.catalogue_oscar",
        DATABASES={"default": database()},
        INSTALLED_APPS=APPS,
        USE_TZ=True,
        STATIC_URL="/static/",
        MEDIA_URL="/media/",
        MEDIA_ROOT=os.environ.get("LOPO_DATA", ""),  # where oscar puts its picture for "no picture"
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        HAYSTACK_CONNECTIONS={"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}},
        AUTHENTICATION_BACKENDS=["django.contrib.auth.backends.ModelBackend"],
        MIDDLEWARE=MIDDLEWARE,
        TEMPLATES=TEMPLATES,
    )


if __name__ != "__main__":  # as the module of addresses
    from django.apps import apps as installed
    from django.urls import include, path
    from django.views.generic import ListView
    from oscar.apps.catalogue.models import Category, Product

    class Browse(ListView):
        """A page of 20 products in oscar's template; below one category where it is named."""

        template_name = "oscar/catalogue/browse.html"
        context_object_name = "products"
        paginate_by = 20

        def get_queryset(self) -> object:
            found = Product.objects.browsable().base_queryset()
            within = self.kwargs.get("category")
            return found.filter(categories=Category.objects.get(pk=within)) if within else found

        def get_context_data(self, **given: object) -> dict[str, object]:
            context = super().get_context_data(**given)
            # The template expects what a search engine gives: results that name their product.
            context["products"] = [SimpleNamespace(object=each) for each in context["products"]]
            return context

    urlpatterns = [
        path("i18n/", include("django.conf.urls.i18n")),
        path("browse/", Browse.as_view()),
        path("browse/<int:category>/", Browse.as_view()),
        path("", include(installed.get_app_config("oscar").urls[0])),
    ]


def main(sizes: list[int]) -> None:
    settings()
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    call_command("migrate", verbosity=0)
    found, have = {}, 0
    for size in sizes:
        began = time.perf_counter()
        fill(have, size)
        have = size
        analyze()
        print(f"oscar, {connection.vendor}, {size:,}: filled in {time.perf_counter() - began:.0f} s",
              file=sys.stderr, flush=True)  # fmt: skip
        found[str(size)] = pages(Client(HTTP_HOST="localhost", HTTP_ACCEPT_ENCODING="gzip"), size)
    print(json.dumps(found))


def fill(first: int, last: int) -> None:
    from django.db import transaction
    from oscar.apps.catalogue.models import Category, Product, ProductCategory, ProductClass
    from oscar.apps.partner.models import Partner, StockRecord

    kind, _made = ProductClass.objects.get_or_create(name="Food", track_stock=False)
    partner, _made = Partner.objects.get_or_create(name="Dapur", code="dapur")
    categories = list(Category.objects.all()) or [
        Category.add_root(name=name, slug=name.lower()) for name in ("Food", "Drink")
    ]
    for start in range(first, last, CHUNK):
        numbers = range(start, min(start + CHUNK, last))
        with transaction.atomic():
            products = Product.objects.bulk_create(
                Product(
                    product_class=kind,
                    structure="standalone",
                    upc=f"u{n}",
                    title=f"{name_of(n)} {n}",
                    slug=f"produk-{n}",
                    description=story_of(n),
                    is_public=True,
                )
                for n in numbers
            )
            ProductCategory.objects.bulk_create(
                ProductCategory(product=product, category=categories[n % 5 == 4])
                for n, product in zip(numbers, products, strict=True)
            )
            StockRecord.objects.bulk_create(
                StockRecord(product=product, partner=partner, partner_sku=f"s{n}", price=5000, num_in_stock=9)
                for n, product in zip(numbers, products, strict=True)
            )


def pages(client: object, size: int) -> Pages:
    from oscar.apps.catalogue.models import Category, Product

    product = Product.objects.get(upc=f"u{size // 2}")
    food = Category.objects.get(name="Food")
    last = -(-size // 20)
    return timed_pages(client, "<article class=\"product_pod", {
        "list": Page("/browse/"),
        "filtered": Page(f"/browse/{food.pk}/"),
        "last page": Page(f"/browse/?page={last}"),
        "product": Page(product.get_absolute_url(), product.title),
        "many": Page("/search/?q=kupang"),
        "two words": Page("/search/?q=keripik+pedas"),
        "rare": Page("/search/?q=lopolopo0", f"{name_of(7)} 7"),
        "typo": Page("/search/?q=kerpik+fatuelu"),
    })  # fmt: skip


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]])
