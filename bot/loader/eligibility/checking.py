"""Everything that may be wrong with the interview and the rules."""

from collections.abc import Iterator
from datetime import date

from bot.domain.knowledge import KnowledgeBase
from bot.loader import schema
from bot.loader.claims import Claim, twice
from bot.loader.eligibility.cases import check_cases, households
from bot.loader.eligibility.conditions import check_conditions
from bot.loader.eligibility.interview import check_interview
from bot.loader.eligibility.known import Scene, known
from bot.loader.eligibility.loops import check_loops, check_periods
from bot.loader.eligibility.numbers import check_numbers
from bot.loader.eligibility.places import options, questions, rules, told, traits
from bot.loader.eligibility.words import check_words
from bot.loader.folder import Folder
from bot.loader.places import at, below
from bot.loader.problems import Problem


def check_eligibility(folder: Folder, base: KnowledgeBase, today: date) -> Iterator[Problem]:
    """Every mistake of fakta.yaml, of `aturan`, and of the households in periksa/."""
    yield from check_words(folder)
    yield from twice(_ids(folder), "id", "Ganti salah satu id.")
    yield from _with_or_without(folder)
    if not folder.of(schema.Interview):
        # Of a file that could not be read its own problems are told.
        yield from () if folder.promises("fakta") else _no_interview(folder)
        return
    scene = Scene(folder, base, known(folder), today)
    for check in (
        check_interview,
        check_conditions,
        check_numbers,
        check_loops,
        check_periods,
        check_cases,
    ):
        yield from check(scene)


def _ids(folder: Folder) -> Iterator[Claim]:
    """Ids that may stand once only: of questions, traits, a question's options, a rule."""
    for place, question in questions(folder):
        yield Claim(question.id, str(place[1]), below(place, "id"), "pertanyaan")
    for place, trait in traits(folder):
        yield Claim(trait.id, str(place[1]), below(place, "id"), "ciri")
    for place, _, option in options(folder):
        yield Claim(option.id, str(place[1]), below(place, "id"), f"pilihan {place[1][:2]}")
    for where in rules(folder):
        for found in told(where):
            if found.node.id:
                space = f"{where.programme.id} {where.place[1]}"
                path = str(found.place[1])
                yield Claim(found.node.id, path, below(found.place, "id"), space)


def _with_or_without(folder: Folder) -> Iterator[Problem]:
    """A programme has rules, or says why not; before there are questions it need not."""
    for document, of in folder.of(schema.Programme):
        if of.rules and of.without_rules:
            what = "program ini memuat “aturan” dan “tanpa_aturan” sekaligus."
            yield at((document, ("tanpa_aturan",)), what, "Hapus salah satu.")
        elif folder.of(schema.Interview) and not of.rules and not of.without_rules:
            what = "program ini belum punya “aturan”."
            fix = "Tulis aturannya, atau alasannya: tanpa_aturan: Untuk semua warga."
            yield at((document, ("id",)), what, fix)
        for where in (where for where in rules(folder) if where.programme is of):
            if not (where.rule.every or where.rule.either or where.rule.neither):
                fix = "Tulis paling sedikit satu syarat di “semua”."
                yield at(where.place, "aturan ini tidak punya syarat.", fix)


def _no_interview(folder: Folder) -> Iterator[Problem]:
    ruled = [where.programme.id for where in rules(folder)]
    if ruled or any(True for _ in households(folder)):
        what = "berkas ini belum ada, jadi aturan program tidak bisa ditanyakan."
        yield Problem("fakta.yaml", 0, what, "Salin dari folder pengetahuan bawaan.")
