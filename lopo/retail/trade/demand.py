"""Words of an owner to a shop about money that is due: a message to send, and a letter. No threats.

The rule is quoted with how sure we are of it: what is still to be verified is never said to be the law.
"""

import datetime as dt
from dataclasses import dataclass

from lopo.facts.figures import say_rupiah
from lopo.facts.text import Text
from lopo.facts.wording import say_date
from lopo.retail.terms.payment import PaymentRule
from lopo.retail.trade.payment_clock import Clock, say_days


@dataclass(frozen=True, slots=True)
class Demand:
    """What the words are about. ``others`` are rules that speak about the bill and on which no clock runs."""

    business: str
    retailer: str
    number: str
    order: str
    issued_on: dt.date
    clock: Clock
    amount_idr: int
    rule: PaymentRule
    others: tuple[PaymentRule, ...]
    link: str
    today: dt.date


def demand_words(demand: Demand) -> Text:
    """A message for WhatsApp: friendly before the day, plain after it."""
    found = demand.clock
    values: dict[str, str | Text] = {
        "shop": demand.retailer,
        "business": demand.business,
        "number": demand.number,
        "money": say_rupiah(found.open_idr),
        "due": say_date(found.due_on),
        "days": say_days(found.days_late),
        "rule": demand.rule.title,
        "link": demand.link,
    }
    if found.days_late:
        said = Text(
            "Selamat siang, {shop}. Kami dari {business}. Faktur {number} sebesar {money} seharusnya "
            "dibayar {due}, "
            "jadi sudah lewat {days}, menurut {rule}. Mohon kabari kapan dibayar. Rinciannya: {link}",
            "Good day, {shop}. This is {business}. Invoice {number} for {money} was due on {due}, {days} "
            "ago, by "
            "{rule}. Please tell us when it will be paid. Details: {link}",
        )
    else:
        said = Text(
            "Selamat siang, {shop}. Kami dari {business}. Kami ingatkan faktur {number} sebesar {money}, "
            "dibayar "
            "paling lambat {due}. Terima kasih. Rinciannya: {link}",
            "Good day, {shop}. This is {business}. A reminder of invoice {number} for {money}, due on {due}. "
            "Thank you. Details: {link}",
        )
    return said.filled(**values)


_FIRST = Text(
    "Dengan hormat, kami mengingatkan faktur {number} tanggal {issued} atas pesanan {order}, sebesar "
    "{amount}. Yang belum kami terima sampai hari ini {money}.",
    "We remind you of invoice {number} of {issued} for order {order}, of {amount}. What we have not received "
    "to this day is {money}.",
)
_LATE = Text(
    "Faktur ini jatuh tempo {due}, jadi sudah lewat {days}. Dasarnya {rule}: {says}",
    "This invoice was due on {due}, {days} ago. It rests on {rule}: {says}",
)
_COMING = Text(
    "Faktur ini jatuh tempo {due}. Dasarnya {rule}: {says}",
    "This invoice is due on {due}. It rests on {rule}: {says}",
)
_BINDS = Text("Juga berlaku {title}: {says}", "{title} holds as well: {says}")
_UNSURE = Text(
    "Kami juga membaca {title}: {says} Aturan ini masih perlu dipastikan, jadi kami sebut sebagai "
    "pertimbangan, bukan sebagai dasar tagihan.",
    "We also read {title}: {says} Whether it holds is still to be verified, so we name it to be considered, "
    "not as what the bill rests on.",
)
_ASK = Text(
    "Mohon dibayar, atau kabari kami tanggal pembayarannya dalam minggu ini. Kalau sudah dibayar, kirim "
    "buktinya supaya catatan kami sama.",
    "Please pay it, or tell us within this week on which day you will. If it is paid already, send the proof "
    "so that our books agree.",
)


def letter_parts(demand: Demand) -> list[Text]:
    """The paragraphs of the letter."""
    found = demand.clock
    values: dict[str, str | Text] = {
        "number": demand.number,
        "order": demand.order,
        "issued": say_date(demand.issued_on),
        "amount": say_rupiah(demand.amount_idr),
        "money": say_rupiah(found.open_idr),
        "due": say_date(found.due_on),
        "days": say_days(found.days_late),
        "rule": demand.rule.title,
        "says": demand.rule.says,
    }
    others = [
        (_BINDS if each.binds else _UNSURE).filled(title=each.title, says=each.says) for each in demand.others
    ]
    return [_FIRST.filled(**values), (_LATE if found.days_late else _COMING).filled(**values), *others, _ASK]
