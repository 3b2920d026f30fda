"""Facts that lapse are told to who keeps them; links and numbers are looked at."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import insert, select

from bot.config import Retention
from bot.domain.desk_chat import Room
from bot.domain.knowledge import ContactKind
from bot.domain.reaching import LinkState, malformed, printed
from bot.domain.staleness import by_owner, lapsing
from bot.jobs import JOBS, Tools
from bot.jobs.trying import is_public, try_sites
from bot.loader import load
from bot.storage import journal, links
from bot.storage.database import Writer, open_engine
from bot.storage.desk_tables import asked
from bot.storage.schema import migrate
from bot.storage.secrets import SecretBox
from bot.storage.tables import outbox

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
ENTRIES = """\
entri:
  - id: umum/parkir
    judul: Parkir
    contoh: [parkir bayar tidak]
    jawaban: Parkir gratis sejak 2025.
    lanjut: "Kalau ditarik uang, lapor ke {kanal.lapor}."
    sumber: [S01]
    keyakinan: tinggi
    dicek_terakhir: 2026-11-01
    berlaku_sampai: 2026-11-30
    pemilik: Dinas Perhubungan
  - id: umum/antre
    judul: Antre
    contoh: [antrenya lama tidak]
    jawaban: Sekarang 3 loket.
    sumber: [S01]
    keyakinan: tinggi
    dicek_terakhir: 2025-10-01
  - id: umum/situs
    judul: Situs
    contoh: [situsnya apa]
    jawaban: Buka situs-kota.go.id.
"""
HEARD: list[str] = []  # what the pages below were asked for
CHANNELS = """\
kanal:
  - id: lapor
    nama: Lapor
    untuk: Lapor menerima aduan
    sumber: [S01]
    keyakinan: tinggi
    dicek_terakhir: 2026-11-01
    kontak:
      - {{jenis: situs, nilai: "{site}"}}
      - {{jenis: telepon, nilai: "(0293) 36226O"}}
      - {{jenis: whatsapp, nilai: "08123456789"}}
