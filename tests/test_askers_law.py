"""Whatever people and coordinators do, in any order: who waits is told, once, and nobody else."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from bot.domain.delivery import Undeliverable
from bot.domain.desk import GapStatus
from bot.domain.messages import Choice
from tests.asker_world import SURE, TELL_ME, UNSURE, City, city

PEOPLE = st.sampled_from(["4711", "4712"])
CLOSING = st.sampled_from(
    [(GapStatus.ANSWERED, SURE), (GapStatus.MISMATCHED, UNSURE), (GapStatus.NOT_OURS, "")]
)


@dataclass(slots=True)
class Wish:
    """What the law says of one question: does its asker wait, and is there something to tell."""

    person: str
    words: str
    waits: bool = False
    told_answer: bool = False
    told_not_ours: bool = False
    closed: GapStatus | None = None

    @property
    def is_due(self) -> bool:
        if not self.waits or self.closed is None:
            return False
        return not (self.told_not_ours and self.closed is GapStatus.NOT_OURS)


class Law(RuleBasedStateMachine):
    """Each question stands in a group of its own; the newest open one is closed first."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.city: City = city(Path(self.folder.name))
        self.wishes: list[Wish] = []
        self.told_buttons: dict[str, tuple[Choice, ...]] = {}

    def of(self, person: str) -> list[Wish]:
        return [wish for wish in self.wishes if wish.person == person]

    @rule(person=PEOPLE, wants=st.booleans())
    def ask(self, person: str, wants: bool) -> None:
        wish = Wish(person, f"pertanyaan {len(self.wishes)}", waits=wants)
        self.city.says(wish.words, person)
        if wants:
            self.city.says(f"({TELL_ME})", person)
        self.wishes.append(wish)

    @rule(person=PEOPLE, how=CLOSING)
    def close(self, person: str, how: tuple[GapStatus, str]) -> None:
        still_open = [wish for wish in self.of(person) if wish.closed is None]
        if still_open:
            status, about = how
            self.city.answers(about, person, status)
            still_open[-1].closed = status

    @rule()
    def tell(self) -> None:
        due = [wish for wish in self.wishes if wish.is_due]
        self.city.notify()
        rows = self.city.arrived()
        said = [(r.address, r.reply.text.partition("“")[2].partition("”")[0]) for r in rows]
        assert sorted(said) == sorted((wish.person, wish.words) for wish in due)
        for person in ("4711", "4712"):  # to one person in the order they asked
            mine = [words for address, words in said if address == person]
            assert mine == [wish.words for wish in due if wish.person == person]
        for wish, row in ((w, r) for w in due for r in rows if f"“{w.words}”" in r.reply.text):
            if wish.closed is GapStatus.NOT_OURS:
                wish.told_not_ours = True
                assert row.reply.choices == ()
            else:
                wish.waits, wish.told_answer = False, True
                self.told_buttons[wish.words] = row.reply.choices

    @precondition(lambda self: self.told_buttons)
    @rule(data=st.data(), solved=st.booleans())
    def judge(self, data: st.DataObject, solved: bool) -> None:
        words = data.draw(st.sampled_from(sorted(self.told_buttons)))
        (wish,) = [one for one in self.wishes if one.words == words]
        self.city.offered[wish.person] = self.told_buttons[words]
        self.city.says("(Ya, terjawab)" if solved else "(Belum)", wish.person)
        wish.waits = not solved
        if not solved:
            wish.closed = None
            # Only what is said last of the newest counts as open for coordinators.
            self.wishes.sort(key=lambda one: int(one.words.split()[1]))

    @rule(person=PEOPLE)
    def stop(self, person: str) -> None:
        self.city.says("berhenti dikabari", person)
        for wish in self.of(person):
            wish.waits = False

    @rule(person=PEOPLE)
    def erase(self, person: str) -> None:
        self.city.says("hapus data", person)
        self.city.says("(Ya, hapus)", person)
        self._forget(person)

    @rule(person=PEOPLE)
    def block(self, person: str) -> None:
        self.city.service.left_by("telegram", person).result(10)
        for wish in self.of(person):
            wish.waits = False

    @precondition(lambda self: any(wish.is_due for wish in self.wishes))
    @rule()
    def lose(self) -> None:
        """News that can never arrive: nobody is told, and it is not tried for ever."""
        self.city.notify()
        for _ in range(len(self.wishes)):
            lost = [Undeliverable(row.id, "chat not found") for row in self.city.due()]
            self.city.service.settle(lost).result(10)
        for wish in self.wishes:
            if wish.is_due:
                wish.waits = wish.told_not_ours = False

    def _forget(self, person: str) -> None:
        for wish in self.of(person):
            self.wishes.remove(wish)
            self.told_buttons.pop(wish.words, None)

    def teardown(self) -> None:
        self.city.close()
        self.folder.cleanup()


Law.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
test_who_waits_is_told_once_and_nobody_else = Law.TestCase
