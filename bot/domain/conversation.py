"""The state of a conversation, and one turn of it: reply, next state, effects as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.desk_chat import DeskRecord
from bot.domain.eligibility.household import Answer
from bot.domain.eligibility.interview import Interview
from bot.domain.messages import Choice, Reply
from bot.domain.redaction import RedactedText
from bot.domain.understanding import Candidate

SHEET_ADDRESS = "{lembar}"


@dataclass(frozen=True, slots=True)
class Idle:
    """Nothing is open."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer was given and "terjawab?" is open. `question` is what was asked, redacted.

    `score` (0-100) is the answer's; None where it was not the answer to this one question alone:
    picked from a menu, or told beside others.
    """

    question: RedactedText
    intent: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Confirming:
    """ "Did you mean" is open for `question`; `message_id` names the gap that was noted for it."""

    question: RedactedText
    message_id: str


@dataclass(frozen=True, slots=True)
class ConfirmingErasure:
    """ "hapus data" was asked and waits for a yes."""


@dataclass(frozen=True, slots=True)
class Interviewing:
    """A question of the eligibility interview is open; the answers so far stand beside it.

    `lettered`: its choices are picked by letter, because a bare number is an answer.
    """

    lettered: bool = False


@dataclass(frozen=True, slots=True)
class Drafting:
    """A coordinator was asked for an answer to a group of questions, by its number.

    `until`: seconds of the epoch; what is said later is none.
    """

    group: int
    until: float


State = Idle | Answered | Confirming | ConfirmingErasure | Interviewing | Drafting


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is remembered between turns.

    `topic` is the intent last talked about (a bare "syaratnya apa?" takes its programme from it),
    `screen` is the choice that leads to what is shown now (so that "kembali" knows the way),
    `offered` are the choices last shown (so that "2" means the second one). `interview` is kept
    while other things are talked of, until it is ended.
    """

    state: State = field(default_factory=Idle)
    topic: str | None = None
    screen: str = ""
    offered: tuple[Choice, ...] = ()
    interview: Interview | None = None

    def going_on(
        self,
        offered: tuple[Choice, ...],
        state: "State | None" = None,
        *,
        topic: str | None = None,
        screen: str = "",
    ) -> "Conversation":
        """The conversation after another turn; an interview under way stays."""
        return Conversation(state or Idle(), topic, screen, offered, self.interview)


class GapReason(StrEnum):
    """Why a question went unanswered. The values stand in the database and in exports.

    NEAR_TIE: several candidates and none sure enough, so the person was asked which one.
    """

    NO_CANDIDATE = "tidak ada calon"
    NEAR_TIE = "calon berdekatan"
    SAID_NO = "dijawab belum"
    OUT_OF_SCOPE = "di luar cakupan"


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that nobody could answer yet, with the best candidates there were."""

    question: RedactedText
    reason: GapReason
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class GapSettled:
    """The person picked `intent` from the choices: the gap noted for `message_id` is none."""

    message_id: str
    intent: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """ "Terjawab?" was answered. `question` "" and `score` None where they are not known."""

    intent: str
    solved: bool
    question: RedactedText = RedactedText("")  # noqa: RUF009  text: it cannot change
    score: float | None = None


@dataclass(frozen=True, slots=True)
class ScreeningKept:
    """Consent: keep these answers and tell this person when a change of rules may help them."""

    answers: tuple[Answer, ...]
    verdicts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ScreeningDropped:
    """The answers kept for later are deleted; nothing is told any more."""


@dataclass(frozen=True, slots=True)
class AskerKept:
    """Consent: tell this person when these questions of theirs (numbers) have an answer."""

    questions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AskerJudged:
    """Whether the answer somebody was told of later solved it; `asker` is the wish's number."""

    asker: int
    solved: bool


@dataclass(frozen=True, slots=True)
class AskerDropped:
    """Nothing is to be told of this person's questions any more."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """Everything kept about this person is deleted."""


Record = (
    Gap
    | GapSettled
    | Feedback
    | ScreeningKept
    | ScreeningDropped
    | AskerKept
    | AskerJudged
    | AskerDropped
    | Erasure
    | DeskRecord
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one message leads to. Nothing has happened yet: the service carries it out.

    `sheet`: the reply's text holds SHEET_ADDRESS, in whose place comes the address of a page to
    print with this interview's result.
    """

    reply: Reply
    conversation: Conversation
    records: tuple[Record, ...] = ()
    sheet: Interview | None = None
