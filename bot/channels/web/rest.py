"""The REST door: one message in, its replies out, for other programs."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.web.api_models import (
    ChoiceMessage,
    ErrorOut,
    RepliesOut,
    TextMessage,
    read_message,
)
from bot.channels.web.openapi import description
from bot.channels.web.settings import WebSettings
from bot.domain.messages import Content, InboundMessage, Pressed, Text
from bot.http.limits import (
    BodyTooLargeError,
    Throttle,
    client_address,
    is_local,
    read_body,
)
from bot.http.outcomes import outcome
from bot.service import Service

CHANNEL = "rest"


class RestDoor:
    """POST /api/v1/messages and its description."""

    def __init__(self, service: Service, settings: WebSettings) -> None:
        """Without a token in `settings` the door stands open, and strangers are slowed down."""
        self._service = service
        self._settings = settings
        self._strangers = Throttle(settings.messages_per_minute)
        self._description = description(needs_token=bool(settings.rest_token))

    async def describe(self, _: Request) -> Response:
        """The OpenAPI description."""
        return JSONResponse(self._description)

    async def take(self, request: Request) -> Response:
        """Take a message. The same id from the same sender gets the same replies again."""
        refusal = self._refusal(request)
        if refusal is not None:
            return refusal
        try:
            message = read_message(await read_body(request))
        except BodyTooLargeError:
            return error(413, "the body is larger than 128 KiB")
        except ValidationError as problem:
            return error(422, _what_is_wrong(problem))
        taken = await outcome(self._service.submit(_inbound(message)))
        replies = () if taken.reply is None else (taken.reply,)
        return Response(RepliesOut.of(replies).model_dump_json(), media_type="application/json")

    def _refusal(self, request: Request) -> Response | None:
        """Why the body is not even read; None when it is."""
        if not self._has_token(request):
            return error(401, "a valid bearer token is needed", {"www-authenticate": "Bearer"})
        if wait := self._wait_seconds(request):
            return error(429, "too many messages", {"retry-after": str(int(wait) + 1)})
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            return error(415, "the content type must be application/json")
        return None

    def _has_token(self, request: Request) -> bool:
        expected = self._settings.rest_token
        if not expected:
            return True
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        same = hmac.compare_digest(given.strip().encode(), expected.encode())
        return same and scheme.lower() == "bearer"

    def _wait_seconds(self, request: Request) -> float:
        # Who holds the token speaks for many residents; who is on this machine is the operator.
        if self._settings.rest_token or is_local(request):
            return 0.0
        address = client_address(request, trusted_proxy=self._settings.trusted_proxy)
        return self._strangers.wait_seconds(address)


def error(status: int, sentence: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """A problem, told to the programmer at the other end."""
    return JSONResponse(ErrorOut(error=sentence).model_dump(), status, headers)


def _inbound(message: ChoiceMessage | TextMessage) -> InboundMessage:
    given = message.id if message.id is not None else secrets.token_hex(16)
    # Ids are unique within the channel, and two senders may both count from 1.
    message_id = hashlib.sha256(f"{message.sender}\0{given}".encode()).hexdigest()
    content: Content
    match message:
        case ChoiceMessage():
            content = Pressed(message.choice.replace("\0", ""))
        case TextMessage():
            content = Text(message.text.replace("\0", ""))
    return InboundMessage(CHANNEL, message.sender, message.sender, message_id, content)


def _what_is_wrong(problem: ValidationError) -> str:
    """Every mistake, by its place in the body; never what was sent, which may be personal."""
    mistakes = problem.errors(include_input=False, include_context=False, include_url=False)
    return "; ".join(
        ".".join(str(step) for step in mistake["loc"][1:]) + ": " + mistake["msg"]
        if len(mistake["loc"]) > 1
        else mistake["msg"]
        for mistake in mistakes
    )
