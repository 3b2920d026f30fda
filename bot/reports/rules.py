"""The one-page sheet of a programme's rule: what an office reads, corrects and signs."""

from collections.abc import Iterator
from datetime import date

from bot.domain.eligibility.rulebook import ReadyRule, RuleBook
from bot.domain.eligibility.rules import Criterion, Join, Rule
from bot.domain.eligibility.twigs import Leaf, Twig, leaves
from bot.domain.knowledge import KnowledgeBase
from bot.domain.provenance import Confidence, Provenance
from bot.domain.wording import fill, in_words, number_with_unit
from bot.reports.conditions import condition_words

_JOINS = {
    Join.ALL: "Semua harus terpenuhi:",
    Join.ANY: "Salah satu cukup:",
    Join.NONE: "Tidak boleh ada:",
}
_CONFIDENCE = {
    Confidence.HIGH: "yakin",
    Confidence.MEDIUM: "cukup yakin",
    Confidence.LOW: "kurang yakin",
    Confidence.UNVERIFIED: "belum terverifikasi",
}
_INDENT = "  "


def rule_sheet(base: KnowledgeBase, book: RuleBook, programme_id: str) -> list[str]:
    """The lines of the sheet: criteria, questions, sources, dates, amounts, what is not known."""
    programme = base.programmes[programme_id]
    lines = [
        f"LEMBAR ATURAN: {programme.official_name} ({programme_id})",
        f"Per {in_words(book.day)}. Status program: {programme.status.value.replace('_', ' ')}.",
        f"Pengelola: {'; '.join(programme.agencies)}.",
        "",
    ]
    ready = book.rules.get(programme_id)
    if ready is None:
        return [*lines, *_not_in_force(book, programme_id)]
    return [
        *lines,
        *_period(ready.rule),
        *_tree(base, book, ready.root, ""),
        *_amounts(ready),
        *_not_checked(base, ready.rule, book.day),
        *_sources(base, ready),
        "",
        f"Berkas: {ready.rule.file}, baris {ready.rule.line}.",
        "Diperiksa oleh: ______________________  Jabatan: __________________",
        "Tanggal: ____________  Tanda tangan: ____________________",
    ]


def _not_in_force(book: RuleBook, programme_id: str) -> list[str]:
    """Why there is no rule today."""
    ended = book.ended.get(programme_id)
    if ended is not None:
        day = in_words(ended.ends) if ended.ends else "tanggal yang belum dicatat"
        return [f"Aturan terakhir berlaku sampai {day}.", *_period(ended)]
    why = book.eligibility.without_rules.get(programme_id, "belum ditulis.")
    return [f"Tidak ada aturan kelayakan: {why}"]


def _period(rule: Rule) -> list[str]:
    starts = in_words(rule.starts) if rule.starts else "tidak dicatat"
    ends = in_words(rule.ends) if rule.ends else "belum ditentukan"
    return [f"Mulai berlaku: {starts}. Berakhir: {ends}.", ""]


def _tree(base: KnowledgeBase, book: RuleBook, twig: Twig, indent: str) -> Iterator[str]:
    if isinstance(twig, Leaf):
        yield from _criterion(base, book, twig, indent)
        return
    if twig.told_as is not None:
        yield f"{indent}- {_words(base, twig.told_as, book.day)} (aturan program lain)"
        return
    yield f"{indent}{_JOINS[twig.group.join]}"
    for part in twig.parts:
        yield from _tree(base, book, part, indent + _INDENT)


def _criterion(base: KnowledgeBase, book: RuleBook, leaf: Leaf, indent: str) -> Iterator[str]:
    criterion = leaf.criterion
    yield f"{indent}- [{criterion.id}] {_words(base, criterion, book.day)}"
    if criterion.words.unmet:
        yield f"{indent}    kalau tidak: {fill(criterion.words.unmet, base, book.day)}"
    yield f"{indent}    aturan: {condition_words(base, book, criterion.test)}"
    asked = [fill(book.questions[q].text, base, book.day) for q in leaf.questions]
    yield f"{indent}    ditanyakan: {' / '.join(asked) or 'tidak; hanya kantor yang tahu'}"
    yield f"{indent}    {_provenance(criterion.provenance)}"


def _words(base: KnowledgeBase, criterion: Criterion, day: date) -> str:
    return fill(criterion.words.met or criterion.words.unknown, base, day)


def _provenance(of: Provenance) -> str:
    sources = ", ".join(of.sources) or "belum dicatat"
    day = in_words(of.reviewed_on) if of.reviewed_on else "belum dicatat"
    return f"sumber {sources}; dicek {day}; {_CONFIDENCE[of.confidence]}"


def _amounts(ready: ReadyRule) -> Iterator[str]:
    if not ready.benefits:
        return
    yield ""
    yield "Jumlah yang dihitung:"
    for benefit in ready.benefits:
        value = number_with_unit(benefit.value_idr, "rupiah")
        most = f", paling banyak {benefit.most} orang" if benefit.most else ""
        each = " tiap orang" if benefit.people else ""
        period = benefit.period if benefit.period == "sekali" else f"per {benefit.period}"
        yield f"  - {benefit.name}: {value} {period}{each}{most}"
        yield f"    {_provenance(benefit.provenance)}"
    if ready.most_people:
        yield f"  Paling banyak {ready.most_people} orang dihitung dalam satu keluarga."


def _not_checked(base: KnowledgeBase, rule: Rule, day: date) -> Iterator[str]:
    yield ""
    yield "Yang tidak bisa kami cek:"
    for words in rule.cannot_check or ("(tidak ada yang dicatat)",):
        yield f"  - {fill(words, base, day)}"


def _sources(base: KnowledgeBase, ready: ReadyRule) -> Iterator[str]:
    """Every source in full, once."""
    told = [ready.rule.provenance, *(benefit.provenance for benefit in ready.benefits)]
    told += [leaf.criterion.provenance for leaf in leaves(ready.root)]
    yield ""
    yield "Sumber:"
    for source_id in sorted({source for of in told for source in of.sources}):
        source = base.sources.get(source_id)
        yield f"  {source_id}: {source.name} ({source.published})" if source else f"  {source_id}"
