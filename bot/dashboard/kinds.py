"""The charts of a month: by what questions are counted, and what the rows are called."""

from dataclasses import dataclass

from bot.dashboard.charts import Chart, Names, in_one, lying, upright
from bot.dashboard.words import MONTHS
from bot.desk.reporting import Usage
from bot.domain.usage import Month

CHANNELS = {"telegram": "Telegram", "web": "Halaman web", "rest": "Aplikasi lain"}
_MARKED_DAYS = frozenset(map(str, range(1, 32, 7)))
_MARKED_HOURS = frozenset(map(str, range(0, 24, 6)))


@dataclass(frozen=True, slots=True)
class Kind:
    """One chart. `note` says what must be known to read it."""

    key: str
    title: str
    names: Names
    is_upright: bool = False
    note: str = ""

    def chart(self, usage: Usage) -> Chart:
        """This chart of a month."""
        draw = upright if self.is_upright else lying
        return draw(self.title, usage.tables[self.key], self.names)


def kinds(month: Month) -> tuple[Kind, ...]:
    """Every chart of a month, in the order of the page."""
    short = MONTHS[month.number - 1][:3]
    return (
        Kind(
            "hari",
            "Hari demi hari",
            Names(
                "Tanggal",
                of=lambda day: f"{day} {short}",
                mark=lambda day: day if day in _MARKED_DAYS else "",
            ),
            is_upright=True,
        ),
        Kind(
            "jam",
            "Jam berapa warga bertanya",
            Names(
                "Jam",
                of=lambda hour: f"{int(hour):02}.00",
                mark=lambda hour: f"{int(hour):02}.00" if hour in _MARKED_HOURS else "",
            ),
            is_upright=True,
        ),
        Kind("program", "Tentang program apa", Names("Program", "Belum dikenali")),
        Kind("aspek", "Apa yang ditanyakan", Names("Yang ditanyakan", "Bukan tentang program")),
        Kind(
            "kelurahan",
            "Kelurahan yang disebut",
            Names("Kelurahan", "Tidak disebut", is_none_drawn=False),
            note="Kelurahan dicatat hanya bila warga menyebutnya sendiri dalam pertanyaan.",
        ),
        Kind("kanal", "Lewat mana", Names("Saluran", of=lambda name: CHANNELS.get(name, name))),
    )


def ends_chart(usage: Usage) -> Chart | None:
    """How the questions of a month ended, in one bar; None where few people asked."""
    return in_one("Akhir setiap pertanyaan", usage.overview.ends) if usage.overview.ends else None


def spoken(month: Month) -> str:
    """November 2026."""
    return f"{MONTHS[month.number - 1]} {month.year}"
