"""Every address of the dashboard, with every kind of visitor: who may not is refused."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from starlette.responses import PlainTextResponse, Response

from bot.dashboard import DOORS, Door
from bot.dashboard.doors import Way, ways
from bot.dashboard.visit import Visit
from bot.domain.desk import RIGHTS, Right, Role
from tests.dashboard_site import DashboardSite, dashboard_site

WAYS = [
    (method, path, way) for path, methods in ways(DOORS).items() for method, way in methods.items()
]
TEMPLATES = Path(__file__).parents[1] / "bot" / "dashboard" / "templates"
FORBIDDEN = re.compile(
    r"<script(?! src)|\sstyle=|<style|\son(?!e=)[a-z]+=|hx-on|\bjs:|javascript:"
)
POSTS = [path for method, path, _ in WAYS if method == "POST"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DashboardSite]:
    with dashboard_site(tmp_path_factory.mktemp("doors")) as running:
        yield running


def filled(path: str) -> str:
    """An address that fits a door's path, of a thing that is not there."""
    return re.sub(r"\{\w+(:\w+)?\}", "987654", path)


def ask(person: httpx.Client, method: str, path: str, fields: dict[str, str]) -> httpx.Response:
    data = fields if method == "POST" else None
    return person.request(method, filled(path), data=data, follow_redirects=False)


def test_there_are_doors() -> None:
    assert len(WAYS) >= 20
    assert len(POSTS) >= 10
    assert {way.right for _, _, way in WAYS} >= {None, Right.READ, Right.ACCOUNTS}


def test_only_the_entrance_is_open_to_strangers() -> None:
    entrance = ("/dasbor/masuk", "/dasbor/undangan/")
    open_ones = [path for _, path, way in WAYS if way.right is None]
    assert [path for path in open_ones if not path.startswith(entrance)] == []


def test_nothing_that_is_done_is_a_door_for_reading_eyes() -> None:
    """Whoever may only read changes nothing but their own account."""
    own = ("/dasbor/akun", "/dasbor/keluar")
    allowed = RIGHTS[Role.OBSERVER]
    posts = [path for method, path, way in WAYS if method == "POST" and way.right in allowed]
    assert [path for path in posts if not path.startswith(own)] == []


@pytest.mark.parametrize(("method", "path", "way"), WAYS)
def test_a_stranger_is_sent_to_the_entrance(
    site: DashboardSite, method: str, path: str, way: Way
) -> None:
    if way.right is None:
        return
    stranger = site.stranger()
    stranger.cookies.set("dasbor", "x" * 43)
    answer = ask(stranger, method, path, {"csrf": "0" * 64})
    if method == "GET":
        assert answer.status_code == 303
        assert answer.headers["location"] == "/dasbor/masuk"
    else:
        assert answer.status_code == 403
        assert 'href="/dasbor/masuk"' in answer.text


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("method", "path", "way"), WAYS)
def test_a_role_gets_what_is_its_own_and_no_more(
    site: DashboardSite, role: Role, method: str, path: str, way: Way
) -> None:
    if path == "/dasbor/keluar":
        return  # it would end the session of the tests behind it
    person = site.coordinator(role)
    fields = {"csrf": person.csrf("/dasbor/menu")} if method == "POST" else {}
    answer = ask(person, method, path, fields)
    if way.right is not None and way.right not in RIGHTS[role]:
        assert answer.status_code == 403
        assert "bukan bagian dari peran Anda" in answer.text
    else:
        assert "bukan bagian dari peran Anda" not in answer.text
        assert answer.status_code < 500, answer.text


@pytest.mark.parametrize("given", ["", "0" * 64, "of somebody else"])
@pytest.mark.parametrize("path", POSTS)
def test_a_form_without_the_right_hidden_field_is_refused(
    site: DashboardSite, path: str, given: str
) -> None:
    admin = site.coordinator(Role.ADMIN)
    if given == "of somebody else":
        given = site.coordinator(Role.OBSERVER).csrf("/dasbor/menu")
    answer = ask(admin, "POST", path, {"csrf": given} if given else {})
    assert answer.status_code == 403
    assert "Belum tersimpan" in answer.text
    assert admin.get("/dasbor/menu").status_code == 200, "still logged in"


