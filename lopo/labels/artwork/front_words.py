"""The names on the front of a label, and the line of praise under them."""

from dataclasses import dataclass

from lopo.facts.text import Text
from lopo.labels.artwork.gathering import Gathering
from lopo.labels.rules.claims import brand_words, claim_words, medical_words

NAME, BRAND, PROMISE = "name", "brand", "promise"


@dataclass(frozen=True, slots=True)
class Names:
    """What stands large: brand, name of the food, and its name in the other language."""

    brand: str
    name: str
    other: str


def front_names(label: Gathering) -> Names:
    """The names; where there is no brand the name stands in its place."""
    brand = label.text("label.brand", BRAND, Text("Merek", "Brand"))
    told = label.value("label.name") or label.value("product.name") or ""
    name = label.printable(told, NAME, Text("Nama produk", "Name of the product"), "label.name")
    english = label.text("export.name_en", NAME, Text("Nama Inggris", "English name"))
    if not name:
        label.lacks(NAME, "label.name", Text("Nama produk belum ada.", "The name of the product is missing."))
    if brand and (words := brand_words(brand)):
        _refuse_words(label, BRAND, "label.brand", words)
    _refuse_claims(label, NAME, "label.name", name)
    languages = label.order.languages
    if "en" in languages and not english:
        label.lacks(
            NAME, "export.name_en", Text("Nama Inggrisnya belum ada.", "The English name is missing.")
        )
    first, second = (name, english) if languages[0] == "id" else (english or name, name if english else "")
    other = second if len(languages) > 1 else ""
    return Names(brand, first, other) if brand else Names(first, "", other)


def promise_of(label: Gathering) -> str:
    """The owner's line; a claim in it is refused with the reason."""
    promise = label.printable(label.order.promise, PROMISE, Text("Kalimat di depan", "The line on the front"))
    _refuse_claims(label, PROMISE, "label.claims", promise)
    return promise


def _refuse_claims(label: Gathering, element: str, fact: str, text: str) -> None:
    if words := medical_words([text]):
        label.lacks(
            element,
            fact,
            Text("“{words}” menjanjikan kesembuhan. Itu dilarang di label pangan.",
                 "“{words}” promises healing. A food label may not do so.").filled(words=", ".join(words)),
        )  # fmt: skip
    if not (words := claim_words([text])):
        return
    if label.value("permit.route") == "pirt":
        label.lacks(
            element,
            fact,
            Text("“{words}” adalah klaim. Label P-IRT tidak boleh memuat klaim apa pun.",
                 "“{words}” is a claim. A P-IRT label may carry none.").filled(words=", ".join(words)),
        )  # fmt: skip
    elif label.value("nutrition.claim_proof") is not True:
        label.lacks(
            element,
            fact,
            Text("“{words}” adalah klaim. Buktinya belum ada, dan BPOM harus menyetujuinya dulu.",
                 "“{words}” is a claim. Its proof is missing, and BPOM must approve it first.").filled(
                words=", ".join(words)
            ),
        )  # fmt: skip


def _refuse_words(label: Gathering, element: str, fact: str, words: tuple[str, ...]) -> None:
    label.lacks(
        element,
        fact,
        Text("Kata “{words}” tidak boleh dalam merek.", "“{words}” may not stand in a brand.").filled(
            words=", ".join(words)
        ),
    )
