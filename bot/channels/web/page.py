"""The chat page: a form in, a redirect out, and the conversation read back from the service."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.rendering import Draft, Pages
from bot.channels.web.settings import WebSettings
from bot.domain.delivery import Exchange
from bot.domain.messages import Content, InboundMessage, Pressed, Text
from bot.http.limits import BodyTooLargeError, Throttle, client_address, read_body
from bot.http.origins import is_from_our_page
from bot.http.outcomes import outcome
from bot.service import Service

CHANNEL = "web"
SESSION_SECONDS = 24 * 60 * 60
CONVERSATION = "/#akhir"
FIRST_ANSWER = "/?baru#akhir"  # shown only to a browser that brings its new cookie

_RANDOM = re.compile(r"[0-9a-f]{32}")
# No choice of ours has a longer id.
_CHOICE_LENGTH = 64
# Residents share the addresses of their phone company: one may send what ten people may.
_PEOPLE_BEHIND_ONE_ADDRESS = 10


@dataclass(frozen=True, slots=True)
class _Session:
    """A conversation's random name; `known` when the browser brought it along."""

    id: str
    known: bool


class ChatPage:
    """GET shows the conversation, POST adds to it."""

    def __init__(self, service: Service, settings: WebSettings, pages: Pages) -> None:
        """The welcome of the knowledge in service opens every conversation."""
        self._service = service
        self._settings = settings
        self._pages = pages
        # The prefix makes browsers refuse the cookie from anywhere but this very host, over https.
        self._cookie = "__Host-sesi" if settings.https else "sesi"
        self._people = Throttle(settings.messages_per_minute)
        self._addresses = Throttle(settings.messages_per_minute * _PEOPLE_BEHIND_ONE_ADDRESS)

    async def respond(self, request: Request) -> Response:
        """Show the conversation, or add to it."""
        return await (self._take(request) if request.method == "POST" else self._show(request))

    async def _show(self, request: Request) -> Response:
        # Somebody new sees the welcome alone, and gets no cookie for reading it.
        session = request.cookies.get(self._cookie, "")
        known = _is_random(session)
        if "baru" in request.query_params:
            if not known:  # the cookie set a moment ago did not come back: it is blocked
                return self._pages.notice(200, "web_butuh_cookie")
            # Or a page left open would, a day later, take the cookie's end for its being blocked.
            return RedirectResponse(CONVERSATION, status_code=303)
        exchanges: tuple[Exchange, ...] = ()
        if known:
            exchanges = await outcome(self._service.history(CHANNEL, session))
        return self._pages.chat(self._service.brain.welcome, exchanges, secrets.token_hex(16))

    async def _take(self, request: Request) -> Response:
        if not is_from_our_page(request, trusted_proxy=self._settings.trusted_proxy):
            return self._pages.notice(403, "web_ditolak")
        try:
            draft = _draft(await read_body(request))
        except BodyTooLargeError:
            return self._pages.notice(413, "web_terlalu_panjang")
        if draft is None:
            return self._pages.notice(400, "web_tidak_terbaca")
        # Should anything below fail, the page that says so has the words in it (apologies.py).
        request.state.draft = draft
        session = self._session(request, draft)
        if wait := self._wait_seconds(request, session):
            response: Response = self._pages.notice(429, "web_terlalu_cepat", draft)
            response.headers["retry-after"] = str(int(wait) + 1)
            return response
        await outcome(self._service.submit(_message(session, draft)))
        return self._back_to_the_conversation(session)

    def _session(self, request: Request, draft: Draft) -> _Session:
        session = request.cookies.get(self._cookie, "")
        if _is_random(session):
            return _Session(session, known=True)
        # Named after the form: a double click on the very first message starts one conversation.
        return _Session(_digest("sesi", draft.nonce), known=False)

    def _wait_seconds(self, request: Request, session: _Session) -> float:
        address = client_address(request, trusted_proxy=self._settings.trusted_proxy)
        person = session.id if session.known else address
        return self._people.wait_seconds(person) or self._addresses.wait_seconds(address)

    def _back_to_the_conversation(self, session: _Session) -> Response:
        where = CONVERSATION if session.known else FIRST_ANSWER
        response = RedirectResponse(where, status_code=303)
        response.set_cookie(
            self._cookie,
            session.id,
            max_age=SESSION_SECONDS,
            httponly=True,
            secure=self._settings.https,
            samesite="lax",
        )
        return response


def _draft(body: bytes) -> Draft | None:
    """What the form says; None when it is no form of ours."""
    try:
        fields = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=8)
    except ValueError:
        return None
    first = {name: values[0].replace("\0", "") for name, values in fields.items()}
    nonce = first.get("nomor", "")
    if not _is_random(nonce):
        nonce = secrets.token_hex(16)
    if "pilih" in first:
        return Draft(nonce, choice_id=first["pilih"][:_CHOICE_LENGTH])
    if "pesan" in first:
        return Draft(nonce, text=first["pesan"])
    return None


def _message(session: _Session, draft: Draft) -> InboundMessage:
    content: Content = Pressed(draft.choice_id) if draft.choice_id else Text(draft.text)
    # The words are part of the id: a double click is one message, but a page that the browser kept
    # (its Back button) can still send something new.
    message_id = _digest("pesan", session.id, draft.nonce, draft.choice_id, draft.text)
    return InboundMessage(CHANNEL, session.id, session.id, message_id, content)


def _is_random(value: str) -> bool:
    """True for 128 bits in hexadecimal, which is all that we ever hand out."""
    return _RANDOM.fullmatch(value) is not None


def _digest(*parts: str) -> str:
    """128 bits that tell nothing of `parts`, such as the session from the form's number."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
