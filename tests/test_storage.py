"""What is kept: migrations, the writer, the outbox; nothing personal lies in the clear."""

import sqlite3
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from cryptography.fernet import InvalidToken
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, text

from bot.domain.conversation import (
    Answered,
    Confirming,
    ConfirmingErasure,
    Conversation,
    Drafting,
    Feedback,
    Gap,
    GapReason,
    GapSettled,
    Idle,
    Interviewing,
)
from bot.domain.delivery import Delivered, Postponed, Undeliverable
from bot.domain.eligibility.household import Answer, Member
from bot.domain.eligibility.interview import Interview
from bot.domain.eligibility.values import Span
from bot.domain.messages import Choice, Reply
from bot.domain.redaction import RedactedText
from bot.domain.understanding import Candidate
from bot.storage import conversations, gaps, outbox, schema
from bot.storage.compiled import CompiledCache
from bot.storage.database import NotCommittedError, Writer, open_engine
from bot.storage.desk_tables import metadata
from bot.storage.encoding import (
    UnreadableStateError,
    answers_from_text,
    answers_to_text,
    conversation_from_text,
    conversation_to_text,
    reply_from_text,
    reply_to_text,
    verdicts_from_text,
    verdicts_to_text,
)
from bot.storage.gaps import Confirmed, Origin, Outcome
from bot.storage.outbox import Draft, OutboxStatus
from bot.storage.secrets import SecretBox, secret_from

BOX = SecretBox("for tests only, for tests only, for tests only")
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC).replace(tzinfo=None)  # as it is stored


@pytest.fixture
def engine(tmp_path: Path):
    opened = open_engine(tmp_path / "deep" / "down" / "test.sqlite3")
    schema.migrate(opened)
    yield opened
    opened.dispose()


def test_the_migrations_make_just_the_tables_of_the_program(engine: Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_known_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).with_name("migrations")))
    assert ScriptDirectory.from_config(config).get_current_head() == schema.HEAD


def test_migrations_go_down_and_up_again(engine: Engine) -> None:
    schema.step_back(engine, "base")
    with engine.connect() as connection:
        left = connection.execute(text("SELECT name FROM sqlite_master WHERE type='table'"))
        assert {row.name for row in left} <= {"alembic_version", "sqlite_sequence"}
    schema.migrate(engine)
    assert schema.current(engine) == schema.HEAD


