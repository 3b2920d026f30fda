"""Whether a form was sent from a page of ours."""

from urllib.parse import urlsplit

from starlette.requests import Request


def is_from_our_page(request: Request, *, trusted_proxy: bool) -> bool:
    """False when another site made the browser send this. Old browsers name no site."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    if origin is None:
        return True
    host = request.headers.get("host", "")
    if trusted_proxy:
        host = request.headers.get("x-forwarded-host", host)
    return urlsplit(origin).netloc == host
