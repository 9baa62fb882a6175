"""A pooled order shared out among kitchens: in proportion to what each can make, whole pieces, never above
it.

>>> shares(100, {1: 80, 2: 80, 3: 40})
{1: 40, 2: 40, 3: 20}

Largest remainder: each gets the whole part of its proportional share, and the pieces left go to the largest
fractions, of equal ones to the kitchen that can make less, then to the one named first. Where all together
can make less than is wanted, each gets all it can.
"""

from collections.abc import Mapping


def shares(pieces: int, can: Mapping[int, int]) -> dict[int, int]:
    """Pieces for each kitchen of ``can`` (what it can make, by key); some may get none."""
    able = {kitchen: most for kitchen, most in can.items() if most > 0}
    total = sum(able.values())
    if pieces <= 0 or not able:
        return dict.fromkeys(can, 0)
    if pieces >= total:
        return {kitchen: max(0, most) for kitchen, most in can.items()}
    whole = {kitchen: pieces * most // total for kitchen, most in able.items()}
    left = pieces - sum(whole.values())
    order = list(able)
    largest = sorted(able, key=lambda each: (-(pieces * able[each] % total), able[each], order.index(each)))
    for kitchen in largest[:left]:
        whole[kitchen] += 1
    return {kitchen: whole.get(kitchen, 0) for kitchen in can}


def lacking(pieces: int, given: Mapping[int, int]) -> int:
    """Pieces for which nobody was found."""
    return max(0, pieces - sum(given.values()))
