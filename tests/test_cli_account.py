"""`sambung account`: the first account comes from here, and never with a password."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import cli
from bot.domain.desk import Role
from bot.storage import accounts, sessions
from bot.storage.database import Writer, open_engine
from bot.storage.sessions import Purpose

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("SAMBUNG_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("SAMBUNG_SERVER__PUBLIC_URL", "https://tanya.contoh.invalid/")

    def call(*words: str) -> Result:
        return CliRunner().invoke(cli, ["account", *words], catch_exceptions=False)

    return call


def token(result: Result) -> str:
    found = re.search(
        r"^https://tanya\.contoh\.invalid/dasbor/undangan/([\w-]{43})$", result.output, re.M
    )
    assert found, result.output
    return found[1]


def test_the_first_account_gets_a_link_and_no_password(run: Run, tmp_path: Path) -> None:
    made = run("add", "Ratna", "--role", "admin", "--name", "Bu Ratna")
    assert made.exit_code == 0
    engine = open_engine(tmp_path / "sambung.sqlite3")
    writer = Writer(engine)
    found = writer.run(lambda c: accounts.by_login(c, "ratna")).result()
    assert found is not None
    assert found.password_hash == ""
    assert found.account.role is Role.ADMIN
    now = datetime.now(UTC).replace(tzinfo=None)
    whose = writer.run(lambda c: sessions.whose(c, token(made), Purpose.PASSWORD, now)).result()
    assert whose == found.account.id
    writer.close()
    engine.dispose()


def test_accounts_are_listed(run: Run) -> None:
    run("add", "ratna", "--role", "admin")
    run("add", "siti", "--office", "Dinas Sosial")
    lines = run("list").output.splitlines()
    assert lines == ["ratna\tadmin\t\tratna\tinvited", "siti\topd\tDinas Sosial\tsiti\tinvited"]


def test_a_reset_prints_another_link(run: Run) -> None:
    first = token(run("add", "ratna", "--role", "admin"))
    assert token(run("reset", "RATNA")) != first


def test_what_cannot_be_done_is_said(run: Run) -> None:
    run("add", "ratna")
    for words, said in (
        (("add", "ratna"), "sudah dipakai"),
        (("add", "dua kata"), "tanpa spasi"),
        (("reset", "siapa"), "Tidak ada akun"),
    ):
        result = run(*words)
        assert result.exit_code == 1
        assert said in result.output.replace("\n", " ") + result.stderr.replace("\n", " ")
