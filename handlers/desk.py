"""The coordinators' work from their chat: take, hand on, answer, dismiss; for linked accounts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from bot.domain.choosing import Action, choice_id
from bot.domain.conversation import Conversation, Drafting, Record, Turn
from bot.domain.desk import Account, Actor, GapGroup, Right
from bot.domain.desk_cards import card, desk_choice, overview, title, with_page
from bot.domain.desk_chat import (
    Deed,
    GroupDismissed,
    GroupDrafted,
    GroupHanded,
    GroupTaken,
    TelegramLinked,
    Visit,
    about,
    drafting_until,
)
from bot.domain.messages import Choice, InboundMessage, Reply
from bot.domain.routing import TurnContext
from bot.domain.sentences import Say
from bot.domain.wording import in_words

MOST_COLLEAGUES = 20


def wants(_: InboundMessage, __: Conversation, context: TurnContext) -> bool:
    """What the service has recognised as meant for the desk."""
    return context.desk is not None


def handle(_: InboundMessage, before: Conversation, context: TurnContext) -> Turn:
    """Do it for whoever may; tell everybody else kindly how it is meant."""
    visit = context.desk
    assert visit is not None
    if visit.wish.deed is Deed.LINK:
        return _link(visit, before, context)
    if visit.account is None:
        return _said(context.say(Say.DESK_FOR_TEAM), before)
    if not (visit.is_team or visit.is_alone):
        return _said(context.say(Say.DESK_ELSEWHERE), before)
    if visit.wish.deed is Deed.OVERVIEW:
        return _shown(overview(context.base, visit.groups, context.now), before)
    return _on_group(visit, visit.account, before, context)


def _link(visit: Visit, before: Conversation, context: TurnContext) -> Turn:
    """A code is typed in a chat of one's own, where nobody else reads it."""
    if not visit.is_alone:
        return _said(context.say(Say.DESK_CODE_SEEN), before)
    if visit.linking is None:
        return _said(context.say(Say.DESK_CODE_WRONG), before)
    words = context.say(Say.DESK_LINKED, nama=visit.linking.name)
    return _said(words, before, TelegramLinked(visit.linking, visit.wish.words))


def _on_group(visit: Visit, account: Account, before: Conversation, context: TurnContext) -> Turn:
    group, deed = visit.group, visit.wish.deed
    if group is None:
        return _said(context.say(Say.DESK_GONE), before)
    if deed is Deed.LEAVE:
        return _said(context.say(Say.CANCELLED), before)
    if deed is Deed.LOOK:
        return _shown(card(context.base, group, context.now, visit.room), before)
    if not account.may(Right.WRITE if deed in (Deed.ANSWER, Deed.DRAFT) else Right.WORK):
        return _said(context.say(Say.DESK_ONLY_READ), before)
    if not group.status.is_open:
        words = context.say(Say.DESK_CLOSED, judul=title(group), keadaan=str(group.status))
        return _said(with_page(context.base, words, visit.room.page(group.id)), before)
    return _DEEDS[deed](visit, group, before, context)


def _take(visit: Visit, group: GapGroup, before: Conversation, context: TurnContext) -> Turn:
    by, usual = _actor(visit), _usual(visit, context)
    if group.account_id is not None and group.owner:
        words = context.say(Say.DESK_HAS_OWNER, judul=title(group), nama=group.owner)
        hand = desk_choice(context.base, Deed.HAND, Say.DESK_HAND, group.id)
        return _shown(Reply(words, choices=(hand,)), before)
    words = context.say(
        Say.DESK_TAKEN,
        judul=title(group),
        nama=by.name,
        tanggal=in_words(group.due_on or usual),
    )
    answer = desk_choice(context.base, Deed.ANSWER, Say.DESK_ANSWER, group.id)
    return _shown(Reply(words, choices=(answer,)), before, GroupTaken(group.id, by, usual))


