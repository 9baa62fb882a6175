"""The P-IRT number of home-industry food: read leniently, explained part by part.

    P-IRT 2 01 53 71 01 0001 - 29
          | |  |  |  |  |      expires in 2029
          | |  |  |  |  running number of the producer within the regency or city
          | |  |  |  running number of the product within the producer
          | |  |  regency or city (71 Kota Kupang)
          | |  province (53 Nusa Tenggara Timur)
          | food group (01 dried meat)
          pack (2 plastic)

Sources: see ``pirt.toml``. A part that does not fit the tables only warns, because it is not confirmed that
numbers issued through OSS keep the structure; a wrong count of digits or a passed year refuses.
"""

import datetime as dt
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.producers.commitments import add_months
from lopo.producers.paper_number import NumberCheck, digits_of, is_blank, refused, tidy

_PREFIX = re.compile(r"^(SP)?P[ .\-]*I[ .\-]*R[ .\-]*T(?![A-Z])[ .\-]*(NO(MOR)?[ .:\-]*)?[:. \-]*")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a text cannot be read as a P-IRT number."""

    text: Text


@dataclass(frozen=True, slots=True)
class Pirt:
    """A P-IRT number in its parts; all are digits as printed, except the full year of expiry."""

    pack: str
    group: str
    province: str
    regency: str
    product: str
    producer: str
    expiry_year: int

    @property
    def compact(self) -> str:
        """Fifteen digits without marks."""
        year = self.expiry_year % 100
        return f"{self.pack}{self.group}{self.province}{self.regency}{self.product}{self.producer}{year:02}"

    @property
    def expires_on(self) -> dt.date:
        """The last day of the year in the number, which names no day; the certificate has the date."""
        return dt.date(self.expiry_year, 12, 31)

    def __str__(self) -> str:
        return f"P-IRT {self.compact[:-2]}-{self.compact[-2:]}"


def parse_pirt(text: str) -> Pirt | Problem:
    """Read a P-IRT number as people write it (``P-IRT``, ``PIRT``, ``P.IRT No.``, spaces, dots, hyphens)."""
    digits = digits_of(_PREFIX.sub("", tidy(text)))
    if isinstance(digits, Text):
        return Problem(digits)
    length = pirt_tables()["length"]
    if len(digits) != length["total"]:
        return Problem(_wrong_count(len(digits), length["total"]))
    return Pirt(
        pack=digits[0],
        group=digits[1:3],
        province=digits[3:5],
        regency=digits[5:7],
        product=digits[7:9],
        producer=digits[9:13],
        expiry_year=length["century"] + int(digits[13:15]),
    )


def _wrong_count(found: int, wanted: int) -> Text:
    if found == wanted - 2:
        return Text(
            f"Nomor P-IRT ini baru {found} angka. Dua angka tahun di belakang tanda hubung belum ada "
            "(misalnya -29).",
            f"This P-IRT number has only {found} digits. The two digits of the year after the hyphen are "
            "missing (such as -29).",
        )
    return Text(
        f"Nomor P-IRT harus {wanted} angka, yang tertulis {found}. Salin lagi dari sertifikat.",
        f"A P-IRT number has {wanted} digits; {found} are written. Please copy it from the certificate.",
    )


def pirt_expires_on(
    *, valid_until: dt.date | None = None, pirt: Pirt | None = None, issued_on: dt.date | None = None
) -> dt.date | None:
    """The last day of a P-IRT: the earliest that the certificate, its number and the law's years allow.

    ``valid_until`` is the day on the certificate. ``None`` when nothing that settles it is known.
    """
    years = pirt_tables()["validity"]["years"]
    ends = (
        valid_until,
        None if pirt is None else pirt.expires_on,
        None if issued_on is None else add_months(issued_on, 12 * years),
    )
    return min((end for end in ends if end is not None), default=None)


def check_pirt(text: str, on: dt.date | None = None) -> NumberCheck:
    """Problems and warnings of a P-IRT number; with ``on``, a year that has passed is a problem."""
    if blank := is_blank(tidy(text)):
        return blank
    pirt = parse_pirt(text)
    if isinstance(pirt, Problem):
        return refused(pirt.text)
    if on is not None and pirt.expires_on < on:
        return refused(
            Text(f"Nomor P-IRT ini berlaku sampai tahun {pirt.expiry_year}, jadi sudah lewat. "
                 "Perpanjang dulu lewat OSS.",
                 f"This P-IRT number was valid until {pirt.expiry_year}, which has passed. "
                 "Please renew it through OSS.")
        )  # fmt: skip
    return NumberCheck(warnings=structure_warnings(pirt), compact=pirt.compact)


def structure_warnings(pirt: Pirt) -> tuple[Text, ...]:
    """What does not fit the published structure of the number, part by part."""
    tables = pirt_tables()
    parts = (
        ("pack", pirt.pack, 1, Text("jenis kemasan", "the pack")),
        ("group", pirt.group, 2, Text("kelompok pangan", "the food group")),
        ("province", pirt.province, 4, Text("provinsi", "the province")),
        ("regency", pirt.province + pirt.regency, 4, Text("kota atau kabupaten", "the city or regency")),
    )
    return tuple(
        _unknown_part(meaning, code, place)
        for table, code, place, meaning in parts
        if code not in tables[table]
    )


def _unknown_part(meaning: Text, code: str, place: int) -> Text:
    return Text(
        "Angka “{code}” (mulai angka ke-{place}) untuk {meaning} tidak ada di daftar kami. Cocokkan dengan "
        "sertifikat.",
        "“{code}” (from digit {place}) for {meaning} is not in our list. Please look at the certificate.",
    ).filled(code=code, place=str(place), meaning=meaning)


def pack_digit(material: str) -> str | None:
    """The first digit of a number for a pack of ``material`` (``glass``, ``plastic``...), if there is one."""
    return next((digit for digit, row in pirt_tables()["pack"].items() if row["code"] == material), None)


def part_meaning(table: str, code: str) -> Text | None:
    """What a code of ``pack``, ``group``, ``province`` or ``regency`` (four digits) means, if it is known."""
    row = pirt_tables()[table].get(code)
    return None if row is None else Text(row["id"], row["en"])


@functools.cache
def pirt_tables() -> Mapping[str, Any]:
    """The tables of ``pirt.toml``."""
    return read_toml("lopo.producers", "pirt.toml")
