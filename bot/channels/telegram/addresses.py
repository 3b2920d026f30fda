"""Where a Telegram reply goes, as the one string the rest of the program keeps."""

from dataclasses import dataclass

from bot.channels import DeliveryError


@dataclass(frozen=True, slots=True)
class Place:
    """A chat and, in a group with topics, the topic. Groups have negative chat ids."""

    chat_id: int
    thread_id: int | None = None


def address_of(place: Place) -> str:
    """Return "chat" or "chat/topic"."""
    if place.thread_id is None:
        return str(place.chat_id)
    return f"{place.chat_id}/{place.thread_id}"


def place_of(address: str) -> Place:
    """Read such an address; DeliveryError (permanent) if it is none."""
    chat, _, thread = address.partition("/")
    try:
        return Place(int(chat), int(thread) if thread else None)
    except ValueError:
        raise DeliveryError("not a Telegram address", permanent=True) from None
