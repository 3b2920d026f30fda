"""The answers of an interview in as few letters as can be, for an address that people share.

A line each: "ktp!kota" is a question and its option. "anak_sekolah.|||sekolah=sd;umur=7~7" is the
question ("." where everybody was told), the facts it fills, the option, and one member after the
other. JSON is for what is stored (encoding_interview.py): as an address it would be half as long
again.
"""

from collections.abc import Mapping

from bot.domain.eligibility.household import Answer, Member
from bot.domain.eligibility.interview import Interview
from bot.domain.eligibility.values import Possible, Span

VERSION = "1"


def interview_to_text(interview: Interview) -> str:
    """The scope, whom it is for, and the answers; ids are letters, digits, "_", "-" and "/"."""
    whom = "lain" if interview.for_other else ""
    lines = (_answer_out(answer) for answer in interview.answers)
    return "\n".join((f"{VERSION}|{interview.scope}|{whom}", *lines))


def interview_from_text(text: str) -> Interview:
    """The interview again. Raises ValueError for what was not written here."""
    head, *lines = text.split("\n")
    version, scope, whom = head.split("|")
    if version != VERSION:
        raise ValueError(f"version {version}")
    answers = tuple(_answer_in(line) for line in lines)
    return Interview(scope, for_other=whom == "lain", answers=answers)


def _answer_out(answer: Answer) -> str:
    about = answer.question
    if answer.option and answer == _chosen(about, answer.option):
        return f"{about}!{answer.option}"
    # A fact of its own is named by what follows the question: "" or "/pkh".
    fills = {_without(about, name): values for name, values in answer.fills.items()}
    members = [_member_out(member, about) for member in answer.members]
    whole = f"{about}{'.' if answer.is_complete else ''}"
    line = "|".join((whole, _known_out(fills), answer.option, *members))
    return line if members else line.rstrip("|")


def _answer_in(line: str) -> Answer:
    if "!" in line:
        return _chosen(*line.split("!"))
    whole, *rest = line.split("|")
    about = whole.rstrip(".")
    fills, option, *members = (*rest, "", "")[: max(2, len(rest))]
    known = _known_in(fills).items()
    return Answer(
        question=about,
        fills={f"{about}{n}" if n[:1] in ("", "/") else n: values for n, values in known},
        members=tuple(_member_in(member, about) for member in members),
        is_complete=whole.endswith("."),
        option=option,
    )


def _chosen(about: str, option: str) -> Answer:
    """The most usual answer: one option, which is the value of the question's own fact."""
    return Answer(about, {about: frozenset({option})}, option=option)


def _without(about: str, name: str) -> str:
    return name.removeprefix(about) if name == about or name.startswith(f"{about}/") else name


def _member_out(member: Member, about: str) -> str:
    roster = "" if member.roster == about else f"@{member.roster}"
    return f"{_known_out(member.traits)}{roster}"


def _member_in(text: str, about: str) -> Member:
    known, elsewhere, roster = text.partition("@")
    return Member(_known_in(known), roster if elsewhere else about)


def _known_out(known: Mapping[str, Possible]) -> str:
    """Facts that have the same values together: "/pkh,/pip=tidak;/sembako=ya"."""
    named: dict[str, list[str]] = {}
    for name, values in known.items():
        named.setdefault(_values_out(values), []).append(name)
    return ";".join(f"{','.join(names)}={values}" for values, names in named.items())


def _known_in(text: str) -> dict[str, Possible]:
    pairs = (each.split("=") for each in text.split(";") if each)
    return {name: _values_in(values) for names, values in pairs for name in names.split(",")}


def _values_out(values: Possible) -> str:
    if isinstance(values, Span):
        low, high = ("" if end is None else str(end) for end in (values.low, values.high))
        return f"{low}~{high}"
    return "+".join(sorted(values))


def _values_in(text: str) -> Possible:
    if "~" not in text:
        return frozenset(text.split("+")) if text else frozenset()
    low, high = (int(end) if end else None for end in text.split("~"))
    return Span(low, high)