"""


@dataclass(slots=True)
class Office:
    folder: Path
    writer: Writer

    def tools(self, now: datetime = NOW, *, over_network: bool = False, group: str = "") -> Tools:
        base = load(self.folder, now.date())
        return Tools(
            self.writer,
            SecretBox("for tests only, " * 3),
            Retention(),
            lambda: base,
            now,
            check_links=over_network,
            room=Room(telegram_group=group),
            may_reach=lambda address: address == "127.0.0.1",
        )

    def told(self) -> list[tuple[str, str, str]]:
        entries = self.writer.run(lambda connection: journal.latest(connection, 50)).result()
        return [(e.deed, e.target, e.detail.get("pemilik", "")) for e in reversed(entries)]

    def checks(self) -> dict[str, links.LinkCheck]:
        return {one.value: one for one in self.writer.run(links.known).result()}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    folder = tmp_path / "knowledge"
    for name in ("tanya_jawab", "pengaduan"):
        (folder / name).mkdir(parents=True)
    (folder / "tanya_jawab/umum.yaml").write_text(ENTRIES)
    (folder / "pengaduan/lapor.yaml").write_text(CHANNELS.format(site="lapor.invalid"))
    (folder / "sumber.yaml").write_text("sumber:\n  - {id: S01, nama: Buku}\n")
    engine = open_engine(tmp_path / "office.sqlite3")
    migrate(engine)
    writer = Writer(engine)
    yield Office(folder, writer)
    writer.close()
    engine.dispose()


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        HEARD.append(self.path)
        status = {"/ada": 200, "/masuk": 403, "/hilang": 404, "/rusak": 500, "/alih": 302}[
            self.path
        ]
        self.send_response(status)
        if status == 302:
            self.send_header("Location", f"http://127.0.0.2:{self.server.server_port}/ada")  # type: ignore[attr-defined]
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def pages() -> Iterator[str]:
    HEARD.clear()
    server = ThreadingHTTPServer(("0.0.0.0", 0), _Pages)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join(5)


def test_what_lapses_within_fourteen_days_is_listed_for_its_owner(office: Office) -> None:
    base = load(office.folder, TODAY)
    found = by_owner(lapsing(base, TODAY))
    assert list(found) == ["Dinas Perhubungan", ""], "who has no owner stands last"
    assert [(one.label, one.last_day) for one in found["Dinas Perhubungan"]] == [
        ("Parkir", date(2026, 11, 30))
    ]
    (nobodys,) = found[""]
    assert nobodys.label == "Antre"
    assert nobodys.has_lapsed(TODAY)
    assert not lapsing(base, date(2025, 11, 1), within_days=-400)


def test_a_programme_whose_parts_lapse_on_one_day_is_one_thing_to_look_at(
    office: Office,
) -> None:
    (office.folder / "program").mkdir()
    (office.folder / "program/pkh.yaml").write_text(
        "id: pkh\nnama_resmi: PKH\nnama_pendek: PKH\nsebutan: [pkh]\nstatus: aktif\n"
        "tingkat: kota\npengelola: {pusat: Kemensos, kota: Dinas Sosial}\npastikan_ke: dinas\n"
        "tanpa_aturan: tidak ada\nsumber: [S01]\nkeyakinan: tinggi\ndicek_terakhir: 2025-11-25\n"
        "ringkasan: Bantuan.\nsyarat: Tercatat.\n"
    )
    (office.folder / "aspek.yaml").write_text(
        "aspek:\n"
        "  - {id: info, label: Apa itu, judul: apa itu, bagian: ringkasan, contoh: [apa itu]}\n"
        "  - {id: syarat, label: Syarat, judul: syarat, bagian: syarat, contoh: [syaratnya]}\n"
    )
    found = by_owner(lapsing(load(office.folder, TODAY), TODAY))
    assert [(one.label, one.parts) for one in found["Dinas Sosial"]] == [("PKH", 2)]


def test_the_daily_job_tells_once_when_it_comes_near_and_once_when_it_has_lapsed(
    office: Office,
) -> None:
    JOBS["staleness"](office.tools())
    first = [
        ("lewat masa", "tanya_jawab/umum.yaml · Antre", ""),
        ("segera lewat masa", "tanya_jawab/umum.yaml · Parkir", "Dinas Perhubungan"),
    ]
    assert office.told() == first
    said = JOBS["staleness"](office.tools(NOW + timedelta(days=1)))
    assert office.told() == first
    assert said.startswith("2 facts lapse within 14 days or have lapsed (0 told now)")
    JOBS["staleness"](office.tools(datetime(2026, 12, 1, 9, 0, tzinfo=UTC)))
    assert office.told()[2:] == [
        ("lewat masa", "tanya_jawab/umum.yaml · Parkir", "Dinas Perhubungan")
    ]


def test_the_group_of_coordinators_is_told_once_office_by_office(office: Office) -> None:
    JOBS["staleness"](office.tools(group="-100123"))
    JOBS["staleness"](office.tools(group="-100123"))
    (told,) = office.writer.run(
        lambda connection: list(connection.execute(select(outbox.c.reply)).scalars())
    ).result()
    assert "Parkir, sampai 30 November 2026 (Dinas Perhubungan)" in told
    assert "Antre, sampai 1 Oktober 2026 (belum ada kantor yang menjaga)" in told


def test_what_was_looked_at_again_is_told_again_when_its_new_day_comes(office: Office) -> None:
    JOBS["staleness"](office.tools())
    file = office.folder / "tanya_jawab/umum.yaml"
    file.write_text(ENTRIES.replace("2026-11-30", "2026-12-05"))
    JOBS["staleness"](office.tools())
    assert [deed for deed, target, _ in office.told() if target.endswith("Parkir")] == [
        "segera lewat masa",
        "segera lewat masa",
    ]


def test_numbers_are_checked_by_form_without_any_network(office: Office) -> None:
    JOBS["staleness"](office.tools())
    checks = office.checks()
    assert checks["(0293) 36226O"].state is LinkState.BROKEN
    assert "nomor" in checks["(0293) 36226O"].why
    assert checks["08123456789"].state is LinkState.FINE
    assert checks["lapor.invalid"].state is LinkState.UNTRIED
    assert checks["situs-kota.go.id"].state is LinkState.UNTRIED


@pytest.mark.parametrize(
    ("page", "state"),
    [
        ("ada", LinkState.FINE),
        ("masuk", LinkState.FINE),
        ("hilang", LinkState.BROKEN),
        ("rusak", LinkState.BROKEN),
    ],
)
def test_a_site_is_asked_where_the_network_allows(
    office: Office, page: str, state: LinkState
) -> None:
    entries = office.folder / "tanya_jawab/umum.yaml"
    entries.write_text(ENTRIES.replace("situs-kota.go.id", "kantor"))  # loopback only
    with pages() as url:
        site = f"{url}/{page}"
        (office.folder / "pengaduan/lapor.yaml").write_text(CHANNELS.format(site=site))
        JOBS["staleness"](office.tools(over_network=True))
        assert office.checks()[site].state is state
    # Now nobody answers at all: that says something of our network, nothing of the site.
    JOBS["staleness"](office.tools(over_network=True))
    assert office.checks()[site].state is state


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"])
def test_nothing_inside_our_own_network_is_asked(office: Office, host: str) -> None:
    entries = office.folder / "tanya_jawab/umum.yaml"
    entries.write_text(ENTRIES.replace("situs-kota.go.id", "kantor"))
    with pages() as url:
        site = url.replace("127.0.0.1", host) + "/ada"
        found = asyncio.run(try_sites([site, f"{url}/ada"]))
        assert HEARD == []
    assert found[site][0] is LinkState.UNTRIED
    with pages() as url:
        (office.folder / "pengaduan/lapor.yaml").write_text(CHANNELS.format(site=f"{url}/ada"))
        usual = replace(office.tools(over_network=True), may_reach=is_public)
        JOBS["staleness"](usual)
        assert HEARD == []
    assert office.checks()[f"{url}/ada"].state is LinkState.UNTRIED


def test_nobody_is_led_into_our_own_network_by_a_page_outside(office: Office) -> None:
    with pages() as url:
        sites = [f"{url}/alih", f"{url}/ada"]
        found = asyncio.run(try_sites(sites, lambda address: address == "127.0.0.1"))
        assert sorted(HEARD) == ["/ada", "/alih"], "127.0.0.2 was not asked"
    state, why = found[f"{url}/alih"]
    assert state is LinkState.UNTRIED
    assert "jaringan dalam" in why


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("36.66.1.2", True),
        ("2001:4860:4860::8888", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("192.168.1.1", False),
        ("172.16.0.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00:ec2::254", False),
        ("::ffff:169.254.169.254", False),
        ("localhost", False),
    ],
)
def test_only_addresses_that_everybody_reaches_are_asked(address: str, *, expected: bool) -> None:
    assert is_public(address) is expected


def test_what_is_no_longer_printed_is_no_longer_kept(office: Office) -> None:
    JOBS["staleness"](office.tools())
    assert "situs-kota.go.id" in office.checks()
    (office.folder / "tanya_jawab/umum.yaml").write_text(
        ENTRIES.replace("situs-kota.go.id", "kantor")
    )
    JOBS["staleness"](office.tools())
    assert "situs-kota.go.id" not in office.checks()


def test_the_most_used_come_first(office: Office) -> None:
    rows = [
        {
            "conversation": str(n),
            "channel": "web",
            "at": NOW.replace(tzinfo=None) - timedelta(days=days),
            "route": "answer",
            "outcome": "answer",
            "intent": intent,
        }
        for n, (intent, days) in enumerate(
            [("umum/situs", 1), ("umum/situs", 2), ("umum/parkir", 1), *[("umum/parkir", 60)] * 5]
        )
    ]
    office.writer.run(lambda connection: connection.execute(insert(asked), rows)).result()
    since = NOW - timedelta(days=28)
    uses = office.writer.run(lambda connection: links.uses(connection, since)).result()
    assert uses == {"umum/situs": 2, "umum/parkir": 1}, "what was asked long ago does not count"
    base = load(office.folder, TODAY)
    assert printed(base, uses)[0].value == "situs-kota.go.id"
    assert printed(base, {})[0].value != "situs-kota.go.id"


def test_an_unverified_number_is_not_printed_and_so_not_looked_at(office: Office) -> None:
    base = load(office.folder, TODAY)
    assert any(one.value == "08123456789" for one in printed(base, {}))
    unsure = CHANNELS.format(site="lapor.invalid").replace(
        'nilai: "08123456789"', 'nilai: "08123456789", keyakinan: rendah'
    )
    (office.folder / "pengaduan/lapor.yaml").write_text(unsure)
    assert all(one.value != "08123456789" for one in printed(load(office.folder, TODAY), {}))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (ContactKind.PHONE, "021-171"),
        (ContactKind.PHONE, "Halo Dukcapil pusat 1500-537"),
        (ContactKind.PHONE, "119 lalu tekan 8"),
        (ContactKind.PHONE, "0857-9966-4444"),
        (ContactKind.SMS, "1708"),
        (ContactKind.SITE, "lapor.go.id/buat"),
        (ContactKind.EMAIL, "pengaduan@ombudsman.go.id"),
    ],
)
def test_a_right_form_is_not_reported(kind: ContactKind, value: str) -> None:
    assert not malformed(kind, value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (ContactKind.PHONE, "02933622"),
        (ContactKind.PHONE, "kantor"),
        (ContactKind.WHATSAPP, "021-171"),
        (ContactKind.WHATSAPP, "0812345"),
        (ContactKind.SITE, "lapor go id"),
        (ContactKind.EMAIL, "pengaduan.ombudsman.go.id"),
    ],
)
def test_a_wrong_form_is_reported(kind: ContactKind, value: str) -> None:
    assert malformed(kind, value)


def test_a_fact_with_two_limits_holds_until_the_earlier_one(office: Office) -> None:
    of = load(office.folder, TODAY).intents["umum/parkir"].section.provenance
    assert of.last_day == date(2026, 11, 30)
    assert replace(of, reviewed_on=date(2025, 11, 25)).last_day == date(2026, 11, 25)
    assert replace(of, reviewed_on=None, valid_until=None).last_day is None
