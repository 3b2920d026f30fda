"""The sender keeps order, distance and limits, and loses nothing."""

import asyncio
import itertools
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.channels import DeliveryError
from bot.channels.delivery import Sender
from bot.channels.pacing import Limits, Pace, Room
from bot.domain.delivery import Outgoing
from bot.domain.messages import InboundMessage, Text
from tests.echo_service import DefectError, EchoService

FAST = Limits(messages_per_second=1_000, seconds_between=0.0)


@dataclass
class Post:
    """The network: what arrived where, and what goes wrong. Addresses are conversations here."""

    name: str = "telegram"
    arrived: list[tuple[str, str]] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    tried_at: list[float] = field(default_factory=list)
    errors: dict[str, list[Exception]] = field(default_factory=lambda: defaultdict(list))
    seconds: float = 0.0
    gate: asyncio.Event | None = None
    under_way: list[str] = field(default_factory=list)
    most_at_once: int = 0

    def room(self, address: str) -> Room:
        return Room(address, group=address.startswith("-"))

    async def deliver(self, row: Outgoing) -> None:
        address = row.address
        assert address not in self.under_way, "two replies of one conversation at once"
        self.under_way.append(address)
        self.most_at_once = max(self.most_at_once, len(self.under_way))
        self.tried.append(address)
        self.tried_at.append(time.monotonic())
        try:
            await asyncio.sleep(self.seconds)
            if self.gate:
                await self.gate.wait()
            if self.errors[address]:
                raise self.errors[address].pop(0)
            self.arrived.append((address, row.reply.text))
        finally:
            self.under_way.remove(address)

    def gaps(self, address: str = "") -> list[float]:
        """The seconds between one try and the next."""
        pairs = zip(self.tried, self.tried_at, strict=True)
        times = [at for who, at in pairs if not address or who == address]
        return [late - early for early, late in itertools.pairwise(times)]

    def texts(self, address: str) -> list[str]:
        return [text for where, text in self.arrived if where == address]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[EchoService]:
    service = EchoService(tmp_path)
    yield service
    service.close()


def ask(service: EchoService, *said: tuple[str, str]) -> None:
    futures = [
        service.submit(InboundMessage("telegram", who, who, f"{who}-{text}", Text(text)))
        for who, text in said
    ]
    for future in futures:
        future.result(10)


@asynccontextmanager
async def sending(
    service: EchoService, post: Post, limits: Limits = FAST
) -> AsyncIterator[Sender]:
    sender = Sender(service, post, Pace(limits), lambda: 0.0)
    task = asyncio.create_task(sender.run())
    try:
        yield sender
    finally:
        sender.stop()
        await asyncio.wait_for(task, 15)


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(15):
        while not holds():  # noqa: ASYNC110  whatever holds has no event
            await asyncio.sleep(0.005)


def test_what_is_committed_arrives_in_order_and_is_settled(service: EchoService) -> None:
    async def run() -> None:
        post = Post()
        ask(service, *((who, f"{n}") for n in range(5) for who in "abc"))
        async with sending(service, post):
            await until(lambda: len(post.arrived) == 15)
        for who in "abc":
            assert post.texts(who) == [f"jawab: {n}" for n in range(5)]
        assert service.waiting() == 0

    asyncio.run(run())


def test_a_reply_committed_later_wakes_the_sender(service: EchoService) -> None:
    async def run() -> None:
        post = Post()
        async with sending(service, post):
            await asyncio.to_thread(ask, service, ("a", "halo"))
            await until(lambda: post.arrived)

    asyncio.run(run())


def test_several_conversations_are_served_at_once_but_not_too_many(service: EchoService) -> None:
    async def run() -> None:
        post = Post(seconds=0.02)
        ask(service, *((f"{n}", "halo") for n in range(30)))
        async with sending(service, post, Limits(1_000, 0.0, at_once=4)):
            await until(lambda: len(post.arrived) == 30)
        assert 1 < post.most_at_once <= 4

    asyncio.run(run())


def test_the_oldest_leave_first_and_none_starves(service: EchoService) -> None:
    async def run() -> None:
        post = Post()
        everybody = [f"{n}" for n in range(400)]
        ask(service, *((who, "halo") for who in everybody))
        async with sending(service, post, Limits(1_000, 0.0, at_once=1)):
            await until(lambda: len(post.arrived) == 400)
        assert [who for who, _ in post.arrived] == everybody

    asyncio.run(run())


def test_too_many_requests_pauses_all_and_loses_nothing(service: EchoService) -> None:
    async def run() -> None:
        post = Post()
        post.errors["a"] = [DeliveryError("429", retry_after_seconds=0.4)]
        ask(service, ("a", "halo"))
        async with sending(service, post):
            await until(lambda: post.tried)
            await asyncio.to_thread(ask, service, ("b", "halo"))
            await until(lambda: len(post.arrived) == 2)
        assert post.gaps()[0] >= 0.4, "the limit is the bot's, not the chat's"
        assert service.waiting() == 0

    asyncio.run(run())


def test_a_passing_fault_is_tried_again_and_nothing_overtakes(service: EchoService) -> None:
    async def run() -> None:
        post = Post()
        post.errors["a"] = [DeliveryError("500")]
        ask(service, ("a", "1"), ("a", "2"), ("b", "1"))
        async with sending(service, post):
            await until(lambda: len(post.arrived) == 3)
        assert post.texts("a") == ["jawab: 1", "jawab: 2"]
        assert post.arrived[0][0] == "b", "others do not wait"

    asyncio.run(run())