@pytest.mark.parametrize("path", POSTS)
def test_a_form_from_another_site_is_refused(site: DashboardSite, path: str) -> None:
    admin = site.coordinator(Role.ADMIN)
    fields = {"csrf": admin.csrf("/dasbor/menu")}
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://jahat.invalid"}):
        answer = admin.post(filled(path), data=fields, headers=headers, follow_redirects=False)
        assert answer.status_code == 403
        assert "situs lain" in answer.text


def test_a_refused_form_does_nothing(site: DashboardSite) -> None:
    before = site.desk.accounts.everybody().result()
    fields = {"login": "penyusup", "nama": "Penyusup", "peran": "admin"}
    admin, observer = site.coordinator(Role.ADMIN), site.coordinator(Role.OBSERVER)
    admin.post("/dasbor/pengguna/baru", data=fields)
    observer.sends("/dasbor/pengguna/baru", fields)
    assert len(site.desk.accounts.everybody().result()) == len(before)
    admin.sends("/dasbor/pengguna/baru", fields)
    after = site.desk.accounts.everybody().result()
    assert len(after) == len(before) + 1, "the same form, sent rightly"


def test_words_are_not_lost_when_the_hidden_field_is_old(site: DashboardSite) -> None:
    admin = site.coordinator(Role.ADMIN)
    written = {"nama": "Baris satu\nbaris <dua>", "csrf": "0" * 64}
    ours = {"sec-fetch-site": "same-origin"}
    page = admin.post("/dasbor/pengguna/baru", data=written, headers=ours).text
    assert "Kirim lagi" in page
    assert "baris &lt;dua&gt;" in page
    assert "0" * 64 not in page
    foreign = admin.post("/dasbor/pengguna/baru", data=written).text
    assert "baris" not in foreign, "the words of another site are not put onto ours"


def test_too_much_is_refused_kindly(site: DashboardSite) -> None:
    admin = site.coordinator(Role.ADMIN)
    answer = admin.post("/dasbor/pengguna/baru", data={"nama": "a" * 1_100_000})
    assert answer.status_code == 413
    assert "terlalu panjang" in answer.text


def test_an_address_that_is_none_is_said_kindly(site: DashboardSite) -> None:
    answer = site.coordinator().get("/dasbor/tidak-ada")
    assert answer.status_code == 404
    assert "Halaman ini tidak ada" in answer.text
    assert site.coordinator().request("DELETE", "/dasbor/menu").status_code == 405


def test_every_page_has_its_headers(site: DashboardSite) -> None:
    page = site.coordinator().get("/dasbor/menu")
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["x-frame-options"] == "DENY"
    assert not re.search(r"<script(?! src)|\sstyle=|<style|\son\w+=", page.text)


def test_no_template_needs_what_the_policy_forbids() -> None:
    templates = list(TEMPLATES.rglob("*.html"))
    assert len(templates) >= 15
    for template in templates:
        text = template.read_text(encoding="utf-8")
        assert FORBIDDEN.findall(text) == [], template.name
        forms = re.findall(r"<form[^>]*method=\"post\".*?</form>", text, re.S)
        assert all("csrf" in form for form in forms), template.name


async def answer(_: Visit) -> Response:
    return PlainTextResponse("x")


def test_two_doors_that_answer_the_same_are_a_mistake_at_the_start() -> None:
    twice = (Door("/x", Right.READ, get=answer), Door("/x", Right.WORK, get=answer))
    with pytest.raises(ValueError, match="two doors answer GET /x"):
        ways(twice)
    apart = ways((Door("/x", Right.READ, get=answer), Door("/x", Right.WORK, post=answer)))
    assert {method: way.right for method, way in apart["/dasbor/x"].items()} == {
        "GET": Right.READ,
        "POST": Right.WORK,
    }
