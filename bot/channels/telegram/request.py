"""PTB's way to the Bot API on aiohttp: httpx, its own, costs several times the processor time."""

import json

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECTIONS = 64
CONNECT_SECONDS = 10.0
READ_SECONDS = 30.0  # generous: a send given up too early is sent twice
TOO_MANY_REQUESTS = 429
TOKEN_REFUSED = (401, 404)
WITHOUT_A_WISH_SECONDS = 5.0


class FloodWait(TelegramError):
    """Telegram's 429: nothing may be sent for `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__("too many requests")
        self.seconds = seconds


class AiohttpRequest(BaseRequest):
    """One session, connections kept open. Its errors never hold the URL: the token is in it."""

    def __init__(self, *, through_proxy: bool = True) -> None:
        self._through_proxy = through_proxy  # the one in HTTPS_PROXY, if any
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Return the seconds an answer may take where a call says nothing else."""
        return READ_SECONDS

    async def initialize(self) -> None:
        """Open the session; needs a running loop."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=CONNECTIONS), trust_env=self._through_proxy
            )

    async def shutdown(self) -> None:
        """Close the session and its connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # noqa: PLR0913, PLR0917  the signature is PTB's
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one request; raise TimedOut, NetworkError or FloodWait."""
        if self._session is None:
            raise NetworkError("the session is closed")
        seconds = read_timeout if isinstance(read_timeout, (int, float)) else READ_SECONDS
        timeout = aiohttp.ClientTimeout(sock_connect=CONNECT_SECONDS, sock_read=seconds)
        body = request_data.parameters if request_data else None
        try:
            async with self._session.request(method, url, json=body, timeout=timeout) as answer:
                payload = await answer.read()
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise NetworkError(type(error).__name__) from None
        if answer.status == TOO_MANY_REQUESTS:
            raise FloodWait(_retry_after_seconds(payload))
        if answer.status in TOKEN_REFUSED and b'"error_code"' not in payload:
            # Not Telegram's word but some proxy's; PTB would take it for a refused token.
            raise NetworkError(f"unexpected {answer.status}")
        return answer.status, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, object]:
        """Read an answer; unlike PTB's own, log nothing of one that is no JSON object."""
        try:
            answer = json.loads(payload)
        except ValueError:
            raise TelegramError("invalid server response") from None
        if not isinstance(answer, dict):
            raise TelegramError("invalid server response")
        return answer


def _retry_after_seconds(payload: bytes) -> float:
    try:
        return max(0.0, float(json.loads(payload)["parameters"]["retry_after"]))
    except (ValueError, KeyError, TypeError):
        return WITHOUT_A_WISH_SECONDS
