"""An explanation in plain words, short enough for a telephone's terminal."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.markup import escape

from bot.domain.matching.compiling import OUTSIDE
from bot.domain.matching.deciding import Rule
from bot.domain.matching.evidence import Kind, Piece
from bot.domain.matching.explanation import (
    Comparison,
    Evidence,
    Example,
    Expected,
    Explanation,
    Trial,
    Why,
)
from bot.domain.matching.features import NAME_MARK
from bot.domain.matching.tracing import How
from bot.domain.understanding import Outcome, Question

_ROUTES = {
    "unreadable": "pesan yang tidak terbaca",
    "privacy": "permintaan soal data pribadi",
    "feedback": "jawaban “terjawab? ya / belum”",
    "choosing": "pilihan yang ditekan",
    "menus": "pilihan menu",
    "commands": "kata perintah (kamus/perintah.yaml)",
    "figures": "tabel angka kemiskinan (indikator/)",
    "places": "daftar kelurahan (kota.yaml)",
}
_HOW = {
    How.RESPELT: "kamus",
    How.TIDIED: "dirapikan",
    How.MENDED: "dimiripkan",
}
_WITHOUT_MODELS = {
    Rule.SAME_WORDS: "kalimatnya sama persis dengan salah satu contoh atau sebutannya.",
    Rule.NAME_ALONE: "hanya nama program yang disebut.",
    Rule.SHARED_ASPECT: "hanya nama program; yang ditanyakan ikut pertanyaan di sebelahnya.",
}
_SHOWN_PROBLEMS = 3
_QUOTED = 60  # characters
# Pieces of evidence and examples for each side: with several questions, each gets fewer lines.
_ALONE, _TOGETHER = (6, 2), (2, 1)


def why_lines(why: Why) -> Iterator[str]:
    """Lines for a terminal, with Rich's markup."""
    if why.emergency:
        yield f"[bold]Keadaan gawat: {escape(why.emergency)}.[/]"
        yield "Tanda bahaya didahulukan; yang di bawah ini hanya kalau tanda itu tidak ada."
    elif why.route in _ROUTES:
        yield f"[bold]Ditangani oleh {_ROUTES[why.route]}[/], bukan oleh pencocokan di bawah ini."
    pieces, examples = _ALONE if len(why.explanations) == 1 else _TOGETHER
    for explanation in why.explanations:
        yield from _question(explanation, pieces, examples)
    if why.expected and why.trial:
        yield from _expected(why.expected)
        yield from _trial(why.expected, why.trial)
    else:
        yield (
            "Seharusnya lain? Ulangi dengan [bold]--for NIAT[/], misalnya --for pkh/syarat: "
            "terlihat apa yang kurang, dan contohnya dicoba."
        )


def _question(found: Explanation, pieces: int, examples: int) -> Iterator[str]:
    yield f"[bold]“{escape(_cut(found.question.text))}”[/]"
    yield from _reading(found)
    yield f"Hasil: [bold]{_outcome(found.question)}[/]"
    yield f"Sebab: {_reason(found)}"
    if found.is_background:
        yield "Tidak dibalas sendiri: hanya latar dari pertanyaan lain yang terjawab."
    if found.comparison:
        yield from _comparison(found.comparison, pieces)
    yield from _examples(found.examples, examples)


def _reading(found: Explanation) -> Iterator[str]:
    changed = [
        f"{word.typed} → {' '.join(word.read)} ({_HOW[word.how]})"
        for word in found.words
        if word.how in _HOW
    ]
    skipped = [w.typed for w in found.words if w.how in (How.GREETING, How.DROPPED)]
    heard = [word for word in found.words if word.how not in (How.GREETING, How.DROPPED)]
    parts = {
        "Dibaca": changed or ["apa adanya"],
        "Dilewati": skipped,
        "Dilindungi": [word.typed for word in heard if word.is_protected],
        "Tidak dikenal": [word.typed for word in heard if not word.is_known],
        "Nama": [
            f"{name.text} = {' / '.join(name.programmes)}, dipercaya {_percent(name.trust)}"
            + (" (disangkal: “bukan”)" if name.is_negated else "")
            for name in found.names
        ],
    }
    for label, items in parts.items():
        if items:
            yield f"{label}: {escape(' · '.join(items))}"


def _outcome(question: Question) -> str:
    intents = [candidate.intent for candidate in question.candidates]
    if question.outcome is Outcome.ANSWER:
        return f"dijawab {escape(intents[0])}"
    if question.outcome is Outcome.CONFIRM:
        return f"ditanya balik: {escape(' / '.join(intents) or 'tanpa pilihan')}"
    return "di luar cakupan" if question.out_of_scope else "tidak tahu"


def _reason(found: Explanation) -> str:
    """The rule that the decision itself names, with its numbers; all in percent."""
    if found.rule in _WITHOUT_MODELS:
        return _WITHOUT_MODELS[found.rule]
    limits, first = found.limits, _number(_first(found))
    match found.rule:
        case Rule.OUTSIDE:
            bar = _percent(limits.outside_from)
            return f"peluang di luar cakupan {_percent(found.outside)} (batas {bar})."
        case Rule.ONLY_PROGRAMME:
            return (
                f"hanya programnya yang jelas ({_percent(found.group)}, batas "
                f"{_percent(limits.programme_from)}); bagian yang terkuat cuma {first}."
            )
        case Rule.TOO_WEAK:
            least = _number(100 * limits.confirm_from)
            return f"skor tertinggi {first}, di bawah batas bertanya balik {least}."
    return _by_score(found)


