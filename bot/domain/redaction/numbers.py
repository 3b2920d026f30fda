"""Numbers that lead to a person: NIK, Kartu Keluarga, phones, accounts and cards, PINs.

A run is everything that reads like one string of digits, gaps included: "0812 - 3456 7890". Its
chunks (what stands between spaces) are put together from the left into numbers of a known length;
what is left over goes too when it is long, unless it is plainly an amount, a year, a time or a
list.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.domain.redaction.cues import (
    ACCOUNT_BEFORE,
    BANK,
    NUMBER_KIND,
    NUMBER_WORD,
    PHONE_BEFORE,
    SECRET_BEFORE,
)
from bot.domain.redaction.spans import Span, View

_RUN = re.compile(r"\d(?:(?:[-._/:|()+*~#=;& ]{0,6}|,)\d)*+")
_CHUNK = re.compile(r"\d(?:[-._/:,=]{0,2}\d)*+")
_LIST_SIGN = re.compile(r"[;&]")
_NOT_DIGIT = re.compile(r"\D+")
_LOOKALIKE = re.compile(
    r"(?<=\d)[ol|]{1,3}(?=\d)|(?<![a-z\d])[ol](?=\d{3})|(?<=\d{3})[ol](?![a-z\d])"
)
_LOOKALIKE_DIGITS = str.maketrans("ol|", "011")
_INNOCENT = re.compile(
    r"[1-9]\d{0,2}(?:[.,]\d{3})+(?:[.,]\d\d)?"  # 1.500.000
    r"|(?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?"  # 2026, 2026/2027
    r"|(?:[01]?\d|2[0-4])[.:][0-5]\d(?:-(?:[01]?\d|2[0-4])[.:][0-5]\d)?"  # 07.30-14.00
    r"|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d\d"  # 17-11-2025
    r"|\d{1,2},\d{1,2}|1[12]\d"  # 2,5 and 112
)
_MONEY_BEFORE = re.compile(r"(?:\brp|\bidr|rupiah)[ .:]{0,3}$")
_MONEY_AFTER = re.compile(r"(?:,-)? ?(?:rupiah|perak|ribu|rb\b|juta|jt\b|mil[iy]ar|triliun)")
_CALL_CENTRE = re.compile(r"1500\d{3}|14\d{3}|1[0-9]{2,3}")

_LONG = 9  # digits from which an unexplained number counts as personal
_PIECE = 5  # digits from which a rest beside such a number goes with it
_HUGE = 200  # characters from which a run is no message any more and goes as a whole
_BUDGET = 20_000  # characters of numbers looked at closely; behind them anything long goes
_ID = 16  # digits of NIK, KK and cards
_PHONE_MOST = 14
_AMOUNT_MOST = 13


@dataclass(frozen=True, slots=True)
class _Chunk:
    start: int
    end: int
    shape: str
    digits: str
    plus: bool

    @property
    def is_amount(self) -> bool:
        """True for 1.500.000, and for a time or date with points."""
        return "." in self.shape and self.innocent

    @property
    def innocent(self) -> bool:
        """True for amounts, years, times, dates and short codes."""
        return _INNOCENT.fullmatch(self.shape) is not None and (
            len(self.digits) < _LONG or self.digits.endswith("000")
        )


def find_numbers(view: View, public: frozenset[str]) -> Iterator[Span]:
    """Yield numbers that lead to a person, `public` ones excepted."""
    low = _LOOKALIKE.sub(lambda found: found[0].translate(_LOOKALIKE_DIGITS), view.low)
    budget = _BUDGET
    for run in _RUN.finditer(low):
        length = run.end() - run.start()
        if length < 4:  # no PIN is shorter
            continue
        budget -= length
        if budget > 0 and length < _HUGE:
            for chunks in _listed(low, run.start(), run.end()):
                yield from (_span(view, part) for part in _numbers(view, chunks, public))
        elif length >= _HUGE or _is_long(run[0], public):
            yield Span(run.start(), run.end(), "account")


def _is_long(run: str, public: frozenset[str]) -> bool:
    digits = _NOT_DIGIT.sub("", run)
    return len(digits) >= _LONG and not _is_public(digits, public)


def _listed(low: str, start: int, end: int) -> list[list[_Chunk]]:
    """The chunks of a run, kept apart where ";" or "&" stands between whole numbers."""
    cuts = [start, *(sign.end() for sign in _LIST_SIGN.finditer(low, start, end)), end]
    parts = [_chunks(low, left, right) for left, right in pairwise(cuts)]
    if all(len(_digits(part)) >= _LONG for part in parts):
        return parts
    return [[chunk for part in parts for chunk in part]]


def _chunks(low: str, start: int, end: int) -> list[_Chunk]:
    found = []
    for match in _CHUNK.finditer(low, start, end):
        shape = match[0]
        digits = shape if shape.isdigit() else _NOT_DIGIT.sub("", shape)
        plus = low[max(0, match.start() - 2) : match.start()].rstrip(" ").endswith("+")
        found.append(_Chunk(match.start(), match.end(), shape, digits, plus))
    return found


def _numbers(view: View, chunks: list[_Chunk], public: frozenset[str]) -> Iterator[list[_Chunk]]:
    """Put chunks together into personal numbers, from the left."""
    if _is_one_number(view, chunks, public):
        yield chunks
        return
    rest = at = 0
    least = _LONG
    while at < len(chunks):
        stop = _public_end(chunks, at, public)
        number = [] if stop else chunks[at : _strong_end(view, chunks, at, public)]
        if not stop and not number:
            at += 1
            continue
        # Beside a number of a known kind five digits are more likely a piece of it than a count.
        least = _PIECE if number else least
        yield from _leftover(view, chunks[rest:at], public, least)
        if number and not _is_public(_digits(number), public):
            yield number
        rest = at = stop or at + len(number)
    yield from _leftover(view, chunks[rest:], public, least)


def _is_one_number(view: View, chunks: list[_Chunk], public: frozenset[str]) -> bool:
    """Short pieces with one number's length in all, or anything behind "rekening"."""
    total = sum(len(chunk.digits) for chunk in chunks)
    pieces = total <= _ID and all(len(chunk.digits) < _LONG for chunk in chunks)
    return (
        _LONG <= total <= _ID + 3
        and not any(chunk.is_amount or _is_public(chunk.digits, public) for chunk in chunks)
        and not any(_public_end(chunks, at, public) for at in range(len(chunks)))
        and not _explained(view, chunks)
        and not _counts_up(chunks)
        and (pieces or _cue(view.before(chunks[0].start, 24)) == "account")
    )


