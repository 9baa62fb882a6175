"""Open products for tests of the catalogue."""

from lopo.market.books.showing import Told, publish, tell
from tests.city import LUAT, Kitchen, a_kitchen
from tests.city import tell as tell_facts

OPEN = LUAT | {"price.retail_idr": "25000", "label.storage_text": "Simpan di tempat sejuk"}


def an_open_product(name="Sambal lu'at", maker="Dapur Mama Yuliana", story="", **facts) -> Kitchen:
    """A kitchen whose product anybody may see."""
    kitchen = a_kitchen(maker, name)
    tell_facts(
        kitchen,
        OPEN | {"label.name": name} | {fact.replace("__", "."): value for fact, value in facts.items()},
    )
    if story:
        tell(kitchen.product, Told(story_id=story))
    publish(kitchen.product, kitchen.owner)
    return kitchen


def entry_of(kitchen):
    """The entry of the kitchen's product."""
    return type(kitchen.product).objects.get(pk=kitchen.product.pk).catalogue_entry
