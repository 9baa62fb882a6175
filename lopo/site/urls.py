"""Every address of the site."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from lopo.site.api import api
from lopo.site.views.demo import demo
from lopo.site.views.home import home
from lopo.site.views.study_file import study_file

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("demo/", demo, name="demo"),
    path("produk/<slug:public_id>/masa-simpan/berkas/", study_file, name="study_file"),
    path("", include("lopo.producers.urls")),  # first: produk/baru/ is not a product of that name
    path("", include("lopo.costing.urls")),
    path("", include("lopo.quality.urls")),
    path("", include("lopo.nutrition.urls")),
    path("", include("lopo.labels.urls")),
    path("", include("lopo.standards.urls")),
    path("", include("lopo.training.urls")),
    path("", include("lopo.retail.urls")),
    path("", include("lopo.market.urls")),
    path("", include("lopo.insight.urls")),
    path("", include("lopo.accounts.urls")),
    path("akun/", include("allauth.account.urls")),
    path("akun/dua-langkah/", include("allauth.mfa.urls")),
    path("i18n/setlang/", set_language, name="set_language"),
    path("api/v1/", api.urls),
]
