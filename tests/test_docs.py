"""The admin's guide: every example in it is right, and it leaves nothing out."""

import json
import re
import shutil
from pathlib import Path

import pytest

from bot.loader import SHIPPED, KnowledgeError, load, schema
from bot.loader.reading import Document, Plain, read
from bot.loader.schema import json_schemas
from bot.loader.validation import validated
from tests.mistakes import TODAY

GUIDE = (SHIPPED / "README.md").read_text(encoding="utf-8")
# A yaml block names the file it belongs to: a part of a shipped one, or a new one.
BLOCKS = [
    (found["name"], found["yaml"])
    for found in re.finditer(r"^```yaml (?P<name>\S+)\n(?P<yaml>.*?)^```$", GUIDE, re.M | re.S)
]
NEW = {name: text for name, text in BLOCKS if not (SHIPPED / name).exists()}
PARTS = [(name, text) for name, text in BLOCKS if (SHIPPED / name).exists()]


def test_there_are_examples() -> None:
    assert len(NEW) >= 4
    assert len(PARTS) >= 4
    assert GUIDE.count("```yaml") == len(BLOCKS)
    assert len({name for name, _ in BLOCKS}) == len(BLOCKS)


def parsed(folder: Path, text: str) -> dict[str, Plain]:
    file = folder / "example.yaml"
    file.write_text(text, encoding="utf-8")
    document = read(file, "example.yaml")
    assert document.problems == []
    return document.content


def mended(shipped: Plain, example: Plain) -> Plain:
    """The shipped content with the example's keys in place of its own; a list's parts by id."""
    if isinstance(shipped, dict) and isinstance(example, dict):
        return shipped | {
            key: mended(shipped.get(key, ""), value) if isinstance(value, list) else value
            for key, value in example.items()
        }
    if isinstance(shipped, list) and isinstance(example, list):
        ids = [part["id"] for part in example if isinstance(part, dict)]
        others = [p for p in shipped if isinstance(p, dict) and p.get("id") not in ids]
        return [*others, *example]
    return example


@pytest.mark.parametrize(("name", "text"), PARTS, ids=[name for name, _ in PARTS])
def test_an_example_of_a_change_is_right(tmp_path: Path, name: str, text: str) -> None:
    shipped = read(SHIPPED / name, name).content
    changed = mended(shipped, parsed(tmp_path, text))
    assert isinstance(changed, dict)
    assert changed != shipped
    document = Document(name, content=changed)
    model = (schema.FILES | schema.FOLDERS)[name.partition("/")[0]]
    assert validated(document, model), document.problems


@pytest.fixture(scope="module")
def with_examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("guide") / "knowledge"
    shutil.copytree(SHIPPED, root)
    for name, text in NEW.items():
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_an_admin_who_copies_every_new_file_gets_a_clean_base(with_examples: Path) -> None:
    base = load(with_examples, TODAY)
    assert "umum/parkir_kelurahan" in base.intents
    assert "bantuan_kacamata/syarat" in base.intents


@pytest.mark.parametrize("key", ["status", "tingkat", "pastikan_ke", "ringkasan"])
def test_every_line_of_the_example_programme_is_needed(with_examples: Path, key: str) -> None:
    file = with_examples / "program" / "bantuan_kacamata.yaml"
    whole = file.read_text(encoding="utf-8")
    file.write_text(re.sub(rf"^{key}:.*\n(?:  .*\n)*", "", whole, flags=re.M), encoding="utf-8")
    try:
        with pytest.raises(KnowledgeError, match=f"“{key}” wajib"):
            load(with_examples, TODAY)
    finally:
        file.write_text(whole, encoding="utf-8")


def test_the_guide_names_every_file_and_section() -> None:
    for name in (*schema.FOLDERS, *schema.FILES, schema.SENTENCES, *schema.SECTION_KEYS):
        assert f"`{name}" in GUIDE, name
    for file in (SHIPPED / "kamus").glob("*.yaml"):
        assert f"`{file.name}`" in GUIDE


def test_the_editor_settings_link_every_schema() -> None:
    settings = re.search(r"^```json\n(.*?)^```$", GUIDE, re.M | re.S)
    assert settings
    links = json.loads(settings[1])["yaml.schemas"]
    assert set(links) == {f"knowledge/skema/{kind}.json" for kind in json_schemas()}
    for pattern in links.values():
        assert list(SHIPPED.parent.glob(pattern)), pattern


def test_the_errors_in_the_guide_are_those_the_checker_tells(tmp_path: Path) -> None:
    told = [line for line in GUIDE.splitlines() if line.startswith("program/pkh.yaml, baris")]
    assert len(told) == 2
    root = tmp_path / "knowledge"
    shutil.copytree(SHIPPED, root)
    file = root / "program" / "pkh.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("Anak SD, jumlah: 900000", "Anak SD, jumlah: 900.000", 1)
    file.write_text(text.replace("pastikan_ke:", "pastikan_k:", 1), encoding="utf-8")
    with pytest.raises(KnowledgeError) as refused:
        load(root, TODAY)
    words = {re.sub(r"baris \d+", "", str(problem)) for problem in refused.value.problems}
    assert {re.sub(r"baris \d+", "", line) for line in told} == words
