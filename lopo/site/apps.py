from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "lopo.site"
    label = "lopo_site"

    def ready(self) -> None:
        from lopo.site.field_errors import speak_plainly

        speak_plainly()
