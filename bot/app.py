"""The composition root: the only file that knows every room."""

import asyncio
import contextlib
import logging
import secrets
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy
import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot import __version__, jobs
from bot.channels import web
from bot.channels.telegram import TelegramChannel, TelegramSettings
from bot.config import Config
from bot.domain import matching
from bot.domain.choosing import resolve
from bot.domain.conversation import Conversation, Turn
from bot.domain.emergency import EmergencyDetector
from bot.domain.knowledge import KnowledgeBase
from bot.domain.matching import Matcher
from bot.domain.messages import InboundMessage, Reply, Text
from bot.domain.routing import TurnContext, dispatch
from bot.domain.sentences import Say
from bot.domain.understanding import Understanding
from bot.loader import KnowledgeError, load
from bot.service import Brain, Service, Surroundings
from bot.storage.compiled import CompiledCache
from bot.storage.database import Writer, open_engine
from bot.storage.schema import migrate
from bot.storage.secrets import MIN_LENGTH, SecretBox, secret_from
from handlers import ROUTES
from handlers.commands import welcome

log = logging.getLogger("sambung")
WATCH_SECONDS = 2.0
DAY_SECONDS = 24 * 60 * 60
COMMANDS = {  # the command menu of a channel -> the sentence that explains it
    "menu": Say.BUTTON_MENU,
    "program": Say.BUTTON_PROGRAMMES,
    "cek": Say.BUTTON_CHECK,
    "lapor": Say.BUTTON_REPORT,
    "info": Say.BUTTON_INFO,
    "bantuan": Say.BUTTON_HELP,
    "hapus_data": Say.BUTTON_ERASE,
}


class WeakSecretError(Exception):
    """The configured secret is too short to protect anybody."""


def now() -> datetime:
    """The one clock of the program."""
    return datetime.now(UTC)


def today() -> date:
    """The day in Indonesia's western time zone, where the city is."""
    return now().astimezone(ZoneInfo("Asia/Jakarta")).date()


def think(base: KnowledgeBase, matcher: Matcher) -> Brain:
    """A base made ready to answer."""
    detector = EmergencyDetector(base.emergencies, base.lexicon.spellings)

    def understand(utterance: str, topic: str | None) -> Understanding:
        emergency = detector.detect(utterance)
        known = emergency if emergency in base.intents else None
        return Understanding(() if known else matcher.understand(utterance, topic), known)

    return Brain(base, understand, ROUTES)


def load_brain(config: Config) -> Brain:
    """The configured knowledge, made ready to answer. Raises KnowledgeError, WeakSecretError."""
    base = load(config.knowledge, today())
    cache = CompiledCache(config.data_dir / "cache", secret_box(config).cache_key)
    files = sorted(config.knowledge.rglob("*.yaml"))
    programs = sorted(Path(matching.__file__).parent.glob("*.py"))
    made_from = [
        f"{__version__} {numpy.__version__} {sys.version}".encode(),
        *(file.read_bytes() for file in (*programs, *files)),
    ]
    return think(base, cache.get_or_make(Matcher, made_from, partial(Matcher.compile, base)))


def secret_box(config: Config) -> SecretBox:
    """The installation's keys. Raises WeakSecretError."""
    secret = config.security.secret or secret_from(config.data_dir / "secret.key")
    if len(secret) < MIN_LENGTH:
        raise WeakSecretError(
            f"security.secret: terlalu pendek, paling sedikit {MIN_LENGTH} huruf. "
            "Kosongkan saja supaya dibuat sendiri."
        )
    return SecretBox(secret)


@dataclass(frozen=True, slots=True)
class Core:
    """What every command that takes turns needs."""

    config: Config
    writer: Writer
    service: Service
    box: SecretBox


@contextlib.contextmanager
def open_core(config: Config, brain: Brain) -> Iterator[Core]:
    """Database and service, closed in order at the end: what was submitted is finished."""
    box = secret_box(config)
    engine = open_engine(config.database)
    migrate(engine)
    writer = Writer(engine)
    around = Surroundings(box, now, lambda: secrets.token_hex(2).upper())
    service = Service(writer, brain, around)
    try:
        yield Core(config, writer, service, box)
    finally:
        service.close()
        engine.dispose()


def welcome_reply(brain: Brain) -> Reply:
    """The greeting that opens a chat page."""
    return welcome(TurnContext(brain.base, now()))


