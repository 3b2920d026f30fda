"""Signing in with the city's own accounts, and linking them; 404 where none are configured."""

import hmac
import logging

from starlette.responses import RedirectResponse, Response

from bot.dashboard.city import CityError, CitySignIn, Errand
from bot.dashboard.doors import Door
from bot.dashboard.pages.entrance import asked, welcome
from bot.dashboard.visit import Visit
from bot.desk.work import DeedError
from bot.domain.desk import Right
from bot.storage import accounts

log = logging.getLogger(__name__)
ERRAND_SECONDS = 10 * 60
NOT_REACHED = "Akun kota sedang tidak bisa dihubungi. Masuk dengan sandi dulu, ya."


async def away(visit: Visit) -> Response:
    """To the city's sign-in."""
    if visit.city is None:
        return visit.missing()
    if wait := visit.patience.wait_words("akun kota", visit.address):
        return asked(visit, wait, 429)
    errand = Errand.new()
    try:
        address = await visit.city.address(errand, _back(visit))
    except CityError as error:
        log.warning("city sign-in: %s", error)
        return asked(visit, NOT_REACHED, 503)
    response = RedirectResponse(address, status_code=303)
    visit.cookies.send_away(response, errand.written, ERRAND_SECONDS)
    return response


async def link(visit: Visit) -> Response:
    """A page with the way to the city's sign-in: browsers do not let a form lead off the site."""
    if visit.city is None:
        return visit.missing()
    errand = Errand.new(visit.account.id)
    try:
        address = await visit.city.address(errand, _back(visit))
    except CityError as error:
        log.warning("city sign-in: %s", error)
        return visit.back("/akun", "Akun kota sedang tidak bisa dihubungi.", is_bad=True)
    response = visit.page("akun_kota.html", alamat=address)
    visit.cookies.send_away(response, errand.written, ERRAND_SECONDS)
    return response


async def back(visit: Visit) -> Response:
    """Somebody comes back from the city's sign-in."""
    if visit.city is None:
        return visit.missing()
    words = visit.cookies.errand(visit.request, ERRAND_SECONDS)
    errand = Errand.read(words) if words else None
    if errand is None or not _is_same(errand.state, visit.query.get("state", "")):
        return asked(visit, "Waktunya habis. Coba sekali lagi, ya.", 403)
    response = await _known(visit, visit.city, errand)
    visit.cookies.forget_errand(response)
    return response


async def _known(visit: Visit, city: CitySignIn, errand: Errand) -> Response:
    try:
        subject = await city.subject(visit.query.get("code", ""), errand, _back(visit))
    except CityError as error:
        log.warning("city sign-in: %s", error)
        return asked(visit, "Masuk dengan akun kota belum berhasil. Coba sekali lagi.", 403)
    if errand.account_id:
        return await _linked(visit, errand.account_id, subject)
    found = await visit.done(visit.desk.writer.run(lambda c: accounts.by_subject(c, subject)))
    if found is None or found.account.is_disabled:
        words = "Akun kota ini belum terhubung. Masuk dengan sandi, lalu buka Akun saya."
        return asked(visit, words, 403)
    return await welcome(visit, found.account.id, "akun kota")


async def _linked(visit: Visit, account_id: int, subject: str) -> Response:
    # Whoever went away must be who came back: nobody links their own city account to another's.
    if visit.visitor is None or visit.visitor.id != account_id:
        return asked(visit, "Masuk dulu, lalu hubungkan sekali lagi.", 403)
    try:
        await visit.done(visit.desk.accounts.link_subject(visit.visitor, subject))
    except DeedError as refused:
        return visit.back("/akun", str(refused), is_bad=True)
    return visit.back("/akun", "Akun kota Anda sudah terhubung.")


async def unlink(visit: Visit) -> Response:
    """The city's account opens nothing here any more."""
    await visit.done(visit.desk.accounts.link_subject(visit.account, None))
    return visit.back("/akun", "Akun kota sudah dilepas.")


def _back(visit: Visit) -> str:
    return visit.link("/masuk/kota/kembali")


def _is_same(expected: str, given: str) -> bool:
    return hmac.compare_digest(expected.encode(), given.encode())


DOORS = (
    Door("/masuk/kota", None, get=away),
    Door("/masuk/kota/kembali", None, get=back),
    Door("/akun/kota", Right.READ, post=link),
    Door("/akun/kota/lepas", Right.READ, post=unlink),
)
