"""The nouns of a lesson: module, section, picture, question, source."""

from dataclasses import dataclass

from lopo.facts.text import Text

CONFIDENCES = ("law-read", "corroborated", "to-verify")
"""How sure we are of a source; as in the packs of standards."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of the house: the SVG itself, coloured by the page, and what it shows in words."""

    svg: str
    alt: Text


@dataclass(frozen=True, slots=True)
class Section:
    """One thing to know: paragraphs, then points, which are steps in an order where ``numbered``.

    ``unsure`` when it names a figure still to be verified.
    """

    title: Text
    says: tuple[Text, ...]
    points: tuple[Text, ...] = ()
    numbered: bool = False
    picture: Picture | None = None
    unsure: bool = False

    def words(self, language: str) -> int:
        """How many words it has to be read, without its title."""
        return sum(len(each.in_language(language).split()) for each in (*self.says, *self.points))


@dataclass(frozen=True, slots=True)
class Question:
    """One question with one right answer. ``right`` is the place of it among ``options``, from 0."""

    id: str
    asks: Text
    options: tuple[Text, ...]
    right: int
    why: Text


@dataclass(frozen=True, slots=True)
class Source:
    """Where what a lesson says comes from. ``address`` may be empty for a document known by its title."""

    title: str
    address: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Module:
    """One lesson. ``id`` is the name that remedies of the standards call by ``training``."""

    id: str
    order: int
    title: Text
    about: Text
    can_do: tuple[Text, ...]
    minutes: int
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    sources: tuple[Source, ...]
