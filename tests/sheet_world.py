"""A household that answered every question, and a service whose handler links its sheet."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from pathlib import Path

from sqlalchemy import Engine

from bot.domain.conversation import SHEET_ADDRESS, Conversation, Turn
from bot.domain.eligibility.checks import RECEIVED
from bot.domain.eligibility.hearing import Ear
from bot.domain.eligibility.interview import (
    Interview,
    ahead,
    begin,
    heard,
    joined,
    nobody,
    unknown,
)
from bot.domain.eligibility.listing import listed
from bot.domain.eligibility.questions import QuestionKind
from bot.domain.eligibility.rulebook import RuleBook
from bot.domain.messages import InboundMessage, Reply, Text
from bot.domain.routing import Route, TurnContext
from bot.service import Brain, Service, Surroundings
from bot.storage.database import Writer, open_engine
from bot.storage.schema import migrate
from bot.storage.secrets import SecretBox
from tests.conversation import NOW, SECRET

ADDRESS = re.compile(r"[^\s\"]*/lembar/[\w-]+")
SPOKEN = 3  # members or options named where there may be several


def a_family(book: RuleBook) -> Interview:
    """Two pupils, a pregnant mother, an old one; they rent, the rest is as it often is."""
    typed = {
        "ada_siapa": "anak SD sama SMP, istri hamil, mbah 72",
        "ktp": "kota magelang",
        "desil": "3",
        "rumah": "ngontrak",
        "jkn": "bpjs mati",
        "listrik": "450",
        "penghasilan": "1,5 juta",
    }
    ear, interview = Ear(book), begin(book)
    while interview.asking:
        asked = interview.asking
        said = listed(book, asked, ear.hear(typed.get(asked, "tidak"), asked).answers)
        interview = ahead(book, heard(book, interview, said or (unknown(asked),)))
    return interview


def everything_answered(book: RuleBook) -> Interview:
    """Every question answered: the first option, or the first three where several fit; "tidak"
    where it is yes or no; nothing is received yet.
    """
    answers = []
    for question in book.questions.values():
        if question.id == RECEIVED:
            answers.append(nobody(question))
            continue
        options = list(book.answers[question.id].values())
        if question.kind is QuestionKind.YES_NO:
            options.reverse()
        several = question.kind in (QuestionKind.SEVERAL, QuestionKind.MEMBERS)
        answers.append(reduce(joined, options[: SPOKEN if several else 1]))
    return Interview(for_other=True, answers=tuple(answers), changed_on=book.day)


@dataclass(slots=True)
class Kader:
    """Somebody who asks for a sheet; what the handlers were told of it in `could_link`."""

    service: Service
    engine: Engine
    could_link: list[bool]
    messages: int = 0

    def asks(self, channel: str) -> str:
        """The reply to one message."""
        self.messages += 1
        message = InboundMessage(channel, "kader", "kader", f"m{self.messages}", Text("lembar"))
        reply = self.service.submit(message).result(30).reply
        assert reply is not None
        return reply.text

    def address(self) -> str:
        """The address of the sheet, on the chat page."""
        found = ADDRESS.search(self.asks("web"))
        assert found
        return found[0]

    def close(self) -> None:
        self.service.close()
        self.engine.dispose()


def kader(
    brain: Brain,
    folder: Path,
    interview: Interview,
    public_url: str = "",
    clock: Callable[[], datetime] = lambda: NOW,
) -> Kader:
    """A service with the knowledge of `brain` and one handler, which links `interview`'s sheet."""
    could_link: list[bool] = []

    def link(_: InboundMessage, before: Conversation, context: TurnContext) -> Turn:
        could_link.append(context.sheets)
        if not context.sheets:
            return Turn(Reply("tidak ada lembar di sini"), before)
        return Turn(Reply(f"Lembar: {SHEET_ADDRESS}"), before, sheet=interview)

    engine = open_engine(folder / "sheet.sqlite3")
    migrate(engine)
    route = Route("lembar", lambda *_: True, link)
    around = Surroundings(SecretBox(SECRET), clock, lambda: "0000", public_url=public_url)
    service = Service(Writer(engine), replace(brain, routes=(route,)), around)
    return Kader(service, engine, could_link)
