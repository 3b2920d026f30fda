"""Are the pages the bot points to still there? One at a time, and few at once."""

import asyncio
import socket
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from ipaddress import ip_address

import aiohttp

from bot.domain.reaching import LinkState

MOST_AT_ONCE = 4
TIMEOUT_SECONDS = 15
# A page that wants a login, or refuses programs, is there.
_THERE = frozenset({401, 403, 405, 406, 429})
_GONE = frozenset({404, 410})
_BROWSER = {"User-Agent": "sambung-rasa (pemeriksa tautan)", "Accept": "text/html,*/*"}
_INSIDE = (LinkState.UNTRIED, "alamatnya ada di jaringan dalam, jadi tidak dicoba")

Found = tuple[LinkState, str]


class _InsideError(OSError):
    """A name, or a page that leads elsewhere, stands for an address of our own network."""


def is_public(address: str) -> bool:
    """Whether an IP address is one that everybody reaches: nothing of this machine, of the
    network around it, or of a cloud's own services.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    parsed = getattr(parsed, "ipv4_mapped", None) or parsed
    return parsed.is_global and not parsed.is_multicast


async def try_sites(
    sites: Sequence[str], may_reach: Callable[[str], bool] = is_public
) -> Mapping[str, Found]:
    """What is behind each site, asked in this order; the reason is Indonesian.

    Only addresses that `may_reach` allows are asked, also where a page leads on to another one:
    a link is typed by somebody who may not look into our network. Where nothing at all can be
    reached it is our own network that is closed, and nothing is called broken.
    """
    gate = asyncio.Semaphore(MOST_AT_ONCE)
    timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
    # Looked at when the socket is made: whatever the name said a moment before, or wherever a
    # page leads on to, this is the address that would be spoken to.
    connector = aiohttp.TCPConnector(socket_factory=partial(_socket, may_reach))
    async with aiohttp.ClientSession(
        connector=connector, timeout=timeout, headers=_BROWSER
    ) as session:

        async def one(site: str) -> tuple[Found, bool]:
            async with gate:
                return await _try(session, site)

        tried = await asyncio.gather(*(one(site) for site in sites))
    if not any(answered for _, answered in tried):
        return dict.fromkeys(sites, (LinkState.UNTRIED, "jaringan server tidak membuka situs"))
    return {site: found for site, (found, _) in zip(sites, tried, strict=True)}


async def _try(session: aiohttp.ClientSession, site: str) -> tuple[Found, bool]:
    """What was found, and whether anybody answered."""
    url = site if "://" in site else f"https://{site}"
    try:
        async with session.get(url, allow_redirects=True) as response:
            return _read(response.status), True
    except aiohttp.ClientConnectorCertificateError:
        return (LinkState.BROKEN, "sertifikat keamanannya bermasalah"), True
    except aiohttp.ClientConnectorError as error:
        if isinstance(error.os_error, _InsideError):
            return _INSIDE, False
        return (LinkState.BROKEN, "alamatnya tidak bisa dibuka"), False
    except TimeoutError:
        return (LinkState.BROKEN, f"tidak menjawab dalam {TIMEOUT_SECONDS} detik"), False
    except (aiohttp.ClientError, ValueError):
        return (LinkState.BROKEN, "alamatnya tidak bisa dibuka"), False


def _read(status: int) -> Found:
    if status < 400 or status in _THERE:
        return LinkState.FINE, ""
    if status in _GONE:
        return LinkState.BROKEN, "halamannya sudah tidak ada"
    return LinkState.BROKEN, f"situsnya menjawab dengan gangguan ({status})"


def _socket(may_reach: Callable[[str], bool], info: aiohttp.AddrInfoType) -> socket.socket:
    family, kind, protocol, _, address = info
    if not may_reach(str(address[0])):
        raise _InsideError("address of our own network")
    return socket.socket(family, kind, protocol)
