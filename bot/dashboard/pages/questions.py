"""Pertanyaan: the list of groups, and everything that is done with one."""

from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from datetime import date
from urllib.parse import urlencode

from starlette.responses import Response

from bot.dashboard.doors import Door
from bot.dashboard.pages.publishing import name_of
from bot.dashboard.visit import Visit
from bot.desk.work import DeedError, GapSheet
from bot.domain.desk import Account, GapGroup, GapStatus, Harm, Right, Role, most_urgent_first
from bot.domain.sentences import Say
from bot.storage.deeds import ADVICE_CHARACTERS
from bot.storage.groups import NoGroupError

PATH = "/pertanyaan"
ON_A_PAGE = 30
MOST_OTHERS = 60  # groups offered to be put together with
MOST_NEAR = 3  # candidates offered as "there is an answer already"
_OPEN, _ALL, _MINE, _OFFICE, _LATE = "terbuka", "semua", "saya", "kantor", "lewat"


async def show_list(visit: Visit) -> Response:
    """The groups, the most urgent first."""
    everything = await visit.done(visit.desk.work.groups())
    chosen = visit.query.get("tampil") or _usual(visit.account)
    words = visit.query.get("cari", "").strip()
    found = [
        group
        for group in most_urgent_first(everything, visit.now, visit.today)
        if _belongs(group, chosen, visit) and words.lower() in group.title.lower()
    ]
    start = _number(visit.query.get("mulai", ""))
    return visit.page(
        "pertanyaan.html",
        kelompok=found[start : start + ON_A_PAGE],
        banyak=len(found),
        tampil=chosen,
        saringan=[
            (name, f"/dasbor{PATH}?{urlencode({'tampil': name})}", sum_)
            for name, sum_ in _counts(everything, visit).items()
        ],
        cari=words,
        sebelum=_page(chosen, words, start - ON_A_PAGE) if start else "",
        sesudah=_page(chosen, words, start + ON_A_PAGE) if start + ON_A_PAGE < len(found) else "",
        bahaya=Harm,
    )


def _usual(account: Account) -> str:
    """What somebody sees without choosing: an office its own, the team all that is open."""
    return _OFFICE if account.role is Role.OFFICE and account.office else _OPEN


def _counts(groups: list[GapGroup], visit: Visit) -> dict[str, int]:
    """Each filter with how much it would show."""
    usual = [_OPEN, _LATE, _MINE]
    if visit.account.office:  # what somebody sees first stands first: the row scrolls on a phone
        usual.insert(0 if _usual(visit.account) == _OFFICE else len(usual), _OFFICE)
    names = usual + [str(status) for status in GapStatus]
    counts = {name: sum(_belongs(group, name, visit) for group in groups) for name in names}
    return {name: n for name, n in counts.items() if n or name in usual}


def _belongs(group: GapGroup, chosen: str, visit: Visit) -> bool:
    account = visit.account
    match chosen:
        case "terbuka":
            return group.status.is_open
        case "saya":
            return group.status.is_open and group.account_id == account.id
        case "kantor":
            return group.status.is_open and group.office == account.office != ""
        case "lewat":
            return group.is_overdue(visit.today)
    return chosen in (_ALL, group.status)


def _page(chosen: str, words: str, start: int) -> str:
    asked = {"tampil": chosen, "cari": words, "mulai": max(start, 0)}
    return f"/dasbor{PATH}?{urlencode(asked)}"


def _number(words: str) -> int:
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 9 else 0


async def show_one(visit: Visit) -> Response:
    """One group with all that is known and can be done."""
    return await _sheet(visit)


async def _sheet(visit: Visit, mistake: str = "", status: int = 200) -> Response:
    """The page; what was filled in comes back with a mistake."""
    sheet = await visit.done(visit.desk.work.sheet(visit.path["nomor"]))
    if sheet is None:
        return visit.missing()
    if sheet.group.id != visit.path["nomor"] and not mistake:
        return visit.back(f"{PATH}/{sheet.group.id}", "Kelompok ini sudah digabung ke sini.")
    others = await visit.done(visit.desk.work.groups())
    people = await visit.done(visit.desk.accounts.everybody())
    base = visit.desk.service.brain.base
    near = [base.intents[name] for name in sheet.group.near if name in base.intents]
    return visit.page(
        "pertanyaan_satu.html",
        status,
        kelompok=sheet.group,
        pertanyaan=_questions(sheet),
        jejak=tuple(reversed(sheet.entries)),
        dekat=near[:MOST_NEAR],
        jawaban=base.intents.get(sheet.group.intent),
        orang=[(each.id, each.name) for each in people if each.may(Right.WORK)],
        kantor=sorted({g.office for g in others if g.office} | {p.office for p in people} - {""}),
        lain=_alike(sheet.group, others)[:MOST_OTHERS],
        salah=mistake,
        saran=visit.form.first("saran"),
        boleh_saran=_may_advise(visit),
        kata_tolak=base.say[Say.NEWS_NOT_OURS],
        kata_siapa=base.say[Say.NEWS_WHO_ELSE],
        paling_panjang=ADVICE_CHARACTERS,
        nama=lambda intent: name_of(intent, base),
        dari_kantor=visit.account.role is Role.OFFICE,
        bahaya=Harm,
    )


def _alike(of: GapGroup, others: list[GapGroup]) -> list[GapGroup]:
    """What it might be put together with: the open ones that share most words, newest first."""
    own = set(of.title.lower().split())
    standing = [group for group in others if group.id != of.id and group.status.is_open]
    return sorted(standing, key=lambda g: (-len(own & set(g.title.lower().split())), -g.id))


