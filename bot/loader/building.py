"""From validated files to the frozen KnowledgeBase: Indonesian keys end here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.domain import knowledge as domain
from bot.domain.provenance import Confidence, Provenance
from bot.domain.sentences import Say
from bot.domain.wording import value_on
from bot.loader import schema
from bot.loader.folder import Folder

Header = schema.Sourced | None


def provenance(of: schema.Sourced, header: Header = None) -> Provenance:
    """The provenance of a part, completed by the header of its file."""
    default = header or schema.Sourced.model_validate({})
    sources = of.sources if of.sources is not None else default.sources
    return Provenance(
        sources=tuple(sources or ()),
        confidence=of.confidence or default.confidence or Confidence.HIGH,
        reviewed_on=of.reviewed_on or default.reviewed_on,
        valid_until=of.valid_until or default.valid_until,
        owner=of.owner or default.owner or "",
    )


@dataclass(frozen=True, slots=True)
class Numbers:
    """The dated numbers, and the day whose values count."""

    parameters: Mapping[str, domain.Parameter]
    today: date

    def amount(self, of: schema.Item) -> domain.Amount:
        """An amount that stands here, or in parameter.yaml with its unit."""
        value, unit, identity = of.amount, of.unit or "", ""
        if isinstance(value, str):
            identity = value
            dated = self.parameters.get(identity)
            value = value_on(dated, self.today) if dated else None
            unit = dated.unit if dated else ""
        return domain.Amount(
            name=of.name or "",
            value=value or Decimal(0),
            unit=unit,
            period=of.period or "",
            note=of.note or "",
            parameter=identity,
        )


def section(
    of: schema.Section, numbers: Numbers, header: Header = None, *, numbered: bool = False
) -> domain.Section:
    """One answer."""
    return domain.Section(
        lead=of.lead,
        items=tuple(
            item.text or "" if item.amount is None else numbers.amount(item) for item in of.items
        ),
        numbered=numbered if of.numbered is None else of.numbered == "ya",
        closing=of.closing or "",
        provenance=provenance(of, header),
        see_also=tuple(of.see_also),
    )


def programme(of: schema.Programme, file: str, numbers: Numbers) -> domain.Programme:
    """One programme with the sections its file holds."""
    sections = {}
    for aspect in schema.SECTION_KEYS.values():
        part: schema.Section | None = getattr(of, aspect)
        if part is not None:
            sections[aspect] = section(part, numbers, of, numbered=aspect == "cara_daftar")
    agencies = (of.agencies.centre, of.agencies.province, of.agencies.city)
    return domain.Programme(
        id=of.id,
        official_name=of.official_name,
        short_name=of.short_name,
        names=tuple(dict.fromkeys(name.lower() for name in of.names)),
        status=of.status,
        level=of.level,
        agencies=tuple(agency for agency in agencies if agency),
        ask=of.ask,
        sections=sections,
        examples={aspect: tuple(phrases) for aspect, phrases in of.examples.items()},
        file=file,
    )


def aspect(of: schema.Aspect, file: str, numbers: Numbers) -> domain.Aspect:
    """One aspect."""
    return domain.Aspect(
        id=of.id,
        label=of.label,
        title=of.title,
        phrases=tuple(of.phrases),
        named_phrases=tuple(of.named_phrases),
        default=section(of.default, numbers) if of.default else None,
        file=file,
    )


def programme_intents(
    programmes: Mapping[str, domain.Programme], aspects: Mapping[str, domain.Aspect]
) -> Iterator[domain.Intent]:
    """Programme x aspect: what the file holds, then the aspects' default sections."""
    for held in programmes.values():
        for wanted in aspects.values():
            own = held.sections.get(wanted.id)
            answer = own or wanted.default
            if answer is not None:
                yield domain.Intent(
                    id=f"{held.id}/{wanted.id}",
                    label=wanted.label,
                    heading=f"{held.short_name}: {wanted.title}",
                    section=answer,
                    examples=held.examples.get(wanted.id, ()),
                    programme=held,
                    aspect=wanted,
                    is_default=own is None,
                    file=held.file,
                )


def entry_intent(entry: schema.Entry, numbers: Numbers) -> domain.Intent:
    """An entry of tanya_jawab/."""
    return domain.Intent(
        id=entry.id,
        label=entry.label or entry.examples[0][:40],
        heading=entry.label or "",
        section=section(entry, numbers),
        examples=tuple(entry.examples),
    )


def channel(of: schema.ReportingChannel) -> domain.ReportingChannel:
    """A complaint channel with all its contacts, printable or not."""
    return domain.ReportingChannel(
        id=of.id,
        name=of.name,
        contacts=tuple(
            domain.Contact(contact.kind, contact.value, _contact_provenance(contact, of))
            for contact in of.contacts
        ),
    )


