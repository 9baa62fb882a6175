from django.apps import AppConfig


class RetailConfig(AppConfig):
    name = "lopo.retail"

    def ready(self) -> None:
        from lopo.retail.books.market_events import retail_events
        from lopo.standards.market_events import SOURCES

        if retail_events not in SOURCES:
            SOURCES.append(retail_events)
