"""How the price of a listed product changes: proposed by one side, answered by the other, or lapsed.

The table is ``price_change.toml``: states, acts, reasons and days; pages, the API and tests read it here.
"""

import datetime as dt
import functools
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.facts.wording import say_date
from lopo.retail.listing.offer import Offer, check_offer
from lopo.retail.listing.price import ONE_DAY, Agreed, Price, PriceHistory
from lopo.retail.listing.transitions import BUYER, OWNER

PROPOSED, ACCEPTED, DECLINED, WITHDRAWN, LAPSED = STATES = (
    "proposed", "accepted", "declined", "withdrawn", "lapsed",
)  # fmt: skip
OTHER, PROPOSER, TIME = "other", "proposer", "time"
SIDES = (OWNER, BUYER)
"""The kitchen and the shop; whoever acts, acts for one of them."""
ACCEPT, DECLINE, WITHDRAW, LAPSE = "accept", "decline", "withdraw", "lapse"


def other_side(side: str) -> str:
    """The side that answers what ``side`` proposed."""
    return BUYER if side == OWNER else OWNER


@dataclass(frozen=True, slots=True)
class State:
    """Where a proposal stands; ``mark`` is how a page shows it beside the word."""

    id: str
    title: Text
    mark: str


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can be done with a proposal; ``by`` is the side asked, the one that asked, or time."""

    id: str
    title: Text
    before: str
    after: str
    by: str
    needs: tuple[str, ...]

    def is_of(self, proposed_by: str, sides: Collection[str]) -> bool:
        """Whether one who stands for ``sides`` may do it with what ``proposed_by`` proposed."""
        return {OTHER: other_side(proposed_by), PROPOSER: proposed_by}.get(self.by) in sides


@dataclass(frozen=True, slots=True)
class ChangeReason:
    """Why a price changes, and how many days' notice that takes; ``ends``: it has a last day."""

    code: str
    title: Text
    notice_days: int = 0
    ends: bool = False
    needs_words: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """The house's own days; see the file."""

    answer: int
    remind_before: int
    most_ahead: int
    most_promotion: int


@dataclass(frozen=True, slots=True)
class Table:
    """The whole of it."""

    states: Mapping[str, State]
    acts: Mapping[str, Act]
    reasons: Mapping[str, ChangeReason]
    declines: Mapping[str, ChangeReason]
    days: Days
    listing_states: tuple[str, ...]
    confidence: str

    def open_to(self, state: str, proposed_by: str, sides: Collection[str]) -> list[Act]:
        """What one who stands for ``sides`` can do with a proposal in ``state``."""
        return [
            each for each in self.acts.values() if each.before == state and each.is_of(proposed_by, sides)
        ]

    def step(self, id: str, state: str, proposed_by: str, sides: Collection[str]) -> Act:
        """The act ``id``, if one who stands for ``sides`` can do it now. Raises :class:`Refused`."""
        found = self.acts.get(id)
        if found is None or found.by == TIME:
            raise Refused(Text("Tindakan ini tidak ada.", "There is no such act."))
        if not found.is_of(proposed_by, sides):
            raise Refused(
                Text("“{act}” tidak bisa dari sini: itu tindakan pihak lain.",
                     "“{act}” is not yours to do: it is the other side's.").filled(act=found.title)
            )  # fmt: skip
        if state != found.before:
            raise Refused(
                Text("“{act}” tidak bisa lagi: usul ini “{state}”.",
                     "“{act}” cannot be done any more: this proposal is “{state}”.")
                .filled(act=found.title, state=self.states[state].title)
            )  # fmt: skip
        return found


@functools.cache
def price_table() -> Table:
    """The table that ships with the house."""
    raw = read_toml("lopo.retail.listing", "price_change.toml")
    return Table(
        {
            id: State(id, Text.from_table(each["title"], id), each["mark"])
            for id, each in raw["state"].items()
        },
        {
            id: Act(
                id, Text.from_table(each["title"], id), each["from"], each["to"], each["by"],
                tuple(each["needs"]),
            )
            for id, each in raw["act"].items()
        },
        _reasons(raw["reason"]),
        _reasons(raw["decline"]),
        Days(**raw["days"]),
        tuple(raw["listing_states"]),
        raw["confidence"],
    )  # fmt: skip


def _reasons(raw: Mapping[str, Mapping[str, object]]) -> Mapping[str, ChangeReason]:
    return {
        code: ChangeReason(
            code,
            Text.from_table(each["title"], code),
            int(str(each.get("notice", 0))),
            bool(each.get("ends")),
            bool(each.get("words")),
        )
        for code, each in raw.items()
    }


@dataclass(frozen=True, slots=True)
class PriceProposal:
    """A new price as it is proposed: from which day, why, and of a promotion until when."""

    price: Price
    from_on: dt.date
    reason: str
    until_on: dt.date | None = None
    words: str = ""


