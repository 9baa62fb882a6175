"""The list of barcode numbers that a business has on its packs already, as its owner types or pastes it.

One line a number: the 13 digits first (spaces, dots and hyphens between them are fine), then what it is on.
"""

import re
from dataclasses import dataclass

from lopo.facts.kinds import Refused, read_text
from lopo.facts.text import Text, joined
from lopo.producers.gtin import check_gtin

DIGITS = 13
MOST_LINES = 1000
LABEL_MOST = 200
BETWEEN = Text(" ", " ")


@dataclass(frozen=True, slots=True)
class UsedNumber:
    """A unit's number, 13 digits with the right check digit, and the words behind it."""

    gtin: str
    label: str = ""


def read_used_numbers(text: str) -> tuple[UsedNumber, ...]:
    """All numbers of the list, each once.

    Raises :class:`Refused` naming every line that cannot be taken and why; then none is.
    """
    lines = [(place, line) for place, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        raise Refused(Text("Tulis paling sedikit satu nomor.", "Write at least one number."))
    if len(lines) > MOST_LINES:
        raise Refused(
            Text(f"Paling banyak {MOST_LINES} baris sekali kirim, ini {len(lines)}.",
                 f"At most {MOST_LINES} lines at a time; these are {len(lines)}.")
        )  # fmt: skip
    found: dict[str, UsedNumber] = {}
    problems: list[Text] = []
    for place, line in lines:
        try:
            used = _read_line(line)
            if used.gtin in found:
                raise Refused(
                    Text(f"Nomor {used.gtin} tertulis dua kali.", f"The number {used.gtin} is written twice.")
                )
            found[used.gtin] = used
        except Refused as refusal:
            problems.append(Text(f"Baris {place}: {refusal.reason.id}", f"Line {place}: {refusal.reason.en}"))
    if problems:
        raise Refused(joined(problems, BETWEEN))
    return tuple(found.values())


def _read_line(line: str) -> UsedNumber:
    number, label = _split(read_text(line))
    check = check_gtin(number)
    if check.problems:
        raise Refused(check.problems[0])
    if len(check.compact) != DIGITS:
        raise Refused(
            Text(f"Di sini hanya nomor satuan, {DIGITS} angka; yang tertulis {len(check.compact)}.",
                 f"Only units' numbers of {DIGITS} digits go here; {len(check.compact)} are written.")
        )  # fmt: skip
    return UsedNumber(check.compact, label[:LABEL_MOST])


def _split(line: str) -> tuple[str, str]:
    """The first thirteen digits with what stands between them, and the rest."""
    head = re.match(rf"(?:[ .\-]*[0-9]){{{DIGITS}}}(?!\d)", line)
    if head is None:
        return re.split(r"[,;\t]", line, maxsplit=1)[0], ""
    return head[0], line[head.end() :].strip(" ,;:\t-")
