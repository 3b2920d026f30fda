"""Which unanswered questions land in one group, what stays as people put it, and what harm is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.work import DeedError, NoGroupError
from bot.domain.desk import GapStatus, Harm
from bot.domain.grouping import Grouper, Question, grouped, harm_of
from bot.domain.knowledge import KnowledgeBase, Level, Lexicon, Programme, Status
from bot.domain.redaction import RedactedText
from bot.domain.understanding import Candidate
from tests.gathering_world import NOON, SITI, DeskWorld

KUOTA = "apakah ada bantuan kuota internet untuk anak sekolah"
KUOTA_AGAIN = "bantuan kuota internt buat anak skolah ada ga"
TRAKTOR = "bantuan traktor tani dari dinas pertanian ada?"
KUCING = "jadwal vaksin rabies kucing"


def programme(identity: str, *names: str) -> Programme:
    return Programme(
        identity, names[0], names[0], names, Status.ACTIVE, Level.NATIONAL, (), "", {}, {}
    )


BASE = KnowledgeBase(
    {},
    programmes={
        "pkh": programme("pkh", "pkh", "program keluarga harapan"),
        "sembako": programme("sembako", "bpnt", "kartu sembako"),
    },
    lexicon=Lexicon(
        spellings={
            **{"kpn": "kapan", "ga": "tidak", "gak": "tidak", "ora": "tidak", "buat": "untuk"},
            **{"piye": "bagaimana", "gimana": "bagaimana", "e": "nya", "blm": "belum"},
        },
        synonyms=(("cair", "turun", "mudhun"), ("pelajar", "siswa", "murid")),
    ),
)


def questions(*texts: str) -> list[Question]:
    return [Question(i, RedactedText(text)) for i, text in enumerate(texts)]


def test_the_second_question_in_other_words_already_finds_the_first() -> None:
    assert grouped(BASE, questions(KUOTA, KUCING, KUOTA_AGAIN)) == ((0, 2), (1,))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kapan vaksin rabies kucing", "vaksin rabies kucing kpn ya min"),
        ("beasiswa tahfidz kapan turun", "beasiswa tahfidz kpn cair"),
        ("bantuan traktor tani", "bantuane traktor tani piye"),
        ("kapan bpnt cair", "kartu sembako kapan cair"),
        ("???", "🙏🙏"),
    ],
)
def test_slang_synonyms_names_and_typos_do_not_part_a_question(one: str, other: str) -> None:
    assert len(grouped(BASE, questions(one, other))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kapan pkh cair", "kapan bpnt cair"),
        ("cara daftar vaksin rabies kucing", "cara daftar kursus menjahit"),
        (KUOTA, TRAKTOR),
        ("hapus foto vaksin kucing", "tambah foto vaksin kucing"),
        ("jadwal layanan operasional kantor taspen", "jadwal layanan operasional kantor kemenag"),
    ],
)
def test_another_programme_or_another_thing_is_another_question(one: str, other: str) -> None:
    assert len(grouped(BASE, questions(one, other))) == 2


def test_questions_that_likely_mean_one_answer_are_one_group_whatever_their_words() -> None:
    sure = (Candidate("pkh/syarat", 88.0),)
    other = (Candidate("sembako/syarat", 88.0),)
    texts = [("sing oleh pkh sapa wae", sure), ("kriteria penerimane opo", sure)]
    found = [Question(i, RedactedText(text), near) for i, (text, near) in enumerate(texts)]
    assert len(grouped(BASE, found)) == 1
    weak = [replace(one, candidates=(Candidate("pkh/syarat", 60.0),)) for one in found]
    assert len(grouped(BASE, weak)) == 2
    found[1] = replace(found[1], candidates=other)
    assert len(grouped(BASE, found)) == 2


WORDS = st.lists(
    st.sampled_from(["kapan", "cair", "pkh", "bpnt", "vaksin", "kucing", "traktor", "siswa"]),
    max_size=5,
).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=12))
def test_grouping_is_deterministic_complete_and_keeps_the_same_words_together(
    texts: list[str],
) -> None:
    asked = questions(*texts)
    found = grouped(BASE, asked)
    assert found == grouped(BASE, asked)
    assert sorted(i for group in found for i in group) == list(range(len(texts)))
    group_of = {i: at for at, group in enumerate(found) for i in group}
    for i, text in enumerate(texts):
        assert group_of[i] == group_of[texts.index(text)]


def test_what_is_taken_out_attracts_nothing_any_more() -> None:
    grouper = Grouper(BASE)
    first, second = questions(KUOTA, KUOTA_AGAIN)
    grouper.add(first, 7)
    assert grouper.nearest(second) == 7
    assert grouper.nearest(second, lambda group: group != 7) is None
    grouper.remove(first.id)
    assert grouper.nearest(second) is None


@pytest.mark.parametrize(
    ("text", "harm"),
    [
        ("pkh itu apa to", Harm.ORDINARY),
        ("bantuan saya kok dipotong 50 ribu", Harm.MONEY),
        ("duite disunat pak rt", Harm.MONEY),
        ("pkh tahap 3 durung mudhun", Harm.MONEY),
        ("saldo kks kosong", Harm.MONEY),
        ("kapan pkh cair", Harm.ORDINARY),
        ("kis mati padahal bapak cuci darah", Harm.ILLNESS),
        ("simbah gerah mboten saged mlampah", Harm.ILLNESS),
        ("sakit hati saya lihat tetangga dapat", Harm.ORDINARY),
        ("saya diancem pak rw kalau lapor", Harm.THREAT),
        ("dipotong terus diancam mau dicoret", Harm.THREAT),
    ],
)
def test_harm_is_read_from_the_words(text: str, harm: Harm) -> None:
    assert harm_of(text, ()) is harm


def test_harm_is_read_from_a_likely_candidate_too() -> None:
    text = "punyaku piye iki"
    assert harm_of(text, (Candidate("pkh/belum_cair", 70.0),)) is Harm.MONEY
    assert harm_of(text, (Candidate("pkh/belum_cair", 20.0),)) is Harm.ORDINARY
    assert harm_of(text, (Candidate("darurat/medis", 60.0),)) is Harm.ILLNESS


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskWorld]:
    world = DeskWorld(tmp_path, BASE)
    yield world
    world.close()


def test_a_new_question_joins_or_opens_a_group_at_once(desk: DeskWorld) -> None:
    first, other = desk.ask(KUOTA), desk.ask(KUCING)
    again = desk.ask(KUOTA_AGAIN, "tetangga")
    assert desk.together() == [{first, again}, {other}]
    group = desk.group(desk.group_of(first) or 0)
    assert (group.status, group.questions, group.people) == (GapStatus.NEW, 2, 2)


def test_questions_kept_before_there_were_groups_are_gathered_in_one_go(desk: DeskWorld) -> None:
    left = [desk.leave(text) for text in (KUOTA, KUCING, KUOTA_AGAIN)]
    assert desk.gatherer.gather().result() == 3
    assert desk.together() == [{left[0], left[2]}, {left[1]}]
    assert desk.gatherer.gather().result() == 0


def test_after_a_start_a_question_finds_the_group_it_would_have_found(desk: DeskWorld) -> None:
    first = desk.ask(KUOTA)
    second = desk.leave(KUOTA_AGAIN)
    started = desk.another_process()
    started.gather().result()
    started.close()
    assert desk.group_of(second) == desk.group_of(first)


def test_many_rounds_at_the_same_time_put_every_question_into_one_group(desk: DeskWorld) -> None:
    other = desk.another_process()
    left = []
    waiting = []
    for text in (KUOTA, KUCING, KUOTA_AGAIN, TRAKTOR):
        left.append(desk.leave(text))
        waiting += [desk.gatherer.gather(), other.gather()]
    assert sum(future.result() for future in set(waiting)) == len(left)
    other.close()
    assert all(desk.group_of(question) for question in left)


def test_a_new_question_raises_the_harm_and_none_lowers_it(desk: DeskWorld) -> None:
    first = desk.ask("bantuan traktor tani", "a")
    group = desk.group_of(first) or 0
    assert desk.group(group).harm is Harm.ORDINARY
    assert desk.group_of(desk.ask("bantuan traktor tani disunat", "b")) == group
    assert desk.group(group).harm is Harm.MONEY
    desk.ask("bantuan traktor tani", "c")
    assert desk.group(group).harm is Harm.MONEY


@pytest.mark.parametrize("status", [GapStatus.ANSWERED, GapStatus.MISMATCHED])
def test_a_question_after_the_answer_opens_the_group_again(
    desk: DeskWorld, status: GapStatus
) -> None:
    group = desk.group_of(desk.ask(KUOTA)) or 0
    desk.set(group, status=status, intent="pkh/syarat", answered_at=NOON.replace(tzinfo=None))
    desk.clock.go_on(hours=-1)
    desk.ask(KUOTA_AGAIN, "asked before the answer")
    assert desk.group(group).status is status
    desk.clock.go_on(hours=3)
    desk.ask(KUOTA_AGAIN, "asked after it")
    assert (desk.group(group).status, desk.group(group).reopened) == (GapStatus.NEW, 1)
    assert desk.deeds(group) == ["dibuka lagi"]


@pytest.mark.parametrize("status", [GapStatus.SPAM, GapStatus.NOT_OURS])
def test_spam_and_what_is_not_ours_just_collect(desk: DeskWorld, status: GapStatus) -> None:
    group = desk.group_of(desk.ask(KUCING)) or 0
    desk.set(group, status=status, answered_at=NOON.replace(tzinfo=None))
    desk.clock.go_on(hours=1)
    assert desk.group_of(desk.ask(KUCING)) == group
    assert (desk.group(group).status, desk.group(group).questions) == (status, 2)


def split_world(desk: DeskWorld) -> tuple[list[int], int, int]:
    asked = [desk.ask(text) for text in (KUOTA, KUOTA_AGAIN, KUOTA)]
    old = desk.group_of(asked[0]) or 0
    assert desk.together() == [set(asked)]
    return asked, old, desk.gatherer.split(old, asked[1:2], SITI).result()


def test_a_split_by_hand_stays_after_grouping_anew(desk: DeskWorld) -> None:
    asked, old, new = split_world(desk)
    parted = [{asked[0], asked[2]}, {asked[1]}]
    assert desk.together() == parted
    desk.gatherer.regroup()
    assert desk.together() == parted
    assert (desk.deeds(old), desk.deeds(new)) == (["pisah"], ["pisah"])


def test_the_next_question_goes_to_the_side_of_a_split_that_it_is_like(desk: DeskWorld) -> None:
    _, old, new = split_world(desk)
    assert desk.group_of(desk.ask(KUOTA)) == old
    assert desk.group_of(desk.ask(KUOTA_AGAIN)) == new


def test_a_split_must_leave_something_on_both_sides(desk: DeskWorld) -> None:
    only = desk.ask(KUOTA)
    group = desk.group_of(only) or 0
    for chosen in ([], [only], [only + 1]):
        with pytest.raises(DeedError):
            desk.gatherer.split(group, chosen, SITI).result()
    with pytest.raises(NoGroupError):
        desk.gatherer.split(group + 99, [only], SITI).result()


def test_a_merge_by_hand_stays_and_draws_new_questions_of_both_kinds(desk: DeskWorld) -> None:
    one, other = desk.ask(KUOTA), desk.ask(TRAKTOR)
    group, into = desk.group_of(one) or 0, desk.group_of(other) or 0
    desk.gatherer.merge(group, into, SITI).result()
    assert desk.together() == [{one, other}]
    desk.gatherer.regroup()
    later = [desk.ask(KUOTA), desk.ask(TRAKTOR)]
    assert desk.together() == [{one, other, *later}]
    assert desk.group(group).id == into
    with pytest.raises(DeedError):
        desk.gatherer.merge(group, into, SITI).result()


def test_what_was_split_may_be_merged_again_and_stays_so(desk: DeskWorld) -> None:
    asked, old, new = split_world(desk)
    desk.gatherer.merge(new, old, SITI).result()
    desk.gatherer.regroup()
    assert desk.together() == [set(asked)]
    assert desk.deeds(old) == ["pisah", "gabung"]


def test_who_saw_to_a_merged_group_sees_to_both(desk: DeskWorld) -> None:
    group, into = desk.group_of(desk.ask(KUOTA)) or 0, desk.group_of(desk.ask(TRAKTOR)) or 0
    desk.work.assign(group, SITI, office="Dinas Sosial").result()
    desk.gatherer.merge(group, into, SITI).result()
    assert desk.group(into).office == "Dinas Sosial"


def test_grouping_anew_takes_apart_what_no_longer_fits_and_nothing_people_work_on(
    desk: DeskWorld,
) -> None:
    left = [desk.leave(text) for text in (KUOTA, KUCING, TRAKTOR, KUCING)]
    desk.gatherer.gather().result()
    groups = [desk.group_of(question) or 0 for question in left]
    misplaced = groups[0]

    def misplace(question: int) -> None:
        desk.place(question, misplaced)

    misplace(left[1])
    misplace(left[2])
    desk.gatherer.regroup()
    assert desk.together() == [{left[0]}, {left[1], left[3]}, {left[2]}]
    assert [desk.group_of(question) for question in left[:2]] == groups[:2]

    misplace(left[1])
    desk.work.note(misplaced, SITI, "ini milik kami").result()
    desk.gatherer.regroup()
    assert desk.together() == [{left[0], left[1], left[3]}, {left[2]}]


def test_erased_and_settled_questions_leave_their_group_and_attract_nothing(
    desk: DeskWorld,
) -> None:
    first = desk.ask(KUOTA, "pergi")
    settled = desk.ask(TRAKTOR, "ketemu")
    before = {desk.group_of(first), desk.group_of(settled)}
    desk.erase("pergi")
    desk.settle(settled, "ketemu")
    again = desk.ask(KUOTA_AGAIN)
    tractor = desk.ask(TRAKTOR)
    assert not {desk.group_of(again), desk.group_of(tractor)} & before
    assert desk.purge() == 2
    assert {group.id for group in desk.work.groups().result()} == {
        desk.group_of(again),
        desk.group_of(tractor),
    }


def test_an_empty_group_that_was_worked_on_is_kept(desk: DeskWorld) -> None:
    group = desk.group_of(desk.ask(KUOTA, "pergi")) or 0
    desk.work.note(group, SITI, "ditunggu sampai Senin").result()
    desk.erase("pergi")
    assert desk.purge() == 0
    assert desk.group(group).questions == 0


def test_new_knowledge_is_used_for_the_next_question(desk: DeskWorld) -> None:
    first = desk.ask("jadwal posbindu")
    assert desk.group_of(desk.ask("jadwal lansia")) != desk.group_of(first)
    lexicon = replace(BASE.lexicon, spellings={**BASE.lexicon.spellings, "simbah": "posbindu"})
    desk.base = replace(BASE, lexicon=lexicon)
    assert desk.group_of(desk.ask("jadwal simbah")) == desk.group_of(first)


def test_a_group_is_as_old_as_its_oldest_question(desk: DeskWorld) -> None:
    desk.clock.go_on(hours=-48)
    old = desk.leave(KUOTA)
    desk.clock.go_on(hours=48)
    desk.gatherer.gather().result()
    assert desk.group(desk.group_of(old) or 0).opened_at == NOON - timedelta(hours=48)
