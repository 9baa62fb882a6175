"""Tables of goods brought back that stand below those of sales, under a title of their own."""

from collections.abc import Iterable
from dataclasses import dataclass

from lopo.facts.text import Text
from lopo.retail.sellout.words import plain, words

BROUGHT_BACK = Text(
    'Baris mulai {row} ada di bawah "{title}", jadi dihitung sebagai barang kembali (mengurangi).',
    'The rows from {row} on stand under "{title}", so they count as goods brought back (they lessen).',
)


@dataclass(slots=True)
class Back:
    """Whether the rows that come now are of goods brought back, by the last title above their heading."""

    now: bool = False
    title: str = ""
    _next: bool | None = None

    def titled(self, texts: Iterable[str]) -> None:
        """Note lines that are no goods; what they say holds below the next heading."""
        for text in texts:
            told = set(plain(text).split())
            if told & set(words().rows["sold"]):
                self._next = False
            elif told & set(words().rows["back"]):
                self._next, self.title = True, text

    def headed(self, number: int) -> list[Text]:
        """A heading ends in row ``number``: what has to be said of the rows below it."""
        if self._next is None:
            return []
        self.now, self._next = self._next, None
        return [BROUGHT_BACK.filled(row=str(number + 1), title=Text.same(self.title))] if self.now else []
