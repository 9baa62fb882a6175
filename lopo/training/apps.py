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

        if walks_beside not in COMPANIES:
            COMPANIES.append(walks_beside)
        if told_events not in SOURCES:
            SOURCES.append(told_events)
        if seat_card not in CARDS:
            CARDS.append(seat_card)
        if companion_card not in CARDS:
            CARDS.append(companion_card)
        if milestones_link not in PRODUCT_LINKS:
            PRODUCT_LINKS.append(milestones_link)
