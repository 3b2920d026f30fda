"""From an answer somebody has written to the edits that put it into the knowledge."""

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.domain.keeping import unmarked
from bot.domain.knowledge import KnowledgeBase
from bot.domain.provenance import Confidence
from bot.domain.publishing import FileChange
from bot.domain.reaching import malformed, printed
from bot.editor import Edit, plain_of
from bot.loader import KnowledgeError, Problem, load
from bot.loader.reading import Plain

SOURCES = "sumber.yaml"
FOLDER = "tanya_jawab"
SMALL_TALK = "umum"
LONGEST_EXAMPLE = 120  # characters; longer ones are stories, they teach words that decide nothing


@dataclass(frozen=True, slots=True)
class NewSource:
    """Where the fact was read, when it stands in no list yet."""

    name: str
    address: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """An answer as it was written. `file` holds its topic; `sources` are ids of sumber.yaml."""

    file: str
    title: str
    lead: str
    items: tuple[str, ...]
    closing: str
    examples: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed_on: date
    valid_until: date
    owner: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A file an answer can stand in. `group` is the first part of its ids."""

    file: str
    group: str
    answers: int


def topics(base: KnowledgeBase) -> tuple[Topic, ...]:
    """The files of questions and answers, the fullest first; dangers and what is not ours left
    out: an answer to a question is neither. Nor is it small talk, which is said without its
    source and goes on being said after its last day: that only where there is nothing else.
    """
    groups: dict[str, Counter[str]] = {}
    for intent in base.intents.values():
        if intent.file.startswith(f"{FOLDER}/"):
            groups.setdefault(intent.file, Counter())[intent.group] += 1
    found = [
        Topic(file, count.most_common(1)[0][0], sum(count.values()))
        for file, count in groups.items()
    ]
    kept = [topic for topic in found if topic.group not in ("darurat", "di_luar")]
    kept = [topic for topic in kept if topic.group != SMALL_TALK] or kept
    return tuple(sorted(kept, key=lambda topic: (-topic.answers, topic.file)))


def topic_of(base: KnowledgeBase, file: str) -> Topic | None:
    """The topic a form named; None when there is no such file."""
    return next((topic for topic in topics(base) if topic.file == file), None)


def entry_of(answer: NewAnswer, intent: str, sources: Sequence[str]) -> Plain:
    """What a new entry says in its file, its keys in the order of the shipped ones."""
    lines: dict[str, Plain] = {
        "id": intent,
        "judul": answer.title,
        "contoh": list(answer.examples),
        "jawaban": answer.lead,
        "butir": list(answer.items),
        "lanjut": answer.closing,
        "sumber": list(sources),
        "keyakinan": str(answer.confidence),
        "dicek_terakhir": answer.reviewed_on.isoformat(),
        "berlaku_sampai": answer.valid_until.isoformat(),
        "pemilik": answer.owner,
    }
    return {key: value for key, value in lines.items() if value}


def edits_for(
    root: Path, base: KnowledgeBase, answer: NewAnswer, source: NewSource | None = None
) -> tuple[str, tuple[Edit, ...]]:
    """The new intent, and the edits that make it. Raises EditError."""
    topic = topic_of(base, answer.file)
    intent = new_id(topic.group if topic else "umum", answer.title, base.intents)
    edits, sources = [], answer.sources
    if source is not None:
        listed = _listed(plain_of(root, SOURCES), "sumber")
        name = _new_source_id(base.sources)
        told = {
            "id": name,
            "nama": source.name,
            "alamat": source.address,
            "tanggal": source.published,
        }
        kept: Plain = {key: words for key, words in told.items() if words}
        edits.append(Edit(SOURCES, ("sumber", len(listed)), kept))
        sources = (*sources, name)
    entries = _listed(plain_of(root, answer.file), "entri")
    entry = entry_of(answer, intent, sources)
    return intent, (*edits, Edit(answer.file, ("entri", len(entries)), entry))


def _listed(content: Plain, key: str) -> list[Plain]:
    held = content.get(key) if isinstance(content, dict) else None
    return held if isinstance(held, list) else []


def new_id(group: str, title: str, taken: Iterable[str]) -> str:
    """An id made of the title, e.g. "umum/parkir_kelurahan"; a number behind it if it is taken."""
    words = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")
    name = (words if re.match(r"[a-z]", words) else f"t_{words}")[:30].strip("_")
    held, number = set(taken), 2
    found = f"{group}/{name}"
    while found in held:
        found, number = f"{group}/{name}_{number}", number + 1
    return found


def _new_source_id(taken: Iterable[str]) -> str:
    """D001, D002, ...: sources that were named on the dashboard."""
    held, number = set(taken), 1
    while f"D{number:03}" in held:
        number += 1
    return f"D{number:03}"


def example_of(question: str) -> str:
    """A stored question as an example: without what redaction put in place of names."""
    return unmarked(question)


def worth_teaching(question: str) -> bool:
    """Whether a wording makes a good example: not a whole story, and more than one letter."""
    return 3 <= len(example_of(question)) <= LONGEST_EXAMPLE


def problems_with(root: Path, changes: Sequence[FileChange], today: date) -> tuple[Problem, ...]:
    """What would keep the changed knowledge from being read, or residents from getting through:
    tried on a copy of the folder.
    """
    with tempfile.TemporaryDirectory(prefix="sambung-") as place:
        copy = Path(place) / "knowledge"
        shutil.copytree(root, copy, ignore=shutil.ignore_patterns(".*"))
        for change in changes:
            file = copy / change.name
            if change.after:
                file.parent.mkdir(exist_ok=True)
                file.write_text(change.after, encoding="utf-8", newline="")
            else:
                file.unlink(missing_ok=True)
        try:
            changed = load(copy, today)
        except KnowledgeError as error:
            return error.problems
    return tuple(_unreachable(changed, changes))


def _unreachable(base: KnowledgeBase, changes: Sequence[FileChange]) -> Iterator[Problem]:
    """Numbers and addresses that are new and cannot be right: nobody should dial them first."""
    for one in printed(base, {}):
        wrong = malformed(one.kind, one.value)
        for change in changes if wrong else ():
            if one.value in change.after and one.value not in change.before:
                line = change.after.partition(one.value)[0].count("\n") + 1
                yield Problem(change.name, line, f"“{one.value}”: {wrong}.")
