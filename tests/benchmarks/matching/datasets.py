"""What is learnt and what is asked: MASSIVE, the shipped knowledge base, made-up large bases."""

import csv
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, cycle
from pathlib import Path
from random import Random

import yaml

from bot.domain.knowledge import KnowledgeBase, Programme
from bot.domain.matching import normalise
from bot.domain.matching.compiling import FIRST_ASPECT, GENERAL_AID, examples_of
from bot.loader import SHIPPED, load
from tests.benchmarks.matching.noise import typos
from tests.benchmarks.matching.peers.ours import TODAY
from tests.benchmarks.matching.peers.protocol import OUTSIDE

ROOT = Path(__file__).parents[3]
QUESTIONS = ROOT / "tests" / "questions"
SHARED = ROOT.parent / "shared" / "data"
MASSIVE = SHARED / "massive_id"
# The language of a base, without what points at our own intents.
DICTIONARIES = ("singkatan", "jawa", "lindungi", "sinonim", "sinonim_luas", "kata_awam")
SEED = 20
# A phrase stands beside so many programmes: beside all 40 the base has 50,000 phrases in 581
# classes, for which scikit-learn's regression wants more memory and time than this is worth.
PROGRAMMES_A_PHRASE = 5
APPS = "cekbansos/"
# The loader takes files of up to 2 MB.
ENTRIES_A_FILE = 25

Labelled = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Test:
    """Questions with the intent each wants, in an order that makes its beginning a fair sample."""

    name: str
    rows: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class Dataset:
    """`knowledge` is the folder that our own matcher compiles; the peers get `phrases`."""

    name: str
    note: str
    phrases: tuple[Labelled, ...]
    knowledge: Path
    tests: tuple[Test, ...]
    noisy: bool = True

    @property
    def intents(self) -> int:
        return len({label for label, _ in self.phrases})


def massive(folder: Path, work: Path, most: int | None) -> Dataset:
    """MASSIVE Indonesian with `most` phrases an intent, a pick that is always the same."""
    by_intent: dict[str, list[str]] = defaultdict(list)
    for intent, text in rows_of(folder / "train.tsv"):
        by_intent[intent].append(text)
    phrases = []
    for intent, texts in sorted(by_intent.items()):
        pick = sorted(set(texts))
        if most is not None and len(pick) > most:
            pick = Random(f"{SEED} {intent}").sample(pick, most)
        phrases += [(intent, text) for text in pick]
    # Shuffled: a scan takes the first of equally similar phrases, which should be anybody's.
    Random(SEED).shuffle(phrases)
    phrases = said_once(phrases)
    size = f"{most} phrases an intent" if most else "all phrases"
    return Dataset(
        name=f"MASSIVE id, {size}",
        note="MASSIVE 1.1 (Amazon, CC BY 4.0). Out of scope: the 12 intents held out of training. "
        "Our matcher also has our dictionaries of the language (knowledge/kamus).",
        phrases=tuple(phrases),
        knowledge=written(phrases, work / f"massive-{most}"),
        tests=(shuffled("dev", rows_of(folder / "dev.tsv")),),
    )


def shipped() -> Dataset:
    """The shipped base: our matcher reads the folder, the peers learn its phrases flattened."""
    base = load(SHIPPED, TODAY)
    phrases = list(flat_phrases(base))
    Random(SEED).shuffle(phrases)
    return Dataset(
        name="shipped knowledge base",
        note=f"Peers learn {len(phrases):,} phrases: all examples, names and out-of-scope "
        f"phrases, and each aspect phrase with the names of {PROGRAMMES_A_PHRASE} programmes in "
        "turn. Ours includes looking for danger and leaving out personal data.",
        phrases=tuple(phrases),
        knowledge=SHIPPED,
        tests=tuple(_questions()),
    )


def _questions() -> Iterator[Test]:
    files = [QUESTIONS / "warga.tsv", QUESTIONS / "cerita.tsv"]
    files += [SHARED / "tanya_bansos_dev.tsv", SHARED / "bansos_dev.tsv"]
    for file in filter(Path.exists, files):
        rows = list(rows_of(file))
        if file.stem.startswith("bansos"):  # two fifths of it are about one app
            apps = [row for row in rows if row[0].startswith(APPS)]
            yield shuffled(f"{file.stem}, {APPS}*", apps)
            rows = [row for row in rows if row not in apps]
        yield shuffled(file.stem, rows)


