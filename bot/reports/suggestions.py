"""Suggested examples as an admin reads them, and as lines to paste into the files."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rich.markup import escape

from bot.domain.knowledge import KnowledgeBase
from bot.domain.suggesting import Suggestion

_SHOWN_OTHERS = 2
_PLAIN = re.compile(r"[A-Za-z](?:[\w ?!,./-]*[\w?!./-])?")


def suggestion_lines(found: Sequence[Suggestion], base: KnowledgeBase) -> Iterator[str]:
    """Lines for a terminal, with Rich's markup."""
    if not found:
        yield "Belum ada contoh yang bisa disarankan."
        return
    yield "[bold]Contoh yang paling menolong kalau ditambahkan[/]"
    for number, one in enumerate(found, 1):
        yield ""
        yield f"[bold]{number}. “{escape(one.phrase)}”[/] · {one.people} orang"
        if one.needs_decision:
            near = " / ".join(f"{c.intent} {c.score:.0f}" for c in one.intents)
            yield f"   perlu diputuskan: {escape(near)}"
        else:
            intent = one.intents[0].intent
            yield f"   untuk {escape(intent)}, di {escape(base.intents[intent].file)}"
        for other in one.others[:_SHOWN_OTHERS]:
            yield f"   juga menolong: {escape(other)}"


def suggestion_yaml(found: Sequence[Suggestion], base: KnowledgeBase) -> Iterator[str]:
    """The examples as they stand in the files; undecided ones stay comments."""
    by_intent: dict[str, list[str]] = defaultdict(list)
    for one in found:
        if not one.needs_decision:
            by_intent[one.intents[0].intent].append(one.phrase)
    for intent, phrases in sorted(by_intent.items(), key=lambda pair: base.intents[pair[0]].file):
        held = base.intents[intent]
        if held.aspect:
            yield f"# {held.file}"
            yield from ("contoh:", f"  {held.aspect.id}:")
        else:
            yield f"# {held.file}, pada {intent}"
            yield "contoh:"
        indent = "    " if held.aspect else "  "
        yield from (f"{indent}- {_scalar(phrase)}" for phrase in phrases)
        yield ""
    for one in found:
        if one.needs_decision:
            near = " / ".join(candidate.intent for candidate in one.intents)
            yield f"# perlu diputuskan ({near}): {one.phrase}"


def _scalar(text: str) -> str:
    """The text as YAML reads it back, in quotes only where it needs them."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
