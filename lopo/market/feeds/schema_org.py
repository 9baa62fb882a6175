"""A product and its maker in the words of schema.org, for search engines (https://schema.org/Product)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

COUNTRY = "ID"
CURRENCY = "IDR"
_NUTRITION = {
    "nutrition.energy_kcal": ("calories", "kcal", "E14"),
    "nutrition.fat_g": ("fatContent", "g", "GRM"),
    "nutrition.saturated_fat_g": ("saturatedFatContent", "g", "GRM"),
    "nutrition.protein_g": ("proteinContent", "g", "GRM"),
    "nutrition.carbohydrate_g": ("carbohydrateContent", "g", "GRM"),
    "nutrition.sugars_g": ("sugarContent", "g", "GRM"),
    "nutrition.sodium_mg": ("sodiumContent", "mg", "MGM"),
}
"""What schema.org calls it, our unit, and the unit's code of UN/CEFACT."""


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
        "countryOfOrigin": {"@type": "Country", "name": "Indonesia", "identifier": COUNTRY},
        "category": about.kind,
        "gtin": about.gtin,
        "hasGS1DigitalLink": about.digital_link,
        "size": about.net,
        "hasCertification": [{"@type": "Certification", "name": each} for each in about.certifications],
        "offers": _offer(about),
        "aggregateRating": _rating(about),
        "additionalProperty": _nutrition(about.shown or {}),
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


def _nutrition(shown: Mapping[str, object]) -> list[dict[str, object]]:
    """What one serving holds. ``nutrition`` itself is for recipes and dishes of a menu, not for products."""
    return [
        {"@type": "PropertyValue", "propertyID": f"https://schema.org/{there}",
         "name": f"{there} per serving", "value": str(shown[fact]), "unitText": unit, "unitCode": code}
        for fact, (there, unit, code) in _NUTRITION.items()
        if fact in shown
    ]  # fmt: skip
