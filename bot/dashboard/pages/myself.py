"""Akun saya: password, second step, Telegram, other sessions."""

import pyotp
import segno
from starlette.responses import Response

from bot.dashboard.doors import Door
from bot.dashboard.visit import Visit
from bot.desk.accounts import TELEGRAM_CODE_MINUTES
from bot.desk.passwords import SHORTEST_PASSWORD, SecondStep
from bot.desk.work import DeedError
from bot.domain.desk import Right

SET_UP = "pasang kode"
SET_UP_SECONDS = 15 * 60
# Else a browser left open were enough to put another phone in place of the owner's.
HAS_CODE = "Kode dua langkah sudah terpasang. Lepas dulu dengan sandi Anda."


async def show(visit: Visit) -> Response:
    """Everything about one's own account."""
    return await _page(visit)


async def _page(visit: Visit, wrong: str = "", code: str = "") -> Response:
    found = await visit.done(visit.desk.accounts.get(visit.account.id))
    sessions = await visit.done(visit.desk.accounts.sessions_open(visit.account))
    return visit.page(
        "akun.html",
        422 if wrong else 200,
        salah=wrong,
        sesi=sessions,
        terhubung=bool(found and found.oidc_subject),
        akun_kota=visit.desk.config.oidc.label if visit.desk.config.oidc.issuer else "",
        kode_telegram=code,
        menit=TELEGRAM_CODE_MINUTES,
        paling_pendek=SHORTEST_PASSWORD,
    )


async def change_password(visit: Visit) -> Response:
    """Keep a new password; the old one is asked for."""
    form, new = visit.form, visit.form.raw("sandi_baru")
    if wait := visit.patience.wait_words(visit.account.login, visit.address):
        return await _page(visit, wait)
    if new != form.raw("sandi_lagi"):
        return await _page(visit, "Kedua sandi baru belum sama. Tulis sekali lagi.")
    change = visit.desk.accounts.change_password
    try:
        await visit.slowly(change, visit.account, form.raw("sandi"), new, visit.token)
    except DeedError as refused:
        return await _page(visit, str(refused))
    return visit.back("/akun", "Sandi baru tersimpan. Di tempat lain Anda perlu masuk lagi.")


async def end_others(visit: Visit) -> Response:
    """Log out everywhere but here."""
    ended = await visit.done(visit.desk.accounts.end_other_sessions(visit.account, visit.token))
    return visit.back("/akun", f"{ended} sesi di tempat lain sudah diakhiri.")


async def telegram_code(visit: Visit) -> Response:
    """A code that links a Telegram account."""
    code = await visit.done(visit.desk.accounts.telegram_code(visit.account))
    return await _page(visit, code=code)


async def unlink_telegram(visit: Visit) -> Response:
    """The Telegram account may do nothing here any more."""
    await visit.done(visit.desk.accounts.unlink_telegram(visit.account))
    return visit.back("/akun", "Telegram sudah dilepas.")


async def ask_code(visit: Visit) -> Response:
    """The QR code for an authenticator app."""
    if visit.account.has_totp:
        return visit.back("/akun", HAS_CODE, is_bad=True)
    return _set_up(visit, pyotp.random_base32())


async def start_code(visit: Visit) -> Response:
    """From now on a code is asked for, if this first one is right."""
    if visit.account.has_totp:
        return visit.back("/akun", HAS_CODE, is_bad=True)
    opened = visit.cookies.unsealed(SET_UP, visit.form.raw("tiket"), SET_UP_SECONDS)
    owner, _, secret = opened.partition(" ")
    if owner != str(visit.account.id):
        return visit.back("/akun/kode", "Waktunya habis. Pindai sekali lagi.", is_bad=True)
    step = SecondStep(secret).after(visit.form.first("kode"), visit.now)
    if step is None:
        return _set_up(visit, secret, "Kodenya belum cocok. Coba kode yang berikutnya.")
    await visit.done(visit.desk.accounts.start_second_step(visit.account, step))
    return visit.back("/akun", "Kode dua langkah terpasang.")


async def stop_code(visit: Visit) -> Response:
    """The password alone is enough again; it is asked for."""
    account = visit.account
    if wait := visit.patience.wait_words(account.login, visit.address):
        return await _page(visit, wait)
    known = await visit.slowly(visit.desk.logins.recognise, account.login, visit.form.raw("sandi"))
    if known is None:
        return await _page(visit, "Sandinya belum cocok, jadi kodenya tetap terpasang.")
    await visit.done(visit.desk.accounts.stop_second_step(account.id, visit.actor))
    return visit.back("/akun", "Kode dua langkah dilepas.")


def _set_up(visit: Visit, secret: str, wrong: str = "") -> Response:
    address = SecondStep(secret).address(visit.account.login, "Sambung Rasa")
    picture = segno.make_qr(address, error="m").svg_data_uri(scale=4, border=2, light="#fff")
    return visit.page(
        "akun_kode.html",
        422 if wrong else 200,
        gambar=picture,
        rahasia=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        tiket=visit.cookies.sealed(SET_UP, f"{visit.account.id} {secret}"),
        salah=wrong,
    )


DOORS = (
    Door("/akun", Right.READ, get=show),
    Door("/akun/sandi", Right.READ, post=change_password),
    Door("/akun/sesi", Right.READ, post=end_others),
    Door("/akun/telegram", Right.READ, post=telegram_code),
    Door("/akun/telegram/lepas", Right.READ, post=unlink_telegram),
    Door("/akun/kode", Right.READ, get=ask_code, post=start_code),
    Door("/akun/kode/lepas", Right.READ, post=stop_code),
)
