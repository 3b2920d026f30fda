"""The configuration: defaults, then the file, then the environment; nothing misspelt passes."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.config import SECRETS, Config, ConfigError, all_keys, read_config
from bot.loader import SHIPPED

EXAMPLE = Path(__file__).parents[1] / "config.example.yaml"


def written(folder: Path, text: str) -> Path:
    file = folder / "config.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def told(file: Path | None, environment: dict[str, str]) -> str:
    with pytest.raises(ConfigError) as refused:
        read_config(file, environment)
    return str(refused.value)


def test_nothing_is_needed() -> None:
    config = read_config(None, {})
    assert config == Config()
    assert (config.server.host, config.server.port) == ("127.0.0.1", 8080)
    assert config.telegram.token == ""
    assert config.data_dir.is_absolute()
    assert config.knowledge == SHIPPED
    assert config.database == config.data_dir / "sambung.sqlite3"


def test_a_configuration_does_not_change() -> None:
    with pytest.raises(ValidationError):
        Config().server.port = 1  # type: ignore[misc]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "server:\n  # port: 1\n"])
def test_an_empty_file_is_the_default(tmp_path: Path, text: str) -> None:
    assert read_config(written(tmp_path, text), {}) == Config()


def test_the_file_changes_only_what_it_names(tmp_path: Path) -> None:
    config = read_config(written(tmp_path, "server: {port: 9000}\nlog: {level: debug}\n"), {})
    assert (config.server.port, config.server.host) == (9000, "127.0.0.1")
    assert config.log.level == "debug"
    assert config.rest == Config().rest


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = written(tmp_path, "server: {port: 9000, https: true}\nknowledge: a\n")
    environment = {"SAMBUNG_SERVER__PORT": "9001", "SAMBUNG_KNOWLEDGE": "/b", "PATH": "/bin"}
    config = read_config(file, environment)
    assert (config.server.port, config.server.https) == (9001, True)
    assert config.knowledge == Path("/b")


def test_the_environment_may_open_a_section_the_file_lacks() -> None:
    config = read_config(None, {"SAMBUNG_LOG__JSON_LINES": "true", "SAMBUNG_CONFIG": "x.yaml"})
    assert config.log.json_lines is True


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_may_stand_in_a_file(tmp_path: Path, secret: str) -> None:
    file = tmp_path / "secret"
    file.write_text("  rahasia\n", encoding="utf-8")
    section, key = secret.split(".")
    name = f"SAMBUNG_{section}__{key}_FILE".upper()
    assert getattr(getattr(read_config(None, {name: str(file)}), section), key) == "rahasia"


def test_a_secret_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    message = told(None, {"SAMBUNG_TELEGRAM__TOKEN_FILE": str(tmp_path / "none")})
    assert "SAMBUNG_TELEGRAM__TOKEN_FILE" in message


def test_only_secrets_are_read_from_files(tmp_path: Path) -> None:
    assert "server.host_file" in told(None, {"SAMBUNG_SERVER__HOST_FILE": "/etc/hosts"})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("server: {prot: 1}", ["server.prot", "“server.port”?"]),
        ("servr: {port: 1}", ["servr", "“server”?"]),
        ("xyzzy: 1", ["xyzzy", "config.example.yaml"]),
        ("server: {port: banyak}", ["server.port", "tidak cocok"]),
        ("server: {port: 70000}", ["server.port"]),
        ("server: 8080", ["server"]),
        ("log: {level: keras}", ["log.level"]),
        ("retention: {gap_days: 0}", ["retention.gap_days"]),
        ("telegram: {messages_per_second: 0}", ["telegram.messages_per_second"]),
        ("- server", ["kunci: isi"]),
        ("server: {port: 1", ["config.yaml, baris", "YAML"]),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, text: str, words: list[str]) -> None:
    message = told(written(tmp_path, text), {})
    assert [word for word in words if word not in message] == [], message


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    file = written(tmp_path, "server: {prot: 1, https: mungkin}\nlog: {level: keras}\n")
    message = told(file, {"SAMBUNG_RETENTION__GAPDAYS": "3", "SAMBUNG_REST__TOKEN_FILE": "/none"})
    for key in ("server.prot", "server.https", "log.level", "gapdays", "REST__TOKEN_FILE"):
        assert key in message
    assert len(message.splitlines()) == 5


def test_a_mistake_in_the_environment_is_named() -> None:
    assert "“server.port”?" in told(None, {"SAMBUNG_SERVER__PROT": "1"})
    assert "server.port" in told(None, {"SAMBUNG_SERVER__PORT": "banyak"})
    assert "server.port" in told(None, {"SAMBUNG_SERVER__PORT__X": "1"})


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    assert "config.example.yaml" in told(tmp_path / "config.yaml", {})


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_bytes(b"\xff\xfe\x00")
    assert "config.yaml" in told(file, {})


def test_the_public_address_is_one_that_people_can_open(tmp_path: Path) -> None:
    file = written(tmp_path, "server: {public_url: https://tanya.contoh.go.id/}")
    assert read_config(file, {}).server.public_url == "https://tanya.contoh.go.id"
    for wrong in ("tanya.contoh.go.id", "https://", "https://a.id/chat", "https://a.id?x"):
        message = told(None, {"SAMBUNG_SERVER__PUBLIC_URL": wrong})
        assert "server.public_url" in message


# The example


def test_the_example_holds_the_defaults() -> None:
    assert read_config(EXAMPLE, {}) == Config()


def example_keys() -> dict[str, int]:
    """Every key of the example with its line."""
    found, section = {}, ""
    for number, line in enumerate(EXAMPLE.read_text(encoding="utf-8").splitlines()):
        if key := re.match(r"(?P<indent> *)(?P<name>[a-z_]+):", line):
            section = section if key["indent"] else ""
            found[f"{section}{key['name']}"] = number
            if not line.partition(":")[2].strip():
                section = f"{key['name']}."
    return found


def test_the_example_has_every_key_and_no_other() -> None:
    sections = {key.partition(".")[0] for key in all_keys() if "." in key}
    assert sections
    assert set(example_keys()) == set(all_keys()) | sections


def test_the_example_explains_every_key() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    keys = example_keys()
    assert keys
    for key, number in keys.items():
        above = number - 1
        if key in ("server.port", "telegram.per_chat_seconds"):  # explained with the key above
            above -= 1
        is_section = not lines[number].partition(":")[2].strip()
        assert is_section or lines[above].lstrip().startswith("#"), key
