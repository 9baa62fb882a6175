from django.apps import AppConfig


class RetailConfig(AppConfig):
    name = "lopo.retail"

    def ready(self) -> None:
        from lopo.retail.books.market_events import retail_events, retail_spells
        from lopo.retail.books.shelf_goods import shelf_goods
        from lopo.standards.buyers_goods import GOODS
        from lopo.standards.market_events import SHELVES, SOURCES

        SOURCES.append(retail_events)
        SHELVES.append(retail_spells)
        GOODS.append(shelf_goods)
        _bring_listings()
        _suggest_by_sales()
        _bring_trade()
        _name_owners()


def _bring_listings() -> None:
    """Listings among the tasks, cards, links, places and mornings of the layers below."""
    from lopo.costing.shop_ways import WAYS
    from lopo.retail.books.listing_morning import listing_morning
    from lopo.retail.books.listing_price_morning import price_morning
    from lopo.retail.books.listing_work import MEND_RULE, TURN_RULE, listing_work, outlets, place_of_listing
    from lopo.retail.cards.listing import desk_card, mend_card, where_to_sell_link
    from lopo.retail.cards.shelf_state import shelf_states
    from lopo.retail.cards.shop_ways import shop_ways
    from lopo.standards import further_work, home_cards, morning, where_sold
    from lopo.standards import shelf_states as on_shelves

    further_work.PLACES |= {TURN_RULE: place_of_listing, MEND_RULE: place_of_listing}
    further_work.WORK.append(listing_work)
    home_cards.CARDS.append(desk_card)
    home_cards.PRODUCT_LINKS.append(where_to_sell_link)
    home_cards.PRODUCT_CARDS.append(mend_card)
    morning.MORNING.append(listing_morning)
    morning.MORNING.append(price_morning)
    where_sold.SOURCES.append(outlets)
    on_shelves.STATES.append(shelf_states)
    WAYS.append(shop_ways)


def _suggest_by_sales() -> None:
    """What the tills say, beside each product of the order page."""
    from lopo.retail.books.orderable import SUGGESTERS
    from lopo.retail.books.sellout import suggester

    SUGGESTERS.append(suggester)


def _bring_trade() -> None:
    """Orders and money that is late among the tasks and on the first page; buyers reminded in the morning."""
    from lopo.retail.books.order_work import ANSWER, MONEY, SEND, order_work, place_of_work
    from lopo.retail.books.payment_telling import remind_buyers
    from lopo.retail.cards.trade import trade_card
    from lopo.standards.further_work import PLACES, WORK
    from lopo.standards.home_cards import CARDS
    from lopo.standards.morning import MORNING

    PLACES.update(dict.fromkeys((ANSWER, SEND, MONEY), place_of_work))
    WORK.append(order_work)
    CARDS.append(trade_card)
    MORNING.append(remind_buyers)


def _name_owners() -> None:
    """From a gate to the page of the shop that wrote it, and what counts there without that gate."""
    from lopo.retail.books.retailer import say_gates_left
    from lopo.retail.views.retailer import owner_link
    from lopo.standards.home_cards import GATES_LEFT, OWNER_LINKS

    OWNER_LINKS.append(owner_link)
    GATES_LEFT.append(say_gates_left)