def earliest(reason: str, on: dt.date) -> dt.date:
    """The first day on which a price that is proposed on ``on`` can begin. Raises :class:`Refused`."""
    return on + dt.timedelta(days=_named(price_table().reasons, reason).notice_days)


def answer_by(proposal: PriceProposal, on: dt.date) -> dt.date:
    """The last day for an answer: within the house's days, and on the day before it would begin."""
    return min(on + dt.timedelta(days=price_table().days.answer), proposal.from_on - ONE_DAY)


def state_on(state: str, answer_by: dt.date, on: dt.date) -> str:
    """Where a proposal really stands on ``on``, whether or not its last day was written down yet."""
    return LAPSED if state == PROPOSED and answer_by < on else state


class ProposalRefused(Refused):
    """What is wrong with a proposal; ``place`` names the part of it, as :class:`PriceProposal` does."""

    def __init__(self, place: str, reason: Text) -> None:
        super().__init__(reason)
        self.place = place


def check_proposal(proposal: PriceProposal, history: PriceHistory, on: dt.date) -> PriceProposal:
    """The proposal, if it can be made on ``on``. Raises :class:`ProposalRefused`."""
    reason = _reason(price_table().reasons, proposal.reason, proposal.words)
    try:
        check_offer(Offer(proposal.price.to_shop_idr, proposal.price.shelf_idr, 1))
    except Refused as refusal:
        raise ProposalRefused("price", refusal.reason) from None
    if proposal.price == history.in_force(proposal.from_on):
        raise ProposalRefused(
            "price",
            Text("Harga ini sudah berlaku pada hari itu. Tulis harga yang baru.",
                 "This price holds on that day already. Write the new one."),
        )  # fmt: skip
    _check_first_day(proposal, on)
    if reason.ends:
        _check_promotion(proposal, history.agreed)
    elif proposal.until_on is not None:
        raise ProposalRefused(
            "until_on",
            Text("Hari terakhir hanya untuk promosi. Kosongkan, atau pilih alasan promosi.",
                 "Only a promotion has a last day. Leave it empty, or choose a promotion as the reason."),
        )  # fmt: skip
    return proposal


def _check_first_day(proposal: PriceProposal, on: dt.date) -> None:
    first = earliest(proposal.reason, on)
    if proposal.from_on < first:
        raise ProposalRefused(
            "from_on",
            Text("Terlalu cepat: dengan alasan ini harga baru berlaku paling awal {day}.",
                 "Too soon: for this reason a new price begins on {day} at the earliest.")
            .filled(day=say_date(first)),
        )  # fmt: skip
    if proposal.from_on > on + dt.timedelta(days=price_table().days.most_ahead):
        raise ProposalRefused(
            "from_on",
            Text("Hari mulainya terlalu jauh. Periksa tahunnya.",
                 "Its first day is too far ahead. Check the year."),
        )  # fmt: skip


def _check_promotion(proposal: PriceProposal, agreed: Iterable[Agreed]) -> None:
    until_on = proposal.until_on
    if until_on is None or until_on < proposal.from_on:
        raise ProposalRefused(
            "until_on",
            Text("Tulis hari terakhir promosinya, pada atau sesudah hari pertama.",
                 "Write the last day of the promotion, on or after its first."),
        )  # fmt: skip
    most = price_table().days.most_promotion
    if (until_on - proposal.from_on).days >= most:
        raise ProposalRefused(
            "until_on",
            Text(f"Promosi paling lama {most} hari. Majukan hari terakhirnya.",
                 f"A promotion lasts at most {most} days. Choose an earlier last day."),
        )  # fmt: skip
    for each in agreed:
        if each.until_on is not None and each.from_on <= until_on and proposal.from_on <= each.until_on:
            raise ProposalRefused(
                "from_on",
                Text("Pada hari-hari itu sudah ada promosi, {first} sampai {last}. Pilih hari lain.",
                     "There is a promotion on those days already, {first} to {last}. Choose other days.")
                .filled(first=say_date(each.from_on), last=say_date(each.until_on)),
            )  # fmt: skip


def check_decline(code: str, words: str) -> ChangeReason:
    """The reason for which a proposal is declined. Raises :class:`ProposalRefused`."""
    return _reason(price_table().declines, code, words)


def _reason(known: Mapping[str, ChangeReason], code: str, words: str) -> ChangeReason:
    found = _named(known, code)
    if found.needs_words and not words.strip():
        raise ProposalRefused(
            "words", Text("Tulis alasannya dengan kata-kata.", "Write the reason in words.")
        )
    return found


def _named(known: Mapping[str, ChangeReason], code: str) -> ChangeReason:
    found = known.get(code)
    if found is None:
        raise ProposalRefused("reason", Text("Pilih alasannya.", "Choose the reason."))
    return found