def flat_phrases(base: KnowledgeBase) -> Iterator[Labelled]:
    """Every phrase of the base with one intent; a peer knows no programmes and no aspects."""
    for intent in base.intents.values():
        yield from ((intent.id, text) for text in examples_of(intent))
    for programme in base.programmes.values():
        if f"{programme.id}/{FIRST_ASPECT}" in base.intents:
            yield from ((f"{programme.id}/{FIRST_ASPECT}", name) for name in programme.names)
    for aspect in base.aspects.values():
        if (general := f"{GENERAL_AID}/{aspect.id}") in base.intents:
            yield from ((general, text) for text in aspect.phrases)
        named = [f"{text} {{nama}}" for text in aspect.phrases] + [*aspect.named_phrases]
        having = [p for p in base.programmes.values() if f"{p.id}/{aspect.id}" in base.intents]
        for text, programme, name in _crossed(named, having):
            yield f"{programme.id}/{aspect.id}", text.replace("{nama}", name)
    yield from ((OUTSIDE, text) for text in base.lexicon.outside)


def _crossed(
    texts: Sequence[str], programmes: Sequence[Programme]
) -> Iterator[tuple[str, Programme, str]]:
    """Each text beside the next programmes, each with the next of its names."""
    names = {programme.id: cycle(programme.names) for programme in programmes}
    turns = cycle(programmes)
    for text in texts:
        for _ in range(min(PROGRAMMES_A_PHRASE, len(programmes))):
            programme = next(turns)
            yield text, programme, next(names[programme.id])


def synthetic(size: int, work: Path, words: Sequence[str]) -> Dataset:
    """A made-up base of `size` phrases: real words, a few of them typical of each intent."""
    rng = Random(f"{SEED} {size}")
    # As in real text the vocabulary grows with the root of the number of phrases.
    known = rng.sample(words, min(len(words), int(30 * size**0.5)))
    intents = {1_000: 50, 10_000: 158}.get(size, 500)
    typical = [rng.sample(known, 12) for _ in range(intents)]
    frequent = list(accumulate(1 / (rank + 3) for rank in range(len(known))))

    def phrase(intent: int) -> Labelled:
        length = rng.randint(3, 9)
        common = rng.choices(known, cum_weights=frequent, k=length)
        said = [rng.choice(typical[intent]) if rng.random() < 0.35 else word for word in common]
        return f"topik_{intent}", " ".join(said)

    phrases = said_once(phrase(i % intents) for i in range(size))
    fresh = [phrase(rng.randrange(intents)) for _ in range(300)]
    asked = [(intent, typos(text, rng)) for intent, text in fresh]
    return Dataset(
        name=f"made-up base, {size:,} phrases",
        note=f"{intents} intents, {len(known):,} words.",
        phrases=tuple(phrases),
        knowledge=written(phrases, work / f"made-up-{size}"),
        tests=(Test("fresh phrases with a typo", tuple(asked)),),
        noisy=False,
    )


def vocabulary() -> list[str]:
    """Real words: those of the shipped base, and of MASSIVE where it is here."""
    base = load(SHIPPED, TODAY)
    texts = [text for _, text in flat_phrases(base)]
    texts += [intent.section.lead for intent in base.intents.values()]
    if MASSIVE.is_dir():
        texts += [text for _, text in rows_of(MASSIVE / "train.tsv")]
    words = {word for text in texts for word in normalise(text, base.lexicon).split()}
    return sorted(word for word in words if word.isalpha() and len(word) > 2)


def said_once(phrases: Iterable[Labelled]) -> list[Labelled]:
    """Without phrases that another intent has already: the loader rightly refuses those."""
    first: dict[str, Labelled] = {}
    for intent, text in phrases:
        first.setdefault(" ".join(text.lower().split()).strip(" ?!.,"), (intent, text))
    return list(first.values())


def shuffled(name: str, rows: Iterator[Labelled] | Sequence[Labelled]) -> Test:
    mixed = list(rows)
    Random(SEED).shuffle(mixed)
    return Test(name, tuple(mixed))


def rows_of(file: Path) -> Iterator[Labelled]:
    lines = file.read_text(encoding="utf-8").split("\n")
    for row in csv.DictReader(filter(None, lines), delimiter="\t", quoting=csv.QUOTE_NONE):
        yield row["intent"], row["text"]


def written(phrases: Sequence[Labelled], root: Path) -> Path:
    """A knowledge folder with these phrases and our dictionaries."""
    entries: Mapping[str, list[str]] = defaultdict(list)
    for intent, text in phrases:
        entries[intent].append(text)
    listed = [
        {"id": intent, "contoh": texts, "jawaban": "Baik."} for intent, texts in entries.items()
    ]
    (root / "tanya_jawab").mkdir(parents=True)
    (root / "kamus").mkdir()
    for name in DICTIONARIES:
        shutil.copy(SHIPPED / "kamus" / f"{name}.yaml", root / "kamus")
    for first in range(0, len(listed), ENTRIES_A_FILE):
        part = {"entri": listed[first : first + ENTRIES_A_FILE]}
        with (root / "tanya_jawab" / f"dari_{first}.yaml").open("w", encoding="utf-8") as out:
            yaml.dump(part, out, Dumper=yaml.CSafeDumper, allow_unicode=True)
    return root
