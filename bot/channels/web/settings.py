"""What the operator decides about the web channel."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WebSettings:
    """`https`: people reach the page over https, so the cookie may travel on nothing else.

    `rest_token` empty: the REST door asks for no token. `messages_per_minute` 0: no limit.
    `trusted_proxy`: all requests come through a proxy of ours, whose X-Forwarded-* are believed.
    """

    https: bool = False
    rest_token: str = ""
    messages_per_minute: int = 30
    trusted_proxy: bool = False
