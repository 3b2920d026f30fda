"""What broke, told to the log and named to the visitor."""

import logging
import secrets
import traceback
from http import HTTPStatus

log = logging.getLogger(__name__)

# The last calls tell where it broke; the ones before are always the same.
_FRAMES = 5
# Nothing was taken, and the same may work later; anything else is a defect of ours.
_PASSING = (TimeoutError, ConnectionError)


def incident(problem: Exception, *passing: type[Exception]) -> tuple[HTTPStatus, str]:
    """Log what broke; the status of the page that says so, and the code it has in the log.

    `passing` are the problems that go by themselves, besides a slow or broken connection.
    """
    code = secrets.token_hex(2).upper()
    # Not the exception's own words: a database puts a resident's message into them.
    log.error(
        "web request failed: incident %s, %s at\n%s",
        code,
        type(problem).__name__,
        "".join(traceback.format_tb(problem.__traceback__)[-_FRAMES:]),
    )
    is_passing = isinstance(problem, (*_PASSING, *passing))
    status = HTTPStatus.SERVICE_UNAVAILABLE if is_passing else HTTPStatus.INTERNAL_SERVER_ERROR
    return status, code
