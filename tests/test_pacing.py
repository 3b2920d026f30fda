"""A provider's limits, checked on a clock that the test moves."""

from dataclasses import dataclass

import pytest

from bot.channels.pacing import Backoff, Limits, Pace, Room, Window


@dataclass
class Clock:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_window_counts_from_the_arrival_not_from_the_start() -> None:
    window = Window(2, 1.0)
    window.begin()
    window.begin()
    assert window.delay(0.0) == float("inf"), "both are under way"
    window.end(5.0)
    assert window.delay(5.0) == pytest.approx(1.0)
    window.end(5.5)
    assert window.delay(5.9) == pytest.approx(0.1)
    assert window.delay(6.0) == 0.0
    assert not window.is_idle(6.0)
    assert window.is_idle(6.5)


def test_no_second_sees_more_than_its_messages() -> None:
    clock = Clock()
    pace = Pace(Limits(messages_per_second=30), clock)
    times: list[float] = []
    for number in range(200):
        room = Room(f"{number}")
        while (wait := max(pace.closed_for(), pace.delay(room))) > 0:
            clock.now += wait
        pace.begin(room)
        clock.now += 0.001
        pace.end(room)
        times.append(clock.now)
    assert all(late - early >= 1.0 for early, late in zip(times, times[30:], strict=False))
    assert times[-1] - times[0] < 200 / 30 + 1


def test_a_group_gets_twenty_a_minute() -> None:
    clock = Clock()
    pace = Pace(Limits(), clock)
    group = Room("-5", group=True)
    started = clock.now
    times: list[float] = []
    while len(times) < 41:
        clock.now += max(pace.closed_for(), pace.delay(group))
        pace.begin(group)
        pace.end(group)
        times.append(clock.now - started)
    assert times[20] - times[0] >= 60
    assert times[40] - times[20] >= 60


def test_quiet_rooms_are_forgotten() -> None:
    clock = Clock()
    pace = Pace(Limits(), clock)
    for number in range(5_000):
        room = Room(f"{number}")
        pace.begin(room)
        clock.now += 0.05
        pace.end(room)
    assert len(pace._rooms) < 100


def test_a_shorter_pause_does_not_end_a_longer_one() -> None:
    clock = Clock()
    pace = Pace(Limits(), clock)
    pace.pause(30)
    pace.pause(1)
    assert pace.closed_for() == 30


def test_backing_off_grows_to_its_end_and_half_of_it_is_chance() -> None:
    most = Backoff(lambda: 1.0)
    assert [most.next() for _ in range(8)] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert Backoff(lambda: 0.0).next() == 0.5
    most.reset()
    assert most.next() == 1
