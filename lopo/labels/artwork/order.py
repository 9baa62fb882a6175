"""What an owner chose for a label: pack, size, design, colours, languages, lot and dates."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.labels.artwork.colour import Colours, colours_for, palettes, stocks
from lopo.labels.artwork.designs import designs
from lopo.labels.artwork.pack import Piece, packs

INDONESIA, UNITED_STATES, EUROPE = MARKETS = ("id", "us", "eu")
PRINTED, BOTTOM, BACK, LID, SEAL = DATE_PLACES = ("printed", "bottom", "back", "lid", "seal")
LOT_MOST = 20
PROMISE_MOST = 90
LINK_DOMAIN = "https://id.gs1.org"


@dataclass(frozen=True, slots=True)
class LabelOrder:
    """The choices behind a label; sizes in mm, ``None`` for the pack's usual ones.

    ``market`` decides panel, allergens and letter heights; ``bilingual`` adds the other language. With
    ``dates_at`` other than ``printed`` the label says where date and lot are stamped. ``by_month`` names only
    the month of expiry, where the food keeps long enough for that.
    """

    design: str = "tenun"
    pack: str = "pouch"
    width: Decimal | None = None
    height: Decimal | None = None
    palette: str = "nila"
    stock: str = "putih"
    brand_colour: str | None = None
    accent_colour: str | None = None
    promise: str = ""
    market: str = INDONESIA
    bilingual: bool = False
    with_panel: bool = True
    with_link: bool = True
    link_domain: str = LINK_DOMAIN
    dates_at: str = PRINTED
    lot: str = ""
    made_on: dt.date | None = None
    expires_on: dt.date | None = None
    by_month: bool = False
    halal_image: bytes | None = None
    logo: bytes | None = None

    def __post_init__(self) -> None:
        """Raises :class:`Refused` for a choice that there is not."""
        for chosen, known, what in (
            (self.design, designs(), Text("Desain", "The design")),
            (self.pack, packs(), Text("Kemasan", "The pack")),
            (self.palette, palettes(), Text("Warna", "The palette")),
            (self.stock, stocks(), Text("Kertas", "The paper")),
            (self.market, MARKETS, Text("Pasar", "The market")),
            (self.dates_at, DATE_PLACES, Text("Tempat tanggal", "The place of the date")),
        ):
            if chosen not in known:
                there = ", ".join(known)
                raise Refused(
                    Text("{what} {chosen} tidak ada. Yang ada: {there}.",
                         "{what} {chosen} does not exist. There are: {there}.").filled(
                        what=what, chosen=f"“{chosen[:30]}”", there=there
                    )
                )  # fmt: skip
        if len(self.lot) > LOT_MOST:
            raise Refused(
                Text(f"Kode produksi paling panjang {LOT_MOST} huruf, ini {len(self.lot)}.",
                     f"A lot code has at most {LOT_MOST} characters; this one has {len(self.lot)}.")
            )  # fmt: skip
        if len(self.promise) > PROMISE_MOST:
            raise Refused(
                Text(f"Kalimat di depan paling panjang {PROMISE_MOST} huruf, ini {len(self.promise)}.",
                     f"The line on the front has at most {PROMISE_MOST} characters; this one has "
                     f"{len(self.promise)}.")
            )  # fmt: skip

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the label, the first one leading."""
        first = "id" if self.market == INDONESIA else "en"
        other = "en" if first == "id" else "id"
        return (first, other) if self.bilingual or self.market != INDONESIA else (first,)

    @property
    def colours(self) -> Colours:
        """The colours, made readable."""
        return colours_for(
            palettes()[self.palette], stocks()[self.stock], self.brand_colour, self.accent_colour
        )

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces of the pack. Raises :class:`Refused` for a size out of bounds."""
        pack = packs()[self.pack]
        if self.width is None and self.height is None:
            return pack.pieces()
        usual = [Decimal(side) for side in pack.size]
        return pack.pieces((self.width or usual[0], self.height or usual[1]))
