from django.apps import AppConfig


class MarketConfig(AppConfig):
    name = "lopo.market"

    def ready(self) -> None:
        from lopo.market.books.feedback import CITY_RULE, OWNER_RULE, feedback_note, serious_work
        from lopo.market.books.photo_tries import clear_waiting
        from lopo.market.books.showing import morning, refresh_after_change, refresh_entries
        from lopo.market.cards import place_of_feedback, showing_link
        from lopo.market.selling_card import selling_link
        from lopo.producers.records import AFTER_CHANGE
        from lopo.standards import where_sold
        from lopo.standards.dossier_notes import NOTES
        from lopo.standards.further_work import PLACES, WORK
        from lopo.standards.home_cards import PRODUCT_LINKS
        from lopo.standards.morning import MORNING

        AFTER_CHANGE.append(refresh_after_change)
        where_sold.AFTER_CHANGE.append(refresh_entries)
        WORK.append(serious_work)
        NOTES.append(feedback_note)
        PRODUCT_LINKS.extend((showing_link, selling_link))
        MORNING.extend((morning, clear_waiting))
        PLACES[OWNER_RULE] = PLACES[CITY_RULE] = place_of_feedback
