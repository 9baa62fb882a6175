"""What ``lopo manage up`` says once the site listens: where it is, and as whom to look around."""

from lopo.accounts.roles import Role
from lopo.site.demo.people import SignIn, demo_sign_ins
from lopo.site.demo.reading import read_city
from lopo.site.views.demo import code_now

_SHOWN = (Role.OWNER, Role.OFFICER, Role.BUYER)


def welcome(address: str, *, with_demo: bool) -> str:
    """A few lines for a terminal."""
    lines = ["", f"Lopo is at {address}", ""]
    if with_demo:
        lines += [f"Sign in as one of these, password {read_city().password}"]
        lines += [_line(person) for person in _first_of_each()]
        lines += [f"  all of them, with the code of the moment: {address}/demo/", ""]
        lines += ["Everything here is invented."]
    return "\n".join([*lines, "Stop with Ctrl-C.", ""])


def _first_of_each() -> list[SignIn]:
    """One person for each role worth showing first."""
    people = demo_sign_ins()
    return [next(each for each in people if each.held is role) for role in _SHOWN]


def _line(person: SignIn) -> str:
    code = f"  code now {code_now(person.secret)}" if person.secret else ""
    return f"  {person.login}  {person.name}, {person.role.en.partition(' · ')[0].lower()}{code}"
