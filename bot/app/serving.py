"""Every channel of the configuration in one process."""

import asyncio
import contextlib
import logging
import signal
import socket
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot import dashboard, jobs
from bot.app.core import Core, now, room
from bot.app.desk import open_desk
from bot.app.gathering import gather_questions
from bot.app.gating import ask_today
from bot.app.learning import learnt_brain, reload
from bot.app.publishing import recover
from bot.app.telling import tell_askers
from bot.channels import web
from bot.channels.telegram import TelegramChannel, TelegramSettings
from bot.desk import Desk
from bot.domain.sentences import Say
from bot.loader import KnowledgeError
from bot.service import Service

log = logging.getLogger("sambung")
WATCH_SECONDS = 2.0
# News of changed rules waits until nothing has been saved for so long: a mistyped amount is mended
# by then, and nobody is told of it.
QUIET_SECONDS = 5 * 60
HOUR_SECONDS = 60 * 60
DAY_SECONDS = 24 * HOUR_SECONDS
COMMANDS = {  # the command menu of a channel -> the sentence that explains it
    "menu": Say.BUTTON_MENU,
    "dapat_apa": Say.BUTTON_INTERVIEW,
    "program": Say.BUTTON_PROGRAMMES,
    "cek": Say.BUTTON_CHECK,
    "lapor": Say.BUTTON_REPORT,
    "info": Say.BUTTON_INFO,
    "bantuan": Say.BUTTON_HELP,
    "hapus_data": Say.BUTTON_ERASE,
}


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


def _problems(telegram: TelegramChannel | None) -> list[str]:
    """What keeps a channel from working, for /readyz."""
    return [telegram.problem] if telegram and telegram.problem else []


class _Sentences(Mapping[str, str]):
    """The bot's sentences of the knowledge in service now, also after a reload."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def __getitem__(self, key: str) -> str:
        return self._service.brain.base.say[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._service.brain.base.say)

    def __len__(self) -> int:
        return len(self._service.brain.base.say)


def web_application(core: Core, telegram: TelegramChannel | None) -> Starlette:
    """Chat page, REST door, webhooks and what a monitor reads, as one ASGI application."""
    metrics = web.Metrics()
    core.service.on_turn(metrics.turn_taken)
    core.service.on_sending(metrics.sending_ended)
    settings = web.WebSettings(
        https=core.config.server.https,
        rest_token=core.config.rest.token,
        messages_per_minute=core.config.server.messages_per_minute,
        trusted_proxy=core.config.server.trusted_proxy,
    )
    routes: list[BaseRoute] = list(telegram.routes()) if telegram else []
    desk = open_desk(core)
    if core.config.dashboard.enabled:
        routes += dashboard.routes(desk)
    routes += web.routes(
        core.service, settings, _Sentences(core.service), metrics, partial(_problems, telegram)
    )
    return Starlette(routes=routes, lifespan=partial(_lifespan, core, telegram, desk))


@contextlib.asynccontextmanager
async def _lifespan(
    core: Core, telegram: TelegramChannel | None, desk: Desk, _: Starlette
) -> AsyncIterator[None]:
    await recover(desk.publishing)
    watching = [
        asyncio.create_task(_watch_knowledge(core)),
        asyncio.create_task(_daily(core)),
        asyncio.create_task(tell_askers(core.bell, partial(_tools, core))),
        asyncio.create_task(gather_questions(core.service, desk.gatherer, partial(_tools, core))),
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
    await asyncio.to_thread(desk.gatherer.close)


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
        timeout_keep_alive=75,  # Telegram keeps its connections; five seconds cost it new ones
        proxy_headers=False,  # the channel reads X-Forwarded-* itself, if it may trust them
        server_header=False,
    )
    await _Server(config, ready).serve()


async def _watch_knowledge(core: Core) -> None:
    """Take a changed knowledge folder into service; a faulty one never replaces a good one."""
    root, clock = core.config.knowledge, asyncio.get_running_loop()
    seen, tell_at = await asyncio.to_thread(_stamp, root), float("inf")
    while True:
        await asyncio.sleep(WATCH_SECONDS)
        stamp = await asyncio.to_thread(_stamp, root)
        if stamp == seen:
            if clock.time() >= tell_at:
                tell_at = float("inf")
                await _tell_news(core)
            continue
        seen, tell_at = stamp, clock.time() + QUIET_SECONDS
        try:
            await asyncio.to_thread(reload, core, learnt_brain)
        except KnowledgeError as error:
            log.error("knowledge has problems, the old one stays: run 'sambung check'")
            for problem in error.problems[:5]:
                log.error(str(problem))
        except (
            Exception
        ):  # a file vanished, a disk hiccup: the next change is watched all the same
            log.exception("knowledge not reloaded, the old one stays")
        else:
            log.info("knowledge reloaded")


async def _tell_news(core: Core) -> None:
    """What changed rules make possible for those who asked to be told."""
    try:
        log.info(await asyncio.to_thread(jobs.rescreening, _tools(core)))
    except Exception:  # a locked or full database: nothing is half told, the daily round does it
        log.exception("news of changed rules not told")


def _tools(core: Core) -> jobs.Tools:
    """What the jobs work with, on the knowledge in service."""
    return jobs.Tools(
        core.writer,
        core.box,
        core.config.retention,
        lambda: core.service.brain.base,
        now(),
        check_links=core.config.dashboard.check_links,
        room=room(core.config),
    )


def _stamp(root: Path) -> frozenset[tuple[str, int, int]]:
    found = set()
    for file in root.rglob("*.yaml"):
        if file.name.startswith("."):
            continue  # an editor's lock file
        with contextlib.suppress(FileNotFoundError):  # an editor replaces a file by renaming
            status = file.stat()
            found.add((str(file), status.st_mtime_ns, status.st_size))
    return frozenset(found)


async def _daily(core: Core) -> None:
    """What must not be forgotten even where nobody sets up a timer: retention, learning, news.

    News last: the knowledge just learnt has the rules and numbers of the day.
    """
    while True:
        try:
            log.info(await asyncio.to_thread(jobs.retention, _tools(core)))
            await asyncio.to_thread(partial(reload, core, learnt_brain, anyway=True))
            log.info(await asyncio.to_thread(jobs.rescreening, _tools(core)))
            log.info(await asyncio.to_thread(jobs.staleness, _tools(core)))
            ask_today(core)
        except Exception:  # a locked or full database: tried again soon, never given up
            log.exception("daily work failed")
            await asyncio.sleep(HOUR_SECONDS)
        else:
            await asyncio.sleep(DAY_SECONDS)