def telegram_channel(core: Core) -> TelegramChannel | None:
    """The Telegram channel, if there is a token."""
    section = core.config.telegram
    if not section.token:
        return None
    # Derived, so that a restart keeps it and nobody has to invent one.
    derived = core.box.pseudonym("telegram", "webhook secret")
    settings = TelegramSettings(
        **{**section.model_dump(), "webhook_secret": section.webhook_secret or derived}
    )
    say = core.service.brain.base.say
    return TelegramChannel(
        settings, core.service, {name: say[key] for name, key in COMMANDS.items()}
    )


def web_application(core: Core, telegram: TelegramChannel | None) -> Starlette:
    """Chat page, REST door, webhooks and what a monitor reads, as one ASGI application."""
    metrics = web.Metrics()
    core.service.on_turn(metrics.turn_taken)
    settings = web.WebSettings(
        https=core.config.server.https,
        rest_token=core.config.rest.token,
        messages_per_minute=core.config.server.messages_per_minute,
        trusted_proxy=core.config.server.trusted_proxy,
    )
    brain = core.service.brain
    routes: list[BaseRoute] = list(telegram.routes()) if telegram else []
    routes += web.routes(core.service, settings, brain.base.say, welcome_reply(brain), metrics)
    return Starlette(routes=routes, lifespan=partial(_lifespan, core, telegram))


@contextlib.asynccontextmanager
async def _lifespan(
    core: Core, telegram: TelegramChannel | None, _: Starlette
) -> AsyncIterator[None]:
    watching = [
        asyncio.create_task(_watch_knowledge(core)),
        asyncio.create_task(_daily(core)),
    ]
    if telegram:
        await telegram.start()
    yield
    # The web server takes nothing new by now; what came in is committed and sent.
    if telegram:
        await telegram.stop()
    for task in watching:
        task.cancel()
    await asyncio.gather(*watching, return_exceptions=True)


class _Server(uvicorn.Server):
    """A web server that says when it listens, and lets it end in order."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[int], None]) -> None:
        super().__init__(config)
        self._ready = ready

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop in order: uvicorn's own way ends the process before the last commits."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        try:
            yield
        finally:
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(number)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready(self.servers[0].sockets[0].getsockname()[1])


async def serve(core: Core, ready: Callable[[int], None]) -> None:
    """Run every channel of the configuration until SIGTERM or Ctrl-C. `ready` gets the port."""
    telegram = telegram_channel(core)
    config = uvicorn.Config(
        web_application(core, telegram),
        host=core.config.server.host,
        port=core.config.server.port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=10,
        server_header=False,
    )
    await _Server(config, ready).serve()


async def _watch_knowledge(core: Core) -> None:
    """Take a changed knowledge folder into service; a faulty one never replaces a good one."""
    root = core.config.knowledge
    seen = await asyncio.to_thread(_stamp, root)
    while True:
        await asyncio.sleep(WATCH_SECONDS)
        stamp = await asyncio.to_thread(_stamp, root)
        if stamp == seen:
            continue
        seen = stamp
        try:
            core.service.swap(await asyncio.to_thread(load_brain, core.config))
        except KnowledgeError as error:
            log.error("knowledge has problems, the old one stays: run 'sambung check'")
            for problem in error.problems[:5]:
                log.error(str(problem))
        else:
            log.info("knowledge reloaded")


def _stamp(root: Path) -> frozenset[tuple[str, int, int]]:
    found = set()
    for file in root.rglob("*.yaml"):
        with contextlib.suppress(FileNotFoundError):  # an editor replaces a file by renaming
            status = file.stat()
            found.add((str(file), status.st_mtime_ns, status.st_size))
    return frozenset(found)


async def _daily(core: Core) -> None:
    """What must not be forgotten even where nobody sets up a timer: retention."""
    while True:
        keep = core.config.retention
        log.info(await asyncio.to_thread(jobs.retention, core.writer, keep, now()))
        await asyncio.sleep(DAY_SECONDS)


@dataclass(frozen=True, slots=True)
class Consulted:
    """What a text would lead to."""

    route: str
    understanding: Understanding | None
    turn: Turn


def consult(brain: Brain, utterance: str, before: Conversation | None = None) -> Consulted:
    """What the bot would say to `utterance`. Nothing is kept and nothing is sent."""
    conversation = before or Conversation()
    content = resolve(Text(utterance), conversation)
    understanding = None
    if isinstance(content, Text):
        understanding = brain.understand(content.utterance, conversation.topic)
    message = InboundMessage("console", "ask", "ask", "ask", content)
    context = TurnContext(brain.base, now(), understanding)
    route, turn = dispatch(brain.routes, message, conversation, context)
    return Consulted(route, understanding, turn)
