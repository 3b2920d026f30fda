"""/start, /bantuan, /program, /cek, /lapor, /info; the same as plain words; batal and kembali."""

import re
from dataclasses import replace

from bot.domain.choosing import Action, choice_id, plain
from bot.domain.conversation import Confirming, Conversation, Idle, Turn
from bot.domain.messages import InboundMessage, Reply, Text
from bot.domain.routing import TurnContext
from bot.domain.sentences import Say
from handlers.menus import CHECK, HELP, INFO, MAIN, PROGRAMMES, REPORT, above, main_choices, shown
from handlers.menus import screen as screen_behind

_SLASH = re.compile(r"/([a-z_]+)(?:@\w+)?(?:\s|$)", re.IGNORECASE)
_SLASHES = {  # what may stand behind the slash -> the command
    "start": "mulai",
    "mulai": "mulai",
    "menu": "menu",
    "bantuan": "bantuan",
    "help": "bantuan",
    "program": "program",
    "cek": "cek",
    "lapor": "lapor",
    "info": "info",
    "hapus_data": "hapus_data",
    "hapusdata": "hapus_data",
    "batal": "batal",
    "kembali": "kembali",
    "dapat_apa": "dapat_apa",
    "lanjut": "lanjut",
    "berhenti": "berhenti_dikabari",
    "stop": "berhenti_dikabari",
}
_SCREENS = {
    "menu": MAIN,
    "bantuan": HELP,
    "program": PROGRAMMES,
    "cek": CHECK,
    "lapor": REPORT,
    "info": INFO,
}


def command(message: InboundMessage, context: TurnContext) -> str | None:
    """The command a text stands for: behind a slash, or a lone word of kamus/perintah.yaml."""
    if not isinstance(message.content, Text):
        return None
    utterance = message.content.utterance
    slash = _SLASH.match(utterance)
    if slash:
        # An unknown slash is a person trying: the help shows what there is.
        return _SLASHES.get(slash[1].lower(), "bantuan")
    if len(utterance) > 60:
        return None
    return context.base.lexicon.commands.get(plain(utterance))


def wants(message: InboundMessage, _: Conversation, context: TurnContext) -> bool:
    """Commands, and a "ya" or "belum" that answers nothing."""
    return command(message, context) is not None


def handle(message: InboundMessage, before: Conversation, context: TurnContext) -> Turn:
    """Open the screen, step back, or drop what is open."""
    name = command(message, context)
    if name == "mulai":
        return shown(welcome(context), choice_id(Action.MENU, MAIN), before)
    if name == "batal":
        choices = main_choices(context)
        after = replace(before, state=Idle(), topic=None, screen="", offered=choices)
        return Turn(Reply(context.say(Say.CANCELLED), choices=choices), after)
    if name == "kembali":
        return _back(before, context)
    if name in ("ya", "belum"):
        return _unasked(name, before, context)
    target = choice_id(Action.MENU, _SCREENS.get(name or "", MAIN))
    reply = screen_behind(target, context)
    assert reply is not None
    return shown(reply, target, before)


def _unasked(name: str, before: Conversation, context: TurnContext) -> Turn:
    """A yes or no to nothing: while "did you mean" is open, ask for the number once more."""
    if isinstance(before.state, Confirming):
        return Turn(Reply(context.say(Say.PICK_NUMBER), choices=before.offered), before)
    key = Say.NOTHING_ASKED if name == "ya" else Say.UNSOLVED_UNKNOWN
    choices = main_choices(context)
    after = replace(before, state=Idle(), offered=choices)
    return Turn(Reply(context.say(key), choices=choices), after)


def welcome(context: TurnContext) -> Reply:
    """The greeting with the privacy notice and the menu."""
    city = context.base.city.name if context.base.city else ""
    words = f"{context.say(Say.WELCOME, kota=city)}\n\n{context.say(Say.PRIVACY)}"
    return Reply(words, choices=main_choices(context))


def _back(before: Conversation, context: TurnContext) -> Turn:
    target = above(before.screen, context)
    reply = screen_behind(target, context)
    if reply is None:
        target = choice_id(Action.MENU, MAIN)
        reply = Reply(context.say(Say.MENU), choices=main_choices(context))
    return shown(reply, target, before)
