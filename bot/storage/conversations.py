"""Claims and the state of conversations."""

from datetime import datetime

from cryptography.fernet import InvalidToken
from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from bot.domain.conversation import Conversation
from bot.storage.encoding import (
    UnreadableStateError,
    conversation_from_text,
    conversation_to_text,
)
from bot.storage.secrets import SecretBox
from bot.storage.tables import claims, conversations

_CLAIM = insert(claims).on_conflict_do_nothing()
_LOAD = select(conversations.c.state).where(conversations.c.key == bindparam("of"))
_INSERT = insert(conversations)
_SAVE = _INSERT.on_conflict_do_update(
    index_elements=["key"],
    set_={"state": _INSERT.excluded.state, "updated_at": _INSERT.excluded.updated_at},
)


def claim(connection: Connection, channel: str, message_id: str, now: datetime) -> bool:
    """Return False when another delivery of this message was already taken."""
    row = {"channel": channel, "message_id": message_id, "taken_at": now}
    return connection.execute(_CLAIM, row).rowcount == 1


def load(connection: Connection, key: str, box: SecretBox) -> Conversation:
    """The conversation, or a fresh one. Raises UnreadableStateError."""
    stored = connection.execute(_LOAD, {"of": key}).scalar()
    return Conversation() if stored is None else opened(stored, box)


def opened(stored: str, box: SecretBox) -> Conversation:
    """A stored state again. Raises UnreadableStateError."""
    if stored.startswith("{"):
        return conversation_from_text(stored)
    try:
        return conversation_from_text(box.unseal_answers(stored.encode()))
    except InvalidToken as error:
        raise UnreadableStateError("sealed with another secret") from error


def save(
    connection: Connection, key: str, conversation: Conversation, now: datetime, box: SecretBox
) -> None:
    """Keep the conversation for the next turn; sealed while it holds answers of an interview."""
    stored = conversation_to_text(conversation)
    if conversation.interview is not None:
        stored = box.seal_answers(stored).decode()
    connection.execute(_SAVE, {"key": key, "state": stored, "updated_at": now})


def forget(connection: Connection, key: str) -> None:
    """Delete the conversation."""
    connection.execute(delete(conversations).where(conversations.c.key == key))


def purge(connection: Connection, *, claims_before: datetime, idle_since: datetime) -> int:
    """Delete claims no provider will repeat any more and conversations left alone. The count."""
    old = connection.execute(delete(claims).where(claims.c.taken_at < claims_before)).rowcount
    idle = delete(conversations).where(conversations.c.updated_at < idle_since)
    return old + connection.execute(idle).rowcount
