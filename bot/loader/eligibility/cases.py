"""The households of periksa/: what they name is there, and they check something."""

from collections.abc import Iterator

from bot.domain.eligibility.rules import HouseholdCase
from bot.loader import schema
from bot.loader.eligibility.identities import identities
from bot.loader.eligibility.known import Scene
from bot.loader.eligibility.places import questions, rules
from bot.loader.folder import Folder
from bot.loader.places import Place, at, below
from bot.loader.problems import Problem, suggestion


def households(folder: Folder) -> Iterator[tuple[Place, schema.HouseholdCase]]:
    """Every household of periksa/."""
    for document, file in folder.of(schema.Expectations):
        for i, case in enumerate(file.households):
            yield (document, ("rumah_tangga", i)), case


def built_cases(folder: Folder) -> Iterator[HouseholdCase]:
    """The households as the interview meets them."""
    for (document, path), of in households(folder):
        yield HouseholdCase(
            name=of.name,
            day=of.day,
            answers=dict(of.answers),
            verdicts={programme: verdict.value for programme, verdict in of.verdicts.items()},
            reasons={programme: tuple(ids) for programme, ids in of.reasons.items()},
            asked=tuple(of.asked),
            not_asked=tuple(of.not_asked),
            scope=of.scope or "",
            file=document.name,
            line=document.line(*path),
        )


def check_cases(scene: Scene) -> Iterator[Problem]:
    """Every household that names what is not there."""
    asked = [question.id for _, question in questions(scene.folder)]
    criteria: dict[str, list[str]] = {}
    for rule in rules(scene.folder):
        criteria.setdefault(rule.programme.id, []).extend(name for _, name in identities(rule))
    for place, case in households(scene.folder):
        if not (case.verdicts or case.reasons or case.asked or case.not_asked):
            what = "rumah tangga ini tidak memeriksa apa pun."
            yield at(place, what, "Contoh: hasil: {pkh: kemungkinan_bisa}.")
        for where, question in _questions(place, case):
            if scene.lacks(question, asked):
                hint = suggestion(question, asked) or "Periksa ejaannya."
                yield at(where, f"pertanyaan “{question}” tidak ada di fakta.yaml.", hint)
        for where, programme in _programmes(place, case):
            yield from _programme(scene, where, programme, criteria)
        yield from _reasons(place, case, criteria)


def _reasons(
    place: Place, case: schema.HouseholdCase, criteria: dict[str, list[str]]
) -> Iterator[Problem]:
    for programme, ids in case.reasons.items():
        known = criteria.get(programme)
        for i, criterion in enumerate(ids):
            if known is not None and criterion not in known:
                hint = suggestion(criterion, known) or f"Yang ada: {', '.join(known)}."
                what = f"aturan “{programme}” tidak punya syarat “{criterion}”."
                yield at(below(place, "alasan", programme, i), what, hint)


def _questions(place: Place, case: schema.HouseholdCase) -> Iterator[tuple[Place, str]]:
    for question in case.answers:
        yield below(place, "jawaban", question), question
    for key, listed in (("ditanya", case.asked), ("tidak_ditanya", case.not_asked)):
        for i, question in enumerate(listed):
            yield below(place, key, i), question


def _programmes(place: Place, case: schema.HouseholdCase) -> Iterator[tuple[Place, str]]:
    if case.scope:
        yield below(place, "program"), case.scope
    for key, named in (("hasil", case.verdicts), ("alasan", case.reasons)):
        for programme in named:
            yield below(place, key, programme), programme


def _programme(
    scene: Scene, place: Place, programme: str, criteria: dict[str, list[str]]
) -> Iterator[Problem]:
    if scene.lacks(programme, scene.base.programmes):
        hint = suggestion(programme, criteria) or "Periksa ejaannya."
        yield at(place, f"program “{programme}” tidak ada.", hint)
    elif scene.lacks(programme, criteria):
        what = f"program “{programme}” tidak punya “aturan”."
        yield at(place, what, "Hapus dari kasus ini, atau tulis aturannya.")
