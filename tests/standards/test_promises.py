import datetime as dt

import pytest
from django.urls import reverse

from lopo.facts.catalogue import load_catalogue
from lopo.standards.derivation import complete
from lopo.standards.models import Task
from lopo.standards.pack import BadPack
from lopo.standards.promises import load_promise_rules, parse_promise_rules, promises
from lopo.standards.task_rows import task_row
from tests.sample_dossier import SAMBAL, TODAY, dossier

RULES = load_promise_rules()


def due(facts, on=TODAY):
    """The promises of a dossier by rule, all that can be worked out worked out."""
    found = promises(complete(dossier(facts), on), RULES, on)
    return {promise.rule.id: promise for promise in found}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_speaks_both_languages_and_names_its_source(rule):
    for text in (rule.title, rule.does):
        assert text.id.strip() and text.en.strip() and text.id != text.en
    assert rule.source.strip()
    assert rule.remind_days == tuple(sorted(rule.remind_days, reverse=True))


def test_the_jar_of_sambal_has_three_months_for_its_commitments():
    promise = due(SAMBAL)["pirt-commitments"]
    assert promise.due == dt.date(2027, 1, 31)
    assert promise.days_left == 69
    assert promise.remind_on[0] == dt.date(2026, 12, 2)
    assert not promise.is_near and not promise.overdue
    assert due(SAMBAL, dt.date(2026, 12, 2))["pirt-commitments"].is_near
    assert due(SAMBAL, dt.date(2027, 2, 1))["pirt-commitments"].overdue


DONE = {"permit.pkp.held": "ya", "quality.cppb.inspected_on": "2026-11-10", "permit.pirt.label_done": "ya"}


def test_commitments_that_are_met_remind_nobody():
    assert not {"pirt-commitments", "pirt-inspection"} & set(due(SAMBAL | DONE))


@pytest.mark.parametrize("left_out", sorted(DONE))
def test_one_commitment_that_is_not_known_keeps_the_task(left_out):
    facts = SAMBAL | {name: told for name, told in DONE.items() if name != left_out}
    assert "pirt-commitments" in due(facts)


def test_a_permit_older_than_the_rule_of_2024_has_no_commitments_to_keep():
    old = SAMBAL | {"permit.pirt.issued_on": "2023-11-20", "permit.pirt.number": "P-IRT 1115371010001-28"}
    assert not {"pirt-commitments", "pirt-inspection"} & set(due(old))


def test_the_officer_is_reminded_of_the_inspection_until_it_is_done():
    assert due(SAMBAL)["pirt-inspection"].rule.owner == "officer"
    inspected = SAMBAL | {"quality.cppb.inspected_on": "2026-11-10"}
    assert "pirt-inspection" not in due(inspected)
    assert due(inspected)["pirt-commitments"].rule.owner == "owner"


@pytest.mark.parametrize(
    ("facts", "id", "last_day", "first_reminder"),
    [
        ({"permit.pirt.valid_until": "2029-12-31"}, "pirt-renewal", "2029-12-31", "2029-07-04"),
        ({"permit.md.valid_until": "2027-06-30"}, "md-renewal", "2027-06-30", "2027-01-01"),
        ({"permit.brand.valid_until": "2034-05-20"}, "brand-renewal", "2034-05-20", "2033-11-21"),
        ({"export.us.fda_renewed_on": "2025-02-01"}, "fda-renewal", "2026-12-31", "2026-10-01"),
    ],
)
def test_what_runs_out_is_told_in_time(facts, id, last_day, first_reminder):
    promise = due(facts)[id]
    assert promise.due.isoformat() == last_day
    assert promise.remind_on[0].isoformat() == first_reminder


def test_a_pirt_that_gave_way_to_an_md_is_not_renewed():
    facts = {"permit.pirt.valid_until": "2029-12-31", "permit.md.number": "BPOM RI MD 213124001345"}
    assert "pirt-renewal" not in due(facts)


def test_the_next_own_check_of_the_kitchen_is_a_task():
    assert due(SAMBAL)["kitchen-self-check"].due == dt.date(2026, 12, 1)


@pytest.mark.parametrize(
    ("rule", "page", "said_done"),
    [("kitchen-self-check", "quality:inspection", False), ("pirt-renewal", "producers:papers", True)],
)
def test_a_promise_leads_to_the_page_where_it_is_kept(rule, page, said_done):
    task = Task(business_id=7, rule=rule, due=TODAY, owner="owner", remind_from=TODAY)
    row = task_row(task, {each.id: each for each in RULES}, "id", TODAY)
    assert row.place == reverse(page, args=[7])
    assert (row.way == "") is said_done


def test_tasks_come_soonest_first_and_nothing_known_gives_none():
    order = [promise.due for promise in promises(complete(dossier(SAMBAL), TODAY), RULES, TODAY)]
    assert order == sorted(order) and len(order) >= 3
    assert due({}) == {}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ('fact = "label.name"', "is not a fact of kind date"),
        ('fact = "permit.pirt.valid"', "is not a fact of kind date"),
        ("remind_days = [-1]", "whole numbers"),
        ('owner = "mayor"', "owner, officer"),
        ('unless = { fact = "permit.pkp", is = true }', "unknown fact"),
    ],
)
def test_a_rule_that_cannot_be_kept_is_refused(change, reason):
    key = change.partition(" ")[0]
    lines = {
        "fact": 'fact = "permit.md.valid_until"',
        "title": 'title = { id = "Uji", en = "Test" }',
        "does": 'does = { id = "Kerjakan.", en = "Do it." }',
        "owner": 'owner = "owner"',
        "remind_days": "remind_days = [30]",
        "source": 'source = "a test"',
    }
    text = "[test]\n" + "\n".join((lines | {key: change}).values())
    with pytest.raises(BadPack, match=reason):
        parse_promise_rules(text, "promises.toml", load_catalogue())
