"""The publish gate's judgement: two bases compared by what they make of the same questions."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.knowledge import ExpectedMatch, KnowledgeBase
from bot.domain.matching.compiling import examples_of
from bot.domain.matching.words import stem
from bot.domain.meaning import DANGER
from bot.domain.replaying import (
    Asked,
    Changed,
    Finding,
    GateReport,
    Reaction,
    Stray,
    differs,
)

# A question as it is asked again, and the intent answered before it ("" without one).
Wording = tuple[str, str]
# What a case of periksa/ checks: its words, the intent, and whether that must be reached.
Check = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class Side:
    """One of two bases: what it makes of questions and examples, which of its cases fail."""

    base: KnowledgeBase
    reactions: Mapping[Wording, Reaction]
    failing: Mapping[Check, Finding]


def own_examples(base: KnowledgeBase) -> Iterator[tuple[str, str]]:
    """Every example with the intent it belongs to."""
    for intent in base.intents.values():
        for text in examples_of(intent):
            yield text, intent.id


def judge(before: Side | None, after: Side, questions: Sequence[Asked]) -> GateReport:
    """What the change does. `before` is None where today's folder cannot be read at all."""
    if before is None:
        harm = tuple(one for check, one in after.failing.items() if _is_danger(check))
        rest = tuple(one for check, one in after.failing.items() if not _is_danger(check))
        return GateReport(harm=harm, broken=rest, own_examples=tuple(_strays(None, after)))
    fresh = {c: found for c, found in after.failing.items() if c not in before.failing}
    kept = {_check_of(expected) for expected in after.base.expectations}
    return GateReport(
        harm=tuple(_harm(before, after, questions)),
        broken=tuple(found for check, found in fresh.items() if not _is_danger(check)),
        mended=tuple(
            found
            for check, found in before.failing.items()
            if check in kept and check not in after.failing
        ),
        own_examples=tuple(_strays(before, after)),
        changed=tuple(_changed(before, after, questions)),
        replayed=len(questions),
    )


def _check_of(expected: ExpectedMatch) -> Check:
    return expected.text, expected.intent, expected.must_reach


def _is_danger(check: Check) -> bool:
    return check[1].startswith(DANGER)


def _harm(before: Side, after: Side, questions: Sequence[Asked]) -> Iterator[Finding]:
    """Everything that changes what happens in danger."""
    yield from (found for check, found in after.failing.items() if _is_danger(check))
    kept = {_check_of(expected) for expected in after.base.expectations}
    for expected in before.base.expectations:
        if _is_danger(_check_of(expected)) and _check_of(expected) not in kept:
            yield Finding(
                expected.file,
                0,
                f"kalimat uji darurat “{expected.text}” dihapus.",
                "Kembalikan: kalimat ini menjaga keselamatan warga.",
            )
    for wording in _in_both(before, after, questions):
        was, will = before.reactions[wording].danger, after.reactions[wording].danger
        if was != will and not _is_wanted(wording[0], was, will, after.base):
            yield _danger_moved(wording[0], was, will)


def _in_both(before: Side, after: Side, questions: Sequence[Asked]) -> list[Wording]:
    """Questions, and examples that both bases have: a new example was nobody's before."""
    old = dict.fromkeys((text, "") for text, _ in own_examples(before.base))
    new = {(text, "") for text, _ in own_examples(after.base)}
    asked = ((str(one.text), one.topic) for one in questions)
    return list(dict.fromkeys([*asked, *(wording for wording in old if wording in new)]))


def _is_wanted(text: str, was: str, will: str, base: KnowledgeBase) -> bool:
    """Whether periksa/ says in the same words that the change in danger is right."""
    said = {
        (expected.intent, expected.must_reach)
        for expected in base.expectations
        if expected.text.casefold() == text.casefold()
    }
    return (will, True) in said if will else (was, False) in said


def _danger_moved(text: str, was: str, will: str) -> Finding:
    if not will:
        what = f"“{text}” sekarang dikenali sebagai {was}, nanti tidak lagi."
    elif not was:
        what = f"“{text}” sekarang bukan keadaan darurat, nanti dianggap {will}."
    else:
        what = f"“{text}” sekarang dikenali sebagai {was}, nanti sebagai {will}."
    fix = "Kalau memang harus begitu, tulis kalimat ini dulu di periksa/."
    return Finding("", 0, what, fix)


def _strays(before: Side | None, after: Side) -> Iterator[Stray]:
    """Own examples that miss their entry, and did not miss it before."""
    known = set()
    if before is not None:
        known = {
            (text, intent)
            for text, intent in own_examples(before.base)
            if intent not in before.reactions[text, ""].intents
        }
    for text, intent in own_examples(after.base):
        reaction = after.reactions[text, ""]
        if intent not in reaction.intents and (text, intent) not in known:
            yield Stray(text, intent, reaction)


def _changed(before: Side, after: Side, questions: Sequence[Asked]) -> Iterator[Changed]:
    draws = _drawn_by(before.base, after.base)
    for asked in questions:
        wording = (str(asked.text), asked.topic)
        was, will = before.reactions[wording], after.reactions[wording]
        if differs(was, will):
            yield Changed(asked, was, will, draws(asked.text, will.intents))


def _drawn_by(before: KnowledgeBase, after: KnowledgeBase) -> Callable[[str, Sequence[str]], str]:
    """Which new example of the intents now reached is most like a question."""
    old = set(own_examples(before))
    added: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for text, intent in own_examples(after):
        if (text, intent) not in old:
            added[intent][text] = _stems(text)

    def draws(question: str, intents: Sequence[str]) -> str:
        asked = _stems(question)
        likeness = {
            text: len(asked & stems) / len(asked | stems)
            for intent in intents
            for text, stems in added.get(intent, {}).items()
            if asked & stems
        }
        return max(likeness, key=lambda text: likeness[text], default="")

    return draws


def _stems(text: str) -> set[str]:
    return {stem(word) for word in text.casefold().split()}