def _may_advise(visit: Visit) -> bool:
    """Who may say something to residents without anybody else reading it first."""
    return visit.may(Right.PUBLISH) and not visit.desk.config.dashboard.second_eyes


def _questions(sheet: GapSheet) -> list[tuple[str, list[int], str]]:
    """Each wording once, with the ids of the questions worded so and what the bot did not know."""
    found: dict[str, list[int]] = {}
    why: dict[str, str] = {}
    for question in sheet.questions:
        found.setdefault(question.question, []).append(question.id)
        why[question.question] = str(question.reason)
    return [(words, ids, why[words]) for words, ids in found.items()]


async def work_on(visit: Visit) -> Response:
    """Do what a button says, and come back to the page."""
    deed = _DEEDS.get(visit.form.first("aksi"))
    if deed is None:
        return await _sheet(visit, "Tombol itu tidak dikenal. Coba sekali lagi.", 400)
    try:
        return await deed(visit, visit.path["nomor"])
    except DeedError as error:
        return await _sheet(visit, str(error), 422)
    except NoGroupError:
        return visit.missing()


Deed = Callable[[Visit, int], Awaitable[Response]]


def _simple(promise: Callable[[Visit, int], "Future[None]"], said: str, part: str = "") -> Deed:
    """A deed that ends where it began, with a sentence."""

    async def deed(visit: Visit, number: int) -> Response:
        await visit.done(promise(visit, number))
        return visit.back(f"{PATH}/{number}{part}", said)

    return deed


def _assign(visit: Visit, number: int) -> "Future[None]":
    office, person = visit.form.first("kantor"), visit.form.number("orang")
    return visit.desk.work.assign(number, visit.actor, office=office, account_id=person)


def _due(visit: Visit, number: int) -> "Future[None]":
    words = visit.form.first("tenggat")
    try:
        day = date.fromisoformat(words) if words else None
    except ValueError:
        raise DeedError("Tulis tanggalnya seperti ini: 2026-12-31.") from None
    return visit.desk.work.due(number, visit.actor, day)


async def _status(visit: Visit, number: int) -> Response:
    try:
        status = GapStatus(visit.form.first("status"))
    except ValueError:
        raise DeedError("Pilih dulu statusnya.") from None
    if status is GapStatus.NOT_OURS:
        return await _dismiss(visit, number)
    intent = visit.form.first("jawaban")
    await visit.done(visit.desk.work.status(number, visit.actor, status, intent))
    return visit.back(f"{PATH}/{number}", _NOW_IT_IS.get(status, "Status diganti."))


async def _dismiss(visit: Visit, number: int) -> Response:
    sheet = await visit.done(visit.desk.work.sheet(number))
    waiting = sheet.group.waiting if sheet else 0
    advice = visit.form.first("saran") if _may_advise(visit) else ""
    await visit.done(visit.desk.work.dismiss(number, visit.actor, advice))
    told = f" {waiting} orang yang menunggu akan dikabari." if waiting else ""
    return visit.back(f"{PATH}/{number}", f"Dicatat: bukan urusan kami.{told}")


_NOW_IT_IS = {
    GapStatus.SPAM: "Dicatat: bukan pertanyaan. Tidak ada yang dikabari.",
    GapStatus.NEW: "Dibuka lagi.",
}


async def _split(visit: Visit, number: int) -> Response:
    ids = [
        int(one)
        for words in visit.form.all("pilih")
        for one in words.split(",")
        if one.isdecimal()
    ]
    if not ids:
        raise DeedError("Centang dulu pertanyaan yang mau dipisahkan.")
    new = await visit.done(visit.desk.gatherer.split(number, ids, visit.actor))
    words = "Pertanyaan yang dicentang sekarang jadi kelompok sendiri, yaitu ini."
    return visit.back(f"{PATH}/{new}", words)


async def _merge(visit: Visit, number: int) -> Response:
    into = visit.form.number("ke")
    if into is None:
        raise DeedError("Pilih dulu digabung dengan yang mana.")
    await visit.done(visit.desk.gatherer.merge(number, into, visit.actor))
    return visit.back(f"{PATH}/{into}", "Sudah digabung.")


_DEEDS: dict[str, Deed] = {
    "ambil": _simple(
        lambda visit, number: visit.desk.work.take(number, visit.actor),
        "Sekarang Anda yang mengurus pertanyaan ini.",
    ),
    "serahkan": _simple(_assign, "Sudah diserahkan."),
    "tenggat": _simple(_due, "Tenggat disimpan."),
    "kembalikan": _simple(
        lambda visit, number: visit.desk.work.give_back(number, visit.actor),
        "Dikembalikan ke tim koordinasi.",
    ),
    "status": _status,
    "catatan": _simple(
        lambda visit, number: visit.desk.work.note(
            number, visit.actor, visit.form.first("catatan")
        ),
        "Catatan disimpan.",
        "#jejak",
    ),
    "judul": _simple(
        lambda visit, number: visit.desk.work.retitle(
            number, visit.actor, visit.form.first("judul")
        ),
        "Judul disimpan.",
    ),
    "pisah": _split,
    "gabung": _merge,
}

DOORS = (
    Door(PATH, Right.READ, get=show_list),
    Door(f"{PATH}/{{nomor:int}}", Right.READ, get=show_one),
    Door(f"{PATH}/{{nomor:int}}", Right.WORK, post=work_on),
)
