"""The dashboard on a free port of loopback, with somebody logged in: over HTTP, in a browser."""

import contextlib
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import uvicorn
from playwright.sync_api import Browser, Page
from starlette.applications import Starlette

from bot import dashboard
from bot.app import think
from bot.app.core import Core
from bot.app.desk import open_desk
from bot.config import Config
from bot.desk import Desk
from bot.desk.passwords import Passwords
from bot.domain.desk import Account, Actor, Role
from bot.domain.matching import Matcher
from bot.loader import load
from bot.service import Brain, Service, Surroundings
from bot.storage.accounts import NewAccount, set_password
from bot.storage.database import Writer, open_engine
from bot.storage.schema import migrate
from bot.storage.secrets import SecretBox
from tests.conversation import NOW, SECRET

PASSWORD = "sepeda tua di tepi sawah"
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
TERMINAL = Actor("terminal")
KNOWLEDGE = """
entri:
  - id: umum/salam
    contoh: [halo, selamat pagi, permisi min]
    jawaban: Halo, ada yang bisa kami bantu?
  - id: umum/jam_buka
    contoh: [jam buka kantor, kantor buka jam berapa, kapan kantor buka]
    jawaban: Tanyakan dulu ke kelurahan sebelum datang.
"""


@dataclass(slots=True)
class Clock:
    """The time of the site; a test moves it on."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


class Coordinator(httpx.Client):
    """A browser without JavaScript: keeps cookies, follows redirects, fills in forms."""

    def __init__(self, url: str) -> None:
        # Loopback needs no certificates; reading them takes longer than the test.
        super().__init__(base_url=url, follow_redirects=True, timeout=30, verify=False)

    def csrf(self, path: str) -> str:
        """The hidden field of the forms on a page."""
        found = re.search(r'name="csrf" value="([0-9a-f]{64})"', self.get(path).text)
        assert found, path
        return found[1]

    def sends(
        self, path: str, fields: dict[str, Any] | None = None, of: str = ""
    ) -> httpx.Response:
        """Post a form that stands on the page `of` (the menu, unless told otherwise)."""
        token = self.csrf(of or "/dasbor/menu")
        return self.post(path, data={**(fields or {}), "csrf": token})

    def logs_in(self, login: str, password: str = PASSWORD) -> httpx.Response:
        """Through the front door."""
        fields = {"nama": login, "sandi": password}
        return self.sends("/dasbor/masuk", fields, of="/dasbor/masuk")


@dataclass(slots=True)
class DashboardSite:
    """A running dashboard. One account of each role: admin, koordinator, opd, peninjau."""

    url: str
    desk: Desk
    clock: Clock
    tokens: dict[Role, str]
    accounts: dict[Role, Account]
    leaving: contextlib.ExitStack

    def stranger(self) -> Coordinator:
        """A browser in which nobody is logged in."""
        return self.leaving.enter_context(Coordinator(self.url))

    def coordinator(self, role: Role = Role.COORDINATOR) -> Coordinator:
        """A browser in which somebody with this role is logged in."""
        person = self.stranger()
        person.cookies.set("dasbor", self.tokens[role])
        return person

    def page(
        self, browser: Browser, path: str = "", role: Role = Role.COORDINATOR, **options: Any
    ) -> Page:
        """A real browser, logged in, on a page below /dasbor; a phone without JavaScript unless
        `options` of the context say otherwise. Close `page.context` in the end.
        """
        given = {"viewport": PHONE, "java_script_enabled": False, **options}
        context = browser.new_context(**given)
        context.set_default_timeout(30_000)
        context.add_cookies([{"name": "dasbor", "value": self.tokens[role], "url": self.url}])
        page = context.new_page()
        page.goto(f"{self.url}/dasbor{path}")
        return page


@cache
def small_brain() -> Brain:
    """Two entries: enough for pages that are not about the knowledge."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "tanya_jawab" / "umum.yaml"
        file.parent.mkdir()
        file.write_text(KNOWLEDGE, encoding="utf-8")
        base = load(Path(folder), NOW.date())
    return think(base, Matcher.compile(base))


@contextlib.contextmanager
def dashboard_site(
    folder: Path,
    brain: Brain | None = None,
    config: Config | None = None,
    adapt: Callable[[Desk], Desk] = lambda desk: desk,
) -> Iterator[DashboardSite]:
    """A dashboard with a database in `folder`, until the block ends. `adapt` may replace parts of
    the desk.
    """
    config = config or Config(data_dir=folder)
    engine = open_engine(folder / "dashboard.sqlite3")
    migrate(engine)
    writer, box, clock = Writer(engine), SecretBox(SECRET), Clock()
    service = Service(writer, brain or small_brain(), Surroundings(box, clock, lambda: "0000"))
    desk = adapt(open_desk(Core(config, writer, service, box), clock))
    accounts = {role: _account(desk, role) for role in Role}
    tokens = {role: desk.logins.start(a.id, "uji").result() for role, a in accounts.items()}
    with contextlib.ExitStack() as leaving:
        leaving.callback(engine.dispose)
        leaving.callback(service.close)
        url = leaving.enter_context(serving(Starlette(routes=dashboard.routes(desk))))
        yield DashboardSite(
            url, desk, clock, tokens, accounts, leaving.enter_context(contextlib.ExitStack())
        )


def _account(desk: Desk, role: Role) -> Account:
    office = "Dinas Sosial" if role is Role.OFFICE else ""
    new = NewAccount(role.value, f"Uji {role.value.capitalize()}", role, office)
    invitation = desk.accounts.add(new, TERMINAL).result()
    hashed = password_hash()
    desk.writer.run(lambda c: set_password(c, invitation.account.id, hashed)).result()
    return replace(invitation.account, has_password=True)


@cache
def password_hash() -> str:
    """Slow by design, so once for all tests."""
    return Passwords().hashed(PASSWORD)


@contextlib.contextmanager
def serving(app: Starlette) -> Iterator[str]:
    """The address of `app` on a free port of loopback, until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        deadline = time.monotonic() + 20
        while not server.started:
            assert thread.is_alive(), "the site does not start"
            assert time.monotonic() < deadline, "the site does not start"
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(20)