def test_a_database_of_a_newer_program_is_left_alone(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(schema.NewerDatabaseError):
        schema.migrate(engine)


def test_eight_threads_claiming_one_message_win_once(engine: Engine) -> None:
    writer = Writer(engine)
    start = threading.Barrier(8)
    won: list[bool] = []

    def claim() -> None:
        start.wait()
        future = writer.run(lambda c: conversations.claim(c, "telegram", "77", NOW))
        won.append(future.result(10))

    threads = [threading.Thread(target=claim) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    writer.close()
    assert sorted(won) == [False] * 7 + [True]


def test_a_failing_work_takes_nothing_with_it(engine: Engine) -> None:
    writer = Writer(engine)

    def fail(connection: Connection) -> None:
        conversations.claim(connection, "telegram", "half done", NOW)
        raise ValueError("no")

    futures = [
        writer.run(lambda c: conversations.claim(c, "telegram", "before", NOW)),
        writer.run(fail),
        writer.run(lambda c: conversations.claim(c, "telegram", "after", NOW)),
    ]
    assert futures[0].result(10)
    with pytest.raises(ValueError, match="no"):
        futures[1].result(10)
    assert futures[2].result(10)
    assert writer.run(lambda c: conversations.claim(c, "telegram", "half done", NOW)).result(10)
    writer.close()


def test_no_future_resolves_before_its_commit(engine: Engine, tmp_path: Path) -> None:
    writer = Writer(engine)
    writer.run(lambda c: conversations.claim(c, "telegram", "1", NOW)).result(10)
    with sqlite3.connect(tmp_path / "deep" / "down" / "test.sqlite3") as other:
        assert other.execute("SELECT count(*) FROM claims").fetchone() == (1,)
    other.close()
    writer.close()


def test_a_commit_that_fails_is_told_to_everyone_waiting(engine: Engine) -> None:
    writer = Writer(engine)
    with engine.begin() as connection:
        connection.execute(text("PRAGMA max_page_count = 1"))  # the disk is full
    big = "x" * 200_000
    future = writer.run(lambda c: conversations.save(c, big, Conversation(), NOW, BOX))
    with pytest.raises(Exception, match="full"):
        future.result(10)
    writer.close()


def test_closing_finishes_what_was_submitted(engine: Engine) -> None:
    writer = Writer(engine)
    futures = [
        writer.run(lambda c, i=i: conversations.claim(c, "telegram", str(i), NOW))
        for i in range(500)
    ]
    writer.close()
    assert all(future.result(0) for future in futures)


words = st.text(max_size=40)
choices = st.lists(st.builds(Choice, words, words), max_size=4).map(tuple)
spans = st.builds(Span, *[st.none() | st.integers(-9, 10**9)] * 2)
known = st.dictionaries(words, spans | st.frozensets(words, max_size=3), max_size=3)
members = st.lists(st.builds(Member, known, words), max_size=3).map(tuple)
answers = st.builds(Answer, words, known, members, st.booleans(), words)
several = st.lists(answers, max_size=4).map(tuple)
interviews = st.builds(
    Interview, words, st.booleans(), several, words, st.none() | answers, st.none() | st.dates()
)
states = st.one_of(
    st.just(Idle()),
    st.just(ConfirmingErasure()),
    st.builds(Interviewing, st.booleans()),
    st.builds(Drafting, st.integers(1), st.floats(0, 1e12)),
    st.builds(Answered, words.map(RedactedText), words, st.none() | st.floats(0, 100)),
    st.builds(Confirming, words.map(RedactedText), words),
)


@given(st.builds(Conversation, states, st.none() | words, words, choices, st.none() | interviews))
def test_a_conversation_comes_back_as_it_was(conversation: Conversation) -> None:
    assert conversation_from_text(conversation_to_text(conversation)) == conversation


@given(several, st.dictionaries(words, words))
def test_kept_answers_and_verdicts_come_back_as_they_were(kept: tuple, verdicts: dict) -> None:
    assert answers_from_text(answers_to_text(kept)) == kept
    assert verdicts_from_text(verdicts_to_text(verdicts)) == verdicts


def test_an_answer_is_stored_in_few_letters() -> None:
    answer = Answer("ktp", {"ktp": frozenset({"kota"})}, option="kota")
    assert answers_to_text((answer,)) == '[{"q":"ktp","f":{"ktp":["kota"]},"o":"kota"}]'
    assert answers_to_text((Answer("desil"),)) == '[{"q":"desil"}]'


PLAIN = '{"v":1,"state":["idle",{}],"topic":null,"screen":"","offered":[]'


def test_what_was_stored_before_the_interview_is_read() -> None:
    assert conversation_from_text(PLAIN + "}") == Conversation()
    old = '{"v":1,"state":["interviewing",{}],"topic":null,"screen":"","offered":[]}'
    assert conversation_from_text(old).state == Interviewing()
    assert conversation_from_text(PLAIN + ',"interview":{}}').interview == Interview()
    assert reply_from_text('{"text":"a","heading":"","choices":[]}') == Reply("a")


@pytest.mark.parametrize(
    "interview",
    [
        "[]",
        '"x"',
        '{"scope":1}',
        '{"for_other":"ya"}',
        '{"answers":{"q":"x"}}',
        '{"answers":[{}]}',
        '{"answers":[{"q":"x","f":["y"]}]}',
        '{"answers":[{"q":"x","f":{"y":"ab"}}]}',
        '{"answers":[{"q":"x","f":{"y":[1,"a"]}}]}',
        '{"answers":[{"q":"x","f":{"y":[1,true]}}]}',
        '{"answers":[{"q":"x","f":{"y":[1,2,3]}}]}',
        '{"answers":[{"q":"x","m":[{}]}]}',
        '{"answers":[{"q":"x","c":1}]}',
        '{"gathered":[]}',
        '{"changed_on":"kemarin"}',
        '{"changed_on":20261122}',
    ],
)
def test_an_interview_that_was_never_written_is_reported_not_guessed(interview: str) -> None:
    with pytest.raises(UnreadableStateError):
        conversation_from_text(f'{PLAIN},"interview":{interview}}}')


@pytest.mark.parametrize("kept", ["", "{}x", "1", "[1]", '[{"q":2}]', '["x"]'])
def test_kept_answers_that_were_never_written_are_reported(kept: str) -> None:
    with pytest.raises(UnreadableStateError):
        answers_from_text(kept)
    with pytest.raises(UnreadableStateError):
        verdicts_from_text(kept)


def test_a_conversation_is_sealed_while_it_holds_an_interview(engine: Engine) -> None:
    told = Interview(answers=(Answer("anggota", {"disabilitas": frozenset({"ya"})}),))
    stranger = SecretBox("another secret, another secret, another")
    with engine.begin() as connection:
        for interview in (told, None):
            before = Conversation(interview=interview)
            conversations.save(connection, "ani", before, NOW, BOX)
            stored = connection.execute(text("SELECT state FROM conversations")).scalar()
            assert ("idle" in stored) is (interview is None)
            assert "disabilitas" not in stored
            assert conversations.load(connection, "ani", BOX) == before
            if interview:
                with pytest.raises(UnreadableStateError):
                    conversations.load(connection, "ani", stranger)


def test_an_answer_stored_before_scores_were_kept_is_read() -> None:
    old = '{"v":1,"state":["answered",{"question":"x","intent":"a/b"}],"topic":null,"screen":"",'
    state = conversation_from_text(old + '"offered":[]}').state
    assert state == Answered(RedactedText("x"), "a/b", None)


@given(st.builds(Reply, words, words, choices, st.booleans()))
def test_a_reply_comes_back_as_it_was(reply: Reply) -> None:
    assert reply_from_text(reply_to_text(reply)) == reply


@pytest.mark.parametrize("text_", ["", "{}", "[]", '{"v": 99}', '{"v": 1, "state": ["gone", {}]}'])
def test_a_state_of_another_version_is_reported_not_guessed(text_: str) -> None:
    with pytest.raises(UnreadableStateError):
        conversation_from_text(text_)


def put(engine: Engine, person: str, words: str, status: OutboxStatus = OutboxStatus.WAITING):
    draft = Draft("telegram", person, words, f"address of {person}", status, Reply(words))
    with engine.begin() as connection:
        outbox.add(connection, draft, BOX, NOW)


def due(engine: Engine, at: float = 0.0, limit: int = 10) -> list[tuple[str, str]]:
    with engine.begin() as connection:
        rows = outbox.due(connection, "telegram", limit, at, BOX)
    return [(row.address, row.reply.text) for row in rows]


def settle(engine: Engine, *results) -> None:
    with engine.begin() as connection:
        outbox.settle(connection, results, at=100.0)


def test_only_the_oldest_reply_of_a_person_is_due(engine: Engine) -> None:
    put(engine, "ani", "1"), put(engine, "ani", "2"), put(engine, "budi", "3")
    assert due(engine) == [("address of ani", "1"), ("address of budi", "3")]
    settle(engine, Delivered(1))
    assert due(engine) == [("address of ani", "2"), ("address of budi", "3")]


def test_nothing_overtakes_a_postponed_reply(engine: Engine) -> None:
    put(engine, "ani", "1"), put(engine, "ani", "2")
    settle(engine, Postponed(1, 30.0, "500"))
    assert due(engine, at=129.0) == []
    assert due(engine, at=131.0) == [("address of ani", "1")]


def test_a_blocked_person_gets_nothing_more_and_no_address_is_kept(engine: Engine) -> None:
    put(engine, "ani", "1"), put(engine, "ani", "2"), put(engine, "budi", "3")
    settle(engine, Undeliverable(1, "blocked", blocked=True))
    assert due(engine) == [("address of budi", "3")]
    with engine.connect() as connection:
        failed = connection.execute(
            text("SELECT address, reply FROM outbox WHERE status='failed'")
        )
        assert failed.all() == [(b"", ""), (b"", "")]


def test_a_delivered_reply_leaves_no_trace(engine: Engine) -> None:
    put(engine, "ani", "1")
    settle(engine, Delivered(1))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM outbox")).scalar() == 0


def test_addresses_are_encrypted_and_of_no_use_to_another_installation(engine: Engine) -> None:
    put(engine, "ani", "1")
    with engine.connect() as connection:
        sealed = connection.execute(text("SELECT address FROM outbox")).scalar()
    assert b"ani" not in sealed
    assert BOX.unseal(sealed) == "address of ani"
    with pytest.raises(InvalidToken):
        SecretBox("another secret, another secret, another").unseal(sealed)


def test_pseudonyms_tell_people_and_channels_apart_and_stay() -> None:
    assert BOX.pseudonym("telegram", "1") == BOX.pseudonym("telegram", "1")
    assert BOX.pseudonym("telegram", "1") != BOX.pseudonym("web", "1")
    assert BOX.pseudonym("a", "bc") != BOX.pseudonym("ab", "c")


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "data" / "secret.key"
    first = secret_from(file)
    assert secret_from(file) == first
    assert len(first) >= 32
    assert file.stat().st_mode & 0o077 == 0


def test_the_purge_leaves_nothing_past_its_time(engine: Engine) -> None:
    put(engine, "ani", "old", OutboxStatus.KEPT)
    later = NOW + timedelta(hours=25)
    with engine.begin() as connection:
        conversations.claim(connection, "telegram", "1", NOW)
        conversations.save(connection, "ani", Conversation(), NOW, BOX)
        assert outbox.purge(connection, kept_before=later, failed_before=later) == 1
        assert conversations.purge(connection, claims_before=later, idle_since=later) == 2


def test_a_reply_sealed_with_another_secret_does_not_hold_up_the_others(engine: Engine) -> None:
    stranger = SecretBox("another secret, another secret, another")
    draft = Draft("telegram", "old", "1", "address", OutboxStatus.WAITING, Reply("1"))
    with engine.begin() as connection:
        outbox.add(connection, draft, stranger, NOW)
    put(engine, "ani", "2")
    assert due(engine) == [("address of ani", "2")]
    with engine.connect() as connection:
        assert connection.execute(text("SELECT status, reply FROM outbox")).all() == [
            ("failed", ""),
            ("waiting", reply_to_text(Reply("2"))),
        ]


def test_what_waits_behind_a_failed_commit_fails_with_it(engine: Engine) -> None:
    writer = Writer(engine)
    begun, go_on = threading.Event(), threading.Event()

    def lose_the_transaction(connection: Connection) -> None:
        begun.set()
        assert go_on.wait(10)
        connection.exec_driver_sql("ROLLBACK")
        raise OSError("disk")

    first = writer.run(lose_the_transaction)
    assert begun.wait(10)
    second = [
        writer.run(lambda c, i=i: conversations.claim(c, "telegram", str(i), NOW))
        for i in range(200)
    ]
    go_on.set()
    with pytest.raises(NotCommittedError):
        first.result(10)
    for future in second:
        with pytest.raises(NotCommittedError):
            future.result(10)
    assert writer.run(lambda c: conversations.claim(c, "telegram", "5", NOW)).result(10)
    writer.close()


def test_an_urgent_work_overtakes_those_that_wait(engine: Engine) -> None:
    writer = Writer(engine)
    begun, go_on, order = threading.Event(), threading.Event(), []

    def wait(_: Connection) -> None:
        begun.set()
        assert go_on.wait(10)

    first = writer.run(wait)
    assert begun.wait(10)
    usual = [writer.run(lambda _, i=i: order.append(i)) for i in range(3)]
    urgent = writer.run(lambda _: order.append("urgent"), urgent=True)
    go_on.set()
    for future in (first, urgent, *usual):
        future.result(10)
    writer.close()
    assert order == ["urgent", 0, 1, 2]


class Made:
    """Something worth caching; at module level so that it can be pickled."""

    def __init__(self, words: str) -> None:
        self.words = words


def test_what_is_compiled_is_kept_and_made_again_when_damaged(tmp_path: Path) -> None:
    made: list[int] = []

    def make() -> Made:
        made.append(1)
        return Made("compiled")

    cache = CompiledCache(tmp_path, b"key")
    for _ in range(2):
        assert cache.get_or_make(Made, [b"files"], make).words == "compiled"
    assert len(made) == 1
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-1])
    assert cache.get_or_make(Made, [b"files"], make).words == "compiled"
    assert CompiledCache(tmp_path, b"other key").get_or_make(Made, [b"files"], make)
    assert cache.get_or_make(Made, [b"other files"], make)
    assert len(made) == 4


