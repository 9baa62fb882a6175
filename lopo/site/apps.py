from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "lopo.site"
    label = "lopo_site"
