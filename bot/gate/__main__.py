"""The gate's process: `python -m bot.gate FD`, with a pipe at that file descriptor."""

import gc
import os
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from traceback import extract_tb

from bot.gate.checking import Checking
from bot.gate.job import Failed, Job, Learnt, Told

_POLITE = 10  # residents' messages come before a check


def _failed(error: BaseException) -> Failed:
    """Kind and place of an error; its own words may quote a resident."""
    last = extract_tb(error.__traceback__)[-1]
    return Failed(f"{type(error).__name__} {Path(last.filename).name}:{last.lineno}")


def main() -> None:
    """Take one job, report, and go on learning where the change may be published."""
    os.nice(_POLITE)
    gc.disable()  # a process of seconds; collecting costs a tenth of them
    pipe = Connection(int(sys.argv[1]))
    try:
        job: Job = pipe.recv()
        checking = Checking(job, lambda share, words: pipe.send(Told(share, words)))
        report = checking.report()
        pipe.send(report)
        if not report.is_blocked:
            checking.learn()
            pipe.send(Learnt())
            checking.remember()
    except (BrokenPipeError, EOFError):
        return  # nobody waits any more: the bot has stopped
    except Exception as error:  # noqa: BLE001  whatever it is, the other side must hear of it
        pipe.send(_failed(error))


if __name__ == "__main__":
    main()
