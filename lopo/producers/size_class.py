"""The size class of a business: micro, small, medium or large.

Rule: PP 7/2021 art. 35, encoded in ``size_class.toml``.
"""

import functools

from lopo.facts.toml_file import read_toml

LARGE = "large"


def size_class(annual_sales: int | None, capital: int | None = None) -> str | None:
    """``micro``, ``small``, ``medium`` or ``large``, or nothing when neither amount is known.

    Rupiah: sales of one year, and capital without the land and buildings of the business. Sales decide when
    they are known, because a running business knows them better; capital decides for one that only starts.
    """
    if annual_sales is not None:
        return _class_of(annual_sales, "sales_most")
    if capital is not None:
        return _class_of(capital, "capital_most")
    return None


def _class_of(amount: int, edge: str) -> str | None:
    if amount < 0:
        return None
    for row in _table()["class"]:
        if amount <= int(row[edge]):
            return str(row["code"])
    return LARGE


@functools.cache
def _table() -> dict[str, list[dict[str, int | str]]]:
    return read_toml("lopo.producers", "size_class.toml")