def _contact_provenance(contact: schema.Contact, of: schema.ReportingChannel) -> Provenance:
    whole = provenance(of)
    return Provenance(
        sources=tuple(contact.sources or whole.sources),
        confidence=contact.confidence or whole.confidence,
        reviewed_on=whole.reviewed_on,
        valid_until=whole.valid_until,
        owner=whole.owner,
    )


def channel_intent(
    of: schema.ReportingChannel, say: Mapping[str, str], asked: Iterable[str] = ()
) -> domain.Intent:
    """What a channel is for, how to reach it, what to bring: answerable as `kanal/<id>`.

    `asked` are the ways people ask for any channel, with `{nama}` for its names.
    """
    called = [phrase.replace("{nama}", name) for name in of.names for phrase in asked]
    reachable = bool(channel(of).printable)
    items = [_sentence(of.purpose)]
    for key, words in (
        (Say.CHANNEL_PREPARE, of.prepare),
        (Say.CHANNEL_TIMING, of.timing),
        (Say.CHANNEL_ANONYMITY, of.anonymity),
    ):
        if words:
            items.append(_sentence(say[key].format(isi=words)))
    # People ask for a number: it comes first. Where there is none, what to do instead does.
    lead, closing = f"{{kanal.{of.id}}}.", of.note or ""
    if not reachable:
        lead, closing = of.note or say[Say.CHANNEL_UNVERIFIED], ""
        items += [say[Say.CHANNEL_UNVERIFIED]] if of.note else []
    return domain.Intent(
        id=f"kanal/{of.id}",
        label=of.name,
        heading=of.name,
        section=domain.Section(
            lead=lead, items=tuple(items), closing=closing, provenance=provenance(of)
        ),
        examples=tuple(dict.fromkeys((of.name, *of.names, *of.examples, *called))),
    )


def community_intent(of: schema.Community, say: Mapping[str, str]) -> domain.Intent:
    """Somebody in the neighbourhood who helps."""
    return domain.Intent(
        id=of.id,
        label=of.name,
        heading=of.name,
        section=domain.Section(
            lead=_sentence(of.helps_with),
            items=(_sentence(say[Say.COMMUNITY_HOW].format(isi=of.how)),),
            closing=of.note or "",
            provenance=provenance(of),
        ),
        examples=(of.name, *of.names, *of.examples),
    )


def _sentence(words: str) -> str:
    """Capital first letter, full stop at the end."""
    capital = words[:1].upper() + words[1:]
    return capital if capital.endswith((".", "!", "?")) else f"{capital}."


def emergencies(folder: Folder) -> tuple[domain.EmergencySign, ...]:
    """The signs of danger, in their order."""
    return tuple(
        domain.EmergencySign(of.intent, tuple(of.signs), tuple(of.unless))
        for _, file in folder.of(schema.Lexicon)
        for of in file.emergencies
    )


def public_numbers(channels: Iterable[domain.ReportingChannel]) -> frozenset[str]:
    """The digits of every contact that may be shown."""
    values = (contact.value for channel in channels for contact in channel.printable)
    return frozenset(filter(None, ("".join(filter(str.isdigit, value)) for value in values)))


def lexicon(folder: Folder) -> domain.Lexicon:
    """All of kamus/, and the example messages that are none of ours."""
    spellings: dict[str, str] = {}
    plain: dict[str, str] = {}
    commands: dict[str, str] = {}
    protected: list[str] = []
    synonyms: list[tuple[str, ...]] = []
    for _, of in folder.of(schema.Lexicon):
        spellings |= {word.lower(): meant.lower() for word, meant in of.javanese.items()}
        spellings |= {word.lower(): meant.lower() for word, meant in of.abbreviations.items()}
        plain |= of.plain_words
        commands |= {word.lower(): name for name, words in of.commands.items() for word in words}
        protected += [word.lower() for word in of.protected]
        synonyms += [tuple(group) for group in of.synonyms]
    return domain.Lexicon(
        spellings=spellings,
        protected=frozenset(protected),
        synonyms=tuple(synonyms),
        outside=tuple(text for _, of in folder.of(schema.Entries) for text in of.outside),
        plain_words=plain,
        commands=commands,
    )


OTHERS = "lainnya"


def menu(folder: Folder, programmes: Mapping[str, domain.Programme], others: str) -> domain.Menu:
    """The menus; a programme in no group stands under `others`: a new file is reachable."""
    found = [of for _, of in folder.of(schema.Menu)]
    groups = [
        domain.MenuGroup(group.id, group.label, tuple(group.programmes))
        for of in found
        for group in of.groups
    ]
    grouped = {programme for group in groups for programme in group.programmes}
    rest = tuple(programme for programme in programmes if programme not in grouped)
    if rest:
        groups.append(domain.MenuGroup(OTHERS, others, rest))
    return domain.Menu(
        groups=tuple(groups),
        intents={
            key: tuple(intent for of in found for intent in getattr(of, attribute))
            for key, attribute in (("cek", "check"), ("lapor", "report"), ("info", "info"))
        },
    )
