"""The web channel on a free port of loopback, over real HTTP."""

import contextlib
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy

import httpx
import uvicorn
from starlette.applications import Starlette

from bot.channels.web import Metrics, WebSettings, routes
from bot.service import Brain, Service

UNHURRIED = WebSettings(messages_per_minute=0)


@dataclass(frozen=True, slots=True)
class Site:
    """A running site. `metrics` is what it shows at /metrics."""

    url: str
    metrics: Metrics
    leaving: contextlib.ExitStack

    def visitor(self) -> "Visitor":
        """Somebody with a browser of their own, closed with the site."""
        return self.leaving.enter_context(Visitor(self.url))


class Visitor(httpx.Client):
    """A browser without JavaScript: keeps cookies, follows redirects, fills in forms."""

    def __init__(self, url: str) -> None:
        super().__init__(base_url=url, follow_redirects=True, timeout=30)

    def blocks_cookies(self) -> None:
        """From now on keep none and bring none."""
        self.cookies.clear()
        self.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))

    def form(self) -> str:
        """The hidden number of the form on the page."""
        return hidden_number(self.get("/").text)

    def says(self, words: str, number: str = "") -> httpx.Response:
        """Write something and press the button."""
        return self.post("/", data={"nomor": number or self.form(), "pesan": words})

    def presses(self, choice_id: str) -> httpx.Response:
        """Press a choice."""
        return self.post("/", data={"nomor": self.form(), "pilih": choice_id})


def hidden_number(page: str) -> str:
    """The number that makes a form's message one message."""
    found = re.search(r'name="nomor" value="([0-9a-f]{32})"', page)
    assert found, page
    return found[1]


@contextlib.contextmanager
def site(
    service: Service,
    brain: Brain,
    settings: WebSettings = UNHURRIED,
    problems: Callable[[], Sequence[str]] = lambda: (),
) -> Iterator[Site]:
    """A site on `service` with the sentences of `brain`, until the block ends."""
    metrics = Metrics()
    service.on_turn(metrics.turn_taken)
    app = Starlette(routes=routes(service, settings, brain.base.say, metrics, problems))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(app, log_config=None, lifespan="off", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        deadline = time.monotonic() + 20
        while not server.started:
            assert thread.is_alive(), "the site does not start"
            assert time.monotonic() < deadline, "the site does not start"
            time.sleep(0.01)
        try:
            with contextlib.ExitStack() as leaving:
                yield Site(f"http://127.0.0.1:{listening.getsockname()[1]}", metrics, leaving)
        finally:
            server.should_exit = True
            thread.join(20)
