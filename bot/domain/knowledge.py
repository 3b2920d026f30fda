"""The knowledge base in memory: typed, frozen, complete. `bot.loader` builds it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.eligibility.questions import Eligibility
from bot.domain.provenance import Provenance


class Status(StrEnum):
    """Whether a programme runs."""

    ACTIVE = "aktif"
    SEASONAL = "musiman"
    ENDED = "berakhir"
    UNVERIFIED = "belum_terverifikasi"


class Level(StrEnum):
    """Who decides on a programme."""

    NATIONAL = "nasional"
    PROVINCE = "provinsi"
    CITY = "kota"


@dataclass(frozen=True, slots=True)
class Amount:
    """A benefit in numbers, e.g. 900000 rupiah per tahun for "Anak SD".

    `parameter` names the dated number that holds the value, where it does not stand here.
    """

    name: str
    value: Decimal
    unit: str
    period: str = ""
    note: str = ""
    parameter: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One answer: `lead` answers, `items` detail it, `closing` names the next step.

    Texts may hold placeholders such as {kanal.pln.telepon}; `bot.domain.wording` fills them in.
    """

    lead: str
    items: tuple[str | Amount, ...] = ()
    numbered: bool = False
    closing: str = ""
    provenance: Provenance = field(default_factory=Provenance)
    see_also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aspect:
    """What can be asked about any programme. `{nama}` in `named_phrases` is its name."""

    id: str
    label: str
    title: str
    phrases: tuple[str, ...]
    named_phrases: tuple[str, ...] = ()
    default: Section | None = None
    file: str = ""


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme. `sections`, `examples` are keyed by aspect id; `ask` says who can confirm."""

    id: str
    official_name: str
    short_name: str
    names: tuple[str, ...]
    status: Status
    level: Level
    agencies: tuple[str, ...]
    ask: str
    sections: Mapping[str, Section]
    examples: Mapping[str, tuple[str, ...]]
    file: str = ""


@dataclass(frozen=True, slots=True)
class Intent:
    """Anything the bot can say. `examples` are phrasings of this intent alone, kept in `file`.

    `programme` and `aspect` are set for programme x aspect; an aspect answered by its default
    section has `is_default`.
    """

    id: str
    label: str
    heading: str
    section: Section
    examples: tuple[str, ...] = ()
    programme: Programme | None = None
    aspect: Aspect | None = None
    is_default: bool = False
    file: str = ""

    @property
    def group(self) -> str:
        """The part before the slash: a programme or a topic."""
        return self.id.partition("/")[0]


class ContactKind(StrEnum):
    """How a channel is reached."""

    PHONE = "telepon"
    WHATSAPP = "whatsapp"
    SMS = "sms"
    SITE = "situs"
    APP = "aplikasi"
    EMAIL = "email"
    ADDRESS = "alamat"
    SOCIAL = "medsos"


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach a channel, e.g. kind "telepon", value "021-171"."""

    kind: ContactKind
    value: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class ReportingChannel:
    """A place that takes complaints or questions (SP4N-LAPOR!, BPJS 165, ...)."""

    id: str
    name: str
    contacts: tuple[Contact, ...]

    @property
    def printable(self) -> tuple[Contact, ...]:
        """The contacts that may be shown: an unverified number never is."""
        return tuple(contact for contact in self.contacts if contact.provenance.is_stated)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dated number: `values` maps the day from which a value holds to the value."""

    id: str
    name: str
    unit: str
    values: tuple[tuple[date, Decimal], ...]
    provenance: Provenance

    def on(self, day: date) -> Decimal | None:
        """The value that holds on `day`, or None before the first one."""
        held = [value for start, value in self.values if start <= day]
        return held[-1] if held else None

    def since(self, day: date) -> date:
        """The day from which the value of `day` holds; before the first one, its day."""
        return max((start for start, _ in self.values if start <= day), default=self.values[0][0])


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of a poverty table. `quoted` were read in a source, `remembered` were not."""

    period: str
    quoted: Mapping[str, str]
    remembered: Mapping[str, str]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Region:
    """A region with its poverty figures, oldest first."""

    id: str
    name: str
    names: tuple[str, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A kelurahan and the kecamatan it belongs to."""

    name: str
    names: tuple[str, ...]
    district: str


@dataclass(frozen=True, slots=True)
class City:
    """The city the base is written for."""

    name: str
    province: str
    time_zone: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A page or rule a fact was read in."""

    id: str
    name: str
    published: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Language resources of knowledge/kamus/.

    `spellings` maps an informal or Javanese word to Indonesian words; `protected` words are never
    respelt; `synonyms` are groups of words with one meaning; `outside` are example messages that
    are none of ours; `plain_words` maps an office word to an everyday one; `commands` maps a word
    people type ("menu", "batal") to the command it stands for.
    """

    spellings: Mapping[str, str] = field(default_factory=dict)
    protected: frozenset[str] = frozenset()
    synonyms: tuple[tuple[str, ...], ...] = ()
    outside: tuple[str, ...] = ()
    plain_words: Mapping[str, str] = field(default_factory=dict)
    commands: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EmergencySign:
    """Word patterns of danger to life, for one `darurat/` intent. See bot.domain.emergency."""

    intent: str
    signs: tuple[str, ...]
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExpectedMatch:
    """A question of knowledge/periksa/ with the intent it must reach, or must not."""

    text: str
    intent: str
    must_reach: bool
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """Programmes that belong together on a menu."""

    id: str
    label: str
    programmes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Menu:
    """What the menus offer: groups of programmes, and intents by menu (cek, lapor, info)."""

    groups: tuple[MenuGroup, ...] = ()
    intents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """Everything the bot knows. `say` are its own sentences (pesan.yaml), by key.

    `public_numbers` are the hotlines it prints, as digits: redaction leaves them alone.
    """

    intents: Mapping[str, Intent]
    programmes: Mapping[str, Programme] = field(default_factory=dict)
    aspects: Mapping[str, Aspect] = field(default_factory=dict)
    channels: Mapping[str, ReportingChannel] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    regions: Mapping[str, Region] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    lexicon: Lexicon = field(default_factory=Lexicon)
    emergencies: tuple[EmergencySign, ...] = ()
    expectations: tuple[ExpectedMatch, ...] = ()
    say: Mapping[str, str] = field(default_factory=dict)
    city: City | None = None
    menu: Menu = field(default_factory=Menu)
    public_numbers: frozenset[str] = frozenset()
    eligibility: Eligibility = field(default_factory=Eligibility)

    @property
    def zone(self) -> ZoneInfo:
        """The city's time zone; without a city, that of western Indonesia."""
        return ZoneInfo(self.city.time_zone if self.city else "Asia/Jakarta")
