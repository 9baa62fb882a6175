from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "lopo.standards"

    def ready(self) -> None:
        from lopo.labels.demands import HOLDERS
        from lopo.producers.records import AFTER_CHANGE
        from lopo.quality.dated_work import AFTER_WORK
        from lopo.quality.paid_goods import TAKERS
        from lopo.standards.home_cards import CARDS
        from lopo.standards.kitchen_tasks import store_work_of
        from lopo.standards.label_demands import hold_label
        from lopo.standards.paid_purchases import take_up
        from lopo.standards.recall_card import recall_card
        from lopo.standards.standings import refresh_after_change

        AFTER_CHANGE.append(refresh_after_change)
        HOLDERS.append(hold_label)
        TAKERS.append(take_up)
        CARDS.insert(0, recall_card)
        AFTER_WORK.append(store_work_of)
