"""The Telegram channel as a whole: what the program starts, serves and stops."""

import asyncio
import logging
import random
import re
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from traceback import extract_tb
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

from starlette.routing import Route
from telegram import Bot, User
from telegram.error import InvalidToken, TelegramError

from bot.channels.delivery import Outbox, Sender
from bot.channels.pacing import Backoff, Limits, Pace
from bot.channels.telegram.courtesies import Courtesies
from bot.channels.telegram.intake import Intake, Turns
from bot.channels.telegram.outlet import TelegramOutlet
from bot.channels.telegram.parse import Identity
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.request import AiohttpRequest, FloodWait
from bot.channels.telegram.webhook import Webhook

log = logging.getLogger(__name__)

T = TypeVar("T")

REFUSED_BY_TELEGRAM = (
    "Telegram menolak token bot ini. Periksa telegram.token dan telegram.api_base, minta token "
    "baru pada @BotFather bila perlu, lalu jalankan lagi. / Telegram refuses this bot's token: "
    "check telegram.token and telegram.api_base, get a new one from @BotFather, start again."
)
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class TelegramService(Outbox, Turns, Protocol):
    """What the channel needs of the service."""


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """Section `telegram` of the configuration. A `public_url` makes it a webhook, not polling."""

    token: str = field(repr=False)
    api_base: str = "https://api.telegram.org"
    public_url: str = ""
    webhook_secret: str = field(default="", repr=False)
    messages_per_second: float = 30.0
    per_chat_seconds: float = 1.0
    typing: bool = True

    def __post_init__(self) -> None:
        """Refuse what Telegram would refuse only later."""
        if self.public_url and not _SECRET.fullmatch(self.webhook_secret):
            message = "webhook_secret: 1 to 256 of A-Z a-z 0-9 _ - (Telegram takes no others)"
            raise ValueError(message)


class TelegramChannel:
    """Intake and sender together. `problem` says what keeps it from working, if anything does."""

    def __init__(
        self,
        settings: TelegramSettings,
        service: TelegramService,
        commands: Mapping[str, str],
        chance: Callable[[], float] = random.random,
    ) -> None:
        # PTB's debug log has the token in it, and everything that is sent.
        logging.getLogger("telegram").setLevel(logging.WARNING)
        self.problem: str | None = None
        self._settings = settings
        self._commands = commands
        self._chance = chance
        base = settings.api_base.rstrip("/")
        self._request = AiohttpRequest(through_proxy=urlsplit(base).hostname not in _LOOPBACK)
        self._bot = Bot(
            settings.token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=self._request,
            get_updates_request=self._request,
        )
        limits = Limits(settings.messages_per_second, settings.per_chat_seconds)
        pace = Pace(limits)
        self._drain_seconds = limits.drain_seconds
        self._sender = Sender(service, TelegramOutlet(self._bot, pace), pace, chance)
        self._courtesies = Courtesies(self._bot, typing=settings.typing)
        self._intake = Intake(service, self._courtesies)
        self._polling = Polling(self._bot, self._request, self._intake, chance)
        self._webhook = (
            Webhook(self._intake, settings.webhook_secret) if settings.public_url else None
        )
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def routes(self) -> list[Route]:
        """Return what the web server must serve: the webhook, or nothing when polling."""
        return self._webhook.routes() if self._webhook else []

    async def start(self) -> None:
        """Begin; returns at once, Telegram within reach or not."""
        await self._request.initialize()
        self._begin("sender", self._sender.run())
        self._begin("arrival", self._arrive())

    async def stop(self) -> None:
        """Take nothing more in, commit what came, finish what is being sent."""
        self._polling.stop()
        if self._webhook:
            await self._webhook.stop(self._drain_seconds)
        await self._end("arrival", 0)
        await self._end("polling", self._drain_seconds)
        await self._courtesies.close(1.0)
        self._sender.stop()
        await self._end("sender", 3 * self._drain_seconds)
        await self._request.shutdown()

    async def _arrive(self) -> None:
        """Learn the bot's name, open the way in, show the menu; each tried until it works."""
        me: User = await self._insist("getMe", self._bot.get_me)
        commands = frozenset(self._commands) | {"start"}
        self._intake.me = Identity(me.id, me.username or str(me.id), commands)
        if self._webhook:
            webhook, url = self._webhook, self._settings.public_url
            await self._insist("setWebhook", lambda: webhook.register(self._bot, url))
        else:
            self._begin("polling", self._polling.run())
        log.info("telegram_open", extra={"by": "webhook" if self._webhook else "polling"})
        menu = tuple(self._commands.items())
        await self._insist("setMyCommands", lambda: self._bot.set_my_commands(menu))

    async def _insist(self, what: str, call: Callable[[], Awaitable[T]]) -> T:
        """Call until it works; raise InvalidToken only, since waiting does not mend that."""
        backoff = Backoff(self._chance, first_seconds=0.5)
        while True:
            try:
                return await call()
            except InvalidToken:
                raise
            except TelegramError as error:
                seconds = error.seconds if isinstance(error, FloodWait) else backoff.next()
                why = f"{type(error).__name__}: {error.message}"
                why = why.replace(self._settings.token, "(token)")
                log.warning("telegram_not_ready", extra={"call": what, "why": why})
            await asyncio.sleep(seconds)

    def _begin(self, name: str, work: Coroutine[object, object, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks[name] = task
        task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        """Say loudly when a part stops by a fault; the other parts go on."""
        error = None if task.cancelled() else task.exception()
        if error is None:
            return
        if isinstance(error, InvalidToken):
            self.problem = REFUSED_BY_TELEGRAM
        else:
            self.problem = f"internal fault: {type(error).__name__}"
        # Only the places in our code: the words of an error may quote a message.
        places = [f"{frame.name}:{frame.lineno}" for frame in extract_tb(error.__traceback__)]
        log.critical("telegram_stopped: %s", self.problem, extra={"places": places})

    async def _end(self, name: str, seconds: float) -> None:
        """Give a part `seconds` to end by itself, then end it."""
        task = self._tasks.get(name)
        if task is None:
            return
        await asyncio.wait({task}, timeout=seconds)
        task.cancel()
        await asyncio.wait({task})
