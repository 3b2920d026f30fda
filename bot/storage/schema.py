"""Brings a database to the program's version (Alembic)."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, inspect, text

HEAD = "0004"  # the newest migration; tests/test_storage.py keeps it true
_SCRIPTS = Path(__file__).with_name("migrations")


class NewerDatabaseError(Exception):
    """The database was written by a newer version of the program."""


def migrate(engine: Engine) -> None:
    """Up to the newest version. Does nothing, quickly, when the database is there already."""
    at = current(engine)
    if at is not None and at > HEAD:
        raise NewerDatabaseError(
            f"The database is at version {at}, this program knows {HEAD}: update the program."
        )
    if at != HEAD:
        _run(engine, command.upgrade, HEAD)


def step_back(engine: Engine, revision: str) -> None:
    """Down to an older version; "base" is an empty database."""
    _run(engine, command.downgrade, revision)


def _run(engine: Engine, go: Callable[[Config, str], None], revision: str) -> None:
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(_SCRIPTS))
        config.attributes["connection"] = connection
        go(config, revision)


def current(engine: Engine) -> str | None:
    """The version the database is at; None for an empty one."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
