"""What a trainer's phone sends about attendance, for tests."""

import datetime as dt
import json
import uuid

from django.urls import reverse
from django.utils import timezone


def item(session, enrolment=None, ticket=None, what="came", minutes=0, **fields):
    """A note as a phone sends it."""
    return {
        "client_id": str(uuid.uuid4()),
        "at": (timezone.now() + dt.timedelta(minutes=minutes)).isoformat(),
        "session": session.pk,
        "what": what,
        "how": "code" if ticket else "list",
        **({"ticket": ticket} if ticket else {"enrolment": enrolment.pk}),
        **fields,
    }


def send(client, person, *items, now=None):
    client.force_login(person)
    body = {"person": person.pk, "now": (now or timezone.now()).isoformat(), "items": list(items)}
    return client.post(reverse("training:day_send"), json.dumps(body), content_type="application/json")


def answers(response):
    assert response.status_code == 200, response.content
    return response.json()["items"]
