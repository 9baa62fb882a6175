"""Rules about dates for tests, so that they do not change with the house's own."""

from lopo.facts.catalogue import load_catalogue
from lopo.standards.promises import parse_promise_rules

RULES = parse_promise_rules(
    """
[md-renewal]
fact = "permit.md.valid_until"
title = { id = "Perpanjangan MD", en = "Renewal of the MD" }
does = { id = "Daftar ulang.", en = "Register again." }
owner = "owner"
remind_days = [30, 7, 0]
source = "a test"
unless = { fact = "permit.halal.covers_product", is = true }

[kitchen-visit]
fact = "permit.pirt.valid_until"
title = { id = "Kunjungan dapur", en = "Visit to the kitchen" }
does = { id = "Kunjungi dapur.", en = "Visit the kitchen." }
owner = "officer"
remind_days = [14]
source = "a test"

[kitchen-check]
fact = "quality.cppb.inspected_on"
title = { id = "Periksa dapur", en = "Check of the kitchen" }
does = { id = "Periksa dapur.", en = "Check the kitchen." }
owner = "owner"
remind_days = [7]
source = "a test"
""",
    "test.toml",
    load_catalogue(),
)

_READERS = (
    "lopo.standards.tasks.load_promise_rules",
    "lopo.standards.reminders.load_promise_rules",
    "lopo.standards.views.task.load_promise_rules",
    "lopo.standards.views.product.load_promise_rules",
)


def use_rules(monkeypatch, *, own_checks=False):
    """Let these be the rules; without ``own_checks`` no kitchen is asked to look at itself besides."""
    if not own_checks:
        monkeypatch.setattr("lopo.quality.work_book._own_checks", lambda businesses: ())
    for reader in _READERS:
        monkeypatch.setattr(reader, lambda: RULES)
