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

        if refresh_after_change not in AFTER_CHANGE:
            AFTER_CHANGE.append(refresh_after_change)
        if hold_label not in HOLDERS:
            HOLDERS.append(hold_label)
        if take_up not in TAKERS:
            TAKERS.append(take_up)
        if recall_card not in CARDS:
            CARDS.insert(0, recall_card)
        if store_work_of not in AFTER_WORK:
            AFTER_WORK.append(store_work_of)
