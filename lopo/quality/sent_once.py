"""What is sent twice under one name is written down once; the second time answers like the first."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from django.db.models import Model, QuerySet

from lopo.facts.kinds import Refused
from lopo.facts.text import Text

Row = TypeVar("Row", bound=Model)


def sent_before(
    rows: QuerySet[Row], sending: str, told: Mapping[str, object], same: Iterable[str]
) -> Row | None:
    """The row that came under ``sending``, if one did. Ask it under the lock of the business.

    Raises :class:`Refused` where that one says something else in one of the fields ``same``: a form that was
    saved, gone back to and filled anew must not vanish without a word.
    """
    found = rows.filter(sending=sending).first() if sending else None
    if found is not None and any(getattr(found, name) != told[name] for name in same):
        raise Refused(
            Text("Isian ini sudah tersimpan dengan isi lain. Buka formulirnya lagi untuk mencatat yang baru.",
                 "This form was saved already, with other content. Open it anew to write down another one.")
        )  # fmt: skip
    return found