def judged(engine: Engine) -> None:
    """Ani chose the second candidate, Budi the first; Citra and Dewi judged an answer."""
    near = (Candidate("pkh/jadwal", 42.0), Candidate("pkh/belum_cair", 38.0))
    with engine.begin() as connection:
        for person, chosen in (("ani", "pkh/belum_cair"), ("budi", "pkh/jadwal")):
            origin = Origin(person, "web", f"m {person}", NOW)
            question = RedactedText(f"tanya {person}")
            gaps.add(connection, Gap(question, GapReason.NEAR_TIE, near), origin)
            gaps.settle(connection, GapSettled(f"m {person}", chosen), origin)
        for person, solved in (("citra", True), ("dewi", False)):
            said = Feedback("pip/info", solved, RedactedText(f"tanya {person}"), 61.5)
            gaps.note(connection, said, Origin(person, "web", "m", NOW))
        # From a menu: nothing that matching could learn from.
        gaps.note(connection, Feedback("pip/info", True), Origin("eko", "web", "m", NOW))


def test_outcomes_are_what_people_said_of_scored_answers(engine: Engine) -> None:
    judged(engine)
    with engine.connect() as connection:
        assert gaps.outcomes(connection) == [
            Outcome(RedactedText("tanya ani"), "pkh/jadwal", 42.0, was_right=False),
            Outcome(RedactedText("tanya budi"), "pkh/jadwal", 42.0, was_right=True),
            Outcome(RedactedText("tanya citra"), "pip/info", 61.5, was_right=True),
            Outcome(RedactedText("tanya dewi"), "pip/info", 61.5, was_right=False),
        ]


