"""Erasing takes a resident's wordings out of proposed changes of the knowledge, too."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from bot import jobs
from bot.domain.publishing import FileChange, Publication, PublicationStatus
from bot.domain.redaction import RedactedText
from bot.domain.replaying import Asked, Changed, GateReport, Reaction
from bot.storage import journal, publications
from bot.storage.publications import Checked
from tests.asker_world import City, city

FILE = "tanya_jawab/air.yaml"
BEFORE = """\
entri:
  - id: air/keruh
    contoh:
      - air kotor  # yang lama
    jawaban: Laporkan.
"""
BLOCK = BEFORE.replace("yang lama\n", "yang lama\n      - {words}\n      - air bau amis\n")
FOLDED = BEFORE.replace("yang lama\n", "yang lama\n      - >-\n        {words}\n")
QUOTED = BEFORE.replace("yang lama\n", 'yang lama\n      - "{words}"\n')
INLINE = BEFORE.replace("\n      - air kotor  # yang lama", " [air kotor, {words}, air bau amis]")
LAST = BEFORE.replace("\n      - air kotor  # yang lama", " [air kotor, {words}]")
ONLY = BEFORE.replace("air kotor  # yang lama", "{words}")
OWN = "kok air rumahku keruh terus"
UNKNOWN = Reaction("unknown")


@pytest.fixture
def magelang(tmp_path: Path) -> Iterator[City]:
    opened = city(tmp_path)
    yield opened
    opened.close()


def proposed(of: City, after: str, *asked: str, before: str = BEFORE) -> int:
    """A proposal, and a report that quotes these questions."""
    new = Publication(
        id=0,
        status=PublicationStatus.PROPOSED,
        summary="Cara bertanya",
        changes=(FileChange(FILE, before, after),),
        author="Siti",
        proposed_at=of.clock(),
    )
    changed = tuple(
        Changed(Asked(RedactedText(one)), Reaction("answer", ("air/keruh",), 90.0), UNKNOWN)
        for one in asked
    )
    number = of.writer.run(lambda db: publications.add(db, new)).result()
    checked = Checked(GateReport(changed=changed, replayed=3), "mark")
    of.writer.run(lambda db: publications.keep_report(db, number, checked)).result()
    return number


def found(of: City, number: int) -> Publication:
    one = of.writer.run(lambda db: publications.one(db, number)).result()
    assert one is not None
    return one


def examples(of: City, number: int) -> list[str]:
    (change,) = found(of, number).changes
    return list(yaml.safe_load(change.after)["entri"][0]["contoh"] or ())


def erases(of: City, person: str = "4711") -> None:
    of.says("hapus data", person), of.says("(Ya, hapus)", person)


def on_disk(of: City) -> str:
    return str(of.rows("SELECT files, gate, summary, reason FROM publications")) + str(
        of.rows("SELECT detail FROM journal")
    )


@pytest.mark.parametrize(
    ("form", "left"),
    [
        (BLOCK, ["air kotor", "air bau amis"]),
        (FOLDED, ["air kotor"]),
        (QUOTED, ["air kotor"]),
        (INLINE, ["air kotor", "air bau amis"]),
        (LAST, ["air kotor"]),
        (ONLY, []),
    ],
)
def test_an_erased_wording_leaves_a_proposal_and_the_rest_of_it_stays(
    magelang: City, form: str, left: list[str]
) -> None:
    magelang.says(OWN)
    number = proposed(magelang, form.format(words=OWN))
    assert OWN in examples(magelang, number)
    erases(magelang)
    assert examples(magelang, number) == left
    one = found(magelang, number)
    assert (one.status, one.gate) == (PublicationStatus.PROPOSED, None)
    assert OWN not in on_disk(magelang)


def test_a_name_that_was_redacted_hides_no_wording(magelang: City) -> None:
    magelang.says("nama saya Slamet Widodo, air rumahku keruh terus")
    ((stored,),) = magelang.rows("SELECT question FROM gaps")
    assert "Slamet" not in str(stored)
    bare = " ".join(str(stored).replace("[", "\0").replace("]", "\0").split("\0")[::2]).split()
    number = proposed(magelang, QUOTED.format(words=" ".join(bare)))
    erases(magelang)
    assert examples(magelang, number) == ["air kotor"]


def test_what_others_asked_in_the_same_words_stays(magelang: City) -> None:
    magelang.says(OWN), magelang.says(OWN, "4712")
    number = proposed(magelang, BLOCK.format(words=OWN), OWN)
    erases(magelang)
    assert OWN in examples(magelang, number)
    assert found(magelang, number).gate is not None
    erases(magelang, "4712")
    assert OWN not in on_disk(magelang)


def test_an_example_that_was_known_before_is_nobodys(magelang: City) -> None:
    magelang.says("air kotor")
    number = proposed(magelang, BLOCK.format(words="air hitam"))
    erases(magelang)
    assert examples(magelang, number) == ["air kotor", "air hitam", "air bau amis"]


def test_a_report_that_quotes_an_erased_person_is_made_anew(magelang: City) -> None:
    words = 'airku "keruh" – gimana'
    magelang.says(words)
    quoting = proposed(magelang, BLOCK.format(words="air hitam"), words)
    silent = proposed(magelang, BLOCK.format(words="air hitam"), "jam buka kantor")
    erases(magelang)
    assert found(magelang, quoting).gate is None
    assert found(magelang, silent).gate is not None
    assert "airku" not in on_disk(magelang)


def test_where_a_wording_cannot_be_taken_out_the_proposal_goes(magelang: City) -> None:
    magelang.says(OWN)
    torn = proposed(magelang, BLOCK.format(words=OWN) + "  - [", OWN)
    erases(magelang)
    one = found(magelang, torn)
    assert (one.status, one.changes, one.gate) == (PublicationStatus.REJECTED, (), None)
    assert "menghapus datanya" in one.reason
    (entry,) = magelang.writer.run(
        lambda db: journal.of(db, publications.KIND, str(torn))
    ).result()
    assert (entry.actor, entry.deed) == ("program", "tolak")
    assert OWN not in on_disk(magelang)


def test_the_words_in_an_old_report_go_with_the_words_of_turns(magelang: City) -> None:
    old = proposed(magelang, BLOCK.format(words="air hitam"), OWN)
    magelang.clock.now += timedelta(weeks=magelang.tools().keep.question_weeks, days=1)
    new = proposed(magelang, BLOCK.format(words="air hitam"), "air hitam")
    jobs.retention(magelang.tools())
    assert found(magelang, old).gate is None
    assert found(magelang, new).gate is not None
    assert OWN not in on_disk(magelang)
