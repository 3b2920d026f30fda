"""Clock, keys and database: what every command that takes turns needs."""

import contextlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.app.learned import Learning
from bot.app.telling import Bell
from bot.config import Config
from bot.domain.desk_chat import Room
from bot.service import Brain, Service, Surroundings
from bot.storage.database import Writer, open_engine
from bot.storage.schema import migrate
from bot.storage.secrets import MIN_LENGTH, SecretBox, secret_from


class WeakSecretError(Exception):
    """The configured secret is too short to protect anybody."""


def now() -> datetime:
    """The one clock of the program."""
    return datetime.now(UTC)


def today() -> date:
    """The day in Indonesia's western time zone, where the city is."""
    return now().astimezone(ZoneInfo("Asia/Jakarta")).date()


def secret_box(config: Config) -> SecretBox:
    """The installation's keys. Raises WeakSecretError."""
    secret = config.security.secret or secret_from(config.data_dir / "secret.key")
    if len(secret) < MIN_LENGTH:
        raise WeakSecretError(
            f"security.secret: terlalu pendek, paling sedikit {MIN_LENGTH} huruf. "
            "Kosongkan saja supaya dibuat sendiri."
        )
    return SecretBox(secret)


def room(config: Config) -> Room:
    """The coordinators' chat."""
    desk = config.dashboard
    return Room(desk.telegram_group, config.server.public_url, desk.answer_days)


@dataclass(frozen=True, slots=True)
class Core:
    """What every command that takes turns needs. `bell` wakes whoever tells people news;
    `learning` keeps the same from being learnt twice.
    """

    config: Config
    writer: Writer
    service: Service
    box: SecretBox
    bell: Bell = field(default_factory=Bell)
    learning: Learning = field(default_factory=Learning)


@contextlib.contextmanager
def open_core(config: Config, brain: Brain) -> Iterator[Core]:
    """Database and service, closed in order at the end: what was submitted is finished."""
    box = secret_box(config)
    with open_writer(config) as writer:
        around = Surroundings(
            box,
            now,
            lambda: secrets.token_hex(2).upper(),
            screening_days=config.retention.screening_days,
            asker_days=config.retention.asker_days,
            public_url=config.server.public_url,
            room=room(config),
        )
        service = Service(writer, brain, around)
        del brain  # this frame lives on, and must not hold the first base beside a later one
        yield Core(config, writer, service, box)


@contextlib.contextmanager
def open_writer(config: Config) -> Iterator[Writer]:
    """The database alone, for what needs no knowledge; closed when what was submitted is done."""
    engine = open_engine(config.database)
    migrate(engine)
    writer = Writer(engine)
    try:
        yield writer
    finally:
        writer.close()
        engine.dispose()
