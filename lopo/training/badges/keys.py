"""The keys that sign badges: a pair of them, made together, named by what they are, kept in one PEM text.

Two are needed because the verifiers of the world ask for two kinds. The token (VC-JWT) is signed with RSA,
which Open Badges 3.0 section 8.2 names as the least that everybody understands (RS256). The proof inside the
JSON (Data Integrity, ``eddsa-rdfc-2022``) takes Ed25519 and nothing else.
"""

import hashlib
import re
from dataclasses import dataclass
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from jwt.algorithms import OKPAlgorithm, RSAAlgorithm
from openbadgeslib.ob3.did import did_key_from_pem, multikey_from_pem

RSA_BITS = 3072
"""As long as keys are asked to be that sign beyond 2030 (NIST SP 800-57 part 1, table 2: 128 bits)."""
NAME_LENGTH = 12
_BLOCK = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?-----END [A-Z ]*PRIVATE KEY-----", re.DOTALL)


class BadKeys(ValueError):
    """A PEM text that does not hold one Ed25519 and one RSA private key without a password."""


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """One pair. It has no ``repr``, so that no log ever shows it."""

    signing: ed25519.Ed25519PrivateKey
    token: rsa.RSAPrivateKey

    @property
    def name(self) -> str:
        """The first hexadecimal digits of the SHA-256 of the Ed25519 public key: the same everywhere."""
        return hashlib.sha256(_raw(self.signing.public_key())).hexdigest()[:NAME_LENGTH]

    @property
    def signing_pem(self) -> bytes:
        """The Ed25519 private key as PEM, as the signer takes it."""
        return _private(self.signing)

    @property
    def signing_public(self) -> bytes:
        """The Ed25519 public key as PEM."""
        return _public(self.signing.public_key())

    @property
    def token_public(self) -> bytes:
        """The RSA public key as PEM."""
        return _public(self.token.public_key())

    @property
    def did_key(self) -> str:
        """The identifier that is the Ed25519 public key itself (``did:key:z6Mk...``)."""
        return str(did_key_from_pem(self.signing_public))

    @property
    def multikey(self) -> str:
        """The Ed25519 public key as ``publicKeyMultibase``."""
        return str(multikey_from_pem(self.signing_public))

    @property
    def signing_jwk(self) -> dict[str, Any]:
        """The Ed25519 public key as a JSON Web Key."""
        return dict(OKPAlgorithm.to_jwk(self.signing.public_key(), as_dict=True))

    @property
    def token_jwk(self) -> dict[str, Any]:
        """The RSA public key as a JSON Web Key: ``kty``, ``n`` and ``e``, nothing else."""
        jwk = RSAAlgorithm.to_jwk(self.token.public_key(), as_dict=True)
        return {each: jwk[each] for each in ("kty", "n", "e")}


def new_keys() -> Keys:
    """A new pair. Takes up to some seconds."""
    return Keys(
        ed25519.Ed25519PrivateKey.generate(),
        rsa.generate_private_key(public_exponent=65537, key_size=RSA_BITS),
    )


def write_keys(keys: Keys) -> str:
    """The pair as PEM text, in the clear: keep it where only the site reads it."""
    return (_private(keys.signing) + _private(keys.token)).decode()


def read_keys(text: str) -> Keys:
    """The pair in a PEM text. Raises :class:`BadKeys`."""
    found = [_read(block) for block in _BLOCK.findall(text)]
    signing = [key for key in found if isinstance(key, ed25519.Ed25519PrivateKey)]
    token = [key for key in found if isinstance(key, rsa.RSAPrivateKey)]
    if len(signing) != 1 or len(token) != 1:
        raise BadKeys("it must hold one Ed25519 and one RSA private key in PEM, without a password")
    return Keys(signing[0], token[0])


def _read(block: str) -> object:
    try:
        return serialization.load_pem_private_key(block.encode(), password=None)
    except (ValueError, TypeError) as fault:
        raise BadKeys(f"a private key in it cannot be read: {fault}") from None


def sign_token(payload: dict[str, Any], keys: Keys, kid: str | None) -> str:
    """``payload`` as a compact token signed with RS256; the public key travels in the header."""
    headers: dict[str, Any] = {"jwk": keys.token_jwk} | ({"kid": kid} if kid else {})
    return jwt.encode(payload, keys.token, algorithm="RS256", headers=headers)


def _raw(key: ed25519.Ed25519PublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def _public(key: ed25519.Ed25519PublicKey | rsa.RSAPublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def _private(key: ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
