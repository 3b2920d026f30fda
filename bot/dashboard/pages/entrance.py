"""Masuk, Keluar, and the one-time links that let somebody choose a password."""

from starlette.responses import Response

from bot.dashboard.doors import Door
from bot.dashboard.visit import Visit
from bot.desk.logins import LONGEST_SESSION
from bot.desk.passwords import SHORTEST_PASSWORD
from bot.desk.work import DeedError
from bot.domain.desk import Account, Right

SECOND_STEP = "langkah dua"
SECOND_STEP_SECONDS = 5 * 60


async def ask(visit: Visit) -> Response:
    """The login form."""
    return visit.back("") if visit.visitor is not None else asked(visit)


def asked(visit: Visit, wrong: str = "", status: int = 200, login: str = "") -> Response:
    """The login form, and why the last try did not work."""
    oidc = visit.desk.config.oidc
    label = oidc.label if oidc.issuer else ""
    return visit.page("masuk.html", status, nama=login, salah=wrong, akun_kota=label)


async def enter(visit: Visit) -> Response:
    """Look at login and password."""
    login = visit.form.first("nama")
    if wait := visit.patience.wait_words(login, visit.address):
        return asked(visit, wait, 429, login)
    known = await visit.slowly(visit.desk.logins.recognise, login, visit.form.raw("sandi"))
    if known is None:
        return asked(visit, "Nama masuk atau sandinya belum cocok.", 403, login)
    if known.needs_code:
        ticket = visit.cookies.sealed(SECOND_STEP, str(known.account.id))
        return visit.page("kode.html", tiket=ticket, salah="")
    return await welcome(visit, known.account.id, "sandi")


async def enter_code(visit: Visit) -> Response:
    """Look at the code of the second step."""
    ticket = visit.form.raw("tiket")
    words = visit.cookies.unsealed(SECOND_STEP, ticket, SECOND_STEP_SECONDS)
    if not words:
        return asked(visit, "Waktunya habis. Masuk sekali lagi, ya.", 403)
    if wait := visit.patience.wait_words(f"kode {words}", visit.address):
        return asked(visit, wait, 429)
    account_id = int(words)
    if not await visit.done(visit.desk.logins.accept_code(account_id, visit.form.first("kode"))):
        wrong = "Kodenya belum cocok, atau sudah pernah dipakai. Tunggu kode berikutnya."
        return visit.page("kode.html", 403, tiket=ticket, salah=wrong)
    return await welcome(visit, account_id, "sandi dan kode")


async def welcome(visit: Visit, account_id: int, how: str, notice: str = "") -> Response:
    """A new session, under a new token: what the browser held before opens nothing."""
    if visit.visitor is not None:
        await visit.done(visit.desk.logins.leave(visit.token))
    token = await visit.done(visit.desk.logins.start(account_id, how))
    response = visit.back("", notice)
    visit.cookies.keep(response, token, int(LONGEST_SESSION.total_seconds()))
    return response


async def leave(visit: Visit) -> Response:
    """End the session."""
    await visit.done(visit.desk.logins.leave(visit.token))
    response = visit.back("/masuk", "Anda sudah keluar. Sampai jumpa.")
    visit.cookies.drop(response)
    return response


async def invited(visit: Visit) -> Response:
    """Who the link is for, and room for a password."""
    account = await visit.done(visit.desk.accounts.invited(visit.path["token"]))
    return _used_up(visit) if account is None else _choose(visit, account)


async def take_up(visit: Visit) -> Response:
    """Keep the password that was chosen; whoever has no second step is inside with it."""
    token = visit.path["token"]
    account = await visit.done(visit.desk.accounts.invited(token))
    if account is None:
        return _used_up(visit)
    password = visit.form.raw("sandi")
    if password != visit.form.raw("sandi_lagi"):
        return _choose(visit, account, "Kedua sandi belum sama. Tulis sekali lagi.")
    try:
        done = await visit.slowly(visit.desk.accounts.take_up, token, password)
    except DeedError as refused:
        return _choose(visit, account, str(refused))
    if done is None:
        return _used_up(visit)
    if done.has_totp:  # the link stands for the password, never for the phone
        return visit.back("/masuk", f"Sandi tersimpan. Masuk dengan nama “{account.login}”.")
    words = f"Sandi tersimpan. Lain kali masuk dengan nama “{account.login}” dan sandi itu."
    return await welcome(visit, account.id, "tautan", words)


def _choose(visit: Visit, account: Account, wrong: str = "") -> Response:
    return visit.page(
        "undangan.html",
        422 if wrong else 200,
        orang=account,
        salah=wrong,
        paling_pendek=SHORTEST_PASSWORD,
    )


def _used_up(visit: Visit) -> Response:
    words = "Tautan ini sudah dipakai atau sudah lewat waktunya. Minta tautan baru kepada admin."
    return visit.sorry(410, words)


DOORS = (
    Door("/masuk", None, get=ask, post=enter),
    Door("/masuk/kode", None, post=enter_code),
    Door("/keluar", Right.READ, post=leave),
    Door("/undangan/{token}", None, get=invited, post=take_up),
)
