"""Whose proposal it is, what stays of one that was put aside, and links that lead nowhere bad."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.desk import Role
from bot.domain.publishing import PublicationStatus
from tests.questions_site import FILES, Desk, questions_site
from tests.test_dashboard_questions import ANSWER, WORDS

ANSWERING = "/dasbor/pertanyaan/1/jawab"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with questions_site(tmp_path) as running:
        running.ask(1, WORDS)
        yield running


def test_an_office_takes_the_place_of_its_own_proposals_only(desk: Desk) -> None:
    office, siti = desk.site.coordinator(Role.OFFICE), desk.site.coordinator()
    siti.sends(ANSWERING, {**ANSWER, "aksi": "usul"})
    other = {**ANSWER, "judul": "Parkir sepeda", "usulan": "1", "aksi": "usul"}
    office.sends(ANSWERING, other)
    assert desk.proposal(2).author_id == desk.site.accounts[Role.OFFICE].id
    assert desk.proposal(1).status is PublicationStatus.PROPOSED, "it is not theirs to put aside"
    office.sends(ANSWERING, {**other, "usulan": "2", "jawaban": "Boleh di depan."})
    assert desk.proposal(2).status is PublicationStatus.REJECTED
    siti.sends(ANSWERING, {**other, "usulan": "3", "jawaban": "Boleh di samping."})
    assert desk.proposal(3).status is PublicationStatus.REJECTED, "a coordinator may"


def test_the_page_of_a_proposal_put_aside_says_so_without_its_texts(desk: Desk) -> None:
    siti = desk.site.coordinator()
    siti.sends(ANSWERING, {**ANSWER, "aksi": "usul"})
    desk.wait()
    page = siti.sends("/dasbor/pengetahuan/usulan/1/tolak")
    assert page.status_code == 200
    assert "Tidak diterbitkan" in page.text
    assert ANSWER["jawaban"] not in page.text
    assert siti.get(f"{ANSWERING}?usulan=1").status_code == 200


@pytest.mark.parametrize("address", ["javascript://kota.go.id/%0aalert(1)", "data://x.y/z"])
def test_a_source_leads_to_the_web_and_nowhere_else(desk: Desk, address: str) -> None:
    source = FILES["sumber.yaml"].replace("kantor.go.id/buku", f'"{address}"')
    (desk.folder / "sumber.yaml").write_text(source, encoding="utf-8")
    page = desk.site.coordinator().get("/dasbor/pengetahuan/jawaban?niat=umum/jam_buka").text
    assert "Buku Pelayanan" in page
    assert f'href="{address}' not in page


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/dasbor/pertanyaan/{}", 404),
        ("/dasbor/pengetahuan/usulan/{}", 404),
        ("/dasbor/pengguna/{}", 404),
        ("/dasbor/jejak?sebelum={}", 200),
        ("/dasbor/pertanyaan/1/jawab?usulan={}", 200),
    ],
)
def test_a_number_that_is_too_large_for_anything_breaks_nothing(
    desk: Desk, path: str, status: int
) -> None:
    admin = desk.site.coordinator(Role.ADMIN)
    assert admin.get(path.format("9" * 30)).status_code == status
