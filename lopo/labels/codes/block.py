"""A company's block of numbers: its GS1 prefix, and the GTIN-13s that follow from it, none given twice.

    >>> Block("899000000").number(1)
    '8990000000013'

Lopo never invents a prefix: it takes the one that the company's certificate from GS1 names.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stdnum import ean

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.labels.codes.gtin import gtin_table, normal_gtin
from lopo.producers.gtin_faults import digits_in
from lopo.producers.gtin_prefix import issuer_of, prefix_note

ITEM_AND_PREFIX = 12
"""Digits of a GTIN-13 before its check digit."""


@dataclass(frozen=True, slots=True)
class Block:
    """The numbers of one company. Raises :class:`Refused` for a prefix that cannot be one."""

    prefix: str

    def __post_init__(self) -> None:
        digits, wrong = digits_in(self.prefix)
        if wrong is not None:
            raise Refused(wrong)
        shortest, longest = (int(gtin_table()["block"][end]) for end in ("shortest", "longest"))
        if not shortest <= len(digits) <= longest:
            raise Refused(
                Text(f"Awalan perusahaan dari GS1 {shortest} sampai {longest} angka; ini {len(digits)}. "
                     "Salin dari sertifikat GS1.",
                     f"A company prefix from GS1 has {shortest} to {longest} digits; this has {len(digits)}. "
                     "Copy it from the GS1 certificate.")
            )  # fmt: skip
        object.__setattr__(self, "prefix", digits)

    @property
    def warnings(self) -> tuple[Text, ...]:
        """What is unusual about the prefix: not 899, or not for sale outside one shop."""
        note = prefix_note(self.prefix[:3], issuer=issuer_of(self.number(0)))
        return () if note is None else (note,)

    @property
    def capacity(self) -> int:
        """How many products the block has numbers for."""
        return int(10 ** (ITEM_AND_PREFIX - len(self.prefix)))

    def number(self, index: int) -> str:
        """The GTIN-13 of the item ``index``, from 0; raises :class:`Refused` outside the block."""
        if not 0 <= index < self.capacity:
            raise Refused(
                Text(f"Blok {self.prefix} punya nomor 0 sampai {self.capacity - 1}; {index} tidak ada.",
                     f"The block {self.prefix} has items 0 to {self.capacity - 1}; there is no {index}.")
            )  # fmt: skip
        body = self.prefix + str(index).zfill(ITEM_AND_PREFIX - len(self.prefix))
        return body + str(ean.calc_check_digit(body))

    def index_of(self, gtin: str) -> int | None:
        """Which item of the block a right number stands for, cases included; ``None`` for another block's.

        Raises :class:`Refused` for a number that is not right.
        """
        body = normal_gtin(gtin)[1:-1]
        return int(body[len(self.prefix) :]) if body.startswith(self.prefix) else None

    def free(self, used: Iterable[str], start: int = 0) -> Iterator[str]:
        """The numbers from ``start`` on that are not ``used``, in order.

        A case's number uses up the item in it. A used number that is not right raises :class:`Refused`, so
        that no number is given twice because of a slip.
        """
        taken = {self.index_of(number) for number in used}
        return (self.number(index) for index in range(start, self.capacity) if index not in taken)

    def next_free(self, used: Iterable[str], start: int = 0) -> str | None:
        """The first number of :meth:`free`, or ``None`` when the block is full."""
        return next(self.free(used, start), None)
