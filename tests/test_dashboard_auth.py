"""Getting into the dashboard and out of it: passwords, links, codes, sessions, limits."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pyotp
import pytest
from sqlalchemy import text

from bot import jobs
from bot.config import Config
from bot.dashboard.cookies import Cookies
from bot.dashboard.pages.entrance import SECOND_STEP
from bot.dashboard.patience import MOST_A_LOGIN, MOST_AN_ADDRESS
from bot.desk.passwords import weakness
from bot.desk.work import DeedError
from bot.domain.desk import Role
from bot.storage import accounts, sessions
from bot.storage.sessions import Purpose
from tests.dashboard_site import PASSWORD, TERMINAL, Coordinator, DashboardSite, dashboard_site

NEW_PASSWORD = "hujan turun pagi-pagi sekali"
WRONG = "belum cocok"
INSIDE = "/dasbor/menu"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[DashboardSite]:
    with dashboard_site(tmp_path) as running:
        yield running


def is_inside(person: Coordinator) -> bool:
    return person.get(INSIDE, follow_redirects=False).status_code == 200


def stored(site: DashboardSite) -> str:
    """Everything in the database, as text."""
    tables = ("accounts", "sessions", "tickets", "journal")
    return site.desk.writer.run(
        lambda c: "\n".join(
            str(row) for table in tables for row in c.execute(text(f"SELECT * FROM {table}"))
        )
    ).result()


def test_the_right_password_opens_and_a_wrong_one_does_not(site: DashboardSite) -> None:
    person = site.stranger()
    refused = person.logs_in("koordinator", "bukan sandinya")
    assert refused.status_code == 403
    assert WRONG in refused.text
    assert not is_inside(person)
    assert "Uji Koordinator" in person.logs_in(" Koordinator ").text
    assert is_inside(person)


def test_an_unknown_name_is_told_the_same_as_a_wrong_password(site: DashboardSite) -> None:
    unknown = site.stranger().logs_in("siapa-saja").text
    wrong = site.stranger().logs_in("siapa-saja", "x").text
    known = site.stranger().logs_in("admin", "bukan sandinya").text

    def said(page: str) -> list[str]:
        return re.findall(r'role="alert".*?</p>', page, re.S)

    assert said(unknown) == said(wrong) == said(known) != []


def test_logging_in_changes_the_cookie_and_the_old_one_opens_nothing(site: DashboardSite) -> None:
    person = site.stranger()
    person.get("/dasbor/masuk")
    before = person.cookies["dasbor"]
    person.logs_in("opd")
    after = person.cookies["dasbor"]
    assert before != after
    thief = site.stranger()
    thief.cookies.set("dasbor", before)
    assert not is_inside(thief)
    person.logs_in("opd")
    thief.cookies.set("dasbor", after)
    assert is_inside(person)


def test_nobody_is_logged_in_from_another_site(site: DashboardSite) -> None:
    """A form without the field that our own page has in it, even with the right password."""
    person = site.stranger()
    fields = {"nama": "admin", "sandi": PASSWORD}
    assert person.post("/dasbor/masuk", data=fields).status_code == 403
    assert not is_inside(person)


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(tmp_path: Path) -> None:
    with dashboard_site(tmp_path) as plain:
        cookie = plain.stranger().get("/dasbor/masuk").headers["set-cookie"].lower()
        assert cookie.startswith("dasbor=")
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
    config = Config(data_dir=tmp_path, server={"https": True})
    (tmp_path / "https").mkdir()
    with dashboard_site(tmp_path / "https", config=config) as safe:
        cookie = safe.stranger().get("/dasbor/masuk").headers["set-cookie"]
        assert cookie.startswith("__Host-dasbor=")
        assert "Secure" in cookie
        assert "Path=/;" in cookie


def test_leaving_ends_the_session_itself(site: DashboardSite) -> None:
    person, thief = site.coordinator(), site.stranger()
    thief.cookies.set("dasbor", person.cookies["dasbor"])
    assert is_inside(thief)
    assert "Sampai jumpa" in person.sends("/dasbor/keluar").text
    assert not is_inside(person)
    assert not is_inside(thief)


def test_a_session_ends_when_it_is_not_used_and_lasts_while_it_is(site: DashboardSite) -> None:
    person, idle = site.coordinator(), site.coordinator(Role.OBSERVER)
    for _ in range(3):
        site.clock.now += timedelta(hours=site.desk.config.dashboard.session_hours - 1)
        assert is_inside(person)
    assert not is_inside(idle)
    for _ in range(68):
        site.clock.now += timedelta(hours=11)
        inside = is_inside(person)
    assert not inside, "after a month even a busy one ends"


def test_the_database_holds_no_password_token_link_or_secret(site: DashboardSite) -> None:
    person = site.stranger()
    person.logs_in("admin")
    shown = person.sends("/dasbor/pengguna/2/tautan").text
    token = re.search(r"/dasbor/undangan/([\w-]{43})", shown)
    secret = set_up(site, person)
    assert token
    found = stored(site)
    assert "$argon2id$" in found
    for word in (PASSWORD, person.cookies["dasbor"], token[1], secret):
        assert word not in found


def invitation(page: httpx.Response) -> str:
    found = re.search(r"http://127\.0\.0\.1:\d+(/dasbor/undangan/[\w-]{43})", page.text)
    assert found, page.text
    return found[1]


def choose(person: Coordinator, link: str, password: str, again: str = "") -> httpx.Response:
    fields = {"sandi": password, "sandi_lagi": again or password}
    return person.sends(link, fields, of=link)


def test_an_invited_person_chooses_a_password_and_comes_in(site: DashboardSite) -> None:
    admin, newcomer = site.coordinator(Role.ADMIN), site.stranger()
    fields = {"nama": "Siti Aminah", "login": "Siti.Dinsos", "peran": "opd", "kantor": "Dinsos"}
    link = invitation(admin.sends("/dasbor/pengguna/baru", fields))
    assert newcomer.logs_in("siti.dinsos", "").status_code == 403, "no password is no password"
    assert "Siti Aminah" in newcomer.get(link).text
    assert "belum sama" in choose(newcomer, link, NEW_PASSWORD, "lain sama sekali").text
    assert "mudah ditebak" in choose(newcomer, link, "rahasia123").text
    inside = choose(newcomer, link, NEW_PASSWORD)
    assert "Sandi tersimpan" in inside.text
    assert inside.url.path == "/dasbor", "nobody types the same words twice"
    assert is_inside(newcomer)
    assert "Siti Aminah" in site.stranger().logs_in("siti.dinsos", NEW_PASSWORD).text
    assert newcomer.get(link).status_code == 410, "a link is used once"
    assert newcomer.get("/dasbor/pengguna").status_code == 403, "an OPD manages nobody"


def test_links_end_with_time_with_a_newer_one_and_with_the_account(site: DashboardSite) -> None:
    admin, person = site.coordinator(Role.ADMIN), site.stranger()
    account = site.accounts[Role.OFFICE].id
    first = invitation(admin.sends(f"/dasbor/pengguna/{account}/tautan"))
    second = invitation(admin.sends(f"/dasbor/pengguna/{account}/tautan"))
    assert person.get(first).status_code == 410
    assert person.get(second).status_code == 200
    admin.sends(f"/dasbor/pengguna/{account}/nonaktifkan")
    assert person.get(second).status_code == 410
    admin.sends(f"/dasbor/pengguna/{account}/aktifkan")
    third = invitation(admin.sends(f"/dasbor/pengguna/{account}/tautan"))
    site.clock.now += timedelta(days=8)
    assert person.get(third).status_code == 410
    assert person.get("/dasbor/undangan/tebak-tebakan").status_code == 410


def test_a_reset_ends_every_session(site: DashboardSite) -> None:
    admin, lost = site.coordinator(Role.ADMIN), site.coordinator(Role.OFFICE)
    link = invitation(admin.sends(f"/dasbor/pengguna/{site.accounts[Role.OFFICE].id}/tautan"))
    assert is_inside(lost), "the link alone changes nothing"
    owner = site.stranger()
    choose(owner, link, NEW_PASSWORD)
    assert not is_inside(lost)
    owner = site.stranger()
    assert owner.logs_in("opd").status_code == 403
    assert "Uji Opd" in owner.logs_in("opd", NEW_PASSWORD).text


def test_a_new_password_alone_opens_nothing_that_has_a_second_step(site: DashboardSite) -> None:
    admin, person = site.coordinator(Role.ADMIN), site.stranger()
    person.logs_in("opd")
    set_up(site, person)
    link = invitation(admin.sends(f"/dasbor/pengguna/{site.accounts[Role.OFFICE].id}/tautan"))
    owner = site.stranger()
    page = choose(owner, link, NEW_PASSWORD)
    assert "Sandi tersimpan" in page.text
    assert page.url.path == "/dasbor/masuk"
    assert not is_inside(owner)


def test_changing_ones_password_asks_for_the_old_one_and_logs_out_elsewhere(
    site: DashboardSite,
) -> None:
    here, elsewhere = site.stranger(), site.coordinator()
    here.logs_in("koordinator")
    fields = {"sandi": "keliru", "sandi_baru": NEW_PASSWORD, "sandi_lagi": NEW_PASSWORD}
    assert WRONG in here.sends("/dasbor/akun/sandi", fields).text
    assert is_inside(elsewhere)
    fields["sandi"] = PASSWORD
    assert "Sandi baru tersimpan" in here.sends("/dasbor/akun/sandi", fields).text
    assert is_inside(here)
    assert not is_inside(elsewhere)


def test_other_sessions_can_be_ended(site: DashboardSite) -> None:
    here, elsewhere = site.stranger(), site.coordinator()
    here.logs_in("koordinator")
    assert "di 1 tempat lain" in here.get("/dasbor/akun").text
    assert "1 sesi" in here.sends("/dasbor/akun/sesi").text
    assert is_inside(here)
    assert not is_inside(elsewhere)


def test_a_disabled_account_is_out_at_once_and_cannot_come_in(site: DashboardSite) -> None:
    admin, person = site.coordinator(Role.ADMIN), site.coordinator(Role.OFFICE)
    account = site.accounts[Role.OFFICE].id
    assert "dinonaktifkan" in admin.sends(f"/dasbor/pengguna/{account}/nonaktifkan").text
    assert not is_inside(person)
    assert person.logs_in("opd").status_code == 403
    admin.sends(f"/dasbor/pengguna/{account}/aktifkan")
    assert "Uji Opd" in person.logs_in("opd").text


def test_another_role_counts_from_the_next_page_on(site: DashboardSite) -> None:
    admin, person = site.coordinator(Role.ADMIN), site.coordinator(Role.OBSERVER)
    assert person.get("/dasbor/pengguna").status_code == 403
    account = site.accounts[Role.OBSERVER].id
    admin.sends(f"/dasbor/pengguna/{account}", {"nama": "Ibu Ratna", "peran": "admin"})
    page = person.get("/dasbor/pengguna")
    assert page.status_code == 200
    assert "Ibu Ratna" in page.text


def test_there_is_always_an_admin(site: DashboardSite) -> None:
    admin, account = site.coordinator(Role.ADMIN), site.accounts[Role.ADMIN].id
    assert "Akun sendiri" in admin.sends(f"/dasbor/pengguna/{account}/nonaktifkan").text
    fields = {"nama": "Uji Admin", "peran": "peninjau"}
    assert "admin terakhir" in admin.sends(f"/dasbor/pengguna/{account}", fields).text
    assert admin.get("/dasbor/pengguna").status_code == 200
    with pytest.raises(DeedError, match="admin terakhir"):
        site.desk.accounts.disable(account, TERMINAL).result()


def test_an_account_needs_a_name_of_its_own(site: DashboardSite) -> None:
    admin = site.coordinator(Role.ADMIN)
    for login, words in (("ADMIN", "sudah dipakai"), ("dua kata", "tanpa spasi")):
        fields = {"nama": "Baru", "login": login, "peran": "opd"}
        answer = admin.sends("/dasbor/pengguna/baru", fields)
        assert answer.status_code == 422
        assert words in answer.text
        assert 'value="Baru"' in answer.text, "what was typed is still there"


def test_too_many_tries_have_to_wait(site: DashboardSite) -> None:
    person = site.stranger()
    for _ in range(MOST_A_LOGIN):
        assert person.logs_in("admin", "tebakan").status_code == 403
    late = person.logs_in("admin")
    assert late.status_code == 429
    assert "menit lagi" in late.text
    assert "Uji Koordinator" in person.logs_in("koordinator").text, "the others are not kept out"
    site.clock.now += timedelta(minutes=15)
    assert "Uji Admin" in person.logs_in("admin").text


def test_one_address_cannot_try_every_name(site: DashboardSite) -> None:
    person, seals = site.stranger(), Cookies(site.desk.box, https=False)
    fields = {"csrf": person.csrf("/dasbor/masuk"), "kode": "1"}
    statuses = []
    for number in range(MOST_AN_ADDRESS + 1):
        fields["tiket"] = seals.sealed(SECOND_STEP, str(900 + number))
        statuses.append(person.post("/dasbor/masuk/kode", data=fields).status_code)
    assert statuses == [403] * MOST_AN_ADDRESS + [429]


def code_at(site: DashboardSite, secret: str) -> str:
    """What the app on the phone shows now."""
    return pyotp.TOTP(secret).at(site.clock.now)


def set_up(site: DashboardSite, person: Coordinator) -> str:
    """Add the second step as a person does; the secret."""
    page = person.get("/dasbor/akun/kode").text
    ticket = re.search(r'name="tiket" value="([^"]+)"', page)
    shown = re.search(r'class="rahasia">([A-Z2-7 ]+)<', page)
    assert ticket
    assert shown
    assert 'src="data:image/svg+xml' in page
    secret = shown[1].replace(" ", "")
    fields = {"tiket": ticket[1], "kode": "000000"}
    assert WRONG in person.sends("/dasbor/akun/kode", fields).text
    fields["kode"] = code_at(site, secret)
    assert "Kode dua langkah terpasang" in person.sends("/dasbor/akun/kode", fields).text
    site.clock.now += timedelta(seconds=30)
    return secret


def ticket_of(page: httpx.Response) -> str:
    found = re.search(r'name="tiket" value="([^"]+)"', page.text)
    assert found, page.text
    return found[1]


def test_with_a_second_step_the_password_alone_opens_nothing(site: DashboardSite) -> None:
    owner, person = site.coordinator(), site.stranger()
    secret = set_up(site, owner)
    asked = person.logs_in("koordinator")
    assert "Satu langkah lagi" in asked.text
    assert not is_inside(person)
    ticket = ticket_of(asked)
    wrong = person.sends("/dasbor/masuk/kode", {"tiket": ticket, "kode": "123"}, "/dasbor/masuk")
    assert wrong.status_code == 403
    fields = {"tiket": ticket, "kode": code_at(site, secret)}
    assert "Uji Koordinator" in person.sends("/dasbor/masuk/kode", fields, "/dasbor/masuk").text
    assert is_inside(person)


def test_a_code_is_used_once(site: DashboardSite) -> None:
    secret = set_up(site, site.coordinator())
    code = code_at(site, secret)
    first, second = site.stranger(), site.stranger()
    for person, status in ((first, 200), (second, 403)):
        ticket = ticket_of(person.logs_in("koordinator"))
        fields = {"tiket": ticket, "kode": code}
        answer = person.sends("/dasbor/masuk/kode", fields, "/dasbor/masuk")
        assert answer.status_code == status
    assert not is_inside(second)


def test_codes_cannot_be_guessed_and_a_ticket_ends_soon(site: DashboardSite) -> None:
    secret = set_up(site, site.coordinator())
    person = site.stranger()
    ticket = ticket_of(person.logs_in("koordinator"))
    for _ in range(MOST_A_LOGIN):
        person.sends("/dasbor/masuk/kode", {"tiket": ticket, "kode": "1"}, "/dasbor/masuk")
    fields = {"tiket": ticket, "kode": code_at(site, secret)}
    late = person.sends("/dasbor/masuk/kode", fields, "/dasbor/masuk")
    assert late.status_code == 429
    made_up = {"tiket": "gAAAAA", "kode": "1"}
    answer = person.sends("/dasbor/masuk/kode", made_up, "/dasbor/masuk")
    assert "Waktunya habis" in answer.text


def test_an_open_session_is_not_enough_for_another_phone(site: DashboardSite) -> None:
    owner = site.coordinator()
    begun = owner.get("/dasbor/akun/kode")
    shown = re.search(r'class="rahasia">([A-Z2-7 ]+)<', begun.text)
    assert shown
    secret = set_up(site, owner)
    assert "Lepas dulu" in owner.get("/dasbor/akun/kode").text
    fields = {"tiket": ticket_of(begun), "kode": code_at(site, shown[1].replace(" ", ""))}
    assert "Lepas dulu" in owner.sends("/dasbor/akun/kode", fields).text
    person = site.stranger()
    ticket = ticket_of(person.logs_in("koordinator"))
    person.sends("/dasbor/masuk/kode", {"tiket": ticket, "kode": code_at(site, secret)})
    assert is_inside(person), "the first phone is still the right one"


def test_a_lost_phone_is_helped_by_an_admin(site: DashboardSite) -> None:
    owner, person = site.coordinator(), site.stranger()
    set_up(site, owner)
    assert "kodenya tetap terpasang" in owner.sends("/dasbor/akun/kode/lepas", {"sandi": "x"}).text
    account = site.accounts[Role.COORDINATOR].id
    site.coordinator(Role.ADMIN).sends(f"/dasbor/pengguna/{account}/lepas-kode")
    assert "Uji Koordinator" in person.logs_in("koordinator").text
    assert is_inside(person)


def test_a_set_up_of_another_account_is_not_taken(site: DashboardSite) -> None:
    mine, other = site.coordinator(), site.coordinator(Role.ADMIN)
    page = other.get("/dasbor/akun/kode").text
    shown = re.search(r'class="rahasia">([A-Z2-7 ]+)<', page)
    assert shown
    code = code_at(site, shown[1].replace(" ", ""))
    ticket = re.search(r'name="tiket" value="([^"]+)"', page)
    assert ticket
    answer = mine.sends("/dasbor/akun/kode", {"tiket": ticket[1], "kode": code})
    assert "Pindai sekali lagi" in answer.text


def test_a_telegram_code_is_good_once_and_for_ten_minutes(site: DashboardSite) -> None:
    person, account = site.coordinator(), site.accounts[Role.COORDINATOR].id
    page = person.sends("/dasbor/akun/telegram").text
    shown = re.search(r"/meja ([A-Z2-9]{8})", page)
    assert shown

    def use(code: str) -> int | None:
        now = site.desk.logins.stored_now
        run = site.desk.writer.run
        return run(lambda c: sessions.use(c, code, Purpose.TELEGRAM, now)).result()

    assert use(shown[1]) == account
    assert use(shown[1]) is None
    again = re.search(r"/meja ([A-Z2-9]{8})", person.sends("/dasbor/akun/telegram").text)
    assert again
    site.clock.now += timedelta(minutes=11)
    assert use(again[1]) is None


def test_one_telegram_account_acts_for_one_person(site: DashboardSite) -> None:
    run, people = site.desk.writer.run, site.accounts
    for role in (Role.COORDINATOR, Role.OFFICE):
        run(lambda c, a=people[role].id: accounts.link_telegram(c, a, "nama samaran")).result()
    found = run(lambda c: accounts.by_telegram(c, "nama samaran")).result()
    assert found is not None
    assert found.id == people[Role.OFFICE].id
    assert "Telegram Anda terhubung" in site.coordinator(Role.OFFICE).get("/dasbor/akun").text
    site.coordinator(Role.OFFICE).sends("/dasbor/akun/telegram/lepas")
    assert run(lambda c: accounts.by_telegram(c, "nama samaran")).result() is None


def test_what_is_done_with_accounts_stands_in_the_journal(site: DashboardSite) -> None:
    admin = site.coordinator(Role.ADMIN)
    admin.sends(f"/dasbor/pengguna/{site.accounts[Role.OFFICE].id}/nonaktifkan")
    page = site.coordinator(Role.OBSERVER).get("/dasbor/jejak").text
    assert "<b>Uji Admin</b> menonaktifkan: Uji Opd" in page
    assert "Minggu, 22 November 2026" in page
    assert 'href="/dasbor/pengguna/' not in page, "a reader cannot open accounts"
    assert 'href="/dasbor/pengguna/' in admin.get("/dasbor/jejak").text


def test_the_journal_pages_back_to_its_beginning(site: DashboardSite) -> None:
    for number in range(50):
        site.desk.accounts.invite_again(site.accounts[Role.OFFICE].id, TERMINAL).result()
        site.clock.now += timedelta(seconds=number)
    reader = site.coordinator()
    seen, address = 0, "/dasbor/jejak"
    while address:
        page = reader.get(address).text
        seen += page.count('<li class="isi">')
        older = re.search(r'href="(/dasbor/jejak\?sebelum=\d+)"', page)
        address = older[1] if older else ""
    written = site.desk.writer.run(
        lambda c: c.execute(text("SELECT count(*) FROM journal")).scalar_one()
    )
    assert seen == written.result() >= 58


def test_old_sessions_and_links_are_deleted(site: DashboardSite) -> None:
    site.desk.accounts.invite_again(site.accounts[Role.OFFICE].id, TERMINAL).result()
    site.clock.now += timedelta(days=9)
    keep, base = site.desk.config.retention, site.desk.service.brain.base
    tools = jobs.Tools(site.desk.writer, site.desk.box, keep, lambda: base, site.clock.now)
    jobs.retention(tools)
    left = site.desk.writer.run(
        lambda c: (
            c.execute(text("SELECT * FROM sessions")).all()
            + c.execute(text("SELECT * FROM tickets")).all()
        )
    )
    assert left.result() == []


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("pendek", "paling sedikit"),
        ("a" * 201, "paling banyak"),
        ("sandi siti.dinsos", "nama masuk"),
        ("aaaaaaaaaaaaaaaa", "mudah ditebak"),
        ("password2026", "mudah ditebak"),
        ("sepeda tua di tepi sawah", ""),
    ],
)
def test_a_weak_password_is_told_why(password: str, words: str) -> None:
    said = weakness(password, "siti.dinsos")
    assert bool(said) == bool(words)
    assert words in said