def _strong_end(view: View, chunks: list[_Chunk], at: int, public: frozenset[str]) -> int:
    """Where a number of a known kind that begins at chunk `at` ends, or `at` when none does."""
    first = chunks[at]
    phone_like = first.plus or re.match(r"0[2-9]|0$", first.digits) is not None
    later = range(at + 1, min(at + _ID, len(chunks)))
    stop = next((index for index in later if _public_end(chunks, index, public)), None)
    lengths = [] if phone_like else [(_ID, _ID)]
    if phone_like or first.digits.startswith("62"):
        lengths.append((_LONG, _PHONE_MOST))
    for least, most in lengths:
        end = _end_of_length(chunks[:stop], at, least, most)
        if end > at and not _explained(view, chunks[at:end]):
            return end
    return at


def _end_of_length(chunks: list[_Chunk], at: int, least: int, most: int) -> int:
    """The longest stretch from `at` with `least` to `most` digits, as the chunk it ends before."""
    total, end = 0, at
    for index in range(at, len(chunks)):
        total += len(chunks[index].digits)
        if total > most:
            break
        # A second number or an amount behind a finished one is its own thing.
        if end > at and (chunks[index].plus or chunks[index].is_amount):
            break
        if total >= least:
            end = index + 1
    return end


def _explained(view: View, part: list[_Chunk]) -> bool:
    return all(chunk.innocent for chunk in part) or _is_money(view, part)


def _leftover(
    view: View, part: list[_Chunk], public: frozenset[str], least: int
) -> Iterator[list[_Chunk]]:
    """Yield what no rule knows when it has `least` digits, or a telling word right before it."""
    while part and part[0].is_amount:
        part = part[1:]
    while part and part[-1].is_amount:
        part = part[:-1]
    if not part or _explained(view, part):
        return
    digits = _digits(part)
    if _is_public(digits, public) or all(_is_public(chunk.digits, public) for chunk in part):
        return
    if (len(digits) >= least and not _counts_up(part)) or _short_kind(view, part):
        yield part


