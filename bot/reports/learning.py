"""How far the learning of a large base has come."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress

from bot.domain.matching import MOST_TICKS


@contextmanager
def learning_bar(terminal: Console) -> Iterator[Callable[[], None]]:
    """What to call after every round of learning; nothing is shown where nobody looks."""
    with Progress(console=terminal, transient=True, disable=not terminal.is_terminal) as bar:
        task = bar.add_task("Mempelajari pengetahuan", total=MOST_TICKS)
        yield lambda: bar.advance(task)