def test_confirmed_questions_carry_what_their_askers_meant(engine: Engine) -> None:
    judged(engine)
    with engine.connect() as connection:
        assert gaps.confirmed(connection) == [
            Confirmed("ani", RedactedText("tanya ani"), "pkh/belum_cair"),
            Confirmed("budi", RedactedText("tanya budi"), "pkh/jadwal"),
            Confirmed("citra", RedactedText("tanya citra"), "pip/info"),
        ]


def test_judged_questions_go_with_the_person_and_with_time(engine: Engine) -> None:
    judged(engine)
    with engine.begin() as connection:
        gaps.forget(connection, "citra")
        assert "tanya citra" not in {one.question for one in gaps.outcomes(connection)}
        assert gaps.purge(connection, NOW + timedelta(days=1)) == 4
        assert gaps.outcomes(connection) == []
        assert connection.execute(text("SELECT count(*) FROM feedback")).scalar() == 0


def test_feedback_of_the_first_version_is_kept_without_its_question(engine: Engine) -> None:
    schema.step_back(engine, "0001")
    with engine.begin() as connection:
        row = "('ani', 'web', 'pip/info', 1, '2026-11-22 09:00:00')"
        columns = "(conversation, channel, intent, solved, created_at)"
        connection.execute(text(f"INSERT INTO feedback {columns} VALUES {row}"))
    schema.migrate(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT intent, question FROM feedback")).all() == [
            ("pip/info", None)
        ]
        assert gaps.outcomes(connection) == []