def _counts_up(part: list[_Chunk]) -> bool:
    """1 2 3 4 5 6 7 8 9: a list, not a number."""
    values = [int(value) for chunk in part for value in re.findall(r"\d+", chunk.shape)]
    steps = {right - left for left, right in pairwise(values)}
    return len(values) > 2 and steps == {1} and values[0] > 0


def _is_money(view: View, part: list[_Chunk]) -> bool:
    digits = _digits(part)
    if len(part) > 1 or digits.startswith("0") or len(digits) > _AMOUNT_MOST:
        return False
    return bool(
        _MONEY_BEFORE.search(view.before(part[0].start, 10))
        or _MONEY_AFTER.match(view.after(part[0].end, 12))
    )


def _short_kind(view: View, part: list[_Chunk]) -> str:
    """The kind of a number under nine digits, "" when nothing says that it is personal."""
    digits, before = _digits(part), view.before(part[0].start, 40)
    if not 4 <= len(digits) < _LONG:
        return ""
    if SECRET_BEFORE.search(before):
        return "secret"
    if len(digits) < 6 or _CALL_CENTRE.fullmatch(digits):
        return ""
    if PHONE_BEFORE.search(before):
        return "phone"
    return "account" if ACCOUNT_BEFORE.search(before) else ""


def _digits(part: list[_Chunk]) -> str:
    return "".join(chunk.digits for chunk in part)


def _is_public(digits: str, public: frozenset[str]) -> bool:
    local = "0" + digits[2:] if digits.startswith("62") else digits
    return digits in public or local in public or "62" + digits[1:] in public


def _public_end(chunks: list[_Chunk], at: int, public: frozenset[str]) -> int:
    """Where a public number of six or more digits that begins at chunk `at` ends, or 0."""
    digits = ""
    for index in range(at, min(at + 5, len(chunks)) if public else at):
        digits += chunks[index].digits
        if len(digits) >= 6 and _is_public(digits, public):
            return index + 1
    return 0


def _span(view: View, part: list[_Chunk]) -> Span:
    start, end = part[0].start, part[-1].end
    # "(0293) 362345" owns its bracket; one that is closed behind the number is the sentence's.
    signs = ("+", "(") if ")" in view.low[start:end] else "+"
    while view.low[max(0, start - 2) : start].rstrip(" ").endswith(signs):
        start -= 1
    return Span(start, end, _kind(view, part))


def _kind(view: View, part: list[_Chunk]) -> str:
    digits, start, end = _digits(part), part[0].start, part[-1].end
    if len(digits) < _LONG:
        return _short_kind(view, part) or "account"
    near = _cue(view.before(start, 32))
    if re.match(r"0?8|628|0[2-7]|62[2-7]", digits) and len(digits) <= _PHONE_MOST:
        to_bank = near == "account" and BANK.search(view.before(start, 24))
        return "account" if to_bank and not part[0].plus else "phone"
    if near in ("nik", "kk", "account"):
        return near
    later = _cue_after(view.after(end, 24))
    if later in ("nik", "kk"):
        return later
    return "nik" if len(digits) == _ID and _reads_as_nik(digits) else "account"


def _cue(window: str) -> str:
    """The kind that the last telling word of a window stands for, or ""."""
    words = NUMBER_WORD.findall(window)
    for index in range(len(words) - 1, -1, -1):
        found = NUMBER_KIND.match(words[index])
        if found:
            return found.lastgroup or ""
        if words[index].startswith("keluarga") and words[max(0, index - 1)][:2] in ("ka", "no"):
            return "kk"
    return ""


def _cue_after(window: str) -> str:
    """The kind that the first words behind a number give it, or ""."""
    words = NUMBER_WORD.findall(window)[:3]
    return next((kind for word in words if (kind := _cue(word))), "")


def _reads_as_nik(digits: str) -> bool:
    """Province, regency, district, then a birthday; women's days count from 41."""
    province, day, month = int(digits[:2]), int(digits[6:8]), int(digits[8:10])
    return 11 <= province <= 97 and 1 <= (day - 40 if day > 40 else day) <= 31 and 1 <= month <= 12
