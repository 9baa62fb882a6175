"""What every page knows of its reader: which parts of the house are hers."""

from django.http import HttpRequest

from lopo.accounts.permission import scope_for


def navigation(request: HttpRequest) -> dict[str, bool]:
    """Which links stand in the head of the page; one query, shared with the page's own permission."""
    person = getattr(request, "user", None)
    return {
        "may_see_desk": scope_for(person, "desk.view") is not None,
        "may_grant_consent": scope_for(person, "consent.grant") is not None,
        "may_manage_people": scope_for(person, "people.manage") is not None,
    }
