"""The HTML pages and their style sheet."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Self

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from bot.channels.web.presentation import blocks
from bot.domain.delivery import Exchange
from bot.domain.messages import Reply
from bot.domain.redaction.spans import PLACEHOLDERS
from bot.domain.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Draft:
    """Words or a press that could not be taken yet, given back so that nobody types them again."""

    nonce: str
    text: str = ""
    choice_id: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """A style sheet; its address changes with its content, so browsers may keep it."""

    path: str
    content: bytes

    @classmethod
    def of(cls, name: str) -> Self:
        """The file static/<name>.css of the package."""
        content = (files("bot.channels.web") / "static" / f"{name}.css").read_bytes()
        return cls(f"/static/{name}.{hashlib.sha256(content).hexdigest()[:12]}.css", content)


class Pages:
    """Everything a browser is shown. Sentences come from `texts`, read anew for every page."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Read templates and style sheet from the package."""
        self.texts = texts
        self.chat_style = Style.of("chat")
        self.sheet_style = Style.of("sheet")
        self.styles = (self.chat_style, self.sheet_style)
        self._templates = Environment(
            loader=PackageLoader("bot.channels.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals["blocks"] = blocks
        self._templates.globals["is_masked"] = is_masked

    def chat(self, welcome: Reply, exchanges: Sequence[Exchange], nonce: str) -> HTMLResponse:
        """The conversation so far, with room for the next message."""
        return self._page("chat.html", 200, welcome=welcome, exchanges=exchanges, nonce=nonce)

    def notice(
        self, status: int, key: str, draft: Draft | None = None, incident: str = ""
    ) -> HTMLResponse:
        """Why it did not work, in one sentence, and the way on."""
        sentence = self.texts[key].replace("{kode}", incident)
        return self._page("notice.html", status, sentence=sentence, draft=draft)

    def sheet(self, sheet: Sheet) -> HTMLResponse:
        """A result to print."""
        return self._page("sheet.html", 200, sheet=sheet)

    def _page(self, name: str, status: int, **what: object) -> HTMLResponse:
        template = self._templates.get_template(name)
        style = self.sheet_style if name == "sheet.html" else self.chat_style
        html = template.render(t=self.texts, style_path=style.path, **what)
        return HTMLResponse(html, status)


def is_masked(question: str) -> bool:
    """True when redaction took something out of a resident's words."""
    return any(placeholder in question for placeholder in PLACEHOLDERS.values())
