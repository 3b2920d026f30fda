"""Pengguna: accounts, roles, invitations, new passwords."""

from collections.abc import Callable
from concurrent.futures import Future

from starlette.responses import Response

from bot.dashboard.doors import Door
from bot.dashboard.visit import Visit
from bot.desk.accounts import INVITATION_DAYS, Invitation
from bot.desk.work import DeedError
from bot.domain.desk import Account, Right, Role
from bot.storage.accounts import NewAccount

ROLES = {
    Role.ADMIN: "Admin: semuanya, juga mengatur pengguna",
    Role.COORDINATOR: "Koordinator: menjawab, menerbitkan, membagi tugas",
    Role.OFFICE: "OPD: menjawab dan mengusulkan, tidak menerbitkan",
    Role.OBSERVER: "Peninjau: hanya melihat",
}


async def show_all(visit: Visit) -> Response:
    """Everybody, those in use first."""
    everybody = await visit.done(visit.desk.accounts.everybody())
    return visit.page("pengguna.html", orang=everybody)


async def ask_new(visit: Visit) -> Response:
    """The form for an invitation."""
    return _form(visit, NewAccount("", "", Role.OFFICE))


async def add(visit: Visit) -> Response:
    """Invite somebody; the link is shown once, to pass on."""
    new = _given(visit)
    try:
        made = await visit.done(visit.desk.accounts.add(new, visit.actor))
    except DeedError as refused:
        return _form(visit, new, str(refused))
    return _link(visit, made)


async def show(visit: Visit) -> Response:
    """One account and what can be done with it."""
    account = await _account(visit)
    if account is None:
        return visit.missing()
    offices = await _offices(visit)
    return visit.page("pengguna_satu.html", orang=account, peran=_roles(), kantor=offices)


async def change(visit: Visit) -> Response:
    """Keep another name, role or office."""
    account = await _account(visit)
    if account is None:
        return visit.missing()
    return await _deed(visit, account, "ubah")


async def do(visit: Visit) -> Response:
    """One of the buttons: a new link, out, in again, no second step."""
    account = await _account(visit)
    if account is None:
        return visit.missing()
    if visit.path["deed"] == "tautan":
        try:
            made = await visit.done(visit.desk.accounts.invite_again(account.id, visit.actor))
        except DeedError as refused:
            return visit.back(f"/pengguna/{account.id}", str(refused), is_bad=True)
        return _link(visit, made)
    return await _deed(visit, account, visit.path["deed"])


async def _deed(visit: Visit, account: Account, name: str) -> Response:
    accounts, actor = visit.desk.accounts, visit.actor
    deeds: dict[str, tuple[Callable[[], Future[None]], str]] = {
        "ubah": (lambda: accounts.describe(account.id, _given(visit), actor), "Tersimpan."),
        "nonaktifkan": (lambda: accounts.disable(account.id, actor), "Akun ini dinonaktifkan."),
        "aktifkan": (lambda: accounts.enable(account.id, actor), "Akun ini aktif lagi."),
        "lepas-kode": (
            lambda: accounts.stop_second_step(account.id, actor),
            "Kode dua langkah dilepas. Sandinya saja cukup untuk masuk.",
        ),
    }
    if name not in deeds:
        return visit.missing()
    start, words = deeds[name]
    try:
        await visit.done(start())
    except DeedError as refused:
        return visit.back(f"/pengguna/{account.id}", str(refused), is_bad=True)
    return visit.back(f"/pengguna/{account.id}", words)


async def _account(visit: Visit) -> Account | None:
    found = await visit.done(visit.desk.accounts.get(visit.path["account"]))
    return found.account if found else None


async def _offices(visit: Visit) -> list[str]:
    """The offices that accounts have already, so that one office is not spelt two ways."""
    everybody = await visit.done(visit.desk.accounts.everybody())
    return sorted({account.office for account in everybody if account.office})


def _form(visit: Visit, new: NewAccount, wrong: str = "") -> Response:
    status = 422 if wrong else 200
    return visit.page("pengguna_baru.html", status, isi=new, peran=_roles(), salah=wrong)


def _link(visit: Visit, made: Invitation) -> Response:
    link = visit.link(f"/undangan/{made.token}")
    days = INVITATION_DAYS
    return visit.page("pengguna_tautan.html", orang=made.account, tautan=link, hari=days)


def _given(visit: Visit) -> NewAccount:
    form, roles = visit.form, {role.value: role for role in Role}
    # An unknown role can only be made up: it gets the least.
    role = roles.get(form.first("peran"), Role.OBSERVER)
    return NewAccount(form.first("login"), form.first("nama"), role, form.first("kantor"))


def _roles() -> list[tuple[str, str]]:
    return [(role.value, words) for role, words in ROLES.items()]


DOORS = (
    Door("/pengguna", Right.ACCOUNTS, get=show_all),
    Door("/pengguna/baru", Right.ACCOUNTS, get=ask_new, post=add),
    Door("/pengguna/{account:int}", Right.ACCOUNTS, get=show, post=change),
    Door("/pengguna/{account:int}/{deed}", Right.ACCOUNTS, post=do),
)
