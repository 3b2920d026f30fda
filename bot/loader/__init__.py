"""knowledge/*.yaml -> KnowledgeBase, or every Problem at once."""

from datetime import date
from pathlib import Path

from bot.domain.knowledge import EmergencySign, ExpectedMatch, Intent, KnowledgeBase, Source
from bot.domain.sentences import Say
from bot.loader import building, schema
from bot.loader.facts import check_facts
from bot.loader.folder import SENTENCES, Folder, open_folder
from bot.loader.messages import check_sentences
from bot.loader.problems import KnowledgeError, Problem
from bot.loader.reading import read
from bot.loader.references import check_references
from bot.loader.rehearsal import rehearse

__all__ = ["SHIPPED", "KnowledgeError", "Problem", "load", "rehearse"]

SHIPPED = Path(__file__).resolve().parents[2] / "knowledge"


def load(root: Path, today: date) -> KnowledgeBase:
    """The whole base of a folder. Raises KnowledgeError with every problem of every file."""
    folder = open_folder(root)
    say = _sentences(folder)
    base = _build(folder, say)
    folder.problems.extend(check_references(folder, base))
    folder.problems.extend(check_facts(folder, base, today))
    if folder.problems:
        raise KnowledgeError(folder.problems)
    return base


def _sentences(folder: Folder) -> dict[str, str]:
    """The bot's own sentences; a folder without pesan.yaml speaks with the shipped ones."""
    document = folder.sentences or read(SHIPPED / SENTENCES, SENTENCES)
    folder.problems.extend(check_sentences(document))
    found = {key: words for key, words in document.content.items() if isinstance(words, str)}
    # A missing sentence is reported above; the empty one only keeps the other checks running.
    return {key: found.get(key, "") for key in Say}


def _build(folder: Folder, say: dict[str, str]) -> KnowledgeBase:
    programmes = {of.id: building.programme(of) for _, of in folder.of(schema.Programme)}
    aspects = {
        aspect.id: building.aspect(aspect)
        for _, file in folder.of(schema.Aspects)
        for aspect in file.aspects
    }
    found = [c for _, file in folder.of(schema.ReportingChannels) for c in file.channels]
    channels = {of.id: building.channel(of) for of in found}
    cities = [building.city(of) for _, of in folder.of(schema.City)]
    intents: list[Intent] = [
        *building.programme_intents(programmes, aspects),
        *building.entry_intents(file for _, file in folder.of(schema.Entries)),
        *(building.channel_intent(of, say) for of in found),
        *(
            building.community_intent(of, say)
            for _, neighbours in folder.of(schema.Communities)
            for of in neighbours.communities
        ),
    ]
    return KnowledgeBase(
        intents={intent.id: intent for intent in intents},
        programmes=programmes,
        aspects=aspects,
        channels=channels,
        parameters={
            of.id: building.parameter(of)
            for _, file in folder.of(schema.Parameters)
            for of in file.parameters
        },
        regions={of.id: building.region(of) for _, of in folder.of(schema.Region)},
        sources={
            of.id: Source(of.id, of.name, of.published or "")
            for _, file in folder.of(schema.Sources)
            for of in file.sources
        },
        lexicon=building.lexicon(folder),
        emergencies=tuple(
            EmergencySign(of.intent, tuple(of.signs), tuple(of.unless))
            for _, file in folder.of(schema.Lexicon)
            for of in file.emergencies
        ),
        expectations=tuple(_expectations(folder)),
        say=say,
        city=cities[0] if cities else None,
        menu=building.menu(folder, programmes, say[Say.GROUP_OTHERS]),
        public_numbers=frozenset(
            "".join(filter(str.isdigit, contact.value))
            for channel in channels.values()
            for contact in channel.printable
        ),
    )


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
