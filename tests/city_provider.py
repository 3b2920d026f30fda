"""A city's sign-in on loopback: just enough of an OpenID provider to be right or wrong."""

import base64
import contextlib
import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.dashboard_site import serving

CLIENT, CLIENT_SECRET = "sambung-rasa", "rahasia klien:uji"


@dataclass(slots=True)
class Provider:
    """`subject` is who is logged in there. `wrong` replaces claims; `key` may be a stranger's."""

    subject: str = "pegawai-1"
    wrong: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "satu"}))
    signs_with: RSAKey | None = None
    issuer: str = ""
    says_issuer: str = ""
    asked: dict[str, dict[str, str]] = field(default_factory=dict)

    def describe(self, _: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.says_issuer or self.issuer,
                "authorization_endpoint": f"{self.issuer}/masuk",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/kunci",
            }
        )

    def authorize(self, request: Request) -> Response:
        query = dict(request.query_params)
        code = f"kode-{len(self.asked)}"
        self.asked[code] = query
        back = urlencode({"code": code, "state": query["state"]})
        return RedirectResponse(f"{query['redirect_uri']}?{back}")

    async def token(self, request: Request) -> Response:
        given = _first((await request.body()).decode())
        asked = self.asked.pop(given["code"], None)
        digest = hashlib.sha256(given["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        basic = request.headers.get("authorization", "").removeprefix("Basic ")
        right = (
            asked is not None
            and asked["code_challenge"] == challenge
            and asked["redirect_uri"] == given["redirect_uri"]
            and base64.b64decode(basic).decode() == "sambung-rasa:rahasia%20klien%3Auji"
        )
        if asked is None or not right:
            return JSONResponse({"error": "invalid_grant"}, 400)
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": self.subject,
            "exp": int(time.time()) + 300,
            "nonce": asked["nonce"],
        } | self.wrong
        signed = jwt.encode({"alg": "RS256", "kid": "satu"}, claims, self.signs_with or self.key)
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "id_token": signed})

    def keys(self, _: Request) -> Response:
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})


@contextlib.contextmanager
def provider() -> Iterator[Provider]:
    """A provider on a free port until the block ends."""
    one = Provider()
    app = Starlette(
        routes=[
            Route("/.well-known/openid-configuration", one.describe),
            Route("/masuk", one.authorize),
            Route("/token", one.token, methods=["POST"]),
            Route("/kunci", one.keys),
        ]
    )
    with serving(app) as url:
        one.issuer = url
        yield one


def query_of(address: str) -> dict[str, str]:
    return _first(urlsplit(address).query)


def _first(encoded: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(encoded).items()}
