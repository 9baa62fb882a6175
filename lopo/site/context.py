"""What every page knows of its reader: which parts of the house are hers."""

from django.http import HttpRequest

from lopo.accounts.permission import scope_for

LINKS = {
    "may_see_desk": "desk.view",
    "may_see_insight": "insight.view",
    "may_see_tasks": "plan.view",
    "may_verify_papers": "paper.verify",
    "may_judge_label": "label.judge",
    "may_see_kitchens": "quality.record",
    "may_see_training": "training.view",
    "may_see_partners": "partner.board",
    "may_walk_beside": "companion.work",
    "may_grant_consent": "consent.grant",
    "may_manage_people": "people.manage",
    "may_manage_composition": "composition.manage",
}
"""What a template asks before it shows a link, and the permission behind it."""


def navigation(request: HttpRequest) -> dict[str, bool]:
    """Which links stand in the head of the page; one query, shared with the page's own permission."""
    person = getattr(request, "user", None)
    return {flag: scope_for(person, permission) is not None for flag, permission in LINKS.items()}
