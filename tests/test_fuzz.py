"""A thousand hostile and everyday messages: no incident, and nothing private left behind."""

from tests.benchmarks.fuzz import run


def test_a_thousand_messages_break_nothing_and_leave_nothing_private(brain, tmp_path) -> None:
    found = run(brain, tmp_path, count=1_000, seed=7)
    assert found.incidents == 0
    assert found.private > 200
    assert found.left == []
