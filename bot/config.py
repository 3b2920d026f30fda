"""One frozen Config from config.yaml and the environment. Unknown keys are errors."""

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

ROOT = Path(__file__).resolve().parents[1]
PREFIX = "SAMBUNG_"
SEPARATOR = "__"
SECRETS = (
    *("security.secret", "rest.token", "telegram.token", "telegram.webhook_secret"),
    "oidc.client_secret",
)

Seconds = Annotated[float, Field(ge=0)]


class ConfigError(Exception):
    """What is wrong with the configuration, every line of it, for the operator."""


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Server(_Section):
    """Where the chat page, the REST door and the webhooks are served."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8080
    https: bool = False
    public_url: Annotated[str, Field(pattern=r"^(https?://[^\s/?#]+/?)?$")] = ""
    trusted_proxy: bool = False
    messages_per_minute: Annotated[int, Field(ge=0)] = 30

    @field_validator("public_url")
    @classmethod
    def _without_slash(cls, url: str) -> str:
        return url.rstrip("/")


class Rest(_Section):
    """The REST door."""

    token: str = ""


class Telegram(_Section):
    """The Telegram channel; without a token it stays closed."""

    token: str = ""
    api_base: str = "https://api.telegram.org"
    public_url: str = ""
    webhook_secret: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{0,256}$")] = ""
    messages_per_second: Annotated[float, Field(gt=0)] = 30.0
    per_chat_seconds: Seconds = 1.0
    typing: bool = True


class Security(_Section):
    """The installation's own secret; made at the first start when empty."""

    secret: str = ""


class Retention(_Section):
    """How long things are kept."""

    chat_hours: Annotated[int, Field(ge=1)] = 24
    conversation_days: Annotated[int, Field(ge=1)] = 90
    gap_days: Annotated[int, Field(ge=1)] = 365
    screening_days: Annotated[int, Field(ge=1)] = 180
    question_weeks: Annotated[int, Field(ge=1)] = 12
    asker_days: Annotated[int, Field(ge=1)] = 180


class Oidc(_Section):
    """Signing in with the city's own accounts; without an issuer it is not offered."""

    issuer: Annotated[str, Field(pattern=r"^(https?://[^\s?#]+)?$")] = ""
    client_id: str = ""
    client_secret: str = ""
    label: str = "Masuk dengan akun kota"


class Dashboard(_Section):
    """The coordinators' pages and their Telegram group."""

    enabled: bool = True
    session_hours: Annotated[int, Field(ge=1, le=24 * 30)] = 12
    answer_days: Annotated[int, Field(ge=1)] = 7
    replay_weeks: Annotated[int, Field(ge=1)] = 8
    second_eyes: bool = False
    telegram_group: Annotated[str, Field(pattern=r"^(-\d+(/\d+)?)?$")] = ""
    check_links: bool = True


class Log(_Section):
    """What is logged; never words."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    json_lines: bool = False


class Config(_Section):
    """The whole configuration. Relative paths start at the project's folder, wherever the program
    is started from, so that a timer or a service finds the same data as a person.
    """

    data_dir: Path = ROOT / "data"
    knowledge: Path = ROOT / "knowledge"
    server: Server = Server()
    rest: Rest = Rest()
    telegram: Telegram = Telegram()
    security: Security = Security()
    retention: Retention = Retention()
    dashboard: Dashboard = Dashboard()
    oidc: Oidc = Oidc()
    log: Log = Log()

    @field_validator("data_dir", "knowledge")
    @classmethod
    def _absolute(cls, path: Path) -> Path:
        return ROOT / path.expanduser()

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.data_dir / "sambung.sqlite3"


def read_config(file: Path | None, environment: Mapping[str, str]) -> Config:
    """The configuration: defaults, then `file`, then SAMBUNG_SECTION__KEY. Raises ConfigError.

    A secret may stand in a file of its own: SAMBUNG_TELEGRAM__TOKEN_FILE=/run/secrets/token.
    """
    values = _from_file(file) if file else {}
    problems = _overlay(values, environment)
    try:
        config = Config.model_validate(values)
    except ValidationError as error:
        problems += [_problem(found["loc"], found["msg"]) for found in error.errors()]
    if problems:
        raise ConfigError("\n".join(problems))
    return config


def _from_file(file: Path) -> dict[str, Any]:
    try:
        found = yaml.safe_load(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(
            f"{file}: berkas ini tidak ada. Salin config.example.yaml menjadi {file.name}."
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f", baris {mark.line + 1}" if mark else ""
        raise ConfigError(
            f"{file}{line}: tulisan YAML tidak terbaca. Periksa jorokan dan titik dua."
        ) from error
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ConfigError(f"{file}: isinya harus berupa pasangan “kunci: isi”.")
    # A section whose keys are all commented out reads as None: it keeps its defaults.
    return {key: value for key, value in found.items() if value is not None}


def _overlay(values: dict[str, Any], environment: Mapping[str, str]) -> list[str]:
    problems = []
    for name, value in sorted(environment.items()):
        if not name.startswith(PREFIX) or name == f"{PREFIX}CONFIG":
            continue
        path = name.removeprefix(PREFIX).lower().split(SEPARATOR)
        if path[-1].endswith("_file") and ".".join(path).removesuffix("_file") in SECRETS:
            path[-1] = path[-1].removesuffix("_file")
            try:
                value = Path(value).read_text(encoding="utf-8").strip()  # noqa: PLW2901
            except OSError as error:
                problems.append(f"{name}: berkas rahasia tidak terbaca ({error.strerror}).")
                continue
        section = values
        for step in path[:-1]:
            if not isinstance(section.setdefault(step, {}), dict):
                section[step] = {}
            section = section[step]
        section[path[-1]] = value
    return problems


def _problem(path: tuple[int | str, ...], message: str) -> str:
    key = ".".join(str(step) for step in path)
    if message.startswith("Extra inputs"):
        known = list(_known(Config))
        near = difflib.get_close_matches(key, known, 1, 0.6)
        hint = f"Maksudnya “{near[0]}”?" if near else "Lihat config.example.yaml."
        return f"{key}: kunci tidak dikenal. {hint}"
    return f"{key}: isinya tidak cocok ({message}). Lihat config.example.yaml."


def _known(model: type[BaseModel], above: str = "") -> list[str]:
    keys = []
    for name, info in model.model_fields.items():
        part = info.annotation
        if isinstance(part, type) and issubclass(part, BaseModel):
            keys += [f"{above}{name}", *_known(part, f"{above}{name}.")]
        else:
            keys.append(f"{above}{name}")
    return keys


def all_keys() -> list[str]:
    """Every key, with its section, for the documentation's tests."""
    return _known(Config)
