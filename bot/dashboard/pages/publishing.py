"""Usulan and Riwayat: what a change would do, and everything that was published."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.responses import Response

from bot.dashboard.doors import Door
from bot.dashboard.filling.paths import changed_at, written_path
from bot.dashboard.pages.proposing import PATH, may_put_aside
from bot.dashboard.visit import Visit
from bot.desk.publishing import RefusedError
from bot.domain.desk import Right
from bot.domain.knowledge import KnowledgeBase
from bot.domain.publishing import Publication, PublicationStatus
from bot.domain.replaying import Change, Changed, GateReport, Reaction

ON_A_PAGE = 20
MOST_SHOWN = 12  # changed answers of one kind; the rest is counted
MOST_DIFF_LINES = 300
ONE = f"{PATH}/{{nomor:int}}"


@dataclass(frozen=True, slots=True)
class Line:
    """One question that would be met otherwise, told with the names of answers."""

    words: str
    people: int
    before: str
    after: str
    because: str


@dataclass(frozen=True, slots=True)
class Told:
    """A report for people: only what there is to say, the worst first."""

    report: GateReport
    lost: tuple[Line, ...]
    moved: tuple[Line, ...]
    gained: tuple[Line, ...]
    offered: tuple[Line, ...]
    thefts: tuple[tuple[str, str, int], ...]


def told(report: GateReport, base: KnowledgeBase) -> Told:
    """The report with names instead of ids."""

    def lines(kind: Change) -> tuple[Line, ...]:
        return tuple(_line(each, base) for each in report.of(kind))

    thefts = sorted(report.thefts.items(), key=lambda pair: (-pair[1], pair[0]))
    return Told(
        report=report,
        lost=lines(Change.LOST),
        moved=lines(Change.MOVED),
        gained=lines(Change.GAINED),
        offered=lines(Change.OFFERED),
        thefts=tuple((name_of(by, base), name_of(of, base), n) for (by, of), n in thefts),
    )


def _line(of: Changed, base: KnowledgeBase) -> Line:
    before, after = _met(of.before, base), _met(of.after, base)
    return Line(of.asked.text, of.asked.people, before, after, of.because)


def _met(reaction: Reaction, base: KnowledgeBase) -> str:
    """A reaction in words for the template: kind and names, or the kind alone."""
    names = ", ".join(name_of(intent, base) for intent in reaction.intents)
    return f"{reaction.outcome}:{names}"


def name_of(intent: str, base: KnowledgeBase) -> str:
    """The heading of an answer; of a new one the end of its id, which is made of its title."""
    held = base.intents.get(intent)
    if held:
        return held.heading or held.label
    return intent.rpartition("/")[2].replace("_", " ").capitalize()


async def show(visit: Visit) -> Response:
    """One proposal or publication: how the check stands, what it found, what can be done."""
    return await _page(visit)


async def _page(visit: Visit, mistake: str = "", status: int = 200) -> Response:
    number = visit.path["nomor"]
    publishing = visit.desk.publishing
    found = await visit.slowly(publishing.get, number)
    if found is None:
        return visit.missing()
    progress = await visit.slowly(publishing.progress, number)
    base = visit.desk.service.brain.base
    reason = visit.form.first("alasan")
    is_open = found.status is PublicationStatus.PROPOSED
    obstacle = ""
    if is_open and found.gate is not None:
        said = reason or "alasan"  # whether a reason is all that is missing is told by the gate
        obstacle = await visit.slowly(publishing.obstacle, number, visit.actor, said)
    values = {
        "usulan": found,
        "terbuka": is_open,
        "kemajuan": progress,
        "hasil": told(found.gate, base) if found.gate else None,
        "banyak": MOST_SHOWN,
        "halangan": obstacle,
        "alasan": reason,
        "salah": mistake,
        "ubah_lagi": _edit_again(found) if is_open and visit.may(Right.WRITE) else "",
        "beda": list(_diffs(found)),
        "nama": lambda intent: name_of(intent, base),
    }
    return visit.page("usulan.html", status, **values)


def _diffs(of: Publication) -> Iterator[tuple[str, list[tuple[str, str]], int]]:
    """File, its changed lines as sign and words, and how many more there are."""
    for change in of.changes:
        lines = change.diff(2)
        shown = [(line[:1], line[1:]) for line in lines[:MOST_DIFF_LINES]]
        yield change.name, shown, max(len(lines) - MOST_DIFF_LINES, 0)


def _edit_again(of: Publication) -> str:
    """The form with what was proposed, to mend it; "" where no form can show it."""
    if of.group is not None and of.intent and of.summary.startswith("Jawaban baru"):
        return f"/dasbor/pertanyaan/{of.group}/jawab?usulan={of.id}"
    if of.intent and of.summary.startswith("Jawaban baru"):
        return f"/dasbor/pengetahuan/baru?usulan={of.id}"
    if len(of.changes) == 1 and of.changes[0].before and of.changes[0].after:
        (change,) = of.changes
        place = written_path(changed_at(change))
        asked = {"berkas": change.name, "letak": place, "usulan": of.id}
        return f"/dasbor/pengetahuan/isi?{urlencode(asked)}"
    return ""


async def publish(visit: Visit) -> Response:
    """Into service, and the askers are told."""
    number = visit.path["nomor"]
    reason = visit.form.first("alasan")
    waiting = await _waiting(visit, number)
    try:
        await visit.slowly(visit.desk.publishing.publish, number, visit.actor, reason)
    except RefusedError as error:
        return await _page(visit, str(error), 409)
    told = f" {waiting} orang yang menunggu dikabari." if waiting else ""
    return visit.back(f"{PATH}/{number}", f"Sudah terbit. Bot memakainya mulai sekarang.{told}")


async def _waiting(visit: Visit, number: int) -> int:
    """How many people wish to be told of what this proposal answers."""
    found = await visit.slowly(visit.desk.publishing.get, number)
    if found is None or found.group is None:
        return 0
    sheet = await visit.done(visit.desk.work.sheet(found.group))
    return sheet.group.waiting if sheet else 0


async def reject(visit: Visit) -> Response:
    """Put it aside."""
    number = visit.path["nomor"]
    reason = visit.form.first("alasan")
    if not await may_put_aside(visit, number):
        return visit.sorry(403, "Yang bisa menolak: pengusulnya, atau koordinator.")
    try:
        await visit.slowly(visit.desk.publishing.reject, number, visit.actor, reason)
    except RefusedError as error:
        return await _page(visit, str(error), 409)
    return visit.back(f"{PATH}/{number}", "Usulan ini ditolak. Tidak ada yang berubah di bot.")


async def check_again(visit: Visit) -> Response:
    """Let the gate look once more."""
    number = visit.path["nomor"]
    try:
        await visit.slowly(visit.desk.publishing.recheck, number)
    except RefusedError as error:
        return await _page(visit, str(error), 409)
    return visit.back(f"{PATH}/{number}")


async def undo(visit: Visit) -> Response:
    """Propose what takes it back."""
    try:
        number = await visit.slowly(visit.desk.publishing.undo, visit.path["nomor"], visit.actor)
    except RefusedError as error:
        return await _page(visit, str(error), 409)
    words = "Ini usulan untuk mengembalikan isi lama. Periksa, lalu terbitkan."
    return visit.back(f"{PATH}/{number}", words)


async def history(visit: Visit) -> Response:
    """Everything proposed and published, newest first."""
    before = visit.query.get("sebelum", "")
    before_id = int(before) if before.isdecimal() and len(before) < 16 else None
    found = await visit.slowly(visit.desk.publishing.recent, ON_A_PAGE + 1, before_id)
    older = f"/dasbor{HISTORY}?sebelum={found[ON_A_PAGE - 1].id}" if len(found) > ON_A_PAGE else ""
    return visit.page("riwayat.html", terbitan=found[:ON_A_PAGE], lebih_lama=older)


HISTORY = "/pengetahuan/riwayat"
DOORS = (
    Door(ONE, Right.READ, get=show),
    Door(f"{ONE}/terbit", Right.PUBLISH, post=publish),
    Door(f"{ONE}/tolak", Right.WRITE, post=reject),
    Door(f"{ONE}/periksa", Right.WRITE, post=check_again),
    Door(f"{ONE}/batal", Right.PUBLISH, post=undo),
    Door(HISTORY, Right.READ, get=history),
)
