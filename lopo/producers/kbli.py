"""The business-field codes (KBLI 2020) that small producers in Kupang use.

Source: public KBLI 2020 seeders compared with one another (2026-11-23); a title only one file gives is
``to-verify``. KBLI 2025 exists: check with OSS before filing, and store the code with its year.
"""

import csv
import functools
import importlib.resources
from dataclasses import dataclass

YEAR = 2020


@dataclass(frozen=True, slots=True)
class BusinessField:
    """A KBLI code, its official title (Indonesian only), and the goods it fits."""

    code: str
    title: str
    fits: tuple[str, ...]
    confidence: str


@functools.cache
def all_fields() -> tuple[BusinessField, ...]:
    """Every code of the list, in order."""
    text = (importlib.resources.files("lopo.producers") / "kbli.csv").read_text("utf-8")
    return tuple(
        BusinessField(row["code"], row["title"], tuple(row["fits"].split("; ")), row["confidence"])
        for row in csv.DictReader(text.splitlines())
    )


def fields_for(words: str) -> tuple[BusinessField, ...]:
    """The fields whose code, title or goods hold every one of ``words`` (``keripik pisang``)."""
    wanted = words.lower().split()
    if not wanted:
        return ()
    return tuple(
        field
        for field in all_fields()
        if all(word in f"{field.code} {field.title} {' '.join(field.fits)}".lower() for word in wanted)
    )
