"""The Telegram channel as a whole: what the program starts, serves and stops."""

import asyncio
import logging
import random
import re
from collections.abc import Awaitable, Callable, Mapping
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
from bot.channels.waiting import until

log = logging.getLogger(__name__)

T = TypeVar("T")

REFUSED_BY_TELEGRAM = (
    "Telegram menolak token bot ini. Periksa telegram.token dan telegram.api_base, minta token "
    "baru pada @BotFather bila perlu, lalu jalankan lagi. / Telegram refuses this bot's token: "
    "check telegram.token and telegram.api_base, get a new one from @BotFather, start again."
)
LONGEST_PAUSE_SECONDS = 300.0  # of a part that keeps breaking: a dozen log lines an hour
STEADY_SECONDS = 60.0  # a part that ran so long has got over its last fault
PLACES_LOGGED = 8
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
    """Intake and sender together."""

    def __init__(
        self,
        settings: TelegramSettings,
        service: TelegramService,
        commands: Mapping[str, str],
        chance: Callable[[], float] = random.random,
    ) -> None:
        # PTB's debug log has the token in it, and everything that is sent.
        logging.getLogger("telegram").setLevel(logging.WARNING)
        self._faults: dict[str, str] = {}  # part -> why it does not run now
        self._stopping = asyncio.Event()
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
        self._outlet = TelegramOutlet(self._bot, pace)
        self._sender = Sender(service, self._outlet, pace, chance)
        self._courtesies = Courtesies(self._bot, typing=settings.typing)
        self._intake = Intake(service, self._courtesies)
        self._polling = Polling(self._bot, self._request, self._intake, chance)
        self._webhook = (
            Webhook(self._intake, settings.webhook_secret) if settings.public_url else None
        )
        self._tasks: dict[str, asyncio.Task[None]] = {}

    @property
    def problem(self) -> str | None:
        """What keeps the channel from working now, for whoever runs it; None while it works."""
        if self._outlet.token_refused:
            return REFUSED_BY_TELEGRAM
        return next(iter(self._faults.values()), None)

    def routes(self) -> list[Route]:
        """Return what the web server must serve: the webhook, or nothing when polling."""
        return self._webhook.routes() if self._webhook else []

    async def start(self) -> None:
        """Begin; returns at once, Telegram within reach or not."""
        await self._request.initialize()
        self._begin("sender", self._sender.run)
        self._begin("arrival", self._arrive)

    async def stop(self) -> None:
        """Take nothing more in, commit what came, finish what is being sent."""
        self._stopping.set()
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
        elif "polling" not in self._tasks:  # it is, when this begins again
            self._begin("polling", self._polling.run)
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

    def _begin(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        self._tasks[name] = asyncio.create_task(self._keep_going(name, work))

    async def _keep_going(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Run a part; one that a fault of ours ends begins again, each time after a longer pause.

        The other parts go on meanwhile. A refused token ends it for good: waiting mends nothing.
        """
        backoff = Backoff(self._chance, longest_seconds=LONGEST_PAUSE_SECONDS)
        now = asyncio.get_running_loop().time
        while True:
            begun = now()
            try:
                await work()
            except InvalidToken as error:
                self._report(name, REFUSED_BY_TELEGRAM, error)
                return
            except Exception as error:  # noqa: BLE001  a dead part would be noticed by nobody
                self._report(
                    name, f"Telegram {name}: internal fault ({type(error).__name__})", error
                )
            else:
                return
            if now() - begun >= STEADY_SECONDS:
                backoff.reset()
            if await until(self._stopping, backoff.next()):
                return
            del self._faults[name]

    def _report(self, name: str, problem: str, error: Exception) -> None:
        self._faults[name] = problem
        # Only the places in our code: the words of an error may quote a message.
        frames = extract_tb(error.__traceback__, limit=-PLACES_LOGGED)
        places = [f"{frame.name}:{frame.lineno}" for frame in frames]
        log.critical("telegram_stopped: %s", problem, extra={"part": name, "places": places})

    async def _end(self, name: str, seconds: float) -> None:
        """Give a part `seconds` to end by itself, then end it."""
        task = self._tasks.get(name)
        if task is None:
            return
        await asyncio.wait({task}, timeout=seconds)
        task.cancel()
        await asyncio.wait({task})
