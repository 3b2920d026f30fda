"""The chat page from the front: a browser without JavaScript, real HTTP, the real service."""

import logging
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.channels.web import WebSettings
from bot.service import HISTORY, Brain
from tests.conversation import FrontDoor
from tests.echo_service import EchoService
from tests.web_site import Site, Visitor, site

NIK = "3399065203900004"  # made up: there is no regency 33.99


@pytest.fixture
def city(door: FrontDoor, brain: Brain) -> Iterator[Site]:
    """The shipped bot."""
    with site(door.service, brain) as running:
        yield running


@pytest.fixture
def echoing(tmp_path: Path) -> Iterator[EchoService]:
    service = EchoService(tmp_path)
    yield service
    service.close()


@pytest.fixture
def echo(echoing: EchoService, brain: Brain) -> Iterator[Site]:
    """A bot that repeats what it was told."""
    with site(echoing, brain) as running:
        yield running


def bubbles(page: httpx.Response) -> int:
    return page.text.count('class="anda"')


def test_a_newcomer_sees_welcome_privacy_and_menu_and_gets_no_cookie(city: Site) -> None:
    page = city.visitor().get("/")
    assert page.status_code == 200
    assert '<html lang="id">' in page.text
    assert "Jangan tulis NIK" in page.text
    assert 'value="menu:program"' in page.text
    assert "set-cookie" not in page.headers
    assert "<script" not in page.text


def test_a_question_is_answered_on_the_page(city: Site) -> None:
    visitor = city.visitor()
    answer = visitor.says("syarat pkh apa saja")
    assert [step.status_code for step in answer.history] == [303, 303]
    assert answer.url.path + answer.url.query.decode() == "/", "what stays in the browser"
    assert "syarat pkh apa saja" in answer.text
    assert answer.text.count('id="akhir"') == 1
    assert visitor.get("/").text.count("syarat pkh apa saja") == 1
    again = visitor.says("kapan cairnya")
    assert [step.headers["location"] for step in again.history] == ["/#akhir"]
    cookie = answer.history[0].headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "max-age=86400" in cookie


def test_over_https_the_cookie_is_bound_to_the_host(echoing: EchoService, brain: Brain) -> None:
    with site(echoing, brain, WebSettings(https=True, messages_per_minute=0)) as running:
        cookie = running.visitor().says("halo").history[0].headers["set-cookie"].lower()
    assert cookie.startswith("__host-sesi=")
    assert "secure" in cookie
    assert "path=/" in cookie
    assert "domain" not in cookie


def test_whoever_blocks_cookies_is_told_why_no_answer_is_shown(echo: Site) -> None:
    visitor = echo.visitor()
    visitor.blocks_cookies()
    assert "izinkan cookie" not in visitor.get("/").text
    answer = visitor.says("halo")
    assert answer.history[0].headers["location"] == "/?baru#akhir"
    assert "izinkan cookie" in answer.text
    assert 'class="kami"' not in answer.text, "the bare welcome looks like a lost message"


def test_the_page_shows_as_much_as_the_service_remembers(echo: Site) -> None:
    visitor = echo.visitor()
    for number in range(HISTORY + 2):
        page = visitor.says(f"pesan-{number}.")
    assert bubbles(page) == HISTORY
    assert "jawab: pesan-2." in page.text
    assert "jawab: pesan-1." not in page.text


def test_two_visitors_do_not_see_each_other(echo: Site) -> None:
    echo.visitor().says("rahasia saya")
    assert "rahasia" not in echo.visitor().says("halo").text


def test_only_the_newest_reply_has_buttons(city: Site) -> None:
    visitor = city.visitor()
    page = visitor.presses("menu:program")
    assert page.text.count('class="pilihan"') == 1
    assert 'value="menu:cek"' not in page.text
    assert page.text.count("autofocus") == 1


def test_a_double_click_is_one_message_even_the_very_first(echo: Site) -> None:
    number = echo.visitor().form()
    first, second = echo.visitor(), echo.visitor()  # neither has a cookie yet
    first.says("halo", number)
    assert bubbles(second.says("halo", number)) == 1
    assert dict(first.cookies) == dict(second.cookies)


def test_a_page_kept_by_the_browser_can_still_send_something_new(echo: Site) -> None:
    visitor = echo.visitor()
    number = visitor.form()
    visitor.says("halo", number)
    assert bubbles(visitor.says("halo", number)) == 1
    assert bubbles(visitor.says("satu lagi", number)) == 2


def test_personal_numbers_come_back_masked_and_the_page_says_so(
    city: Site, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        page = city.visitor().says(f"pkh saya kok belum cair, nik {NIK}").text
    assert NIK not in page + caplog.text
    assert "[NIK]" in page
    assert "sudah kami samarkan" in page
    assert "sudah kami samarkan" not in city.visitor().says("pkh saya belum cair").text


def test_markup_is_shown_as_it_was_typed(echo: Site) -> None:
    page = echo.visitor().says("""_*[]<&"'</textarea><script>alert(1)</script>{{ 7*7 }}""").text
    assert "<script" not in page
    assert "_*[]&lt;&amp;&#34;&#39;&lt;/textarea&gt;&lt;script&gt;" in page
    assert "{{ 7*7 }}" in page


@pytest.mark.parametrize(
    "words", ["", "   ", "a" * 10_000, "😀" * 10_000, "\u202eשלום", "\0", "baris\r\nbaru"]
)
def test_odd_messages_get_a_friendly_reply(city: Site, words: str) -> None:
    page = city.visitor().says(words)
    assert page.status_code == 200
    assert page.text.count('class="kami"') == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "null"},
        {"origin": "http://contoh.invalid"},
    ],
)
def test_another_site_cannot_make_a_browser_send(echo: Site, headers: dict[str, str]) -> None:
    visitor = echo.visitor()
    answer = visitor.post("/", data={"pesan": "halo"}, headers=headers)
    assert answer.status_code == 403
    assert "tidak datang dari halaman ini" in answer.text
    assert not visitor.cookies