def _by_score(found: Explanation) -> str:
    """Sure, or near: the score and the lead over the runner-up against their bars."""
    first = _first(found)
    ahead = first - (found.candidates[1].score if len(found.candidates) > 1 else 0.0)
    margin = _number(100 * found.limits.ahead_by)
    bar = _number(100 * found.limits.answer_from)
    if found.limits.is_story:
        bar += ", dinaikkan karena pesannya panjang"
    if found.rule is Rule.SURE:
        return (
            f"yakin: skor {_number(first)} (batas {bar}) "
            f"dan unggul {_number(ahead)} (batas {margin})."
        )
    if first < 100 * found.limits.answer_from:
        return f"skor {_number(first)} di bawah batas menjawab ({bar})."
    return (
        f"skor {_number(first)} cukup, tetapi cuma unggul {_number(ahead)} "
        f"dari saingannya (batas {margin})."
    )


def _first(found: Explanation) -> float:
    return found.candidates[0].score if found.candidates else 0.0


def _comparison(found: Comparison, shown: int) -> Iterator[str]:
    yield f"Saingan: {escape(found.second)}, {_lost_by(found)}"
    if found.for_first:
        yield f"  Mendukung {escape(found.first)}: {_pieces(found.for_first[:shown])}"
    if found.for_second:
        yield f"  Mendukung {escape(found.second)}: {_pieces(found.for_second[:shown])}"


def _lost_by(found: Comparison) -> str:
    """Why the second lost, in one sentence."""
    times = f"{_times(found.lead)} lebih lemah"
    if not found.for_first or found.rest > found.for_first[0].weight:
        return (
            f"{times}: kata-katanya tidak memutuskan, tetapi jawaban itu lebih jarang ditanyakan."
        )
    top = found.for_first[0].piece
    match top.kind:
        case Kind.NAME:
            return f"{times}: nama “{escape(top.text)}” bukan miliknya."
        case Kind.TOPIC:
            return f"{times}: obrolan sebelumnya tentang yang lain."
        case Kind.EXAMPLES:
            return f"{times}: contoh-contohnya kurang mirip dengan kalimat ini."
        case Kind.PHRASE:
            return f"{times}: kalimatnya contoh bagian “{escape(top.text)}”."
        case Kind.WORD | Kind.PAIR:
            return f"{times}: contohnya jarang atau tidak memuat “{_shown(top)}”."


def _pieces(evidence: Iterable[Evidence]) -> str:
    return " · ".join(f"{_shown(e.piece)} {_times(abs(e.weight))}" for e in evidence)


def _shown(piece: Piece) -> str:
    match piece.kind:
        case Kind.NAME:
            return f"nama {escape(piece.text)}"
        case Kind.TOPIC:
            return f"obrolan sebelumnya ({escape(piece.text)})"
        case Kind.EXAMPLES:
            return "mirip contohnya"
        case Kind.PHRASE:
            return f"contoh bagian {escape(piece.text)}"
        case Kind.WORD | Kind.PAIR:
            text = piece.text.replace(NAME_MARK, "(nama)")
            text = text.replace("< ", "(awal) ").replace(" >", " (akhir)")
            return escape(text).replace(" ", "+") if piece.kind is Kind.PAIR else escape(text)


def _examples(examples: Sequence[Example], of_each: int) -> Iterator[str]:
    told: Counter[str] = Counter()
    for example in examples:
        told[example.intent] += 1
        if told[example.intent] <= of_each:
            whose = example.intent if example.intent != OUTSIDE else "di luar cakupan"
            place = f", {escape(example.file)}" if example.file else ""
            yield (
                f"  Contoh {escape(whose)}: “{escape(_cut(example.text))}” "
                f"(mirip {_percent(example.likeness)}{place})"
            )


def _expected(found: Expected) -> Iterator[str]:
    yield (
        f"[bold]Diharapkan {escape(found.intent)}[/]: "
        f"peringkat {found.rank}, skor {_number(found.score)}."
    )
    if found.new_words:
        yield f"  Belum ada di contohnya: {escape(', '.join(found.new_words))}"
    if found.comparison and found.comparison.for_first:
        yield (
            f"  Kalah dari {escape(found.comparison.first)} karena: "
            f"{_pieces(found.comparison.for_first[:4])}"
        )
        yield from _examples(found.examples, 1)


def _trial(found: Expected, trial: Trial) -> Iterator[str]:
    outcomes = "; ".join(_outcome(question) for question in trial.after)
    yield (
        f"Dicoba, pesan ini jadi contoh {escape(trial.intent)}: {outcomes}. Untuk kalimat yang "
        f"mirip, skornya {_number(found.score)} → {_number(trial.score)} "
        f"(peringkat {found.rank} → {trial.rank})."
    )
    if not trial.broken and not trial.mended:
        yield "Pertanyaan uji (periksa): tidak ada yang berubah."
        return
    yield (
        f"Pertanyaan uji (periksa): {len(trial.broken)} jadi salah, "
        f"{len(trial.mended)} jadi benar."
    )
    for line in trial.broken[:_SHOWN_PROBLEMS]:
        yield f"  {escape(line)}"


def _cut(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED].rstrip()}…"


def _number(value: float) -> str:
    """At most one digit after the comma, and none where it is 0."""
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _times(weight: float) -> str:
    """A difference of logarithms as "so many times likelier"."""
    factor = math.exp(min(weight, 50.0))
    if factor >= 1000:
        return "lebih dari 1000×"
    return f"{factor:.0f}×" if factor >= 10 else f"{factor:.1f}×".replace(".", ",")
