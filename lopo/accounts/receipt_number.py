"""Numbers of receipts, to be read aloud over a telephone: ``LP-7F3K-2M9Q``.

Seven random characters and a check character, from an alphabet without 0, O, 1, I and L. The check
character is the sum of each character's value times its place, modulo 31. As 31 is a prime, every
single wrong character and every two swapped neighbours are noticed.
"""

from collections.abc import Callable

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_RANDOM = 7


def check_character(body: str) -> str:
    """The eighth character that belongs to the first seven."""
    total = sum(place * ALPHABET.index(character) for place, character in enumerate(body, start=1))
    return ALPHABET[total % len(ALPHABET)]


def new_number(choose: Callable[[str], str]) -> str:
    """A number of characters picked by ``choose`` (``secrets.choice``), with its check character."""
    body = "".join(choose(ALPHABET) for _ in range(_RANDOM))
    whole = body + check_character(body)
    return f"LP-{whole[:4]}-{whole[4:]}"


def read_number(typed: str) -> str | None:
    """The number in its one spelling, or ``None`` when a character is missing, extra or wrong."""
    bare = "".join(character for character in typed.upper() if character.isalnum()).removeprefix("LP")
    if len(bare) != _RANDOM + 1 or any(character not in ALPHABET for character in bare):
        return None
    return f"LP-{bare[:4]}-{bare[4:]}" if check_character(bare[:-1]) == bare[-1] else None
