from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "lopo.training"

    def ready(self) -> None:
        from lopo.standards.companions import COMPANIES
        from lopo.standards.home_cards import CARDS, PRODUCT_LINKS
        from lopo.standards.market_events import SOURCES
        from lopo.training.books.companion import walks_beside
        from lopo.training.books.milestone import told_events
        from lopo.training.cards.companion import companion_card, milestones_link
        from lopo.training.cards.seat import seat_card

        COMPANIES.append(walks_beside)
        SOURCES.append(told_events)
        CARDS.append(seat_card)
        CARDS.append(companion_card)
        PRODUCT_LINKS.append(milestones_link)
