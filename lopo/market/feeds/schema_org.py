"""A product and its maker in the words of schema.org, for search engines (https://schema.org/Product)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

COUNTRY = "ID"
CURRENCY = "IDR"
_NUTRITION = {
    "nutrition.energy_kcal": ("calories", "kcal"),
    "nutrition.fat_g": ("fatContent", "g"),
    "nutrition.saturated_fat_g": ("saturatedFatContent", "g"),
    "nutrition.protein_g": ("proteinContent", "g"),
    "nutrition.carbohydrate_g": ("carbohydrateContent", "g"),
    "nutrition.sugars_g": ("sugarContent", "g"),
    "nutrition.sodium_mg": ("sodiumContent", "mg"),
}


@dataclass(frozen=True, slots=True)
class Described:
    """What is said of one open product. Addresses are whole ones; empty is not known."""

    name: str
    description: str
    url: str
    images: Sequence[str]
    brand: str
    maker: str
    maker_url: str
    place: str
    kind: str
    gtin: str = ""
    digital_link: str = ""
    price_idr: int | None = None
    net: str = ""
    stars_sum: int = 0
    stars_count: int = 0
    certifications: Sequence[str] = ()
    shown: Mapping[str, object] | None = None
    recalled: bool = False


def product_data(about: Described) -> dict[str, object]:
    """The product as JSON-LD."""
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": about.name,
        "description": about.description,
        "url": about.url,
        "image": list(about.images),
        "brand": {"@type": "Brand", "name": about.brand} if about.brand else None,
        "manufacturer": maker_data(about.maker, about.maker_url, about.place),
        "countryOfOrigin": {"@type": "Country", "name": COUNTRY},
        "category": about.kind,
        "gtin": about.gtin,
        "hasGS1DigitalLink": about.digital_link,
        "size": about.net,
        "hasCertification": [{"@type": "Certification", "name": each} for each in about.certifications],
        "offers": _offer(about),
        "aggregateRating": _rating(about),
        "nutrition": _nutrition(about.shown or {}),
    }
    return {name: value for name, value in data.items() if value}


def maker_data(name: str, url: str, place: str) -> dict[str, object]:
    """The maker as an organisation; no person and no street of hers."""
    address = {
        "@type": "PostalAddress",
        "addressLocality": place,
        "addressRegion": "Nusa Tenggara Timur",
        "addressCountry": COUNTRY,
    }
    return {"@type": "Organization", "name": name, "url": url, "address": address}


def _offer(about: Described) -> dict[str, object] | None:
    if not about.price_idr:
        return None
    state = "Discontinued" if about.recalled else "InStock"
    return {
        "@type": "Offer",
        "price": str(about.price_idr),
        "priceCurrency": CURRENCY,
        "availability": f"https://schema.org/{state}",
        "url": about.url,
        "itemCondition": "https://schema.org/NewCondition",
    }


def _rating(about: Described) -> dict[str, object] | None:
    if not about.stars_count:
        return None
    tenths = round(10 * about.stars_sum / about.stars_count)
    return {
        "@type": "AggregateRating",
        "ratingValue": f"{tenths // 10}.{tenths % 10}",
        "ratingCount": about.stars_count,
        "bestRating": 5,
        "worstRating": 1,
    }


def _nutrition(shown: Mapping[str, object]) -> dict[str, object] | None:
    found = {there: f"{shown[fact]} {unit}" for fact, (there, unit) in _NUTRITION.items() if fact in shown}
    return {"@type": "NutritionInformation", **found} if found else None
