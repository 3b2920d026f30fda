"""The REST door and what a monitor reads, over real HTTP; and the pure parts beneath."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.requests import Request

from bot.channels.web import WebSettings
from bot.channels.web.presentation import blocks
from bot.domain.delivery import Delivered, Undeliverable
from bot.http.limits import Throttle, client_address
from bot.service import Brain
from tests.conversation import FrontDoor
from tests.echo_service import EchoService
from tests.web_site import Site, site

MESSAGES = "/api/v1/messages"


@pytest.fixture
def echoing(tmp_path: Path) -> Iterator[EchoService]:
    service = EchoService(tmp_path)
    yield service
    service.close()


@pytest.fixture
def echo(echoing: EchoService, brain: Brain) -> Iterator[Site]:
    with site(echoing, brain) as running:
        yield running


def post(running: Site, body: object, **headers: str | bytes) -> httpx.Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"content-type": "application/json"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    return running.visitor().post(MESSAGES, content=content, headers=headers)


def test_a_message_gets_its_replies(door: FrontDoor, brain: Brain) -> None:
    with site(door.service, brain) as running:
        answer = post(running, {"sender": "warga-1", "text": "min kapan pkh cair kok blm msk"})
        assert answer.status_code == 200
        (reply,) = answer.json()["replies"]
        assert set(reply) == {"text", "heading", "choices"}
        assert "PKH" in reply["heading"] + reply["text"]
        choice = reply["choices"][0]
        pressed = post(running, {"sender": "warga-1", "choice": choice["id"]})
        assert pressed.json()["replies"][0]["text"]


def test_the_same_id_of_the_same_sender_gets_the_same_replies_again(echo: Site) -> None:
    first = post(echo, {"sender": "a", "text": "satu", "id": "1"})
    assert post(echo, {"sender": "a", "text": "lain", "id": "1"}).json() == first.json()
    other = post(echo, {"sender": "b", "text": "dua", "id": "1"})
    assert other.json()["replies"][0]["text"] == "jawab: dua"
    without = [post(echo, {"sender": "a", "text": "tiga"}) for _ in range(2)]
    assert [answer.json()["replies"][0]["text"] for answer in without] == ["jawab: tiga"] * 2


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        (b"", "Invalid JSON"),
        (b"{", "Invalid JSON"),
        (b'{"sender": "a", "text": "\\ud800"}', "Invalid JSON"),
        (b"[]", "should be an object"),
        ({"text": "halo"}, "sender: Field required"),
        ({"sender": "a"}, "text: Field required"),
        ({"sender": "", "text": "halo"}, "sender: String should have at least 1 character"),
        ({"sender": "a" * 129, "text": "halo"}, "sender: String should have at most 128"),
        ({"sender": "a", "text": ""}, "text: String should have at least 1 character"),
        ({"sender": "a", "text": "x" * 20_001}, "text: String should have at most 20000"),
        ({"sender": "a", "text": 12}, "text: Input should be a valid string"),
        ({"sender": "a", "text": "halo", "choice": "ya:"}, "choice: Extra inputs"),
        ({"sender": "a", "text": "halo", "id": ""}, "id: String should have at least 1"),
        ({"sender": "a", "choice": "x" * 65}, "choice: String should have at most 64"),
    ],
)
def test_a_wrong_shape_is_explained(echo: Site, body: object, complaint: str) -> None:
    answer = post(echo, body)
    assert answer.status_code == 422
    assert complaint in answer.json()["error"]


def test_a_mistake_is_told_without_repeating_what_was_sent(echo: Site) -> None:
    assert "3399065203900004" not in post(echo, {"sender": ["3399065203900004"]}).text


def test_other_content_and_too_much_of_it_are_refused(echo: Site) -> None:
    assert post(echo, b"text=halo", content_type="text/plain").status_code == 415
    assert post(echo, b"x" * 200_000).status_code == 413
    utf8 = post(echo, {"sender": "a", "text": "b"}, content_type="application/json; charset=utf-8")
    assert utf8.status_code == 200


def test_with_a_token_nobody_else_comes_in(echoing: EchoService, brain: Brain) -> None:
    with site(echoing, brain, WebSettings(rest_token="rahasia-antar-mesin")) as running:
        body = {"sender": "a", "text": "halo"}
        for wrong in ("", "Bearer lain", "Basic rahasia-antar-mesin", b"Bearer \xe9"):
            refused = post(running, body, authorization=wrong)
            assert refused.status_code == 401
            assert refused.headers["www-authenticate"] == "Bearer"
        assert post(running, body, authorization="Bearer rahasia-antar-mesin").status_code == 200
        described = running.visitor().get("/api/v1/openapi.json").json()
        assert "401" in described["paths"][MESSAGES]["post"]["responses"]
        assert described["security"] == [{"token": []}]


def test_strangers_are_slowed_down_but_not_this_machine(
    echoing: EchoService, brain: Brain
) -> None:
    settings = WebSettings(messages_per_minute=2, trusted_proxy=True)
    with site(echoing, brain, settings) as running:
        body = {"sender": "a", "text": "halo"}
        assert {post(running, body).status_code for _ in range(5)} == {200}
        far = [post(running, body, x_forwarded_for="127.0.0.1, 203.0.113.9") for _ in range(4)]
        assert [answer.status_code for answer in far] == [200, 200, 429, 429]
        assert int(far[-1].headers["retry-after"]) >= 1


@pytest.mark.parametrize("trusted_proxy", [True, False])
def test_who_comes_through_a_proxy_on_this_machine_is_a_stranger(
    echoing: EchoService, brain: Brain, trusted_proxy: bool
) -> None:
    settings = WebSettings(messages_per_minute=2, trusted_proxy=trusted_proxy)
    with site(echoing, brain, settings) as running:
        visitor = running.visitor()
        # One line of the visitor's own making, then the proxy's.
        headers = [
            ("content-type", "application/json"),
            ("x-forwarded-for", "127.0.0.1"),
            ("x-forwarded-for", "203.0.113.9"),
        ]
        content = b'{"sender": "a", "text": "halo"}'
        answers = [visitor.post(MESSAGES, content=content, headers=headers) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        body = {"sender": "a", "text": "halo"}
        named = [post(running, body, x_forwarded_for="127.0.0.1") for _ in range(3)]
        assert named[-1].status_code == 429, "the name alone makes nobody the operator"
        assert {post(running, body).status_code for _ in range(3)} == {200}


def test_a_failing_database_is_told_without_the_words(
    echo: Site, echoing: EchoService, caplog: pytest.LogCaptureFixture
) -> None:
    echoing.broken = True
    answer = post(echo, {"sender": "a", "text": "kata yang tidak boleh masuk log"})
    assert answer.status_code == 503, "as the description promises: send the same again later"
    assert "incident" in answer.json()["error"]
    assert "tidak boleh" not in answer.text + caplog.text


def test_a_defect_of_ours_is_no_promise_that_it_works_later(
    echo: Site, echoing: EchoService
) -> None:
    echoing.defects["submit"] = 1
    assert post(echo, {"sender": "a", "text": "halo"}).status_code == 500


def test_an_unknown_address_or_method_answers_in_json(echo: Site) -> None:
    assert echo.visitor().get("/api/v2").json() == {"error": "no such address or method"}
    refused = echo.visitor().get(MESSAGES)
    assert refused.status_code == 405
    assert "POST" in refused.headers["allow"]


def test_the_description_names_what_it_refers_to(echo: Site) -> None:
    document = echo.visitor().get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    found = list(references(document))
    assert found
    for reference in found:
        place: Any = document
        for step in reference.removeprefix("#/").split("/"):
            place = place[step]
    codes = set(document["paths"][MESSAGES]["post"]["responses"])
    assert codes == {"200", "413", "415", "422", "429", "500", "503"}


def references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for child in node.values():
            yield from references(child)
    elif isinstance(node, list):
        for child in node:
            yield from references(child)


def test_a_monitor_sees_life_readiness_and_counts(echo: Site, echoing: EchoService) -> None:
    visitor = echo.visitor()
    post(echo, {"sender": "081299887766", "text": "halo"})
    visitor.says("halo")
    echo.metrics.sending_ended(Delivered(1))
    echo.metrics.sending_ended(Undeliverable(2, "gone"))
    assert visitor.get("/healthz").status_code == 200
    assert visitor.get("/readyz").status_code == 200
    counts = visitor.get("/metrics").text
    assert 'sambung_turns_total{channel="rest",outcome="echo"} 1.0' in counts
    assert 'sambung_turn_seconds_count{channel="web"} 1.0' in counts
    assert 'sambung_sendings_total{ended="delivered"} 1.0' in counts
    assert 'sambung_sendings_total{ended="undeliverable"} 1.0' in counts
    assert "081299887766" not in counts
    echoing.broken = True
    unready = visitor.get("/readyz")
    assert unready.status_code == 503
    assert unready.text == "not ready\ndatabase: takes no transactions\n"
    assert visitor.get("/healthz").status_code == 200


def test_a_monitor_is_told_what_does_not_work(echoing: EchoService, brain: Brain) -> None:
    problems: list[str] = []
    with site(echoing, brain, problems=lambda: problems) as running:
        visitor = running.visitor()
        assert visitor.get("/readyz").status_code == 200
        problems += ["Telegram menolak token", "lain"]
        unready = visitor.get("/readyz")
        assert unready.status_code == 503
        assert unready.text == "not ready\nTelegram menolak token\nlain\n"
        assert visitor.get("/healthz").status_code == 200
        problems.clear()
        assert visitor.get("/readyz").status_code == 200


def test_a_throttle_lets_pass_what_was_promised_and_forgets_the_quiet() -> None:
    now = 1000.0
    throttle = Throttle(3, clock=lambda: now, most_keys=2)
    assert [throttle.wait_seconds("a") for _ in range(3)] == [0, 0, 0]
    assert throttle.wait_seconds("a") == pytest.approx(20)
    assert throttle.wait_seconds("b") == 0
    now += 20
    assert throttle.wait_seconds("a") == 0
    assert throttle.wait_seconds("a") > 0
    throttle.wait_seconds("c")
    assert throttle.wait_seconds("b") == 0, "quiet longest, so forgotten"
    assert all(Throttle(0).wait_seconds("a") == 0 for _ in range(100))


@pytest.mark.parametrize(
    ("peer", "forwarded", "trusted", "expected"),
    [
        ("203.0.113.9", ["198.51.100.1"], False, "203.0.113.9"),
        ("127.0.0.1", ["10.0.0.1, 198.51.100.1"], True, "198.51.100.1"),
        ("127.0.0.1", ["127.0.0.1", "198.51.100.1"], True, "198.51.100.1"),
        ("127.0.0.1", ["127.0.0.1", "10.0.0.1,198.51.100.1"], True, "198.51.100.1"),
        ("2001:db8:1:2:3:4:5:6", [], False, "2001:db8:1:2::"),
        ("::ffff:203.0.113.9", [], False, "203.0.113.9"),
        ("unix", [], True, "unix"),
    ],
)
def test_a_visitor_is_known_by_the_address_that_can_be_believed(
    peer: str, forwarded: list[str], trusted: bool, expected: str
) -> None:
    headers = [(b"x-forwarded-for", line.encode()) for line in forwarded]
    request = Request({"type": "http", "client": (peer, 1), "headers": headers})
    assert client_address(request, trusted_proxy=trusted) == expected


def drawn(text: str) -> list[tuple[str, list[str]]]:
    return [
        (
            block.tag,
            [
                "".join(
                    f"[{piece.text}]({piece.href})" if piece.href else piece.text for piece in line
                )
                for line in block.lines
            ],
        )
        for block in blocks(text)
    ]


def test_lists_and_paragraphs_are_drawn_as_such() -> None:
    text = "Satu\ndua\n\nTiga:\n- a\n  lanjut\n- b\n2. c\n3. d\n"
    assert drawn(text) == [
        ("p", ["Satu", "dua"]),
        ("p", ["Tiga:"]),
        ("ul", ["a lanjut", "b"]),
        ("ol", ["c", "d"]),
    ]
    assert blocks(text)[-1].start == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Buka https://a.go.id/x?y=1.", "Buka [https://a.go.id/x?y=1](https://a.go.id/x?y=1)."),
        ("di cekbansos.kemensos.go.id, ya", "di [{0}](https://{0}), ya"),
        ("surat ke dinsos@kota.go.id", "surat ke [dinsos@kota.go.id](mailto:dinsos@kota.go.id)"),
        ("kantor (0293) 361718.", "kantor [(0293) 361718](tel:0293361718)."),
        ("WA 0811-2345-6789", "WA [0811-2345-6789](tel:081123456789)"),
        ("Telepon 119 atau 021-171", "Telepon [119](tel:119) atau [021-171](tel:021171)"),
        ("ada 119 keluarga, Rp1.500.000, 08.00-15.00, 2026-01-02", "{0}"),
    ],
)
def test_addresses_and_numbers_can_be_pressed(text: str, expected: str) -> None:
    shown = expected.replace("{0}", text if expected == "{0}" else "cekbansos.kemensos.go.id")
    assert drawn(text) == [("p", [shown])]
