"""Signing in with the city's own accounts: OpenID Connect 1.0, code flow with PKCE (RFC 7636)."""

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any, Self
from urllib.parse import quote, urlencode

import aiohttp
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from bot.config import Oidc

_TIMEOUT = aiohttp.ClientTimeout(total=10)
_LARGEST_ANSWER_BYTES = 256 * 1024
# Never "none", and nothing that is signed with the client's secret.
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
_CLOCKS_APART_SECONDS = 60


class CityError(Exception):
    """It did not work, for a reason that the log may know."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What we must see again when somebody comes back; `account_id` wants to be linked, or 0."""

    state: str
    nonce: str
    verifier: str
    account_id: int = 0

    @classmethod
    def new(cls, account_id: int = 0) -> Self:
        """Random, for one sign-in."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        return cls(state, nonce, verifier, account_id)

    @classmethod
    def read(cls, words: str) -> Self:
        """From what `written` gave."""
        return cls(**json.loads(words))

    @property
    def written(self) -> str:
        """For the cookie that travels along, sealed."""
        return json.dumps(asdict(self))


class CitySignIn:
    """The provider, and our place there."""

    def __init__(self, section: Oidc) -> None:
        """`section.issuer` is not empty."""
        self._section = section

    async def address(self, errand: Errand, back: str) -> str:
        """Where to send somebody. Raises CityError."""
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
            found = await self._described(session)
        digest = hashlib.sha256(errand.verifier.encode()).digest()
        asked = {
            "response_type": "code",
            "scope": "openid",
            "client_id": self._section.client_id,
            "redirect_uri": back,
            "state": errand.state,
            "nonce": errand.nonce,
            "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
            "code_challenge_method": "S256",
        }
        endpoint = found["authorization_endpoint"]
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}"

    async def subject(self, code: str, errand: Errand, back: str) -> str:
        """Who came back with this code: the provider's own id of them. Raises CityError."""
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
            found = await self._described(session)
            given = {
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": back,
                "client_id": self._section.client_id,
                "code_verifier": errand.verifier,
            }
            request = session.post(
                found["token_endpoint"], data=given, headers=self._proof(), allow_redirects=False
            )
            token = await _json(request)
            keys = await _json(session.get(found["jwks_uri"]))
        return self._verified(str(token.get("id_token", "")), keys, errand.nonce)

    def _proof(self) -> Mapping[str, str]:
        """Who we are; a public client has no secret, PKCE does that."""
        if not self._section.client_secret:
            return {}
        pair = f"{quote(self._section.client_id, '')}:{quote(self._section.client_secret, '')}"
        return {"authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}

    async def _described(self, session: aiohttp.ClientSession) -> Mapping[str, str]:
        issuer = self._section.issuer
        found = await _json(session.get(f"{issuer.rstrip('/')}/.well-known/openid-configuration"))
        needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        if found.get("issuer") != issuer:
            raise CityError("another issuer answers")
        if not all(isinstance(found.get(name), str) for name in needed):
            raise CityError("the provider does not say where to go")
        return {name: str(found[name]) for name in needed}

    def _verified(self, id_token: str, keys: Mapping[str, Any], nonce: str) -> str:
        needed = jwt.JWTClaimsRegistry(
            leeway=_CLOCKS_APART_SECONDS,
            iss={"essential": True, "value": self._section.issuer},
            aud={"essential": True, "value": self._section.client_id},
            exp={"essential": True},
            nonce={"essential": True, "value": nonce},
            sub={"essential": True},
        )
        try:
            known = KeySet.import_key_set({"keys": keys["keys"]})
            claims = jwt.decode(id_token, known, algorithms=_ALGORITHMS).claims
            needed.validate(claims)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise CityError(f"id token: {type(error).__name__}") from error
        return str(claims["sub"])


async def _json(request: AbstractAsyncContextManager[aiohttp.ClientResponse]) -> Mapping[str, Any]:
    """The object that is answered. Raises CityError."""
    try:
        async with request as response:
            if response.status != HTTPStatus.OK:
                raise CityError(f"status {response.status}")
            found = json.loads(await response.content.read(_LARGEST_ANSWER_BYTES))
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise CityError(type(error).__name__) from error
    if not isinstance(found, dict):
        raise CityError("no object")
    return found
