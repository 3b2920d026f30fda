"""Times and numbers as Indonesians write them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.desk import Role

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
ROLES = {
    Role.ADMIN: "Admin",
    Role.COORDINATOR: "Koordinator",
    Role.OFFICE: "OPD",
    Role.OBSERVER: "Peninjau",
}
# Where the name in the database is not what people would say.
STATUSES = {"salah cocok": "sudah ada jawabannya", "spam": "bukan pertanyaan (spam)"}
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def day(value: date | None, *, weekday: bool = False) -> str:
    """22 November 2026; "" for none."""
    if value is None:
        return ""
    before = f"{DAYS[value.weekday()]}, " if weekday else ""
    return f"{before}{value.day} {MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime | None, zone: ZoneInfo) -> str:
    """22 Nov 2026, 16.05; "" for none."""
    if value is None:
        return ""
    local = value.astimezone(zone)
    return f"{local.day} {MONTHS[local.month - 1][:3]} {local.year}, {local:%H.%M}"


def noted(words: str) -> str:
    """Words of the journal: a day there stands as 2026-11-22, a status by its short name."""
    try:
        return day(date.fromisoformat(words))
    except ValueError:
        return STATUSES.get(words, words)


def clock(value: datetime, zone: ZoneInfo) -> str:
    """16.05, in the city."""
    return f"{value.astimezone(zone):%H.%M}"


def ago(value: date, today: date) -> str:
    """hari ini, kemarin, besok, 5 hari lalu, 3 hari lagi."""
    days = (value - today).days
    near = {0: "hari ini", -1: "kemarin", 1: "besok"}
    if days in near:
        return near[days]
    return f"{-days} hari lalu" if days < 0 else f"{days} hari lagi"


def number(value: float | None, digits: int = 0) -> str:
    """12.345 or, with digits, 12.345,6; a dash where there is nothing to tell."""
    if value is None:
        return "–"
    return f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))


def days(value: float) -> str:
    """2,5 hari; of what took no whole day, no number that looks like none at all."""
    return "kurang dari sehari" if value < 1 else f"{number(value, 1)} hari"


def percent(share: float | None) -> str:
    """62% of a share between 0 and 1; a dash where there is nothing to tell."""
    return "–" if share is None else f"{number(100 * share)}%"
