"""Words that differ by a slip of the finger.

Two words that are one slip apart share a key: the word itself, or it with one letter left out. So near words
are found by a few equal keys in an index, and only those few are compared letter by letter.
"""

SHORTEST = 3
"""Shorter words have neighbours everywhere."""
LONG = 8
"""From so many letters on two slips are forgiven."""


NUMBER = 8
"""From so many digits on a word is the number of a paper or a pack."""


def is_number(spelling: str) -> bool:
    """Whether a word is a number: digits alone, or the long number of a paper with a few letters."""
    digits = sum(letter.isdigit() for letter in spelling)
    return digits == len(spelling) or digits >= NUMBER


def keys_of(spelling: str) -> set[str]:
    """The word, and it with each letter left out. A number is near to nothing: its neighbour is another's."""
    if len(spelling) < SHORTEST or is_number(spelling):
        return {spelling}
    return {spelling, *(spelling[:place] + spelling[place + 1 :] for place in range(len(spelling)))}


def forgiven(typed: str) -> int:
    """How many slips are forgiven in a word; none in a number."""
    if len(typed) < SHORTEST or is_number(typed):
        return 0
    return 2 if len(typed) >= LONG else 1


def slips(one: str, other: str, most: int = 2) -> int:
    """Letters left out, put in, changed or swapped between two words; ``most + 1`` where there are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        older, before, row = before, row, [place]
        for at, its in enumerate(other, 1):
            cost = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (letter != its))
            if place > 1 and at > 1 and letter == other[at - 2] and one[place - 2] == its:
                cost = min(cost, older[at - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def split_in_two(typed: str) -> list[tuple[str, str]]:
    """Every way in which a space may have been forgotten."""
    return [(typed[:at], typed[at:]) for at in range(2, len(typed) - 1)]
