"""The 51 wards of Kota Kupang, by code, by name and by the spellings people use.

Codes and spellings: Ministry of Home Affairs list as published in the npm package idn-area-data 3.1.2 (ODbL);
variants from lists of BPS and the press. A code is an opaque key: nothing may be worked out from it.
"""

import csv
import functools
import importlib.resources
import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kelurahan:
    """A ward: its Kemendagri code (``53.71.04.1010``), name, district and other spellings of its name."""

    code: str
    name: str
    kecamatan_code: str
    kecamatan: str
    variants: tuple[str, ...] = ()


@functools.cache
def all_kelurahan() -> tuple[Kelurahan, ...]:
    """Every ward, in the order of the codes."""
    text = (importlib.resources.files("lopo.producers") / "kelurahan.csv").read_text("utf-8")
    return tuple(
        Kelurahan(
            row["code"],
            row["name"],
            row["kecamatan_code"],
            row["kecamatan"],
            tuple(variant for variant in row["variants"].split(";") if variant),
        )
        for row in csv.DictReader(text.splitlines())
    )


@functools.cache
def _by_key() -> dict[str, Kelurahan]:
    return {
        _key(spelling): ward
        for ward in all_kelurahan()
        for spelling in (ward.code, ward.name, *ward.variants)
    }


def find_kelurahan(text: str) -> Kelurahan | None:
    """The ward of a code, name or usual spelling (``Kel. Lai-Lai Bissi Kopan``, ``TDM``), or nothing.

    Capitals, spaces, dots and hyphens do not matter. A district's name finds the ward of that name only.
    """
    return _by_key().get(_key(text))


def _key(text: str) -> str:
    lowered = re.sub(r"^\s*(kelurahan|kel\.?)\s+", "", text.lower())
    return re.sub(r"[^a-z0-9]", "", lowered)
