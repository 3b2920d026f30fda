"""The sheet to print, over real HTTP: its address is all there is of it."""

import itertools
import logging
import string
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from bot.channels.web.presentation import blocks
from bot.domain.eligibility.household import Answer, Member
from bot.domain.eligibility.interview import Interview
from bot.domain.eligibility.rulebook import RuleBook
from bot.domain.eligibility.values import Possible, Span
from bot.domain.sheet import NoSheet, sheet_of
from bot.logs import WORDY
from bot.service import Brain
from bot.storage.compact import interview_from_text, interview_to_text
from bot.storage.secrets import SecretBox
from bot.storage.sheets import VALID_SECONDS, sealed, unsealed
from tests.conversation import NOW, SECRET, FrontDoor
from tests.sheet_world import ADDRESS, Kader, everything_answered, kader
from tests.web_site import Site, Visitor, site

BOX = SecretBox(SECRET)
WEEK = timedelta(seconds=VALID_SECONDS)


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def book(brain: Brain) -> RuleBook:
    return brain.ear_on(NOW.date()).book


@pytest.fixture
def household(book: RuleBook) -> Interview:
    interview = everything_answered(book)
    assert len(interview.answers) >= 15
    return interview


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def helper(brain: Brain, tmp_path: Path, household: Interview, clock: Clock) -> Iterator[Kader]:
    opened = kader(brain, tmp_path, household, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def city(helper: Kader, brain: Brain) -> Iterator[Site]:
    with site(helper.service, brain) as running:
        yield running


# The address


def test_an_address_holds_the_answers_and_is_short_enough_to_share(household: Interview) -> None:
    token = sealed(BOX, household, NOW)
    print(f"{len(household.answers)} answers: {len(token)} letters")
    assert len(token) < 700
    found = unsealed(BOX, token, NOW)
    assert isinstance(found, Interview)
    assert found.answers == household.answers
    assert (found.scope, found.for_other) == (household.scope, household.for_other)


def test_an_address_is_good_for_a_week(household: Interview) -> None:
    token = sealed(BOX, household, NOW)
    assert isinstance(unsealed(BOX, token, NOW + WEEK), Interview)
    assert unsealed(BOX, token, NOW + WEEK + timedelta(seconds=1)) is NoSheet.EXPIRED


def test_nobody_else_can_make_an_address(household: Interview) -> None:
    token = sealed(BOX, household, NOW)
    other = SecretBox("the secret of another installation")
    assert unsealed(other, token, NOW) is NoSheet.UNREADABLE
    answers = BOX.seal_answers(interview_to_text(household)).decode()
    assert unsealed(BOX, answers, NOW) is NoSheet.UNREADABLE, "a key for each use"


@pytest.mark.parametrize("wrong", ["", "x", "=", "gAAAAA", "é" * 9, "\0", "a" * 100_000])
def test_an_address_that_is_none_is_no_error(wrong: str) -> None:
    assert unsealed(BOX, wrong, NOW) is NoSheet.UNREADABLE


def test_an_address_of_another_version_is_no_error() -> None:
    later = BOX.sheets.encrypt_at_time(b"no zlib", int(NOW.timestamp())).decode()
    assert unsealed(BOX, later, NOW) is NoSheet.UNREADABLE
    with pytest.raises(ValueError, match="version 9"):
        interview_from_text("9||")


ids = st.text(string.ascii_lowercase + string.digits + "_-", min_size=1, max_size=8)
ends = st.none() | st.integers(0, 10_000_000)
values: st.SearchStrategy[Possible] = st.one_of(
    st.builds(Span, ends, ends), st.frozensets(ids, max_size=3)
)
facts = st.one_of(ids, st.builds("{}/{}".format, ids, ids))
members = st.builds(Member, st.dictionaries(ids, values, max_size=3), ids)
answers = st.builds(
    Answer,
    question=ids,
    fills=st.dictionaries(facts, values, max_size=3),
    members=st.lists(members, max_size=3).map(tuple),
    is_complete=st.booleans(),
    option=st.just("") | ids,
)
interviews = st.builds(
    Interview,
    scope=st.just("") | ids,
    for_other=st.booleans(),
    answers=st.lists(answers, max_size=4).map(tuple),
)


@given(interviews)
def test_any_answers_come_back_as_they_were(interview: Interview) -> None:
    assert interview_from_text(interview_to_text(interview)) == interview


@pytest.mark.parametrize(
    ("fact", "known"),
    [("desil", Span(3, 4)), ("desil/x", frozenset({"ya"})), ("desil_lama", Span(None, 2))],
)
def test_facts_named_after_their_question_come_back(fact: str, known: Possible) -> None:
    told = Interview(answers=(Answer("desil", {fact: known}, (Member({}, "desil"),)),))
    assert interview_from_text(interview_to_text(told)) == told


# Who gets a link


@pytest.mark.parametrize("channel", ["web", "telegram", "console"])
def test_with_a_public_address_every_channel_links_the_sheet(
    brain: Brain, tmp_path: Path, household: Interview, channel: str
) -> None:
    helper = kader(brain, tmp_path, household, public_url="https://tanya.contoh.go.id")
    told = helper.asks(channel)
    helper.close()
    assert told.startswith("Lembar: https://tanya.contoh.go.id/lembar/gAAAA")
    assert helper.could_link == [True]


@pytest.mark.parametrize(("channel", "linked"), [("web", True), ("telegram", False)])
def test_without_one_only_the_chat_page_does(helper: Kader, channel: str, linked: bool) -> None:
    told = helper.asks(channel)
    assert told.startswith("Lembar: /lembar/gAAAA") is linked
    assert helper.could_link == [linked]


@pytest.mark.parametrize("before", ["", "https://tanya.contoh.go.id"])
def test_the_chat_page_shows_a_link_cut_short(helper: Kader, before: str) -> None:
    address = f"{before}{helper.address()}"
    (block,) = blocks(f"Lembar untuk dicetak: {address}.")
    pieces = [piece for line in block.lines for piece in line if piece.href]
    assert [piece.href for piece in pieces] == [address]
    assert len(pieces[0].text) < 50


def test_a_sheet_is_made_at_the_end_of_an_interview(door: FrontDoor, brain: Brain) -> None:
    with site(door.service, brain) as running:
        visitor = running.visitor()
        page = visitor.presses("wawancara:mulai").text
        for _ in range(4):
            page = first_choice(visitor, page)
        visitor.presses("wawancara:cukup")
        found = ADDRESS.search(visitor.presses("wawancara:lembar").text)
        assert found
        sheet = visitor.get(found[0])
        assert sheet.status_code == 200
        assert "Belum semua pertanyaan dijawab" in sheet.text


def first_choice(visitor: Visitor, page: str) -> str:
    choice = page.rpartition('class="pilihan"')[2].partition('value="wawancara:')[2]
    return visitor.presses(f"wawancara:{choice.partition(chr(34))[0]}").text


# The page


def test_the_page_tells_all_of_the_result(
    helper: Kader, city: Site, brain: Brain, book: RuleBook, household: Interview
) -> None:
    page = city.visitor().get(helper.address())
    assert page.status_code == 200
    whole = page.text.replace("&#34;", '"').replace("&#39;", "'")
    sheet = sheet_of(brain.base, book, household)
    assert sheet.likely
    assert sheet.unsure
    assert sheet.unlikely
    assert sheet.reporting, "the city names where to report"
    likely = [
        words
        for one in sheet.likely
        for words in (one.name, *one.reasons, *one.documents, one.ask, *one.may_stop, one.source)
    ]
    paid = [words for one in sheet.likely for p in one.paid for words in (p.total, *p.lines)]
    assert paid
    others = itertools.chain(
        itertools.chain.from_iterable(sheet.answers),
        itertools.chain.from_iterable((one.name, *one.about) for one in sheet.unsure),
        itertools.chain.from_iterable(sheet.unlikely),
        sheet.received,
        (sheet.intro, sheet.place, "Kota Magelang, 22 November 2026"),
    )
    assert [words for words in (*likely, *paid, *others) if words not in whole] == []
    assert "Monggo Lapor" in whole
    assert "{" not in page.text.replace("&#34;", "")
    assert len(page.content) + len(style(city.visitor(), page.text)) < 60_000


def style(visitor: Visitor, page: str) -> bytes:
    path = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    response = visitor.get(path)
    assert response.status_code == 200
    assert "immutable" in response.headers["cache-control"]
    return response.content


def test_the_rules_are_those_of_the_day_it_is_opened(
    helper: Kader, city: Site, clock: Clock
) -> None:
    address = helper.address()
    clock.now += timedelta(days=3)
    assert "Kota Magelang, 25 November 2026" in city.visitor().get(address).text


def test_a_sheet_of_one_programme_holds_that_one(brain: Brain, book: RuleBook) -> None:
    programme = next(iter(book.rules))
    sheet = sheet_of(brain.base, book, Interview(scope=programme))
    assert len(sheet.likely) + len(sheet.unsure) + len(sheet.unlikely) == 1
    assert sheet.answers == ()


def test_what_the_knowledge_no_longer_has_is_left_out(brain: Brain, book: RuleBook) -> None:
    gone = Interview(scope="program_lama", answers=(Answer("pertanyaan_lama"),))
    sheet = sheet_of(brain.base, book, gone)
    assert (sheet.answers, sheet.likely, sheet.unsure) == ((), (), ())


def test_nobody_keeps_or_lists_the_page(helper: Kader, city: Site, clock: Clock) -> None:
    visitor, address = city.visitor(), helper.address()
    pages = [visitor.get(address), visitor.get(f"{address}x")]
    clock.now += WEEK + timedelta(seconds=1)
    pages.append(visitor.get(address))
    assert [page.status_code for page in pages] == [200, 404, 410]
    for page in pages:
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["x-robots-tag"].startswith("noindex")
        assert page.headers["referrer-policy"] == "no-referrer"
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert "<script" not in page.text
        assert "set-cookie" not in page.headers


def test_a_sheet_that_is_over_says_how_to_get_another(
    helper: Kader, city: Site, clock: Clock
) -> None:
    address = helper.address()
    clock.now += WEEK + timedelta(seconds=1)
    over = city.visitor().get(address)
    assert "sudah lewat tujuh hari" in over.text
    assert "Kembali ke percakapan" in over.text


def test_a_changed_address_opens_nothing(helper: Kader, city: Site) -> None:
    visitor, address = city.visitor(), helper.address()
    for place in (20, 60, len(address) - 2):
        other = "A" if address[place] != "A" else "B"
        changed = visitor.get(f"{address[:place]}{other}{address[place + 1 :]}")
        assert changed.status_code == 404
        assert "tidak lengkap atau keliru" in changed.text
    assert visitor.get("/lembar/").status_code == 404
    assert visitor.post(address).status_code == 405


def test_the_address_stands_in_the_reply_and_nowhere_else(
    helper: Kader, city: Site, caplog: pytest.LogCaptureFixture
) -> None:
    for wordy in WORDY:  # as bot.logs.set_up does
        caplog.set_level(logging.WARNING, wordy)
    with caplog.at_level(logging.DEBUG):
        token = helper.address().rpartition("/")[2]
        city.visitor().get(f"/lembar/{token}")
        city.visitor().get(f"/lembar/{token}x")
        city.visitor().get(f"/lembar/{token[:-9]}")
    assert token[:-9] not in caplog.text
    assert "turn" in caplog.text
    with helper.engine.connect() as connection:
        tables = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        kept = {
            name: str([tuple(row) for row in connection.execute(text(f"SELECT * FROM {name}"))])
            for (name,) in tables.all()
        }
    assert token in kept.pop("outbox"), "the chat page shows the conversation again"
    assert kept
    assert [name for name, rows in kept.items() if token in rows] == []


def test_the_day_of_a_sheet_is_the_citys(helper: Kader, city: Site, clock: Clock) -> None:
    address = helper.address()
    clock.now = NOW.replace(hour=17, minute=30)  # 00.30 in Magelang
    page = city.visitor().get(address).text
    assert date(2026, 11, 22) == NOW.date()
    assert "23 November 2026" in page
