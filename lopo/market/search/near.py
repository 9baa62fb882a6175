"""Words that differ by a slip of the finger.

Two words that are one slip apart share a key: the word itself, or it with one letter left out. So near words
are found by a few equal keys in an index, and only those few are compared letter by letter.
"""

SHORTEST = 3
"""Shorter words have neighbours everywhere."""
LONG = 8
"""From so many letters on two slips are forgiven."""


def keys_of(spelling: str) -> set[str]:
    """The word, and it with each letter left out."""
    if len(spelling) < SHORTEST:
        return {spelling}
    return {spelling, *(spelling[:place] + spelling[place + 1 :] for place in range(len(spelling)))}


def forgiven(typed: str) -> int:
    """How many slips are forgiven in a word."""
    if len(typed) < SHORTEST:
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
