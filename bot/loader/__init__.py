"""knowledge/*.yaml -> KnowledgeBase, or every Problem at once."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.domain.knowledge import ExpectedMatch, Intent, KnowledgeBase
from bot.domain.sentences import Say
from bot.loader import building, places, schema, tables
from bot.loader.claims import check_claims
from bot.loader.eligibility import built_eligibility, check_eligibility
from bot.loader.facts import check_facts
from bot.loader.folder import Folder, open_folder
from bot.loader.messages import sound_sentences
from bot.loader.problems import KnowledgeError, Problem
from bot.loader.reading import read
from bot.loader.references import check_references
from bot.loader.rehearsal import rehearse, rehearse_households

__all__ = ["SHIPPED", "KnowledgeError", "Problem", "load", "rehearse", "rehearse_households"]

SHIPPED = Path(__file__).resolve().parents[2] / "knowledge"


def load(root: Path, today: date) -> KnowledgeBase:
    """The whole base of a folder. Raises KnowledgeError with every problem of every file."""
    folder = open_folder(root)
    say = _sentences(folder)
    base = _build(folder, say, today)
    folder.problems.extend(check_references(folder, base))
    folder.problems.extend(check_claims(folder, base))
    folder.problems.extend(check_facts(folder, base, today))
    folder.problems.extend(check_eligibility(folder, base, today))
    if folder.problems:
        raise KnowledgeError(folder.problems)
    return replace(base, eligibility=built_eligibility(folder, say))


def _sentences(folder: Folder) -> dict[str, str]:
    """The bot's own sentences; a folder without pesan.yaml speaks with the shipped ones."""
    document = folder.sentences or read(SHIPPED / schema.SENTENCES, schema.SENTENCES)
    say, problems = sound_sentences(document)
    folder.problems.extend(problems)
    return say


def _build(folder: Folder, say: dict[str, str], today: date) -> KnowledgeBase:
    numbers = building.Numbers(tables.parameters(folder), today)
    programmes = {
        of.id: building.programme(of, document.name, numbers)
        for document, of in folder.of(schema.Programme)
    }
    aspects = {
        of.id: building.aspect(of, at[0].name, numbers) for at, of in places.aspects(folder)
    }
    channels = {of.id: building.channel(of) for _, of in places.channels(folder)}
    cities = [tables.city(of) for _, of in folder.of(schema.City)]
    asked = [p for _, of in folder.of(schema.ReportingChannels) for p in of.named_phrases]
    intents: list[Intent] = [
        *building.programme_intents(programmes, aspects),
        *(_in(at, building.entry_intent(of, numbers)) for at, of in places.entries(folder)),
        *(_in(at, building.channel_intent(of, say, asked)) for at, of in places.channels(folder)),
        *(_in(at, building.community_intent(of, say)) for at, of in places.neighbours(folder)),
    ]
    return KnowledgeBase(
        intents={intent.id: intent for intent in intents},
        programmes=programmes,
        aspects=aspects,
        channels=channels,
        parameters=numbers.parameters,
        regions={of.id: tables.region(of) for _, of in folder.of(schema.Region)},
        sources=tables.sources(folder),
        lexicon=building.lexicon(folder),
        emergencies=building.emergencies(folder),
        expectations=tuple(_expectations(folder)),
        say=say,
        city=cities[0] if cities else None,
        menu=building.menu(folder, programmes, say[Say.GROUP_OTHERS]),
        public_numbers=building.public_numbers(channels.values()),
    )


def _in(place: places.Place, intent: Intent) -> Intent:
    """The intent with the file it stands in: an admin asks where to add an example."""
    return replace(intent, file=place[0].name)


def _expectations(folder: Folder) -> list[ExpectedMatch]:
    return [
        ExpectedMatch(
            text=question.text,
            intent=question.intent or question.never or "",
            must_reach=question.intent is not None,
            file=document.name,
            line=document.line("pertanyaan", i),
        )
        for document, file in folder.of(schema.Expectations)
        for i, question in enumerate(file.questions)
    ]
