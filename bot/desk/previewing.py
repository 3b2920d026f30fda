"""What somebody writes, as the bot would understand it, before it is in any file."""

from dataclasses import replace
from datetime import date
from pathlib import PurePath

from pydantic import ValidationError

from bot.domain.knowledge import Intent, KnowledgeBase
from bot.domain.messages import Reply
from bot.domain.previewing import reply_of
from bot.loader import building, schema
from bot.loader.building import Numbers
from bot.loader.reading import Plain, Steps


class NoPreviewError(Exception):
    """It cannot be shown yet; the words are for whoever is writing."""


def preview(
    base: KnowledgeBase, file: str, path: Steps, value: Plain, today: date
) -> Reply | None:
    """The reply to what stands at a place in a file; None where nothing there is an answer.

    Raises NoPreviewError.
    """
    try:
        intent = _intent(base, file, path, value, Numbers(base.parameters, today))
        return reply_of(base, intent, today) if intent else None
    except ValidationError:
        raise NoPreviewError("Lengkapi dulu isiannya, lalu contohnya tampil di sini.") from None
    except KeyError as missing:
        name = str(missing).strip("'")
        words = f"“{name}” tidak dikenal. Periksa ejaan di dalam tanda {{ }}."
        raise NoPreviewError(words) from None


def _intent(
    base: KnowledgeBase, file: str, path: Steps, value: Plain, numbers: Numbers
) -> Intent | None:
    folder = file.partition("/")[0]
    if folder == "tanya_jawab" and path[:1] == ("entri",):
        return building.entry_intent(schema.Entry.model_validate(value), numbers)
    if folder == "pengaduan" and path[:1] == ("kanal",):
        of = schema.ReportingChannel.model_validate(value)
        return building.channel_intent(of, base.say)
    if folder == "komunitas" and path[:1] == ("komunitas",):
        return building.community_intent(schema.Community.model_validate(value), base.say)
    if folder == "program" and len(path) == 1 and path[0] in schema.SECTION_KEYS:
        return _programme_part(base, PurePath(file).stem, str(path[0]), value, numbers)
    return None


def _programme_part(
    base: KnowledgeBase, programme: str, key: str, value: Plain, numbers: Numbers
) -> Intent | None:
    """A part of a programme under the heading it has, with the provenance of the whole file."""
    aspect = schema.SECTION_KEYS[key]
    held = base.intents.get(f"{programme}/{aspect}")
    if held is None or held.programme is None:
        return None
    written = {"jawaban": value} if isinstance(value, str) else value
    of = schema.Section.model_validate(written)
    section = building.section(of, numbers, numbered=aspect == "cara_daftar")
    whole = held.programme.sections.get("info", held.section).provenance
    own = section.provenance
    provenance = replace(
        own,
        sources=own.sources or whole.sources,
        confidence=of.confidence or whole.confidence,
        reviewed_on=own.reviewed_on or whole.reviewed_on,
        valid_until=own.valid_until or whole.valid_until,
    )
    return replace(held, section=replace(section, provenance=provenance))
