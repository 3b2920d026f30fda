"""The admin's guide: every example in it is right, and it leaves nothing out."""

import json
import re
import shutil
from pathlib import Path

import pytest

from bot.domain.eligibility.binding import rulebook
from bot.domain.eligibility.hearing import Ear
from bot.domain.eligibility.rehearsing import rehearse_case
from bot.loader import SHIPPED, KnowledgeError, load, schema
from bot.loader.reading import Document, Plain, read
from bot.loader.schema import json_schemas
from bot.loader.validation import validated
from tests.mistakes import TODAY

ROOT = SHIPPED.parent
GUIDE = (SHIPPED / "README.md").read_text(encoding="utf-8")
# A yaml block names the file it belongs to: a part of a shipped one, or a new one. Several blocks
# may be parts of one file.
BLOCKS = [
    (found["name"], found["yaml"])
    for found in re.finditer(r"^```yaml (?P<name>\S+)\n(?P<yaml>.*?)^```$", GUIDE, re.M | re.S)
]
NEW = {
    name: "\n".join(text for other, text in BLOCKS if other == name)
    for name, _ in BLOCKS
    if not (SHIPPED / name).exists()
}
PARTS = [(name, text) for name, text in BLOCKS if (SHIPPED / name).exists()]


def test_there_are_examples() -> None:
    assert len(NEW) >= 4
    assert len(PARTS) >= 4
    assert GUIDE.count("```yaml") == len(BLOCKS)


def parsed(folder: Path, text: str) -> dict[str, Plain]:
    file = folder / "example.yaml"
    file.write_text(text, encoding="utf-8")
    document = read(file, "example.yaml")
    assert document.problems == []
    return document.content


def mended(shipped: Plain, example: Plain) -> Plain:
    """The shipped content with the example's keys in place of its own; a list's parts by id."""
    if isinstance(shipped, dict) and isinstance(example, dict):
        return shipped | {key: mended(shipped.get(key, ""), of) for key, of in example.items()}
    ours, theirs = by_id(shipped), by_id(example)
    if ours and theirs:
        changed = {id_: mended(ours.get(id_, ""), of) for id_, of in theirs.items()}
        return list((ours | changed).values())
    return example


def by_id(written: Plain) -> dict[str, Plain]:
    """The parts of a list by their ids; nothing where one has none."""
    parts = written if isinstance(written, list) else []
    found = {part["id"]: part for part in parts if isinstance(part, dict) and "id" in part}
    return {str(id_): part for id_, part in found.items()} if len(found) == len(parts) else {}


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
    for name, text in PARTS:
        changed = mended(read(root / name, name).content, parsed(root.parent, text))
        (root / name).write_text(json.dumps(changed, ensure_ascii=False, indent=1), "utf-8")
    for name, text in NEW.items():
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_an_admin_who_follows_every_example_gets_a_clean_base(with_examples: Path) -> None:
    base = load(with_examples, TODAY)
    assert "umum/parkir_kelurahan" in base.intents
    assert "bantuan_kacamata/syarat" in base.intents
    assert "bantuan_kacamata" in base.eligibility.rules


def test_the_households_of_the_guide_come_out_as_it_says(with_examples: Path) -> None:
    base = load(with_examples, TODAY)
    cases = [case for case in base.eligibility.cases if case.file in NEW]
    assert len(cases) >= 2
    for case in cases:
        assert rehearse_case(case, lambda day: Ear(rulebook(base, day)), TODAY) == (), case.name


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
    assert len(told) == 3
    root = tmp_path / "knowledge"
    shutil.copytree(SHIPPED, root)
    file = root / "program" / "pkh.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("Anak SD, jumlah: parameter.pkh_sd}", "Anak SD, jumlah: 900.000}", 1)
    text = text.replace("paling_banyak: parameter.pkh_desil", "paling_banyak: 4", 1)
    file.write_text(text.replace("pastikan_ke:", "pastikan_k:", 1), encoding="utf-8")
    with pytest.raises(KnowledgeError) as refused:
        load(root, TODAY)
    words = {re.sub(r"baris \d+", "", str(problem)) for problem in refused.value.problems}
    assert {re.sub(r"baris \d+", "", line) for line in told} == words


def test_the_coordinators_guide_quotes_the_pages_as_they_are() -> None:
    guide = (ROOT / "docs" / "koordinator.md").read_text(encoding="utf-8")
    quoted = re.findall(r"“([^”]+)”", guide)
    pages = (ROOT / "bot" / "dashboard").rglob("*.*")
    words = "\n".join(
        file.read_text(encoding="utf-8") for file in pages if file.suffix in (".html", ".py")
    )
    words += (ROOT / "knowledge" / "pesan.yaml").read_text(encoding="utf-8")
    assert len(quoted) > 10
    assert [one for one in quoted if one not in words] == []
