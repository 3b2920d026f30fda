"""Channels: each parses what comes in and sends what goes out, and knows nothing of the others."""


class DeliveryError(Exception):
    """A reply that could not be sent.

    `permanent` ones are never tried again; `retry_after_seconds` is the provider's own wish (429);
    `blocked` says that the person has shut the door.
    """

    def __init__(
        self,
        message: str,
        *,
        permanent: bool = False,
        retry_after_seconds: float | None = None,
        blocked: bool = False,
    ) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.retry_after_seconds = retry_after_seconds
        self.blocked = blocked