def test_a_defect_of_ours_in_sending_is_a_passing_fault(service: EchoService) -> None:
    async def run() -> None:
        post = Post()
        post.errors["a"] = [ValueError("words")]
        ask(service, ("a", "1"))
        async with sending(service, post):
            await until(lambda: post.arrived)

    asyncio.run(run())


def test_many_faults_in_a_row_pause_the_whole_line(service: EchoService) -> None:
    async def run() -> None:
        post = Post()
        everybody = [f"{n}" for n in range(40)]
        for who in everybody:
            post.errors[who] = [DeliveryError("500")]
        ask(service, *((who, "halo") for who in everybody))
        async with sending(service, post, Limits(1_000, 0.0, at_once=2)):
            await until(lambda: len(post.tried) > 10)
        assert max(post.gaps()[4:8]) >= 0.5, "a dead line is not knocked at by everybody"

    asyncio.run(run())


def test_a_permanent_fault_is_tried_once(service: EchoService) -> None:
    async def run() -> None:
        post = Post()
        post.errors["a"] = [DeliveryError("chat not found", permanent=True)]
        ask(service, ("a", "1"), ("a", "2"))
        async with sending(service, post):
            await until(lambda: post.arrived)
        assert post.texts("a") == ["jawab: 2"]
        assert service.waiting() == 0

    asyncio.run(run())


def test_somebody_who_shut_the_door_gets_nothing_more(service: EchoService) -> None:
    async def run() -> None:
        post = Post()
        post.errors["a"] = [DeliveryError("blocked", permanent=True, blocked=True)]
        ask(service, ("a", "1"), ("a", "2"), ("b", "1"))
        async with sending(service, post):
            await until(lambda: post.arrived and not service.waiting())
        assert post.tried.count("a") == 1

    asyncio.run(run())


def test_a_database_that_takes_nothing_doubles_nothing(service: EchoService) -> None:
    async def run() -> None:
        post = Post(seconds=0.1)
        ask(service, ("a", "1"))
        async with sending(service, post):
            await until(lambda: post.tried)
            service.broken = True
            await until(lambda: post.arrived)
            await asyncio.sleep(0.5)
            service.broken = False
            await until(lambda: not service.waiting())
        assert post.tried == ["a"]

    asyncio.run(run())


def test_stopping_finishes_what_is_under_way_and_starts_nothing(service: EchoService) -> None:
    async def run() -> None:
        post = Post(gate=asyncio.Event())
        ask(service, *((f"{n}", "halo") for n in range(10)))
        async with sending(service, post, Limits(1_000, 0.0, at_once=2)) as sender:
            await until(lambda: len(post.under_way) == 2)
            sender.stop()
            assert post.gate
            post.gate.set()
        assert len(post.arrived) == 2
        assert service.waiting() == 8, "settled, and the others still there"

    asyncio.run(run())


def test_a_send_that_does_not_end_is_let_go_and_sent_again_by_the_next(
    service: EchoService,
) -> None:
    async def run() -> None:
        stuck, post = Post(gate=asyncio.Event()), Post()
        ask(service, ("a", "1"))
        async with sending(service, stuck, Limits(1_000, 0.0, drain_seconds=0.05)):
            await until(lambda: stuck.under_way)
        async with sending(service, post):
            await until(lambda: post.arrived)

    asyncio.run(run())


def test_a_chat_gets_its_messages_with_distance_while_others_go_on(service: EchoService) -> None:
    async def run() -> None:
        post = Post()
        ask(service, ("a", "1"), ("a", "2"), *((f"{n}", "halo") for n in range(20)))
        async with sending(service, post, Limits(1_000, 0.4)):
            await until(lambda: len(post.arrived) == 22)
        assert post.gaps("a")[0] >= 0.4
        assert post.tried.index("19") < 21, "and others do not wait for it"

    asyncio.run(run())


@pytest.mark.parametrize("answer", ["comes late", "never comes", "cannot be noted"])
def test_a_sender_that_broke_can_run_again_and_doubles_nothing(
    service: EchoService, answer: str
) -> None:
    async def run() -> None:
        post = Post(gate=asyncio.Event())
        assert post.gate
        sender = Sender(service, post, Pace(Limits(1_000, 0.0, drain_seconds=0.5)), lambda: 0.0)
        ask(service, ("a", "1"))
        broken = asyncio.create_task(sender.run())
        await until(lambda: post.under_way)
        if answer == "cannot be noted":
            service.broken = True
            post.gate.set()
        service.defects["due"] = 1
        await until(lambda: not service.defects["due"])
        if answer == "comes late":
            post.gate.set()
        with pytest.raises(DefectError):
            await asyncio.wait_for(broken, 15)
        service.broken = False
        post.gate.set()
        await asyncio.to_thread(ask, service, ("b", "1"))
        again = asyncio.create_task(sender.run())
        await until(lambda: not service.waiting())
        sender.stop()
        await asyncio.wait_for(again, 15)
        assert sorted(post.arrived) == [("a", "jawab: 1"), ("b", "jawab: 1")]

    asyncio.run(run())
