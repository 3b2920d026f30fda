"""Accounts of the dashboard: `account add`, `account list`, `account reset`."""

import getpass
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Annotated, TypeVar

import typer
from rich.markup import escape

from bot import app as program
from bot.cli.options import ConfigFile, configured
from bot.cli.output import errors, terminal
from bot.config import Config
from bot.desk.accounts import INVITATION_DAYS, Accounts, Invitation
from bot.desk.logins import Logins
from bot.desk.work import DeedError
from bot.domain.desk import Account, Actor, Role
from bot.storage.accounts import NewAccount

T = TypeVar("T")
account = typer.Typer(help="Accounts of the dashboard.", no_args_is_help=True)


@account.command()
def add(
    login: Annotated[str, typer.Argument(help="What the person types to log in.")],
    *,
    role: Annotated[Role, typer.Option(help="What the account is for.")] = Role.OFFICE,
    name: Annotated[str, typer.Option(help="How others know the person.")] = "",
    office: Annotated[str, typer.Option(help="Whose questions are theirs.")] = "",
    config: ConfigFile = None,
) -> None:
    """Add an account and print the one-time link with which its owner chooses a password."""
    settings = configured(config)
    new = NewAccount(login, name or login, role, office)
    with _accounts(settings) as accounts:
        _print_link(settings, _done(accounts.add, new))


@account.command("list")
def show(config: ConfigFile = None) -> None:
    """List the accounts."""
    with _accounts(configured(config)) as accounts:
        everybody = accounts.everybody().result()
    for each in everybody:
        state = "off" if each.is_disabled else "" if each.has_password else "invited"
        parts = (each.login, each.role.value, each.office, each.name, state)
        typer.echo("\t".join(parts))


@account.command()
def reset(login: str, config: ConfigFile = None) -> None:
    """Print a new one-time link for an account, and open it again if it was switched off.

    For whoever lost the password; the second step is taken off, for a lost phone.
    """
    settings = configured(config)
    with _accounts(settings) as accounts:
        found = _called(accounts, login)
        if found.is_disabled:
            _done(accounts.enable, found.id)
        if found.has_totp:
            _done(accounts.stop_second_step, found.id)
        _print_link(settings, _done(accounts.invite_again, found.id))


@contextmanager
def _accounts(settings: Config) -> Iterator[Accounts]:
    box = program.secret_box(settings)
    with program.open_writer(settings) as writer:
        yield Accounts(writer, Logins(writer, box, program.now, settings.dashboard.session_hours))


def _done(deed: Callable[..., "Future[T]"], about: object) -> T:
    """The deed, in the name of whoever sits at the terminal."""
    try:
        return deed(about, Actor(f"terminal ({getpass.getuser()})")).result()
    except DeedError as refused:
        errors.print(escape(str(refused)), soft_wrap=True)
        raise typer.Exit(1) from None


def _called(accounts: Accounts, login: str) -> Account:
    wanted = login.strip().lower()
    for each in accounts.everybody().result():
        if each.login == wanted:
            return each
    errors.print(f"Tidak ada akun dengan nama masuk “{escape(wanted)}”.")
    raise typer.Exit(1)


def _print_link(settings: Config, made: Invitation) -> None:
    server = settings.server
    address = server.public_url or f"http://{server.host}:{server.port}"
    lines = (
        f"Tautan untuk {made.account.name} ({made.account.role}), sekali pakai, "
        f"berlaku {INVITATION_DAYS} hari:",
        f"{address}/dasbor/undangan/{made.token}",
    )
    for line in lines:
        terminal.print(escape(line), soft_wrap=True)
