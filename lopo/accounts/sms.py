"""Where text messages go.

A sender is any class with ``send(phone, text)``; a city names its own gateway's in ``LOPO_SMS``.
A sender that cannot send raises :class:`NotSent`; the page then says so and offers to try again.
"""

import logging
from typing import ClassVar, Protocol

log = logging.getLogger("lopo.sms")


class NotSent(Exception):
    """The gateway did not take the message."""


class Sender(Protocol):
    """The gateway's interface."""

    def send(self, phone: str, text: str) -> None:
        """Hand ``text`` over for delivery to ``phone`` (E.164)."""


class LogSender:
    """Writes messages to the log: for trying things out, before a gateway is chosen."""

    def send(self, phone: str, text: str) -> None:
        log.info("SMS to %s: %s", phone, text)


class OutboxSender:
    """Keeps messages in memory, newest last: for tests."""

    outbox: ClassVar[list[tuple[str, str]]] = []

    def send(self, phone: str, text: str) -> None:
        self.outbox.append((phone, text))
