"""The form of a new answer: what it shows at first, what somebody wrote, what is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bot.dashboard.filling.reading import NotTakenError, day_of
from bot.dashboard.forms import Form
from bot.desk.answering import NewAnswer, NewSource, Topic, example_of, worth_teaching
from bot.domain.provenance import SHELF_LIFE_DAYS, Confidence
from bot.loader.reading import Plain

LONGEST_TITLE = 40
MOST_WORDINGS = 60


@dataclass(frozen=True, slots=True)
class Wording:
    """How somebody asked; ticked, it becomes an example."""

    text: str
    is_ticked: bool

    @property
    def is_long(self) -> bool:
        """Whether it is more a story than an example."""
        return not worth_teaching(self.text)


@dataclass(frozen=True, slots=True)
class Written:
    """The form as it stands, all of it text; `mistakes` by the name of the field."""

    file: str = ""
    title: str = ""
    lead: str = ""
    items: str = ""
    closing: str = ""
    sources: str = ""
    source_name: str = ""
    source_address: str = ""
    source_date: str = ""
    confidence: str = str(Confidence.MEDIUM)
    reviewed_on: str = ""
    valid_until: str = ""
    owner: str = ""
    wordings: tuple[Wording, ...] = ()
    more_wordings: str = ""
    mistakes: Mapping[str, str] = field(default_factory=dict)

    @property
    def item_lines(self) -> tuple[str, ...]:
        """The details, one a line."""
        return _lines(self.items)

    @property
    def examples(self) -> tuple[str, ...]:
        """What it will be found by."""
        ticked = (example_of(w.text) for w in self.wordings if w.is_ticked)
        found = {words.lower(): words for words in (*ticked, *_lines(self.more_wordings)) if words}
        return tuple(found.values())

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The sources by id: a suggestion reads "S41 · its name"."""
        parts = (part.partition("·")[0].strip() for part in self.sources.split(","))
        return tuple(dict.fromkeys(filter(None, parts)))


def beginning(topics: Iterable[Topic], wordings: Iterable[str], today: date) -> Written:
    """The form before anybody has written: everything that can be guessed is filled in."""
    first = next(iter(topics), None)
    texts = list(dict.fromkeys(filter(None, map(example_of, wordings))))[:MOST_WORDINGS]
    return Written(
        file=first.file if first else "",
        reviewed_on=today.isoformat(),
        valid_until=(today + timedelta(days=SHELF_LIFE_DAYS)).isoformat(),
        wordings=tuple(Wording(text, worth_teaching(text)) for text in texts),
    )


def from_entry(entry: Plain, file: str, begun: Written) -> Written:
    """The form of an entry that was proposed before, to write on."""
    held = entry if isinstance(entry, dict) else {}

    def said(key: str) -> str:
        value = held.get(key, "")
        if isinstance(value, list):
            parts = [part for part in value if isinstance(part, str)]
            return (", " if key == "sumber" else "\n").join(parts)
        return value if isinstance(value, str) else ""

    examples = said("contoh").splitlines()
    known = {wording.text for wording in begun.wordings}
    return replace(
        begun,
        file=file,
        title=said("judul"),
        lead=said("jawaban"),
        items=said("butir"),
        closing=said("lanjut"),
        sources=said("sumber"),
        confidence=said("keyakinan"),
        reviewed_on=said("dicek_terakhir"),
        valid_until=said("berlaku_sampai"),
        owner=said("pemilik"),
        wordings=tuple(Wording(w.text, w.text in examples) for w in begun.wordings),
        more_wordings="\n".join(each for each in examples if each not in known),
    )


def from_form(form: Form, begun: Written) -> Written:
    """What somebody wrote; wordings that came in since the page was opened are not ticked."""
    ticked = set(form.all("contoh"))
    return replace(
        begun,
        file=form.first("berkas"),
        title=form.first("judul"),
        lead=form.first("jawaban"),
        items=form.first("butir"),
        closing=form.first("lanjut"),
        sources=", ".join(form.all("sumber")),
        source_name=form.first("sumber_nama"),
        source_address=form.first("sumber_alamat"),
        source_date=form.first("sumber_tanggal"),
        confidence=form.first("keyakinan"),
        reviewed_on=form.first("dicek_terakhir"),
        valid_until=form.first("berlaku_sampai"),
        owner=form.first("pemilik"),
        wordings=tuple(Wording(w.text, w.text in ticked) for w in begun.wordings),
        more_wordings=form.first("contoh_lain"),
    )


def checked(
    of: Written, topics: Iterable[Topic], sources: Iterable[str], today: date
) -> tuple[Written, NewAnswer | None]:
    """The form with what is missing said beside it, or the answer when nothing is."""
    wrong = dict(_missing(of))
    if of.file not in {topic.file for topic in topics}:
        wrong["berkas"] = "Pilih dulu topiknya."
    unknown = [name for name in of.source_ids if name not in set(sources)]
    if unknown:
        wrong["sumber"] = f"Sumber “{unknown[0]}” tidak ada di daftar. Pilih dari daftar."
    days = {}
    for name, words in (("dicek_terakhir", of.reviewed_on), ("berlaku_sampai", of.valid_until)):
        try:
            days[name] = day_of(words)
        except NotTakenError as error:
            wrong[name] = str(error)
    if not wrong and days["dicek_terakhir"] > today:
        wrong["dicek_terakhir"] = "Tanggal ini belum tiba."
    if not wrong and days["berlaku_sampai"] < today:
        wrong["berlaku_sampai"] = "Tanggal ini sudah lewat."
    if wrong:
        return replace(of, mistakes=wrong), None
    return of, NewAnswer(
        file=of.file,
        title=of.title,
        lead=one_line(of.lead),
        items=of.item_lines,
        closing=one_line(of.closing),
        examples=of.examples,
        sources=of.source_ids,
        confidence=Confidence(of.confidence),
        reviewed_on=days["dicek_terakhir"],
        valid_until=days["berlaku_sampai"],
        owner=of.owner,
    )


def _missing(of: Written) -> Iterable[tuple[str, str]]:
    if len(of.title) > LONGEST_TITLE:
        yield "judul", f"Paling panjang {LONGEST_TITLE} huruf, ini {len(of.title)}."
    needed = (
        (of.title, "judul", "Tulis judul pendeknya. Judul tampil di tombol."),
        (of.lead, "jawaban", "Tulis dulu jawabannya."),
        (of.closing, "lanjut", "Tulis apa yang bisa dilakukan warga berikutnya."),
        (
            of.source_ids or of.source_name,
            "sumber",
            "Dari mana jawaban ini? Pilih sumbernya, atau tulis sumber baru.",
        ),
        (of.owner, "pemilik", "Tulis kantor yang menjaga jawaban ini tetap benar."),
        (of.confidence in set(Confidence), "keyakinan", "Pilih dulu seyakin apa."),
        (of.examples, "contoh_lain", "Perlu paling sedikit satu cara bertanya."),
    )
    yield from ((name, words) for there, name, words in needed if not there)


def new_source(of: Written) -> NewSource | None:
    """The source that stands in no list yet, if one was written down."""
    if not of.source_name:
        return None
    return NewSource(of.source_name, of.source_address, of.source_date)


def one_line(words: str) -> str:
    """A paragraph as it stands in the files: its line ends are spaces."""
    return " ".join(words.split())


def _lines(words: str) -> tuple[str, ...]:
    return tuple(line for raw in words.splitlines() if (line := one_line(raw)))
