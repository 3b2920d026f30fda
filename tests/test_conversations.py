"""Every transcript of tests/conversations/ goes as it is written."""

from pathlib import Path

import pytest

from handlers import ROUTES
from tests.conversation import NOW, FrontDoor, Script, played, replay, scripts

SCRIPTS = scripts(Path(__file__).with_name("conversations"))
assert len(SCRIPTS) >= 40


@pytest.mark.parametrize("script", SCRIPTS, ids=str)
def test_the_conversation_goes_as_written(script: Script, door: FrontDoor) -> None:
    told = replay(script, door)
    assert not any(line.startswith("!!") for line in told), "\n".join(["", *told])


def test_every_route_has_a_transcript(door: FrontDoor) -> None:
    taken: set[str] = set()
    door.service.on_turn(lambda _channel, route, _seconds: taken.add(route))
    for script in SCRIPTS:
        door.clock.now = NOW  # some scripts let a year go by
        for step in script.steps:
            played(step, script, door, sender=str(script))
    assert taken >= {route.name for route in ROUTES}
