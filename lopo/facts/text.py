"""A sentence in the two languages the house speaks."""

from collections.abc import Mapping
from dataclasses import dataclass

LANGUAGES = ("id", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in Indonesian (``id``) and English (``en``); both are always there."""

    id: str
    en: str

    def in_language(self, language: str) -> str:
        """The sentence in ``language``; anything that is not English gets Indonesian, the default."""
        return self.en if language.startswith("en") else self.id

    def filled(self, **values: "str | Text") -> "Text":
        """Fill ``{name}`` places; a :class:`Text` value is filled in its own language."""
        return Text(
            id=self.id.format(**{k: v.id if isinstance(v, Text) else v for k, v in values.items()}),
            en=self.en.format(**{k: v.en if isinstance(v, Text) else v for k, v in values.items()}),
        )

    @classmethod
    def same(cls, text: str) -> "Text":
        """A text that needs no translation: a number, a name, a code."""
        return cls(text, text)

    @classmethod
    def from_table(cls, table: object, place: str) -> "Text":
        """Read ``{id = "...", en = "..."}``.

        Raises :class:`ValueError` naming ``place`` when a language is missing, empty or unknown.
        """
        if not isinstance(table, Mapping):
            raise ValueError(f'{place}: expected a table with "id" and "en", found {table!r}')
        for language in LANGUAGES:
            sentence = table.get(language)
            if not isinstance(sentence, str) or not sentence.strip():
                raise ValueError(f'{place}: the "{language}" text is missing or empty')
        if extra := sorted(set(table) - set(LANGUAGES)):
            raise ValueError(f"{place}: unknown language {', '.join(extra)}")
        return cls(table["id"], table["en"])


def joined(texts: "list[Text]", separator: Text) -> Text:
    """Join sentences with a bilingual separator."""
    return Text(separator.id.join(t.id for t in texts), separator.en.join(t.en for t in texts))
