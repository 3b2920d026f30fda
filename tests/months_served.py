"""Two believable months at the desk: invented people, turns, gaps, groups and askers.

Everything is drawn from one seed, so a figure that a test names stays what it is. The words are
our own. `python -m tests.months_served FOLDER` fills a database there, up to now, to look at.
"""

import random
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, insert, select, update

from bot.app.core import open_core
from bot.app.desk import open_desk
from bot.config import Config
from bot.desk import Desk
from bot.domain.asked import Asked, AskedOutcome
from bot.domain.conversation import Feedback, Gap, GapReason
from bot.domain.desk import GapStatus, Harm
from bot.domain.redaction import RedactedText
from bot.domain.understanding import Candidate, Understanding
from bot.loader import SHIPPED, load
from bot.service import Brain
from bot.storage import asked, gaps
from bot.storage.desk_tables import accounts, askers, gap_groups
from bot.storage.gaps import Origin
from bot.storage.secrets import SecretBox
from bot.storage.tables import gaps as gap_rows
from tests.conversation import NOW

DAYS = 53  # the whole month before, and the running one

# What people ask of, and how often; then what about it.
PROGRAMMES = {
    "pkh": 30,
    "sembako": 22,
    "pbi_jk": 18,
    "pip": 10,
    "dtsen": 9,
    "sktm": 6,
    "kip_kuliah": 5,
    "bantuan_beras": 5,
    "rtlh_kota": 4,
    "adminduk": 4,
    "subsidi_listrik": 3,
    "lpg_3kg": 2,
    "kur": 1,
}
ASPECTS = {
    "jadwal": 24,
    "syarat": 20,
    "cek_status": 14,
    "cara_daftar": 13,
    "belum_cair": 12,
    "info": 8,
    "nominal": 7,
    "dokumen": 5,
    "tidak_dapat": 4,
}
OTHERS = {"pengaduan/cara_lapor": 4, "data/kelurahan": 2, "data/jam_layanan": 3}
BY_HOUR = (1, 0, 0, 0, 1, 2, 5, 8, 12, 15, 16, 12, 11, 10, 9, 8, 7, 8, 11, 14, 12, 8, 4, 2)
CHANNELS = {"telegram": 62, "web": 35, "rest": 3}


@dataclass(frozen=True, slots=True)
class Theme:
    """Something people ask that nobody can answer yet, in several people's words."""

    wordings: tuple[str, ...]
    weight: int
    harm: Harm = Harm.ORDINARY
    status: GapStatus = GapStatus.NEW
    office: str = ""
    due_in_days: int | None = None
    intent: str = ""
    near: str = "dtsen/cek_status"


THEMES = (
    Theme(
        (
            "kartu sembako saya ditahan warung, katanya jaminan utang",
            "kks dipegang yang punya agen, tidak boleh diambil",
            "warung menyimpan kartu kami, mintanya gimana",
        ),
        *(7, Harm.MONEY, GapStatus.WORKING, "Dinas Sosial", -3),
    ),
    Theme(
        (
            "uang sekolah anak dipotong pihak sekolah padahal dapat pip",
            "pip cair tapi dipotong buat seragam, boleh?",
        ),
        *(6, Harm.MONEY, GapStatus.WORKING, "Dinas Pendidikan", 2),
    ),
    Theme(
        (
            "cuci darah rutin tapi kis mendadak mati, minggu ini jadwalnya",
            "kis bapak nonaktif, besok kemo, aktifkan lewat mana hari minggu",
        ),
        *(4, Harm.ILLNESS),
    ),
    Theme(
        (
            "lapor pungutan beras malah diancam dicoret dari daftar",
            "saya diancam bantuannya dicabut kalau cerita ke orang",
        ),
        *(1, Harm.THREAT),
    ),
    Theme(
        (
            "pasar murah minggu depan di kelurahan mana saja",
            "jadwal pasar murah bulan ini dimana ya",
            "operasi pasar beras kapan lagi min",
        ),
        11,
    ),
    Theme(
        (
            "kursus jahit gratis buka kapan, masih bisa ikut",
            "pelatihan menjahit gelombang berikutnya kapan",
        ),
        *(8, Harm.ORDINARY, GapStatus.WORKING, "Dinas Tenaga Kerja", 5),
    ),
    Theme(
        (
            "bantuan kursi roda buat mbah lewat mana",
            "pinjam kursi roda gratis ada tidak di kota",
        ),
        *(7, Harm.ORDINARY, GapStatus.ANSWERED, "Dinas Sosial", None, "pkh/info"),
    ),
    Theme(
        ("penerima rusunawa ganti kepala keluarga lapor siapa", "pindah kamar rusun harus izin?"),
        *(4, Harm.ORDINARY, GapStatus.ANSWERED, "Disperkim", None, "rusunawa/kontak"),
    ),
    Theme(
        ("jadwal truk sampah ke kampung kami kok jarang", "truk sampah lewat hari apa saja"),
        *(5, Harm.ORDINARY, GapStatus.NOT_OURS),
    ),
    Theme(
        ("desil saya kok naik padahal tidak punya apa apa", "kenapa desil berubah jadi enam"),
        *(6, Harm.ORDINARY, GapStatus.MISMATCHED, "", None, "dtsen/cek_status"),
    ),
    Theme(
        ("promo pinjaman cepat tanpa jaminan hubungi kami",), *(2, Harm.ORDINARY, GapStatus.SPAM)
    ),
    Theme(("beasiswa santri dari kota ada tidak", "santri mondok bisa dapat beasiswa kota?"), 3),
)


