"""A turn of the interview, and the buttons that lead through it."""

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.choosing import Action, choice_id
from bot.domain.conversation import Conversation, Idle, Turn
from bot.domain.eligibility.interview import Interview, heard
from bot.domain.messages import Choice, Reply
from bot.domain.routing import TurnContext


class Step(StrEnum):
    """What a button of the interview does; a question, option or programme may follow it."""

    BEGIN = "mulai"
    START_OVER = "baru"
    OTHER = "lain"
    ANSWER = "j"
    NOBODY = "tidak_ada"
    UNKNOWN = "tidak_tahu"
    THATS_ALL = "itu_saja"
    BACK = "kembali"
    ENOUGH = "cukup"
    RESUME = "lanjut"
    RESULT = "hasil"
    DETAIL = "rinci"
    UNLIKELY = "belum"
    UNSURE = "dicek"
    NOTE = "catatan"
    SHEET = "lembar"
    CHANGE = "ubah"
    KEEP = "simpan"
    FORGET = "lupakan"
    END = "selesai"


@dataclass(frozen=True, slots=True)
class Scene:
    """A turn of the interview: what a handler gets, and the interview as it stands."""

    context: TurnContext
    before: Conversation
    interview: Interview

    def now(self, interview: Interview) -> "Scene":
        """The scene with the interview one step on."""
        return replace(self, interview=interview)

    def put_aside(self) -> "Scene":
        """No question is open while results are read; what was pressed so far counts."""
        interview = self.interview
        if interview.gathered is not None:
            interview = heard(self.context.book, interview, [interview.gathered])
        return self.now(replace(interview, asking="", gathered=None))


def interview_choice(step: Step, label: str, *about: str) -> Choice:
    """A button of the interview, e.g. "wawancara:j/ktp/kota"."""
    return Choice(choice_id(Action.INTERVIEW, "/".join((step, *about))), label)


def shown(scene: Scene, reply: Reply) -> Turn:
    """A screen of the interview on which no question is open."""
    here = choice_id(Action.INTERVIEW, Step.RESULT)
    after = Conversation(Idle(), scene.before.topic, here, reply.choices, scene.interview)
    return Turn(reply, after)
