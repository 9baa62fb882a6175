"""What makes a form that is sent twice one record."""

import uuid


def new_client_id() -> str:
    """A number for one record, made where its form is begun."""
    return str(uuid.uuid4())
