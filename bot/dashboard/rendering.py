"""The HTML of the dashboard, and its static files."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from typing import Self
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from bot.dashboard import words
from bot.dashboard.navigation import Place, places
from bot.domain.desk import Account, Right

_KINDS = {"css": "text/css", "js": "text/javascript"}


@dataclass(frozen=True, slots=True)
class Static:
    """A file of static/; its address changes with its content, so browsers may keep it."""

    name: str
    path: str
    kind: str
    content: bytes

    @classmethod
    def of(cls, name: str) -> Self:
        """The file of this name."""
        content = (files("bot.dashboard") / "static" / name).read_bytes()
        stem, _, ending = name.rpartition(".")
        mark = hashlib.sha256(content).hexdigest()[:12]
        return cls(name, f"/dasbor/berkas/{stem}.{mark}.{ending}", _KINDS[ending], content)


@dataclass(frozen=True, slots=True)
class Around:
    """What the frame of a page shows: who is here, and where. `path` is below /dasbor."""

    account: Account | None
    csrf: str
    path: str
    now: datetime

    @property
    def places(self) -> tuple[Place, ...]:
        """Where this account may go."""
        return places(self.account) if self.account else ()

    def may(self, right: str) -> bool:
        """Whether the account has this right, by its value ("kerjakan")."""
        return self.account is not None and self.account.may(Right(right))


class Pages:
    """Templates made into pages. `city` and `zone` are read anew for every page."""

    def __init__(self, city: Callable[[], str], zone: Callable[[], ZoneInfo]) -> None:
        self.statics = tuple(map(Static.of, ("dasbor.css", "grafik.css", "htmx.min.js")))
        self._templates = Environment(
            loader=PackageLoader("bot.dashboard"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals |= {
            "berkas": {static.name: static.path for static in self.statics},
            "kota": city,
        }
        self._templates.filters |= {
            "hari": words.day,
            "waktu": lambda value: words.moment(value, zone()),
            "lalu": words.ago,
            "tercatat": words.noted,
            "lamanya": words.days,
            "angka": words.number,
            "persen": words.percent,
            "jam": lambda value: words.clock(value, zone()),
            "peran": lambda role: words.ROLES[role],
        }

    def html(
        self, around: Around, template: str, status: int, values: Mapping[str, object]
    ) -> HTMLResponse:
        """The template with these values, and what every page may use: `sini` and `akun`."""
        everywhere = {"sini": around, "akun": around.account, "kabar": None}
        html = self._templates.get_template(template).render(everywhere | dict(values))
        return HTMLResponse(html, status)