def test_our_own_page_may_send_whatever_the_browser_says_of_it(echo: Site) -> None:
    for headers in ({"origin": echo.url}, {"sec-fetch-site": "same-origin", "origin": "null"}):
        answer = echo.visitor().post("/", data={"pesan": "halo"}, headers=headers)
        assert answer.status_code == 200, headers


def test_a_flood_of_text_gets_a_friendly_page(echo: Site) -> None:
    answer = echo.visitor().post("/", data={"pesan": "a" * 200_000})
    assert answer.status_code == 413
    assert "terlalu panjang" in answer.text


def test_what_is_no_form_of_ours_gets_a_friendly_page(echo: Site) -> None:
    for body in (b"\xff\xfe", b"", b"lain=1", b"&".join([b"a=1"] * 50)):
        answer = echo.visitor().post("/", content=body)
        assert answer.status_code == 400
        assert "tidak terbaca" in answer.text


def test_too_many_messages_are_slowed_down_and_the_words_are_kept(
    echoing: EchoService, brain: Brain
) -> None:
    with site(echoing, brain, WebSettings(messages_per_minute=3)) as running:
        visitor = running.visitor()
        answers = [visitor.says(f"pesan {number}") for number in range(6)]
        refused = answers[-1]
        assert answers[2].status_code == 200
        assert refused.status_code == 429
        assert 1 <= int(refused.headers["retry-after"]) <= 21
        assert "terlalu cepat" in refused.text
        assert "pesan 5</textarea>" in refused.text
        assert bubbles(visitor.get("/")) <= 4


def test_when_the_database_fails_the_words_are_kept_and_can_be_sent_again(
    echo: Site, echoing: EchoService, caplog: pytest.LogCaptureFixture
) -> None:
    visitor = echo.visitor()
    number = visitor.form()
    echoing.broken = True
    failed = visitor.says("jangan sampai hilang", number)
    assert failed.status_code == 503, "nothing was taken, and it may work later"
    assert "jangan sampai hilang</textarea>" in failed.text
    assert "Traceback" not in failed.text
    code = failed.text.partition("(kode ")[2][:4]
    assert code in caplog.text, "the code leads to a line in the log"
    assert "jangan sampai hilang" not in caplog.text
    echoing.broken = False
    again = visitor.post("/", data={"nomor": number, "pesan": "jangan sampai hilang"})
    assert again.text.count("jawab: jangan sampai hilang") == 1


def test_a_conversation_that_cannot_be_read_now_gets_a_friendly_page(
    echo: Site, echoing: EchoService
) -> None:
    visitor = echo.visitor()
    visitor.says("halo")
    echoing.broken = True
    failed = visitor.get("/")
    assert failed.status_code == 503
    assert "(kode " in failed.text


def test_a_defect_of_ours_is_no_passing_trouble(echo: Site, echoing: EchoService) -> None:
    echoing.defects["submit"] = 1
    failed = echo.visitor().says("halo")
    assert failed.status_code == 500
    assert "halo</textarea>" in failed.text


def test_an_unknown_address_gets_a_friendly_page(echo: Site) -> None:
    missing = echo.visitor().get("/wp-login.php")
    assert missing.status_code == 404
    assert "Halaman itu tidak ada" in missing.text
    refused = echo.visitor().delete("/")
    assert refused.status_code == 405
    assert "POST" in refused.headers["allow"]


def test_every_answer_has_the_security_headers(echo: Site) -> None:
    visitor = echo.visitor()
    for path in ("/", "/nothing", "/healthz", "/api/v1/openapi.json"):
        headers = visitor.get(path).headers
        assert headers["content-security-policy"].startswith(
            "default-src 'none'; style-src 'self'"
        )
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"


def test_the_style_sheet_is_kept_by_browsers_until_it_changes(echo: Site) -> None:
    visitor = echo.visitor()
    path = visitor.get("/").text.partition('stylesheet" href="')[2].partition('"')[0]
    style = visitor.get(path)
    assert style.headers["content-type"].startswith("text/css")
    assert "immutable" in style.headers["cache-control"]


def test_the_page_weighs_less_than_15_kilobytes(city: Site) -> None:
    visitor: Visitor = city.visitor()
    visitor.says("syarat pkh apa saja")
    path = visitor.get("/").text.partition('stylesheet" href="')[2].partition('"')[0]
    assert weight(visitor, "/") + weight(visitor, path) < 15_000


def weight(visitor: Visitor, path: str) -> int:
    """Bytes on the wire, headers included."""
    with visitor.stream("GET", path, headers={"accept-encoding": "gzip"}) as answer:
        body = sum(len(chunk) for chunk in answer.iter_raw())
        return body + sum(len(name) + len(value) + 4 for name, value in answer.headers.raw)
