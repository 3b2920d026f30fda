"""From a section of knowledge to the words a resident reads, honest about what is not sure."""

import re
from datetime import date
from decimal import Decimal

from bot.domain.knowledge import (
    Amount,
    Contact,
    ContactKind,
    Intent,
    KnowledgeBase,
    Parameter,
    Section,
    Status,
)
from bot.domain.provenance import Confidence
from bot.domain.sentences import Say

PLACEHOLDER = re.compile(r"\{(?P<head>[a-z_]+)\.(?P<name>[a-z0-9_]+)(?:\.(?P<kind>[a-z_]+))?\}")
_MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
_CONTACTS = {
    ContactKind.PHONE: Say.CONTACT_PHONE,
    ContactKind.WHATSAPP: Say.CONTACT_WHATSAPP,
    ContactKind.SMS: Say.CONTACT_SMS,
    ContactKind.SITE: Say.CONTACT_SITE,
    ContactKind.APP: Say.CONTACT_APP,
    ContactKind.EMAIL: Say.CONTACT_EMAIL,
    ContactKind.ADDRESS: Say.CONTACT_ADDRESS,
    ContactKind.SOCIAL: Say.CONTACT_SOCIAL,
}
_STATUSES = {
    Status.ACTIVE: Say.STATUS_ACTIVE,
    Status.SEASONAL: Say.STATUS_SEASONAL,
    Status.ENDED: Say.STATUS_ENDED,
    Status.UNVERIFIED: Say.STATUS_UNVERIFIED,
}


def answer_text(base: KnowledgeBase, intent: Intent, today: date) -> str:
    """Hedge if need be, answer, details, next step, who can say, status and date."""
    section = intent.section
    of = section.provenance
    lapsed = of.has_lapsed(today)
    parts = [_hedge(base, intent, today)] if lapsed or not of.is_stated else []
    parts.append(fill(section.lead, base, today))
    parts.append(_items(section, base, today))
    parts.append(fill(section.closing, base, today))
    parts.append(_footer(base, intent, lapsed=lapsed))
    return "\n\n".join(part for part in parts if part)


def bare_text(base: KnowledgeBase, intent: Intent, today: date) -> str:
    """The answer alone, without hedge and footer: for emergencies and for small talk."""
    section = intent.section
    parts = (
        fill(section.lead, base, today),
        _items(section, base, today),
        fill(section.closing, base, today),
    )
    return "\n\n".join(part for part in parts if part)


def _hedge(base: KnowledgeBase, intent: Intent, today: date) -> str:
    who = intent.programme.ask if intent.programme else base.say[Say.WHO_DEFAULT]
    of = intent.section.provenance
    if of.is_stated and of.reviewed_on is not None:
        return base.say[Say.HEDGE_LAPSED].format(tanggal=in_words(of.reviewed_on), tanya=who)
    return f"{base.say[Say.HEDGE_LOW]} {base.say[Say.WHO_CAN_SAY].format(tanya=who)}"


def _items(section: Section, base: KnowledgeBase, today: date) -> str:
    lines = []
    for number, item in enumerate(section.items, 1):
        mark = f"{number}." if section.numbered else "•"
        if isinstance(item, str):
            lines.append(f"{mark} {fill(item, base, today)}")
        elif section.provenance.is_stated and _is_stated(item, base):
            lines.append(f"{mark} {amount_text(base, item, today)}")
        else:
            lines.append(f"{mark} {base.say[Say.AMOUNT_WITHHELD].format(nama=item.name)}")
    return "\n".join(lines)


def _is_stated(amount: Amount, base: KnowledgeBase) -> bool:
    """A dated number is as sure as its own source."""
    return not amount.parameter or base.parameters[amount.parameter].provenance.is_stated


def _footer(base: KnowledgeBase, intent: Intent, *, lapsed: bool) -> str:
    """Whether the programme runs, when this was checked, who can say if it is not sure."""
    of = intent.section.provenance
    if of.reviewed_on is None:
        return ""
    checked = base.say[Say.REVIEWED].format(tanggal=in_words(of.reviewed_on))
    if intent.programme is None:
        return checked
    if of.confidence is Confidence.MEDIUM and not lapsed:
        checked += " " + base.say[Say.HEDGE_MEDIUM].format(tanya=intent.programme.ask)
    return (
        f"{intent.programme.short_name}: {base.say[_STATUSES[intent.programme.status]]} {checked}"
    )


def fill(text: str, base: KnowledgeBase, today: date) -> str:
    """Placeholders replaced by the channel's contacts and by the parameter's value of today."""

    def replace(found: re.Match[str]) -> str:
        if found["head"] == "parameter":
            return parameter_text(base.parameters[found["name"]], today)
        return channel_text(base, found["name"], found["kind"])

    return PLACEHOLDER.sub(replace, text)


def channel_text(base: KnowledgeBase, channel_id: str, kind: str | None = None) -> str:
    """ "PLN (telepon 123, aplikasi PLN Mobile)", or one contact's value; only sure ones."""
    channel = base.channels[channel_id]
    if kind:
        values = (contact.value for contact in channel.printable if contact.kind == kind)
        return next(values, channel.name)
    if not channel.printable:
        return channel.name
    return f"{channel.name} ({', '.join(_contact(base, c) for c in channel.printable)})"


def _contact(base: KnowledgeBase, contact: Contact) -> str:
    return base.say[_CONTACTS[contact.kind]].format(nilai=contact.value)


def parameter_text(parameter: Parameter, today: date) -> str:
    """The value of today with its unit, or the earliest one before its day has come."""
    return number_with_unit(value_on(parameter, today), parameter.unit)


def value_on(parameter: Parameter, day: date) -> Decimal:
    """The value that holds on `day`, or the earliest one before its day has come."""
    value = parameter.on(day)
    return parameter.values[0][1] if value is None else value


def amount_text(base: KnowledgeBase, amount: Amount, today: date) -> str:
    """ "Anak SD: Rp900.000 per tahun", with the value of today where it is a dated number."""
    if amount.parameter:
        number = parameter_text(base.parameters[amount.parameter], today)
    else:
        number = number_with_unit(amount.value, amount.unit)
    text = f"{amount.name}: {number}"
    if amount.period:
        # "tahun" reads "per tahun"; "sekali" and "per tiga bulan" read as they are written.
        single = amount.period in ("hari", "minggu", "bulan", "tahap", "tahun", "semester")
        text += f" per {amount.period}" if single else f" {amount.period}"
    return f"{text} ({amount.note})" if amount.note else text


def number_with_unit(value: Decimal | int, unit: str) -> str:
    """ "Rp2.327.386", "10 kg", "6 persen", in Indonesian notation."""
    plain = f"{value:,f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
    text = plain.replace(",", "\0").replace(".", ",").replace("\0", ".")
    if unit.startswith("rupiah"):
        return f"Rp{text}{unit.removeprefix('rupiah')}"
    if unit == "desil":  # the fourth tenth, not four of them
        return f"desil {text}"
    return f"{text} {unit}"


def in_words(day: date) -> str:
    """ "21 November 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
