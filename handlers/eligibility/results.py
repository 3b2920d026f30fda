"""What comes of the interview on the screen: the result, one programme, what to keep or print."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.choosing import Action, choice_id
from bot.domain.conversation import SHEET_ADDRESS, Turn
from bot.domain.eligibility.assessing import Verdict
from bot.domain.eligibility.results import Finding, Result, result
from bot.domain.eligibility.telling import detail, note, summary
from bot.domain.messages import Choice, Reply
from bot.domain.routing import TurnContext
from bot.domain.sentences import Say
from handlers.eligibility.scene import Scene, Step, interview_choice, shown
from handlers.menus import menu_choice

_MOST_LIKELY_SHOWN = 6


def _result(scene: Scene) -> Result:
    return result(scene.context.base, scene.context.book, scene.interview)


def results(scene: Scene, said: str = "") -> Turn:
    """The result as far as it goes; of one programme alone its detail at once."""
    base, book, found = scene.context.base, scene.context.book, _result(scene)
    alone = scene.interview.scope and found.findings
    text = detail(base, book, found.findings[0]) if alone else summary(base, book, found)
    choices = (*_programmes(scene, found), *_ways_on(scene, found))
    return shown(scene, Reply(f"{said}\n\n{text}" if said else text, choices=choices))


def _programmes(scene: Scene, found: Result) -> Iterable[Choice]:
    """The likely programmes, and where the others are told of."""
    if scene.interview.scope:
        return
    likely = found.of(Verdict.LIKELY)
    yield from (_detail_choice(finding) for finding in likely[:_MOST_LIKELY_SHOWN])
    if found.of(Verdict.UNSURE):
        yield interview_choice(Step.UNSURE, scene.context.say(Say.BUTTON_UNSURE))
    if found.of(Verdict.UNLIKELY):
        yield interview_choice(Step.UNLIKELY, scene.context.say(Say.BUTTON_UNLIKELY))


def _ways_on(scene: Scene, found: Result) -> Iterable[Choice]:
    """What can be done with a result."""
    context, interview = scene.context, scene.interview
    if not found.is_complete:
        yield interview_choice(Step.RESUME, context.say(Say.BUTTON_RESUME))
    yield interview_choice(Step.NOTE, context.say(Say.BUTTON_NOTE))
    if context.sheets:
        yield interview_choice(Step.SHEET, context.say(Say.BUTTON_SHEET))
    if interview.answers:
        yield interview_choice(Step.CHANGE, context.say(Say.BUTTON_CHANGE))
    if interview.for_other:
        yield interview_choice(Step.OTHER, context.say(Say.BUTTON_ANOTHER_HOUSEHOLD))
    elif interview.scope:
        yield interview_choice(Step.BEGIN, context.say(Say.BUTTON_INTERVIEW))
    elif context.reachable:
        yield interview_choice(Step.KEEP, context.say(Say.BUTTON_KEEP))
    yield interview_choice(Step.END, context.say(Say.BUTTON_END))


def _detail_choice(finding: Finding) -> Choice:
    return interview_choice(Step.DETAIL, finding.programme.short_name, finding.programme.id)


def one_programme(scene: Scene, programme: str) -> Turn:
    """All about one programme of the result."""
    context = scene.context
    findings = _result(scene).findings
    finding = next((found for found in findings if found.programme.id == programme), None)
    if finding is None:
        return results(scene)
    name = finding.programme.short_name
    choices = (
        Choice(choice_id(Action.PROGRAMME, programme), context.say(Say.BUTTON_MORE, program=name)),
        interview_choice(Step.RESULT, context.say(Say.BUTTON_RESULT)),
    )
    return shown(scene, Reply(detail(context.base, context.book, finding), name, choices))


def of_verdict(scene: Scene, verdict: Verdict) -> Turn:
    """All programmes with this verdict, each with what decides."""
    context, found = scene.context, _result(scene).of(verdict)
    title = Say.RESULT_UNLIKELY if verdict is Verdict.UNLIKELY else Say.RESULT_UNSURE
    lines = [context.say(title)]
    for finding in found:
        lines.append(f"• {finding.programme.short_name}: {_decisive(context, finding)}")
    choices = [_detail_choice(finding) for finding in found] if verdict is Verdict.UNSURE else []
    choices.append(interview_choice(Step.RESULT, context.say(Say.BUTTON_RESULT)))
    return shown(scene, Reply("\n".join(lines), choices=tuple(choices)))


def _decisive(context: TurnContext, finding: Finding) -> str:
    """The first criterion that stands against it, or is open."""
    assessment = finding.assessment
    if assessment.has_ended:
        return context.say(Say.DETAIL_ENDED)
    if assessment.truth is True:
        return context.say(Say.UNSURE_DOUBTFUL, tanya=finding.ask)
    wanted = [reason.words for reason in finding.reasons if reason.outcome is assessment.truth]
    return wanted[0] if wanted else ""


def to_keep(scene: Scene) -> Turn:
    """The note to keep or to pass on."""
    context = scene.context
    choices = (interview_choice(Step.RESULT, context.say(Say.BUTTON_RESULT)),)
    return shown(scene, Reply(note(context.base, context.book, _result(scene)), choices=choices))


def to_print(scene: Scene) -> Turn:
    """The address of the sheet; where none can be linked, the note."""
    if not scene.context.sheets:
        return to_keep(scene)
    words = scene.context.say(Say.SHEET_LINK, alamat=SHEET_ADDRESS)
    choices = (interview_choice(Step.RESULT, scene.context.say(Say.BUTTON_RESULT)),)
    return replace(shown(scene, Reply(words, choices=choices)), sheet=scene.interview)


def farewell(scene: Scene) -> Turn:
    """The answers are gone."""
    choices = (menu_choice(scene.context),)
    turn = shown(scene, Reply(scene.context.say(Say.INTERVIEW_ENDED), choices=choices))
    return replace(turn, conversation=replace(turn.conversation, interview=None))
