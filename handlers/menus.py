"""Menus: what can be chosen without typing."""

from dataclasses import replace

from bot.domain.choosing import Action, choice_id, parse_choice
from bot.domain.conversation import Conversation, Idle, Turn
from bot.domain.knowledge import Intent
from bot.domain.messages import Choice, InboundMessage, Pressed, Reply
from bot.domain.routing import TurnContext
from bot.domain.sentences import Say

MAIN, PROGRAMMES, CHECK, REPORT, INFO, HELP = (
    "utama",
    "program",
    "cek",
    "lapor",
    "info",
    "bantuan",
)
_BUTTONS = (
    (PROGRAMMES, Say.BUTTON_PROGRAMMES),
    (CHECK, Say.BUTTON_CHECK),
    (REPORT, Say.BUTTON_REPORT),
    (INFO, Say.BUTTON_INFO),
    (HELP, Say.BUTTON_HELP),
)
_LISTS = {CHECK: Say.CHECK, REPORT: Say.REPORT, INFO: Say.INFO}
_MOST_ASPECTS = 12


def menu_choice(context: TurnContext) -> Choice:
    """The way to the main menu."""
    return Choice(choice_id(Action.MENU, MAIN), context.say(Say.BUTTON_MENU))


def main_choices(context: TurnContext) -> tuple[Choice, ...]:
    """The main menu."""
    menus = (Choice(choice_id(Action.MENU, name), context.say(key)) for name, key in _BUTTONS)
    if not context.base.eligibility.rules:
        return tuple(menus)
    interview = Choice(choice_id(Action.INTERVIEW, "mulai"), context.say(Say.BUTTON_INTERVIEW))
    return (interview, *menus)


def wants(message: InboundMessage, _: Conversation, __: TurnContext) -> bool:
    """Any button that opens a menu, and every button that is not ours any more."""
    return isinstance(message.content, Pressed)


def handle(message: InboundMessage, before: Conversation, context: TurnContext) -> Turn:
    """Show the menu; a button that means nothing any more gets the main one."""
    assert isinstance(message.content, Pressed)
    target = message.content.choice_id
    reply = screen(target, context)
    if reply is None:
        # Whatever stood in there came from outside: nothing of it may be kept.
        target = choice_id(Action.MENU, MAIN)
        reply = Reply(context.say(Say.OLD_CHOICE), choices=main_choices(context))
    return shown(reply, target, before)


def shown(reply: Reply, screen_id: str, before: Conversation) -> Turn:
    """The turn that shows a screen: nothing is open but its choices."""
    action, about = parse_choice(screen_id) or (None, "")
    topic = f"{about}/info" if action is Action.PROGRAMME else before.topic
    after = replace(before, state=Idle(), topic=topic, screen=screen_id, offered=reply.choices)
    return Turn(reply, after)


def screen(screen_id: str, context: TurnContext) -> Reply | None:
    """What stands behind a menu button; None when it is none or its programme is gone."""
    action, about = parse_choice(screen_id) or (None, "")
    if action is Action.MENU:
        return _menu(about, context)
    if action is Action.GROUP:
        return _group(about, context)
    if action is Action.PROGRAMME and about in context.base.programmes:
        return _programme(about, context)
    return None


def above(screen_id: str, context: TurnContext) -> str:
    """The screen one step up: an answer's programme, a programme's group, a group's menu."""
    action, about = parse_choice(screen_id) or (None, "")
    programme = about.partition("/")[0]
    if action is Action.ANSWER and programme in context.base.programmes:
        return choice_id(Action.PROGRAMME, programme)
    if action is Action.PROGRAMME:
        groups = context.base.menu.groups
        found = (group.id for group in groups if about in group.programmes)
        return choice_id(Action.GROUP, next(found, ""))
    if action is Action.GROUP:
        return choice_id(Action.MENU, PROGRAMMES)
    return choice_id(Action.MENU, MAIN)


def _menu(name: str, context: TurnContext) -> Reply | None:
    if name == MAIN:
        return Reply(context.say(Say.MENU), choices=main_choices(context))
    if name == HELP:
        city = context.base.city.name if context.base.city else ""
        return Reply(context.say(Say.HELP, kota=city), choices=main_choices(context))
    if name == PROGRAMMES:
        groups = context.base.menu.groups
        choices = tuple(Choice(choice_id(Action.GROUP, g.id), g.label) for g in groups)
        return Reply(context.say(Say.PROGRAMMES), choices=(*choices, menu_choice(context)))
    if name in _LISTS:
        wanted = context.base.menu.intents.get(name, ())
        choices = tuple(answer_choice(context.base.intents[intent]) for intent in wanted)
        return Reply(context.say(_LISTS[name]), choices=(*choices, menu_choice(context)))
    return None


def _group(group_id: str, context: TurnContext) -> Reply | None:
    for group in context.base.menu.groups:
        if group.id == group_id:
            choices = tuple(
                Choice(
                    choice_id(Action.PROGRAMME, programme),
                    context.base.programmes[programme].short_name,
                )
                for programme in group.programmes
            )
            words = context.say(Say.PROGRAMMES_OF, jenis=group.label)
            return Reply(words, choices=(*choices, menu_choice(context)))
    return None


def _programme(programme_id: str, context: TurnContext) -> Reply:
    """The aspects its file answers; the general ones only where it holds few."""
    programme = context.base.programmes[programme_id]
    intents = [
        intent
        for intent in (
            context.base.intents.get(f"{programme_id}/{aspect}") for aspect in context.base.aspects
        )
        if intent is not None and not intent.is_default
    ]
    choices = tuple(
        Choice(choice_id(Action.ANSWER, intent.id), intent.label)
        for intent in intents[:_MOST_ASPECTS]
    )
    words = context.say(Say.ASPECTS_OF, program=programme.official_name)
    return Reply(words, choices=(*choices, menu_choice(context)))


def answer_choice(intent: Intent, among: str = "") -> Choice:
    """A button for an answer; inside programme `among` the aspect alone is label enough."""
    inside = intent.programme is not None and intent.programme.id == among
    label = intent.label if inside or not intent.heading else intent.heading
    return Choice(choice_id(Action.ANSWER, intent.id), label)
