"""Two works at the same time, in two processes."""

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


class HalfLostError(Exception):
    """The second process ended without a result: killed, or out of memory."""


def together(mine: Callable[[], A], other: Callable[[], B]) -> tuple[A, B]:
    """Both results; `other` runs in a fork, which has everything and copies only its result.

    One after the other on a machine with one core or without fork. Raises HalfLostError.
    """
    if (os.cpu_count() or 1) < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return mine(), other()
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(there, other), daemon=True)
    process.start()
    there.close()
    result = mine()
    try:
        theirs = here.recv()
    except EOFError as error:
        raise HalfLostError from error
    process.join()
    return result, theirs


def _send(there: Connection, work: Callable[[], object]) -> None:
    there.send(work())
