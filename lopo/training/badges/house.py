"""Who issues: the house at its address, by the name that verifiers know, with its public keys.

A site with an address of its own on the web is ``did:web:<host>``: verifiers fetch its keys from
``/.well-known/did.json``, and its name stays when the keys change. A site without one (a laptop, a
demonstration) is ``did:key:...``: the name is the key itself, and a badge is checked without a network.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lopo.training.badges.keys import Keys
from lopo.training.badges.rules import rules

WEB_LIST = "web"
PublicKeys = Mapping[str, Mapping[str, bytes]]
"""Issuer to its verification methods, each an id and a public key as PEM."""


@dataclass(frozen=True, slots=True)
class House:
    """``base`` is the address of the site without a slash at its end; ``host`` is given for ``did:web``."""

    base: str
    host: str = ""

    def did(self, keys: Keys) -> str:
        """The issuer's identifier when ``keys`` sign."""
        return "did:web:" + self.host.replace(":", "%3A") if self.host else keys.did_key

    def signing_method(self, keys: Keys) -> str:
        """The id of the Ed25519 key."""
        did = self.did(keys)
        return f"{did}#ed25519-{keys.name}" if self.host else f"{did}#{did.removeprefix('did:key:')}"

    def token_method(self, keys: Keys) -> str:
        """The id of the RSA key."""
        return f"{self.did(keys)}#rsa-{keys.name}"

    def kid(self, keys: Keys) -> str | None:
        """What names the RSA key in a token, where verifiers can look it up by that name."""
        return self.token_method(keys) if self.host else None

    def status_list(self, keys: Keys) -> str:
        """The name of the list of revocations: one for a site on the web, else one for each pair of keys."""
        return WEB_LIST if self.host else keys.name

    def profile(self, keys: Keys) -> dict[str, Any]:
        """The issuer as it stands in a credential."""
        return {"id": self.did(keys), "type": ["Profile"], "name": rules().issuer_name, "url": self.base}


def public_keys(house: House, all_keys: Sequence[Keys]) -> PublicKeys:
    """Every key that this house ever signed with, by issuer.

    A house that moved from ``did:key`` to ``did:web`` still knows what it signed before.
    """
    found: dict[str, dict[str, bytes]] = {}
    for each in (House(house.base), house):
        for keys in all_keys:
            methods = found.setdefault(each.did(keys), {})
            methods[each.signing_method(keys)] = keys.signing_public
            methods[each.token_method(keys)] = keys.token_public
    return found


def did_document(house: House, all_keys: Sequence[Keys]) -> dict[str, Any]:
    """The document of a ``did:web`` house. Needs at least one pair.

    The keys that sign now come first, and of them the one for tokens: verifiers that cannot choose take the
    first, and only a proof in JSON always says by which key it is.
    """
    did = house.did(all_keys[0])
    methods: list[dict[str, Any]] = []
    for keys in all_keys:
        methods += [
            {
                "id": house.token_method(keys),
                "type": "JsonWebKey",
                "controller": did,
                "publicKeyJwk": keys.token_jwk,
            },
            {
                "id": house.signing_method(keys),
                "type": "Multikey",
                "controller": did,
                "publicKeyMultibase": keys.multikey,
            },
        ]
    return {
        "@context": [
            "https://www.w3.org/ns/did/v1",
            "https://w3id.org/security/multikey/v1",
            "https://w3id.org/security/jwk/v1",
        ],
        "id": did,
        "alsoKnownAs": [house.base],
        "verificationMethod": methods,
        "assertionMethod": [each["id"] for each in methods],
    }


def key_set(house: House, all_keys: Sequence[Keys]) -> dict[str, Any]:
    """The public keys as a JSON Web Key Set, for verifiers of tokens."""
    keys: list[dict[str, Any]] = []
    for each in all_keys:
        keys.append(
            each.token_jwk | {"kid": house.token_method(each), "use": "sig", "alg": "RS256"},
        )
        keys.append(each.signing_jwk | {"kid": house.signing_method(each), "use": "sig", "alg": "EdDSA"})
    return {"keys": keys}
