"""From a proposed change of the knowledge to the one in service, with history and a way back."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot.desk.checking import BROKEN_OFF, Checking
from bot.desk.printing import Press, PressError
from bot.domain.desk import Actor, GapStatus
from bot.domain.merging import rebased
from bot.domain.publishing import FileChange, Progress, Publication, PublicationStatus
from bot.editor import EditError, folder_mark, text_of
from bot.storage import filing, publications
from bot.storage.database import Writer

log = logging.getLogger("sambung")
AGAIN = "Pemeriksaan diulang dulu, tunggu sebentar lalu coba terbitkan lagi."


class RefusedError(Exception):
    """Why a change is not taken or not published; the words are for the coordinator."""


@dataclass(frozen=True, slots=True)
class Around:
    """What publishing works with. `after` is called when something was published, to tell askers.

    `redacted` takes personal data out of what people write of a change: it stays in the journal.
    `second_eyes`: nobody publishes a change of their own.
    """

    press: Press
    checking: Checking
    clock: Callable[[], datetime]
    after: Callable[[], None]
    redacted: Callable[[str], str]
    second_eyes: bool = False


class Publishing:
    """Proposes, publishes, rejects and takes back changes. Everything here blocks: pages call it
    in a thread.
    """

    def __init__(self, writer: Writer, around: Around) -> None:
        self._writer = writer
        self._around = around
        self._press = around.press
        self._checking = around.checking
        self._lock = threading.Lock()

    @property
    def root(self) -> Path:
        """The folder that is edited."""
        return self._press.root

    def propose(  # noqa: PLR0913  what a proposal consists of; the last three are rarely given
        self,
        changes: Sequence[FileChange],
        summary: str,
        author: Actor,
        *,
        group: int | None = None,
        intent: str = "",
        closes: GapStatus = GapStatus.ANSWERED,
    ) -> int:
        """Keep a proposal and start its check; its number. Raises RefusedError.

        Publishing it gives `group` the status `closes`, answered by `intent`.
        """
        new = Publication(
            id=0,
            status=PublicationStatus.PROPOSED,
            summary=self._kept(summary) or "Perubahan tanpa keterangan",
            changes=self._current(changes),
            author=author.name,
            author_id=author.account_id,
            proposed_at=self._around.clock(),
            group=group,
            closes=closes if group is not None else None,
            intent=intent,
        )
        return self._proposed(new, author, "usul")

    def _proposed(self, new: Publication, author: Actor, deed: str) -> int:
        if not new.changes:
            raise RefusedError("Tidak ada yang berubah, jadi tidak ada yang diusulkan.")
        number = self._writer.run(lambda db: filing.propose(db, new, author, deed)).result()
        self._checking.start(number)
        return number

    def get(self, number: int) -> Publication | None:
        """A publication with its files and what the gate found."""
        return self._writer.run(lambda db: publications.one(db, number)).result()

    def recent(self, limit: int = 20, before_id: int | None = None) -> tuple[Publication, ...]:
        """The history, newest first; those before one, to page back."""
        return self._writer.run(lambda db: publications.recent(db, limit, before_id)).result()

    def waiting(self) -> tuple[Publication, ...]:
        """Proposals nobody has decided on, oldest first."""
        standing = PublicationStatus.PROPOSED
        return self._writer.run(lambda db: publications.with_status(db, standing)).result()

    def progress(self, number: int) -> Progress:
        """How far the check is; one that was broken off by a restart begins anew."""
        of = self._one(number)
        if of.status is PublicationStatus.PROPOSED and of.gate is None:
            self._checking.start(number)
        return self._checking.progress(of)

    def wait(self, number: int) -> None:
        """Come back when a check that is under way has ended."""
        self._checking.wait(number)

    def recheck(self, number: int) -> None:
        """Let the gate look at a proposal again. Raises RefusedError."""
        self._open(number)
        self._writer.run(lambda db: publications.keep_report(db, number, None)).result()
        self._checking.start(number)

    def obstacle(self, number: int, by: Actor, reason: str = "") -> str:
        """Why this person may not publish it now, for the page; "" when nothing is in the way."""
        try:
            self._allow(self._open(number), by, reason)
        except RefusedError as refused:
            return str(refused)
        return ""

    def publish(self, number: int, by: Actor, reason: str = "") -> None:
        """Write the files, take them into service, close the group. Raises RefusedError."""
        with self._lock:
            of = self._open(number)
            self._allow(of, by, reason)
            self._fresh(of)
            now = self._around.clock()
            of = self._decided(of, by, reason)
            if not self._writer.run(lambda db: filing.begin(db, of, now)).result():
                raise RefusedError("Usulan ini baru saja diputuskan orang lain.")
            self._print(of)
        self._around.after()

    def reject(self, number: int, by: Actor, reason: str) -> None:
        """Put a proposal aside. Raises RefusedError."""
        with self._lock:
            of, now = self._open(number), self._around.clock()
            of = self._decided(of, by, reason)
            if not self._writer.run(lambda db: filing.reject(db, of, now)).result():
                raise RefusedError("Usulan ini baru saja diputuskan orang lain.")

    def undo(self, number: int, by: Actor) -> int:
        """Propose what takes a publication back; what changed in other lines since then stays.

        A group it had answered is open again once that is published, and who was told that answer
        waits for another one. Raises RefusedError.
        """
        of = self._one(number)
        if of.status is not PublicationStatus.PUBLISHED:
            raise RefusedError("Yang bisa dibatalkan hanya perubahan yang sudah terbit.")
        new = Publication(
            id=0,
            status=PublicationStatus.PROPOSED,
            summary=f"Kembalikan isi lama: {of.summary}",
            changes=self._current([change.reversed for change in of.changes]),
            author=by.name,
            author_id=by.account_id,
            proposed_at=self._around.clock(),
            group=of.group,
            closes=GapStatus.NEW if of.group is not None else None,
            intent=of.intent,
        )
        return self._proposed(new, by, "batalkan")

    def recover(self) -> int:
        """Finish what a crash left between the files and the database; how many. Call at start.

        Checks that were broken off begin anew.
        """
        with self._lock:
            standing = PublicationStatus.WRITING
            left = self._writer.run(lambda db: publications.with_status(db, standing)).result()
            done = sum(self._resumed(of) for of in left)
        for of in self.waiting():
            if of.gate is None:
                self._checking.start(of.id)
        if done:
            self._around.after()
        return done

    def _resumed(self, of: Publication) -> bool:
        try:
            self._print(of)
        except RefusedError as refused:
            log.error("publication not finished", extra={"publication": of.id})
            log.error(str(refused))
            return False
        log.info("publication finished after a crash", extra={"publication": of.id})
        return True

    def _print(self, of: Publication) -> None:
        """Files, service, note. What cannot be done is put back and proposed again."""
        try:
            self._press.put_out(of.changes)
        except PressError as error:
            self._writer.run(lambda db: filing.give_back(db, of, self._around.clock())).result()
            raise RefusedError(str(error)) from error
        self._writer.run(lambda db: filing.finish(db, of, self._around.clock())).result()

    def _decided(self, of: Publication, by: Actor, reason: str) -> Publication:
        words = self._around.redacted(reason).strip()
        return replace(of, publisher=by.name, publisher_id=by.account_id, reason=words)

    def _kept(self, summary: str) -> str:
        return " ".join(self._around.redacted(summary).split())

    def _one(self, number: int) -> Publication:
        of = self.get(number)
        if of is None:
            raise RefusedError("Usulan ini tidak ada.")
        return of

    def _open(self, number: int) -> Publication:
        of = self._one(number)
        if of.status is not PublicationStatus.PROPOSED:
            raise RefusedError(f"Usulan ini sudah diputuskan: {of.status}.")
        return of

    def _allow(self, of: Publication, by: Actor, reason: str) -> None:
        if of.gate is None:
            self._checking.start(of.id)
            raise RefusedError("Pemeriksaan belum selesai. Tunggu sebentar.")
        if of.gate.failure:
            raise RefusedError(of.gate.failure or BROKEN_OFF)
        if of.gate.problems:
            raise RefusedError("Berkasnya masih ada yang salah. Perbaiki dulu, lalu usulkan lagi.")
        if of.gate.is_blocked:
            raise RefusedError("Tidak bisa terbit: jawaban untuk keadaan bahaya ikut berubah.")
        if self._around.second_eyes and _is_author(of, by):
            raise RefusedError("Perubahan ini perlu dilihat satu orang lagi, bukan pengusulnya.")
        if of.gate.needs_reason and not reason.strip():
            raise RefusedError(
                "Ada jawaban yang jadi kurang baik. Tulis alasan untuk tetap terbit."
            )

    def _fresh(self, of: Publication) -> None:
        """The report must be about the folder as it is now; else the gate looks again."""
        mark = self._writer.run(lambda db: publications.mark_of(db, of.id)).result()
        if mark == folder_mark(self.root):
            return
        changes = self._current(of.changes)
        self._writer.run(lambda db: publications.keep_changes(db, of.id, changes)).result()
        self._checking.start(of.id)
        raise RefusedError(f"Pengetahuan berubah sejak usulan ini diperiksa. {AGAIN}")

    def _current(self, changes: Sequence[FileChange]) -> tuple[FileChange, ...]:
        """The changes on the files as they are now. Raises RefusedError where they clash."""
        found = []
        for change in changes:
            try:
                now = rebased(change, text_of(self.root, change.name))
            except EditError as error:
                raise RefusedError(str(error)) from error
            if now is None:
                words = "sudah diubah lagi di baris yang sama. Mulai lagi dari isi yang sekarang."
                raise RefusedError(f"{change.name} {words}")
            found.append(now)
        return tuple(change for change in found if change.before != change.after)


def _is_author(of: Publication, by: Actor) -> bool:
    if of.author_id is not None and by.account_id is not None:
        return of.author_id == by.account_id
    return of.author == by.name
