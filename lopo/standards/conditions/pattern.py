"""Patterns that a standard may ask a text to have, and how much work one can make.

Whoever writes a standard may write a pattern, and some patterns keep a computer busy for years over one
short text: ``(a+)+b`` can split a row of letters in more ways than there are atoms. So a pattern is refused
when the ways in which it could split a text of :data:`LONGEST_TEXT` letters, counted generously, are more
than :data:`MOST_WAYS`.
"""

import re

LONGEST_PATTERN = 300
LONGEST_TEXT = 300
"""A text longer than this has no form that a pattern could ask for, and never matches."""
MOST_WAYS = 10**8

_REPEAT = re.compile(r"([*+?]|\{(\d*)(,?)(\d*)\})[?+]?")
_GROUP_MARK = re.compile(r"\?(P?[<'][^>]*>|[a-zA-Z-]*:|<?[=!]|[>#a-zA-Z]?)")


class BadPattern(ValueError):
    """A pattern that cannot be used; the message says why and how to mend it."""


def read_pattern(raw: str) -> str:
    """The pattern, if it can be read and is quick. Raises :class:`BadPattern`."""
    if len(raw) > LONGEST_PATTERN:
        raise BadPattern(f"the pattern has {len(raw)} characters; at most {LONGEST_PATTERN} are taken")
    try:
        re.compile(raw)
        ways, _end = _alternatives(raw, 0)
    except (re.error, RecursionError, OverflowError) as fault:
        raise BadPattern(f"the pattern {raw!r} cannot be read: {fault}") from None
    if ways > MOST_WAYS:
        raise BadPattern(
            f"the pattern {raw!r} could take for ever; use fewer repeats, and none around another repeat"
        )
    return raw


def matches(value: str, pattern: str) -> bool:
    """Whether the whole text has the form, capital letters or small."""
    return len(value) <= LONGEST_TEXT and re.fullmatch(pattern, value, re.IGNORECASE) is not None


def _alternatives(pattern: str, at: int) -> tuple[int, int]:
    """How many ways from ``at`` to the end of the group, and where that is."""
    total, ways = 0, 1
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            total, ways, at = total + ways, 1, at + 1
            continue
        once, at = _atom(pattern, at)
        repeat = _REPEAT.match(pattern, at)
        if repeat:
            once, at = _repeated(once, repeat), repeat.end()
        ways = min(ways * once, MOST_WAYS + 1)
    return min(total + ways, MOST_WAYS + 1), at


def _atom(pattern: str, at: int) -> tuple[int, int]:
    """One character, set or group: its ways, and where it ends."""
    if pattern[at] == "\\":
        return 1, at + 2
    if pattern[at] == "[":
        end = at + 1 + pattern.startswith("^", at + 1)
        end += pattern.startswith("]", end)
        while end < len(pattern) and pattern[end] != "]":
            end += 2 if pattern[end] == "\\" else 1
        return 1, end + 1
    if pattern[at] == "(":
        mark = _GROUP_MARK.match(pattern, at + 1)
        ways, end = _alternatives(pattern, mark.end() if mark else at + 1)
        return ways, end + 1
    return 1, at + 1


def _repeated(once: int, repeat: re.Match[str]) -> int:
    """The ways of an atom that is repeated: one more for every number of times."""
    word, least, comma, most = repeat.groups()
    if word in ("*", "+") or (comma and not most):
        return LONGEST_TEXT + 1 if once == 1 else MOST_WAYS + 1
    first = 0 if word == "?" else int(least or 0)
    last = 1 if word == "?" else int((most if comma else least) or 0)
    if once == 1:
        return min(last - first + 1, LONGEST_TEXT + 1)
    return sum(min(once, MOST_WAYS) ** min(times, 40) for times in range(first, min(last, first + 40) + 1))