def _hand(visit: Visit, group: GapGroup, before: Conversation, context: TurnContext) -> Turn:
    """Whom to: everybody with an account who may work."""
    choices = tuple(
        Choice(
            choice_id(Action.DESK, about(Deed.HAND_TO, group.id, one.id)),
            f"{one.name} ({one.office})" if one.office else one.name,
        )
        for one in visit.colleagues[:MOST_COLLEAGUES]
    )
    choices += (desk_choice(context.base, Deed.LEAVE, Say.DESK_LEAVE, group.id),)
    words = context.say(Say.DESK_HAND_ASK, judul=title(group))
    return _shown(Reply(words, choices=choices), before)


def _hand_to(visit: Visit, group: GapGroup, before: Conversation, context: TurnContext) -> Turn:
    to = next((one for one in visit.colleagues if one.id == visit.wish.to), None)
    if to is None:
        return _said(context.say(Say.DESK_NOBODY), before)
    usual = _usual(visit, context)
    words = context.say(
        Say.DESK_HANDED,
        judul=title(group),
        nama=to.name,
        tanggal=in_words(group.due_on or usual),
    )
    return _said(words, before, GroupHanded(group.id, _actor(visit), usual, to.id))


def _answer(visit: Visit, group: GapGroup, before: Conversation, context: TurnContext) -> Turn:
    """The next message is the draft; the form on the dashboard is the other way."""
    words = context.say(Say.DESK_DRAFT_ASK, judul=title(group))
    leave = desk_choice(context.base, Deed.LEAVE, Say.DESK_LEAVE, group.id)
    reply = Reply(with_page(context.base, words, visit.room.form(group.id)), choices=(leave,))
    state = Drafting(group.id, drafting_until(context.now))
    return Turn(reply, replace(before, state=state, offered=reply.choices))


def _draft(visit: Visit, group: GapGroup, before: Conversation, context: TurnContext) -> Turn:
    words = context.say(Say.DESK_DRAFTED, judul=title(group))
    words = with_page(context.base, words, visit.room.form(group.id))
    return _said(words, before, GroupDrafted(group.id, _actor(visit), visit.wish.words))


def _dismiss(_: Visit, group: GapGroup, before: Conversation, context: TurnContext) -> Turn:
    """Asked once more: people who wait will be told."""
    words = context.say(Say.DESK_DISMISS_ASK, judul=title(group), menunggu=str(group.waiting))
    choices = (
        desk_choice(context.base, Deed.DISMISS_SURELY, Say.DESK_DISMISS_YES, group.id),
        desk_choice(context.base, Deed.LEAVE, Say.DESK_LEAVE, group.id),
    )
    return _shown(Reply(words, choices=choices), before)


def _dismissed(visit: Visit, group: GapGroup, before: Conversation, context: TurnContext) -> Turn:
    words = context.say(Say.DESK_DISMISSED, judul=title(group), nama=_actor(visit).name)
    return _said(words, before, GroupDismissed(group.id, _actor(visit)))


_DEEDS: dict[Deed, Callable[[Visit, GapGroup, Conversation, TurnContext], Turn]] = {
    Deed.TAKE: _take,
    Deed.HAND: _hand,
    Deed.HAND_TO: _hand_to,
    Deed.ANSWER: _answer,
    Deed.DRAFT: _draft,
    Deed.DISMISS: _dismiss,
    Deed.DISMISS_SURELY: _dismissed,
}


def _actor(visit: Visit) -> Actor:
    assert visit.account is not None
    return Actor(visit.account.name, visit.account.id)


def _usual(visit: Visit, context: TurnContext) -> date:
    return context.now.date() + timedelta(days=visit.room.answer_days)


def _said(words: str, before: Conversation, *records: Record) -> Turn:
    return _shown(Reply(words), before, *records)


def _shown(reply: Reply, before: Conversation, *records: Record) -> Turn:
    """The reply; a draft that was begun is given up, an interview under way stays."""
    after = before.going_on(reply.choices, topic=before.topic, screen=before.screen)
    return Turn(reply, after, records)
