"""Signing in with the city's own accounts, against a provider on loopback."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from joserfc.jwk import RSAKey

from bot.config import Config
from bot.domain.desk import Role
from tests.city_provider import CLIENT, CLIENT_SECRET, Provider, provider, query_of
from tests.dashboard_site import Coordinator, DashboardSite, dashboard_site

INSIDE = "/dasbor/menu"
KOTA = "/dasbor/masuk/kota"


@pytest.fixture
def city() -> Iterator[Provider]:
    with provider() as running:
        yield running


@pytest.fixture
def site(tmp_path: Path, city: Provider) -> Iterator[DashboardSite]:
    section = {"issuer": city.issuer, "client_id": CLIENT, "client_secret": CLIENT_SECRET}
    config = Config(data_dir=tmp_path, oidc=section)
    with dashboard_site(tmp_path, config=config) as running:
        yield running


def is_inside(person: Coordinator) -> bool:
    return person.get(INSIDE, follow_redirects=False).status_code == 200


def link(person: Coordinator) -> httpx.Response:
    """Press “Hubungkan” and go there and back."""
    page = person.sends("/dasbor/akun/kota").text
    found = re.search(r'class="tombol" href="([^"]+)"', page)
    assert found, page
    return person.get(found[1].replace("&amp;", "&"))


def test_a_linked_account_opens_and_an_unknown_one_does_not(site: DashboardSite) -> None:
    newcomer = site.stranger()
    assert 'href="/dasbor/masuk/kota"' in newcomer.get("/dasbor/masuk").text
    refused = newcomer.get(KOTA)
    assert refused.status_code == 403
    assert "belum terhubung" in refused.text
    assert not is_inside(newcomer)
    assert "sudah terhubung" in link(site.coordinator(Role.OFFICE)).text
    assert "Uji Opd" in newcomer.get(KOTA).text
    assert is_inside(newcomer)
    site.coordinator(Role.OFFICE).sends("/dasbor/akun/kota/lepas")
    assert site.stranger().get(KOTA).status_code == 403


def test_one_city_account_belongs_to_one_account(site: DashboardSite) -> None:
    link(site.coordinator(Role.OFFICE))
    assert "sudah terhubung dengan akun lain" in link(site.coordinator(Role.ADMIN)).text
    assert "Uji Opd" in site.stranger().get(KOTA).text


def test_a_disabled_account_stays_out(site: DashboardSite) -> None:
    link(site.coordinator(Role.OFFICE))
    account = site.accounts[Role.OFFICE].id
    site.coordinator(Role.ADMIN).sends(f"/dasbor/pengguna/{account}/nonaktifkan")
    assert site.stranger().get(KOTA).status_code == 403


def test_the_way_there_carries_state_nonce_and_challenge(site: DashboardSite) -> None:
    one, two = (
        query_of(site.stranger().get(KOTA, follow_redirects=False).headers["location"])
        for _ in range(2)
    )
    assert one["response_type"] == "code"
    assert one["code_challenge_method"] == "S256"
    assert one["redirect_uri"] == f"{site.url}/dasbor/masuk/kota/kembali"
    for name in ("state", "nonce", "code_challenge"):
        assert len(one[name]) >= 43
        assert one[name] != two[name]


WRONG: dict[str, dict[str, Any]] = {
    "for another client": {"aud": "lain"},
    "of another issuer": {"iss": "https://lain.invalid"},
    "of yesterday": {"exp": 1},
    "of another sign-in": {"nonce": "lama"},
    "of nobody": {"sub": None},
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_id_token_opens_nothing(site: DashboardSite, city: Provider, what: str) -> None:
    link(site.coordinator(Role.OFFICE))
    city.wrong = WRONG[what]
    person = site.stranger()
    answer = person.get(KOTA)
    assert answer.status_code == 403
    assert "belum berhasil" in answer.text
    assert not is_inside(person)


def test_a_token_that_somebody_else_signed_opens_nothing(
    site: DashboardSite, city: Provider
) -> None:
    link(site.coordinator(Role.OFFICE))
    city.signs_with = RSAKey.generate_key(2048, {"kid": "satu"})
    assert site.stranger().get(KOTA).status_code == 403


def test_another_browser_cannot_be_sent_back_as_somebody(site: DashboardSite) -> None:
    """The attacker's own way back, opened by a victim, logs the victim in as nobody."""
    link(site.coordinator(Role.OFFICE))
    attacker, victim = site.stranger(), site.stranger()
    away = attacker.get(KOTA, follow_redirects=False).headers["location"]
    back = httpx.get(away, follow_redirects=False).headers["location"]
    assert victim.get(back).status_code == 403
    assert not is_inside(victim)
    tampered = back.replace("state=", "state=x")
    assert attacker.get(tampered).status_code == 403
    assert attacker.get(back).status_code == 200


def test_linking_goes_to_who_asked_for_it_only(site: DashboardSite) -> None:
    """Whoever logs in as somebody else on the way gets nothing linked."""
    person = site.coordinator(Role.OFFICE)
    page = person.sends("/dasbor/akun/kota").text
    found = re.search(r'class="tombol" href="([^"]+)"', page)
    assert found
    person.cookies.set("dasbor", site.tokens[Role.ADMIN])
    assert person.get(found[1].replace("&amp;", "&")).status_code == 403
    assert site.stranger().get(KOTA).status_code == 403, "not linked"


def test_an_issuer_that_calls_itself_otherwise_is_not_used(
    site: DashboardSite, city: Provider
) -> None:
    city.says_issuer = "https://lain.invalid"
    answer = site.stranger().get(KOTA)
    assert answer.status_code == 503
    assert "Masuk dengan sandi dulu" in answer.text


def test_without_an_issuer_it_is_not_offered(tmp_path: Path) -> None:
    with dashboard_site(tmp_path) as plain:
        assert KOTA not in plain.stranger().get("/dasbor/masuk").text
        assert plain.stranger().get(KOTA).status_code == 404
        assert plain.coordinator().sends("/dasbor/akun/kota").status_code == 404


def test_a_provider_that_is_down_does_not_keep_anybody_out(tmp_path: Path) -> None:
    config = Config(data_dir=tmp_path, oidc={"issuer": "http://127.0.0.1:9", "client_id": CLIENT})
    with dashboard_site(tmp_path, adapt=lambda d: replace(d, config=config)) as lonely:
        assert lonely.stranger().get(KOTA).status_code == 503
        assert "Uji Admin" in lonely.stranger().logs_in("admin").text
