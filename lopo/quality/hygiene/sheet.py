"""A sheet of answers, as it comes from a phone, a form or a file. What was not looked at has no answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lopo.facts.kinds import Refused, read_text
from lopo.facts.text import Text
from lopo.quality.hygiene.checklist import Element, elements

FINE, FAILING, ABSENT = "fine", "failing", "absent"
ANSWERS = (FINE, FAILING, ABSENT)
"""Looked at and well; looked at and a finding; not there, and need not be."""

NOTE_MOST = 500
"""Characters of a note on one element."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was seen at one element, and the inspector's note on it."""

    answer: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The answers by the number of their element."""

    answers: Mapping[int, Answer] = field(default_factory=dict)

    @property
    def left(self) -> tuple[Element, ...]:
        """The elements nobody has looked at yet."""
        return tuple(each for each in elements() if each.number not in self.answers)

    @property
    def findings(self) -> tuple[Element, ...]:
        """The elements that fail, in the order of the checklist."""
        return tuple(each for each in elements() if self.answer_at(each.number) == FAILING)

    def answer_at(self, number: int) -> str:
        """The answer at an element; empty where nobody has looked."""
        given = self.answers.get(number)
        return given.answer if given else ""

    def note_at(self, number: int) -> str:
        """The note on an element, empty where there is none."""
        given = self.answers.get(number)
        return given.note if given else ""

    def as_plain(self) -> dict[str, dict[str, str]]:
        """As it is stored, in JSON."""
        return {
            str(number): {"answer": each.answer, **({"note": each.note} if each.note else {})}
            for number, each in sorted(self.answers.items())
        }


def read_sheet(raw: object) -> Sheet:
    """Read ``{"13": {"answer": "failing", "note": "..."}}`` or ``{"13": "failing"}``.

    Raises :class:`Refused` with the element and what is wrong there.
    """
    if not isinstance(raw, Mapping):
        raise Refused(Text("Jawaban lembar ini tidak terbaca.", "The answers of this sheet cannot be read."))
    known = {str(element.number): element for element in elements()}
    answers = {}
    for key, given in raw.items():
        element = known.get(str(key))
        if element is None:
            raise Refused(
                Text(f"Tidak ada unsur nomor {str(key)[:20]}; daftar ini bernomor 1 sampai {len(known)}.",
                     f"There is no element {str(key)[:20]}; the list runs from 1 to {len(known)}.")
            )  # fmt: skip
        answers[element.number] = _answer(element, given)
    return Sheet(answers)


def _answer(element: Element, given: object) -> Answer:
    table = given if isinstance(given, Mapping) else {"answer": given}
    answer, note = table.get("answer"), table.get("note") or ""
    allowed = ANSWERS if element.absent else (FINE, FAILING)
    if not isinstance(answer, str) or answer not in allowed:
        wanted = ", ".join(allowed)
        raise Refused(
            Text(f"Unsur {element.number}: jawabannya salah satu dari {wanted}.",
                 f"Element {element.number}: the answer is one of {wanted}.")
        )  # fmt: skip
    if not isinstance(note, str) or len(note) > NOTE_MOST:
        raise Refused(
            Text(f"Unsur {element.number}: catatan paling panjang {NOTE_MOST} huruf.",
                 f"Element {element.number}: a note has at most {NOTE_MOST} characters.")
        )  # fmt: skip
    return Answer(answer, read_text(note) if note.strip() else "")
