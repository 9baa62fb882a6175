"""Which packs of a lot to take: a draw of numbers that anybody can repeat from the same seed.

Floyd's algorithm over SHA-256 of the seed, so that the numbers are the same on every machine and for ever.
"""

import hashlib


def drawn(lot: int, sample: int, seed: str) -> tuple[int, ...]:
    """So many different numbers from 1 to ``lot``, in order; all of them where the sample is not smaller."""
    if sample >= lot:
        return tuple(range(1, lot + 1))
    chosen: set[int] = set()
    for most in range(lot - sample + 1, lot + 1):
        number = _number(seed, most)
        chosen.add(most if number in chosen else number)
    return tuple(sorted(chosen))


def _number(seed: str, most: int) -> int:
    """A number from 1 to ``most``; 256 bits leave no lean that could be seen."""
    digest = hashlib.sha256(f"{seed}:{most}".encode()).digest()
    return int.from_bytes(digest) % most + 1
