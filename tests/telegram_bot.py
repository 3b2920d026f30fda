"""The Telegram channel as the program runs it, against the strict server of the tests."""

import asyncio
import socket
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette

from bot.channels.telegram import TelegramChannel, TelegramSettings
from tests.echo_service import EchoService
from tests.telegram_rules import TOKEN
from tests.telegram_server import TelegramServer

SECRET = "only-telegram-knows"
COMMANDS = {"cek": "Cek status bantuan", "lapor": "Lapor masalah"}
MODES = ("polling", "webhook")


def strict_server() -> Iterator[TelegramServer]:
    """A fixture for the modules that need it: `telegram = pytest.fixture(strict_server)`."""
    with TelegramServer() as server:
        yield server
    assert server.violations == []


class Running:
    """The channel as the program runs it: with a web server in webhook mode."""

    def __init__(self, telegram: TelegramServer, service: EchoService, mode: str) -> None:
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        settings = TelegramSettings(
            TOKEN,
            api_base=telegram.url,
            public_url=self.url if mode == "webhook" else "",
            webhook_secret=SECRET,
            messages_per_second=200,
            per_chat_seconds=0.3,
        )
        self.service = service
        self.channel = TelegramChannel(settings, service, COMMANDS, lambda: 0.0)
        self.web: uvicorn.Server | None = None
        if routes := self.channel.routes():
            app = Starlette(routes=routes)
            self.web = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))

    async def start(self) -> None:
        if self.web:
            self._serving = asyncio.create_task(self.web.serve([self.socket]))
            while not self.web.started:  # noqa: ASYNC110  uvicorn has no event
                await asyncio.sleep(0.01)
        await self.channel.start()

    async def stop(self) -> None:
        await self.channel.stop()
        if self.web:
            self.web.should_exit = True
            await self._serving
        self.socket.close()


@asynccontextmanager
async def running(telegram: TelegramServer, folder: Path, mode: str) -> AsyncIterator[Running]:
    service = EchoService(folder)
    bot = Running(telegram, service, mode)
    await bot.start()
    try:
        yield bot
    finally:
        await bot.stop()
        service.close()


def play(scene: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(scene, 30))


async def nothing_waits(bot: Running) -> None:
    while bot.service.waiting():  # noqa: ASYNC110  nor has a database
        await asyncio.sleep(0.01)


async def problem_of(bot: Running) -> str:
    """Wait until the channel has one."""
    async with asyncio.timeout(10):
        while (problem := bot.channel.problem) is None:  # noqa: ASYNC110  nor has a problem
            await asyncio.sleep(0.01)
    return problem
