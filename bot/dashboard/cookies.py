"""The dashboard's cookies: who somebody is, and what the next page says once."""

import hmac
import json
import re
import secrets
from dataclasses import dataclass

from cryptography.fernet import InvalidToken
from starlette.requests import Request
from starlette.responses import Response

from bot.storage.secrets import SecretBox

_RANDOM = re.compile(r"[A-Za-z0-9_-]{43}")  # 256 bits
_NOTICE_SECONDS = 60
_LONGEST_NOTICE = 600


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the top of the next page."""

    words: str
    is_bad: bool = False


class Cookies:
    """Names, settings and seals. Over https the names begin with __Host-, so that browsers take
    them from nobody but this very host.
    """

    def __init__(self, box: SecretBox, *, https: bool) -> None:
        """Seals and CSRF tokens are made with the installation's secret."""
        self._box = box
        self._https = https
        before = "__Host-" if https else ""
        self._session = f"{before}dasbor"
        self._notice = f"{before}kabar"
        self._errand = f"{before}akun-kota"

    def sealed(self, kind: str, words: str) -> str:
        """What the browser carries for us, and can neither read nor change. `kind` keeps what was
        sealed for one use from being taken for another.
        """
        return self._box.desk.encrypt(f"{kind}\0{words}".encode()).decode()

    def unsealed(self, kind: str, sealed: str, seconds: int) -> str:
        """The words again; "" when they are too old, or nothing that we sealed for this."""
        try:
            opened = self._box.desk.decrypt(sealed.encode(), seconds).decode()
        except InvalidToken:
            return ""
        given, _, words = opened.partition("\0")
        return words if given == kind else ""

    def token(self, request: Request) -> str:
        """What the browser brought, or a new stranger's token."""
        return self.brought(request) or secrets.token_urlsafe(32)

    def brought(self, request: Request) -> str:
        """The token of the browser; "" when it has none of ours."""
        found = request.cookies.get(self._session, "")
        return found if _RANDOM.fullmatch(found) else ""

    def keep(self, response: Response, token: str, seconds: int | None = None) -> None:
        """The browser holds `token`; without `seconds`, until it is closed."""
        self._set(response, self._session, token, seconds)

    def drop(self, response: Response) -> None:
        """The browser forgets who it was."""
        self._delete(response, self._session)

    def csrf(self, token: str) -> str:
        """What a form of ours carries. Another site cannot make it, not even one that could set
        our cookie.
        """
        return self._box.pseudonym("csrf", token)

    def is_ours(self, token: str, given: str) -> bool:
        """Whether a form with this field was made for this browser."""
        return hmac.compare_digest(self.csrf(token).encode(), given.encode())

    def say(self, response: Response, notice: Notice) -> None:
        """The next page says it."""
        words = json.dumps([notice.words[:_LONGEST_NOTICE], notice.is_bad])
        self._set(response, self._notice, self.sealed("kabar", words), _NOTICE_SECONDS)

    def notice(self, request: Request) -> Notice | None:
        """What the page before wanted to be said."""
        words = self.unsealed("kabar", request.cookies.get(self._notice, ""), _NOTICE_SECONDS)
        return Notice(*json.loads(words)) if words else None

    def forget_notice(self, response: Response) -> None:
        """It was said."""
        self._delete(response, self._notice)

    def send_away(self, response: Response, errand: str, seconds: int) -> None:
        """What somebody whom we send to the city's sign-in comes back with."""
        self._set(response, self._errand, self.sealed("akun kota", errand), seconds)

    def errand(self, request: Request, seconds: int) -> str:
        """The same again; "" when there is none."""
        return self.unsealed("akun kota", request.cookies.get(self._errand, ""), seconds)

    def forget_errand(self, response: Response) -> None:
        """They are back."""
        self._delete(response, self._errand)

    def _set(self, response: Response, name: str, value: str, seconds: int | None = None) -> None:
        response.set_cookie(
            name, value, max_age=seconds, httponly=True, secure=self._https, samesite="lax"
        )

    def _delete(self, response: Response, name: str) -> None:
        response.delete_cookie(name, httponly=True, secure=self._https, samesite="lax")