@lru_cache(maxsize=1)
def shipped_unlearnt() -> Brain:
    """The shipped knowledge for pages that ask the matcher nothing: nothing is learnt."""
    return Brain(load(SHIPPED, NOW.date()), lambda *_: Understanding(()), (), _no_ear)


def fill(desk: Desk, *, busy: float = 1.0) -> None:
    """Two months of serving until the desk's now; `busy` is how much was asked, 1 a usual city.

    Groups of the Dinas Sosial lie with the first account of that office, if there is one.
    """
    filling = _Filling(desk.box, desk.clock(), busy, random.Random(5))
    desk.writer.run(filling.everything).result(60)


def _no_ear(day: date):
    raise AssertionError("nobody interviews here")


@dataclass(slots=True)
class _Filling:
    """Two months told turn by turn."""

    box: SecretBox
    now: datetime
    busy: float
    chance: random.Random
    groups: list[int] = field(default_factory=list)
    times: list[tuple[datetime, datetime | None]] = field(default_factory=list)
    messages: int = 0

    def everything(self, connection: Connection) -> None:
        owner = connection.execute(
            select(accounts.c.id).where(accounts.c.office == "Dinas Sosial").limit(1)
        ).scalar()
        self.groups = [self._group(connection, theme, owner) for theme in THEMES]
        for days_ago in range(DAYS - 1, -1, -1):
            self._day(connection, days_ago)

    def _group(self, connection: Connection, theme: Theme, owner: int | None) -> int:
        opened = self.now - timedelta(days=self.chance.randint(16, 45))
        due = theme.due_in_days
        answered = opened + timedelta(days=self.chance.uniform(5, 12)) if theme.intent else None
        row = {
            "status": theme.status,
            "harm": int(theme.harm),
            "office": theme.office,
            "account_id": owner if theme.office == "Dinas Sosial" else None,
            "due_on": None if due is None else self.now.date() + timedelta(days=due),
            "opened_at": self._stored(opened),
            "changed_at": self._stored(opened + timedelta(days=1)),
            "intent": theme.intent or None,
            "answered_at": self._stored(answered) if answered else None,
        }
        self.times.append((opened, answered))
        return connection.execute(insert(gap_groups), row).inserted_primary_key[0]

    def _day(self, connection: Connection, days_ago: int) -> None:
        day = self.now - timedelta(days=days_ago)
        usual = 46 if day.weekday() >= 5 else 78
        growing = 1.35 - days_ago / 100
        count = round(self.busy * usual * growing * self.chance.uniform(0.8, 1.2))
        midnight = day.astimezone(UTC).replace(hour=0, minute=0) - timedelta(hours=7)
        moments = sorted(
            midnight
            + timedelta(
                hours=self.chance.choices(range(24), BY_HOUR)[0],
                seconds=self.chance.randrange(3600),
            )
            for _ in range(count)
        )
        for at in moments:
            if at < self.now:
                self._turn(connection, at)

    def _turn(self, connection: Connection, at: datetime) -> None:
        channel = self._draw(CHANNELS)
        person = round(abs(self.chance.gauss(0, 300 if channel != "rest" else 1)))
        origin = self._origin(channel, person, at)
        tell: Callable[[Connection, Origin], None] = self._draw(
            {
                self._answer: 66,
                self._did_you_mean: 10,
                self._gap: 8,
                self._chosen: 12,
                self._danger: 1,
                self._menu: 14,
            }
        )
        tell(connection, origin)

    def _answer(self, connection: Connection, origin: Origin) -> None:
        intent = self._intent()
        score = self.chance.uniform(62, 100)
        words = RedactedText(f"tanya soal {intent.replace('/', ' ')} dong")
        noted = Asked(AskedOutcome.ANSWER, intent, score, "", words, self._place())
        asked.add(connection, noted, "answer", origin)
        self._judge(connection, origin, intent)

    def _judge(self, connection: Connection, origin: Origin, intent: str) -> None:
        if self.chance.random() < 0.31:
            solved = self.chance.random() < 0.83
            gaps.note(connection, Feedback(intent, solved), self._later(origin))

    def _did_you_mean(self, connection: Connection, origin: Origin) -> None:
        intent = self._intent()
        noted = Asked(AskedOutcome.CONFIRM, intent, 34.0, "", RedactedText("yang mana ya"))
        asked.add(connection, noted, "answer", origin)
        if self.chance.random() < 0.6:
            then = self._later(origin)
            asked.add(connection, Asked(AskedOutcome.CHOSEN, intent), "choosing", then)
            self._judge(connection, then, intent)

    def _chosen(self, connection: Connection, origin: Origin) -> None:
        asked.add(connection, Asked(AskedOutcome.CHOSEN, self._intent()), "choosing", origin)

    def _danger(self, connection: Connection, origin: Origin) -> None:
        asked.add(connection, Asked(AskedOutcome.EMERGENCY, "darurat/medis"), "emergency", origin)

    def _menu(self, connection: Connection, origin: Origin) -> None:
        asked.add(connection, Asked(AskedOutcome.OTHER), "menus", origin)

    def _gap(self, connection: Connection, origin: Origin) -> None:
        number = self.chance.choices(range(len(THEMES)), [theme.weight for theme in THEMES])[0]
        theme = THEMES[number]
        words = RedactedText(self.chance.choice(theme.wordings))
        noted = Asked(AskedOutcome.UNKNOWN, question=words, place=self._place())
        asked.add(connection, noted, "fallback", origin)
        opened, answered = self.times[number]
        if not self._stored(opened) <= origin.at < self._stored(answered or self.now):
            return  # it was answered by then, or an older group of it is deleted
        gap = Gap(words, GapReason.NO_CANDIDATE, (Candidate(theme.near, 8.0),))
        gaps.add(connection, gap, origin)
        newest = connection.exec_driver_sql("SELECT max(id) FROM gaps").scalar()
        belongs = update(gap_rows).where(gap_rows.c.id == newest)
        connection.execute(belongs.values(group_id=self.groups[number]))
        if origin.channel == "telegram" and self.chance.random() < 0.55:
            self._wants_to_know(connection, origin, newest, theme)

    def _wants_to_know(
        self, connection: Connection, origin: Origin, question: int, theme: Theme
    ) -> None:
        told = theme.status in (GapStatus.ANSWERED, GapStatus.MISMATCHED)
        told_at = min(origin.at + timedelta(days=3), self._stored(self.now))
        replied = told and self.chance.random() < 0.6
        row = {
            "question_id": question,
            "key": origin.conversation,
            "channel": origin.channel,
            "address": self.box.seal("4711"),
            "consented_at": origin.at,
            "expires_at": origin.at + timedelta(days=180),
            "told_at": told_at if told else None,
            "solved": self.chance.random() < 0.8 if replied else None,
            "replied_at": told_at if replied else None,
        }
        connection.execute(insert(askers), row)

    def _origin(self, channel: str, person: int, at: datetime) -> Origin:
        self.messages += 1
        key = self.box.pseudonym(channel, f"orang {person}")
        return Origin(key, channel, f"m{self.messages}", self._stored(at))

    def _later(self, origin: Origin) -> Origin:
        return replace(origin, at=origin.at + timedelta(seconds=40))

    def _intent(self) -> str:
        if self.chance.random() < 0.08:
            return self._draw(OTHERS)
        return f"{self._draw(PROGRAMMES)}/{self._draw(ASPECTS)}"

    def _place(self) -> str:
        city = shipped_unlearnt().base.city
        assert city
        return self.chance.choice(city.places).name if self.chance.random() < 0.17 else ""

    def _draw(self, weights: dict):
        return self.chance.choices(list(weights), list(weights.values()))[0]

    @staticmethod
    def _stored(at: datetime) -> datetime:
        return at.astimezone(UTC).replace(tzinfo=None)


def main(folder: Path) -> None:
    config = Config(data_dir=folder)
    with open_core(config, shipped_unlearnt()) as core:
        fill(open_desk(core))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
