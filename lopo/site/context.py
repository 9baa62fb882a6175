"""What every page knows of its reader: which parts of the house are hers."""

from functools import partial

from django.http import HttpRequest

from lopo.accounts.permission import scope_for
from lopo.site.menu import menu_of

LINKS = {
    "may_see_desk": "desk.view",
    "may_judge_label": "label.judge",
    "may_see_kitchens": "quality.record",
    "may_grant_consent": "consent.grant",
    "may_manage_people": "people.manage",
    "may_manage_composition": "composition.manage",
}
"""What a template asks before it shows a link, and the permission behind it."""


def navigation(request: HttpRequest) -> dict[str, object]:
    """Which links stand on the page, and its head; one query, shared with the page's own permission."""
    person = getattr(request, "user", None)
    flags: dict[str, object] = {
        flag: scope_for(person, permission) is not None for flag, permission in LINKS.items()
    }
    return flags | {"menu_here": partial(menu_of, person, request.path)}
