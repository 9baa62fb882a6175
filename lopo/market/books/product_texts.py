"""Keep the texts about a product: the short one, and the long one as the catalogue's story."""

from dataclasses import dataclass

from django.db import transaction

from lopo.accounts.models import Person
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.market.books.showing import Told, entry_for, tell
from lopo.market.models import ProductText
from lopo.producers.models import Product
from lopo.producers.records import lock

CHANGED_MEANWHILE = Refused(
    Text("Orang lain baru saja mengubah teks ini. Tulisan tadi masih di bawah; simpan lagi bila benar.",
         "Somebody else has just changed this text. What you wrote stands below; save again if it is right.")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """The texts as somebody wrote them, on top of ``version``."""

    short: Text
    long: Text
    version: int


@transaction.atomic
def keep_texts(product: Product, written: Written, by: Person) -> None:
    """Keep them. Raises :class:`Refused` when they were changed meanwhile, or speak of healing."""
    lock(product.business_id)
    kept, _made = ProductText.objects.get_or_create(product=product, defaults={"changed_by": by})
    if kept.version != written.version:
        raise CHANGED_MEANWHILE
    kept.short_id, kept.short_en = written.short.id, written.short.en
    kept.version, kept.changed_by = kept.version + 1, by
    kept.save()
    entry = entry_for(product)
    page = entry.maker_page
    tell(product, Told(written.long.id, written.long.en, page.about_id, page.about_en, page.contact))
