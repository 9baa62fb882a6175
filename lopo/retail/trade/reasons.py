"""Why less was confirmed, goods were refused or came back: codes and words, read from ``reasons.toml``."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml

LESS, CANCEL, GOODS, RETURN = "less", "cancel", "goods", "return"
BY_TERMS, PRODUCER, RETAILER, SHARED = "terms", "producer", "retailer", "shared"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. ``bears`` says who bears a return; ``needs_terms``: only where the terms take returns."""

    code: str
    title: Text
    bears: str = ""
    needs_terms: bool = False


@functools.cache
def reasons(group: str) -> Mapping[str, Reason]:
    """The reasons of a group by code, in the order of the file. Raises :class:`KeyError` for another
    group."""
    return {
        code: Reason(
            code,
            Text.from_table(table["title"], f"reasons.toml [{group}.{code}]"),
            table.get("bears", ""),
            table.get("needs_terms", False),
        )
        for code, table in read_toml("lopo.retail.trade", "reasons.toml")[group].items()
    }


def reason_named(group: str, code: str) -> Reason:
    """The reason of a code that was typed. Raises :class:`Refused`."""
    found = reasons(group).get(code)
    if found is None:
        raise Refused(Text("Pilih alasannya.", "Choose the reason."))
    return found


def title_of(group: str, code: str) -> Text | None:
    """The words of a code that is kept; the code itself where it is not known any more."""
    if not code:
        return None
    found = reasons(group).get(code)
    return found.title if found else Text.same(code)


def bearer(reason: Reason, *, returns_taken: bool, paid_by: str) -> str:
    """Who bears a return for ``reason`` by the retailer's terms: ``producer``, ``retailer`` or ``shared``.

    Raises :class:`Refused` where the terms take nothing back for this reason.
    """
    if reason.needs_terms and not returns_taken:
        raise Refused(
            Text("Menurut syarat toko ini, barang yang sudah diterima tidak dikembalikan karena alasan itu.",
                 "By the terms of this shop, goods that were accepted do not go back for that reason.")
        )  # fmt: skip
    if reason.bears != BY_TERMS:
        return reason.bears
    return paid_by or RETAILER
