""" "Hapus data": asked once, done at once."""

from dataclasses import replace

from bot.domain.choosing import Action, choice_id, parse_choice
from bot.domain.conversation import ConfirmingErasure, Conversation, Erasure, Idle, Turn
from bot.domain.messages import Choice, InboundMessage, Pressed, Reply
from bot.domain.routing import TurnContext
from bot.domain.sentences import Say
from handlers.commands import command
from handlers.menus import menu_choice

ASK, YES, NO = "tanya", "selesai", "batal"


def wants(message: InboundMessage, before: Conversation, context: TurnContext) -> bool:
    """The wish to be forgotten, and the answer to "are you sure"."""
    return _step(message, before, context) is not None


def handle(message: InboundMessage, before: Conversation, context: TurnContext) -> Turn:
    """Ask first; a yes deletes everything kept about this person, in this very turn."""
    step = _step(message, before, context)
    if step == YES:
        # No choices and no state: what is stored after the erasure says nothing of the person.
        return Turn(Reply(context.say(Say.ERASED)), Conversation(), (Erasure(),))
    if step == NO:
        menu = (menu_choice(context),)
        after = replace(before, state=Idle(), offered=menu)
        return Turn(Reply(context.say(Say.ERASE_KEPT), choices=menu), after)
    choices = (
        Choice(choice_id(Action.ERASE, YES), context.say(Say.ERASE_YES)),
        Choice(choice_id(Action.ERASE, NO), context.say(Say.ERASE_NO)),
    )
    after = replace(before, state=ConfirmingErasure(), offered=choices)
    return Turn(Reply(context.say(Say.ERASE_ASK), choices=choices), after)


def _step(message: InboundMessage, before: Conversation, context: TurnContext) -> str | None:
    if isinstance(message.content, Pressed):
        chosen = parse_choice(message.content.choice_id)
        if chosen is None or chosen[0] is not Action.ERASE:
            return None
        # An old "Ya, hapus" button must not delete what came after it without being asked again.
        sure = isinstance(before.state, ConfirmingErasure)
        return chosen[1] if chosen[1] == NO or (chosen[1] == YES and sure) else ASK
    name = command(message, context)
    if name == "hapus_data":
        return ASK
    if isinstance(before.state, ConfirmingErasure):
        return {"ya": YES, "belum": NO, "batal": NO}.get(name or "")
    return None
