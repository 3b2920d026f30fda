"""The web channel: the chat page, the REST door, and what a monitor reads."""

from bot.channels.web.metrics import Metrics
from bot.channels.web.settings import WebSettings
from bot.channels.web.site import routes

__all__ = ["Metrics", "WebSettings", "routes"]
